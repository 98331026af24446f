"""Which of the bot's messages replies to which member's message, so that it can follow what becomes of that."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import discord
from discord import ui

from bot.desk import Asking
from bot.desk.posted import FOLLOWED, PostedDesk
from bot.errors import RecordsError
from bot.on_discord.callers import Caller
from bot.on_discord.showing import custom_ids
from bot.on_discord.showing.components import custom_ids_of

MOST = 10_000
NOBODY = ""

MessageAt = Callable[[int, int], discord.PartialMessage]  # channel and message


@dataclass(frozen=True)
class Posted:
    """A reply of ours, and a digest of the words it replies to: the words themselves are not kept."""

    reply: discord.PartialMessage
    digest: str


class ReplyCache:
    """The last `most` replies, by the ids of the messages they reply to; earlier ones as far as the desk has them.

    Whoever looks for a reply that is just being sent waits until it is.
    """

    def __init__(self, desk: PostedDesk, message_at: MessageAt, most: int = MOST) -> None:
        self._desk = desk
        self._message_at = message_at
        self._most = most
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._by_message: OrderedDict[int, asyncio.Future[Posted | None]] = OrderedDict()

    @contextmanager
    def being_sent(self, caller: Caller, text: str) -> Iterator[Callable[[discord.Message], None]]:
        """While inside, a reply to what `caller` wrote, namely `text`, is on its way; it is remembered once given."""
        message_id = int(caller.message or 0)
        slot: asyncio.Future[Posted | None] = asyncio.get_running_loop().create_future()
        self._by_message[message_id] = slot
        while len(self._by_message) > self._most:
            self._by_message.popitem(last=False)

        def sent(reply: discord.Message) -> None:
            # Of the message only its number is kept: ten thousand whole ones would be a hundred megabytes.
            digest = digest_of(text)
            slot.set_result(Posted(self._message_at(reply.channel.id, reply.id), digest))
            self._note(caller, reply.id, reply.components, digest)

        try:
            yield sent
        finally:
            if not slot.done():
                slot.set_result(None)
                self._by_message.pop(message_id, None)

    def one_by_one(self, message_id: int) -> asyncio.Lock:
        """What is held while something is done to the reply to that message, so that nothing else is meanwhile."""
        return self._locks.setdefault(message_id, asyncio.Lock())

    async def to(self, message_id: int) -> Posted | None:
        """The reply to that message, if there is one."""
        slot = self._by_message.get(message_id)
        return await asyncio.shield(slot) if slot else await self._from_before(message_id)

    async def followed(self, message_ids: Collection[int]) -> list[int]:
        """Those of the messages to which there may be a reply. All are looked up at once; what is too old is not."""
        since = discord.utils.time_snowflake(discord.utils.utcnow() - FOLLOWED)
        here = [one for one in message_ids if one in self._by_message]
        others = [str(one) for one in message_ids if one not in self._by_message and one >= since]
        try:
            from_before = await asyncio.to_thread(self._desk.followed, others) if others else []
        except RecordsError:  # of which the host has been told
            from_before = []
        return [*here, *map(int, from_before)]

    def revised(self, caller: Caller, posted: Posted, text: str, view: ui.LayoutView) -> None:
        """The reply now replies to `text`, with `view`."""
        slot: asyncio.Future[Posted | None] = asyncio.get_running_loop().create_future()
        slot.set_result(Posted(posted.reply, digest_of(text)))
        self._by_message[int(caller.message or 0)] = slot
        self._note(caller, posted.reply.id, view.children, digest_of(text))

    def note_shown(self, caller: Caller, pressed_on: int, press: int) -> None:
        """What `caller` had privately, as the message `pressed_on`, is shown to all by the response to `press`.

        Who that was is of no use to anybody, and not kept.
        """
        self._desk.note(str(press), Asking(caller.place, NOBODY, str(pressed_on)), question="", digest="")

    async def was_shown(self, pressed_on: int) -> bool:
        """Whether that was noted of late, perhaps before a restart."""
        return await self._from_before(pressed_on) is not None

    def forget(self, message_id: int) -> None:
        """There is no longer a reply to that message."""
        self._by_message.pop(message_id, None)
        self._desk.forget(str(message_id))

    def _note(self, caller: Caller, reply: int, shown: Iterable[Any], digest: str) -> None:
        question = custom_ids.question_in(custom_ids_of(shown)) or ""
        asking = Asking(caller.place, caller.member, caller.message)
        self._desk.note(str(reply), asking, question=question, digest=digest)

    async def _from_before(self, message_id: int) -> Posted | None:
        """A reply of the time before the bot was started, or of long ago."""
        try:
            known = await asyncio.to_thread(self._desk.to, str(message_id))
        except RecordsError:  # of which the host has been told
            return None
        return Posted(self._message_at(int(known.channel), int(known.reply)), known.digest) if known else None


def digest_of(text: str) -> str:
    """What tells one text from another, without being either."""
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=8).hexdigest()
