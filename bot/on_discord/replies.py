"""Which of the bot's messages replies to which member's message, so that it can follow what becomes of that."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import discord

MOST = 10_000


@dataclass(frozen=True)
class Posted:
    """A reply of ours, and a digest of the words it replies to: the words themselves are not kept."""

    reply: discord.Message
    digest: bytes


class Replies:
    """The last `most` replies, by the ids of the messages they reply to.

    Whoever looks for a reply that is just being sent waits until it is.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._by_message: OrderedDict[int, asyncio.Future[Posted | None]] = OrderedDict()

    @contextmanager
    def being_sent(self, message_id: int) -> Iterator["asyncio.Future[Posted | None]"]:
        """While inside, a reply to that message is on its way; it is remembered if it has become a result."""
        slot: asyncio.Future[Posted | None] = asyncio.get_running_loop().create_future()
        self._by_message[message_id] = slot
        while len(self._by_message) > self._most:
            self._by_message.popitem(last=False)
        try:
            yield slot
        finally:
            if not slot.done():
                slot.set_result(None)
                self._by_message.pop(message_id, None)

    async def to(self, message_id: int) -> Posted | None:
        """The reply to that message, if there is one."""
        slot = self._by_message.get(message_id)
        return await asyncio.shield(slot) if slot else None

    def revised(self, message_id: int, posted: Posted) -> None:
        """The reply now replies to other words."""
        if message_id in self._by_message:
            slot: asyncio.Future[Posted | None] = asyncio.get_running_loop().create_future()
            slot.set_result(posted)
            self._by_message[message_id] = slot

    def forget(self, message_id: int) -> None:
        self._by_message.pop(message_id, None)


def digest_of(text: str) -> bytes:
    """What tells one text from another, without being either."""
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest()
