"""Waiting for something to become true, without polling and without guessing how long it takes."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 90.0  # more than anything on loopback needs, a start on a busy machine too: reached when nothing will happen


class NothingHappened(AssertionError):  # noqa: N818 -- a word of the trade
    """What was waited for did not come."""


class News:
    """Announces that the world has changed; those who wait look again.

    `listeners` are told of each new message and each interaction responded to, for those who watch very many; of one
    that was put off, again when what was awaited is there.
    """

    def __init__(self) -> None:
        self._changed = asyncio.Event()
        self.listeners: list[Callable[[object], None]] = []

    def spread(self, what: object = None) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        for listener in self.listeners if what is not None else ():
            listener(what)

    async def until(self, look: Callable[[], T | None], what: str) -> T:
        """The first thing other than None that `look` finds."""
        try:
            async with asyncio.timeout(PATIENCE):
                while (found := look()) is None:
                    await self._changed.wait()
                return found
        except TimeoutError:
            raise NothingHappened(f"waited {PATIENCE:g} seconds in vain for {what}") from None
