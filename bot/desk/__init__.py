"""The desk: everything a front end may ask for, and the only thing it holds."""

from bot.desk.archive import Archive
from bot.desk.asked import Asking
from bot.desk.faq_desk import Block, Citation, FaqDesk, Reply, citations, reply_for
from bot.desk.place import Place

__all__ = ["Archive", "Asking", "Block", "Citation", "FaqDesk", "Place", "Reply", "citations", "reply_for"]
