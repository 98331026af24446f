"""The FAQs the engine is asked about, each read and indexed once a session."""

from pathlib import Path

import pytest

from bot.engine.matcher import Matcher
from bot.knowledge.model import Faq
from bot.knowledge.shelf import Shelf
from tests.engine.small_faqs import BONES, SAFETY, WORDS, faq_of, matcher_of

SHIPPED = Path(__file__).parents[2] / "faq"


@pytest.fixture(scope="session")
def bones_faq() -> Faq:
    """Twelve answers about bones, an urgent text, an advice text and one question outside."""
    return faq_of(bones=BONES, safety=SAFETY, words=WORDS)


@pytest.fixture(scope="session")
def bones(bones_faq: Faq) -> Matcher:
    return matcher_of(bones_faq)


@pytest.fixture(scope="session")
def shipped() -> Matcher:
    """The engine over the FAQ in `faq/`. Whether that has faults of style is not asked here."""
    reading = Shelf(SHIPPED).read()
    assert not reading.faults
    return matcher_of(reading.draft)
