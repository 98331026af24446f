"""What to show for what a member did: the desk's replies, turned into views.

Speaks with the desk and with nobody else; sending is the business of `front` and `sending`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from discord import ui

from bot.desk import FaqDesk, Place, Reply
from bot.desk.faq_desk import Overheard
from bot.engine.decision import Outcome
from bot.knowledge.model import Entry, Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.callers import Caller
from bot.on_discord.sending.thinking import Thinks, aside, at_once
from bot.on_discord.showing import custom_ids
from bot.on_discord.showing.limits import MAX_BUTTON, MAX_OPTION, MAX_OPTIONS
from bot.on_discord.showing.rendering import notice_view, reply_view
from bot.on_discord.showing.text import length, shorten

T = TypeVar("T")

BY_ID = "#"  # before an entry's id, where its question is too long to be sent back by Discord
Below = Callable[[Reply], Sequence[ui.Item[Any]]]  # the further buttons below a reply


def nothing_below(_: Reply) -> Sequence[ui.Item[Any]]:
    return ()


@dataclass(frozen=True)
class Answer:
    """What is shown for a question. `outcome` is what became of it."""

    view: ui.LayoutView
    outcome: Outcome

    @property
    def delicate(self) -> bool:
        """Whether it tells others of someone's trouble or health."""
        return self.outcome.is_safety


def labels_of(entry: Entry) -> tuple[str, str]:
    """What is read of a question on a button and in a menu."""
    return shorten(entry.question, MAX_BUTTON), shorten(entry.question, MAX_OPTION)


class Answering:
    """Answers members from one desk, which `thinks` about what they say.

    What needs an index is awaited: where that of a server rests, it is built and asked beside the event loop.
    """

    def __init__(self, desk: FaqDesk, thinks: Thinks) -> None:
        self._desk = desk
        self._thinks = thinks

    async def think(self, place: Place, call: Callable[[], T]) -> T:
        """What `call` gives, which asks the index of `place`."""
        return await self._where(place, self._thinks)(call)

    def voice(self, caller: Caller) -> Voice:
        """The texts `caller` is spoken to in."""
        return self._desk.faq_of(caller.place).voice_in(self._language(caller))

    def language_of_server(self, caller: Caller) -> str | None:
        """The language of the server where `caller` is: the one its moderators chose, or else its own on Discord."""
        return self._desk.servers.settings(caller.place.server).language or caller.server_locale

    async def question(
        self,
        text: str,
        caller: Caller,
        marks: Iterable[int] = (),
        *,
        private: bool = False,
        below: Below = nothing_below,
    ) -> Answer:
        """The answer to a question in a member's own words; `marks` tell what they reply to."""
        ask = partial(
            self._desk.ask,
            text,
            place=caller.place,
            member=caller.member,
            after=self.entries_of(marks, caller.place),
            message=caller.message,
            private=private,
            locale=self._language(caller),
        )
        return self._answer(await self.think(caller.place, ask), caller, below)

    async def command(self, text: str, caller: Caller, *, private: bool) -> Answer:
        """The answer to /ask: exactly the entry that was chosen, if one was."""
        reply = await self._chosen(text, caller)
        return self._answer(reply, caller) if reply else await self.question(text, caller, private=private)

    async def overheard(self, text: str, caller: Caller) -> Overheard | None:
        """The answer to a question the bot was not asked, where it is certain of it: to be given by `unasked`."""
        return await self.think(caller.place, lambda: self._desk.overhear(text, place=caller.place))

    def unasked(self, heard: Overheard, caller: Caller) -> Answer:
        """What is shown for what was overheard, which from now on has been answered."""
        reply = self._desk.speak_up(
            heard, place=caller.place, member=caller.member, message=caller.message, locale=self._language(caller)
        )
        outcome = reply.decision.outcome
        above = reply.voice.unasked if outcome is Outcome.ANSWER else ""
        return Answer(reply_view(reply, caller.id, on_server=caller.on_server, above=above), outcome)

    async def shows_danger(self, text: str, caller: Caller) -> bool:
        """Whether `text` is to be answered whatever else there is to do. Takes next to no time in a place awake."""
        look = partial(self._desk.shows_danger, text, place=caller.place)
        return bool(text) and await self._where(caller.place, at_once)(look)

    async def sounds_urgent(self, text: str, caller: Caller) -> bool:
        """Whether `text` would be answered as a call for help."""
        return bool(text) and await self.think(caller.place, lambda: self._desk.sounds_urgent(text, place=caller.place))

    async def at_last(self, text: str, caller: Caller) -> ui.LayoutView | None:
        """The answer to a question that had none when `caller` asked it; None if it still has none."""
        locale = self._language(caller)
        consider = partial(self._desk.consider, text, place=caller.place, locale=locale)
        reply = await self.think(caller.place, consider)
        if reply.decision.outcome is not Outcome.ANSWER:
            return None
        return reply_view(reply, caller.id, on_server=caller.on_server, above=reply.voice.answer_now)

    async def entry(self, entry_id: str, caller: Caller) -> Answer | None:
        """One entry, or None when it is gone."""
        reply = await self._shown([entry_id], caller, caller.member)
        return self._answer(reply, caller) if reply else None

    async def entries(self, entry_ids: Sequence[str], caller: Caller, asker: int) -> ui.LayoutView | None:
        """What was shown to `caller`, to be shown to `asker` and all; None when it is gone."""
        reply = await self._shown(entry_ids, caller, str(asker))
        return reply_view(reply, asker, keeper=caller.id, on_server=caller.on_server) if reply else None

    async def entry_that_reads(self, label: str, caller: Caller) -> Answer | None:
        """The entry whose question reads `label` on a button or in a menu, or None if there is none."""
        reading = (entry.id for entry in self._desk.faq_of(caller.place).entries if label in labels_of(entry))
        entry_id = next(reading, None)
        return await self.entry(entry_id, caller) if entry_id else None

    async def gone(self, about: str, caller: Caller) -> ui.LayoutView:
        """Word that an entry is gone, with the nearest to what it was `about`."""
        near = await self.think(caller.place, lambda: self._desk.complete(about, place=caller.place, limit=3))
        return notice_view(self.voice(caller).entry_gone, near, caller.id)

    def notice(self, caller: Caller, text: str, below: Sequence[ui.Item[Any]] = (), **values: object) -> ui.LayoutView:
        """The text called `text`, with its braces filled in, and buttons below it."""
        return notice_view(fill(getattr(self.voice(caller), text), **values), asker=caller.id, below=below)

    async def completions(self, typed: str, caller: Caller) -> list[tuple[str, str]]:
        """What to offer while someone types: what is read, and what comes back when it is chosen."""
        complete = partial(self._desk.complete, typed, place=caller.place, limit=MAX_OPTIONS)
        entries = await self.think(caller.place, complete)
        return [
            (
                shorten(entry.question, MAX_OPTION),
                entry.question if length(entry.question) <= MAX_OPTION else f"{BY_ID}{entry.id}",
            )
            for entry in entries[:MAX_OPTIONS]
        ]

    def entries_of(self, marks: Iterable[int], place: Place) -> tuple[str, ...]:
        """The entries that a message in `place` with these marks shows."""
        wanted = set(marks)
        if not wanted:
            return ()
        return tuple(entry.id for entry in self._desk.faq_of(place).entries if custom_ids.mark(entry.id) in wanted)

    def _where(self, place: Place, usually: Thinks) -> Thinks:
        """Where the desk is asked what takes an index: as `usually`, unless that has to be built first."""
        return usually if self._desk.is_awake(place) else aside

    def _language(self, caller: Caller) -> str | None:
        """The language to speak: a member's own, or before the whole server the one its moderators chose."""
        chosen = self._desk.servers.settings(caller.place.server).language if caller.before_all else None
        return chosen or caller.locale

    def _answer(self, reply: Reply, caller: Caller, below: Below = nothing_below) -> Answer:
        view = reply_view(reply, caller.id, on_server=caller.on_server, below=below(reply))
        return Answer(view, reply.decision.outcome)

    async def _chosen(self, text: str, caller: Caller) -> Reply | None:
        entry = self._desk.find(text, place=caller.place)
        entry_id = entry.id if entry else text.removeprefix(BY_ID) if text.startswith(BY_ID) else None
        if entry_id is None:
            return None
        return await self._shown([entry_id], caller, caller.member)

    async def _shown(self, entry_ids: Sequence[str], caller: Caller, member: str) -> Reply | None:
        show = partial(self._desk.show, *entry_ids, place=caller.place, member=member, locale=self._language(caller))
        return await self._where(caller.place, at_once)(show)
