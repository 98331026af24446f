"""Questions that mean the same are put together."""

import pytest

from bot.engine.faq_index import FaqIndex
from bot.engine.grouping import grouped
from bot.engine.matcher import Matcher
