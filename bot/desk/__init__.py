"""The desk: everything a front end may ask for, and the only thing it holds."""

from bot.desk.archive import Archive
from bot.desk.asked import Asking
from bot.desk.faq_desk import FaqDesk
from bot.desk.place import Place
from bot.desk.reply import Block, Citation, Reply, citations, reply_for

__all__ = ["Archive", "Asking", "Block", "Citation", "FaqDesk", "Place", "Reply", "citations", "reply_for"]
