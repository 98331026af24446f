"""Errors nobody foresaw: the member gets a short reference, the log what happened under it.

An error's message may quote what a member wrote, so the log holds the kinds of the errors and where they arose, and
messages only of those errors whose words are ours or Discord's.
"""

import logging
import secrets
import traceback
from collections.abc import Iterator

import discord

from bot.errors import FaqBotError

_log = logging.getLogger(__name__)

OUR_WORDS = (FaqBotError, discord.HTTPException)


def record(error: BaseException, doing: str) -> str:
    """Log `error`, met while `doing` something, and give the reference to it."""
    reference = secrets.token_hex(4)
    _log.error("%s: unforeseen error while %s\n%s", reference, doing, "".join(_told(error)).rstrip())
    return reference


def _told(error: BaseException) -> Iterator[str]:
    """The traceback of `error` and of those that led to it, first things first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
    yield from traceback.format_tb(error.__traceback__)
    kind = type(error)
    words = f": {error}" if isinstance(error, OUR_WORDS) else ""
    yield f"{kind.__module__}.{kind.__qualname__}{words}\n"
