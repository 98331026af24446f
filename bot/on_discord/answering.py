"""What to show for what a member did: the desk's replies, turned into views.

Speaks with the desk and with nobody else; sending is the business of `client`.
"""

from collections.abc import Iterable

from discord import ui

from bot.desk import FaqDesk, Reply
from bot.engine.decision import Outcome
from bot.engine.text import MAX_CHARACTERS
from bot.knowledge.model import Voice
from bot.knowledge.voice import fill
from bot.on_discord import custom_ids
from bot.on_discord.callers import Caller
from bot.on_discord.rendering import notice_view, reply_view
from bot.on_discord.text import length, shorten

CHOICES = 25
MAX_CHOICE = 100
BY_ID = "#"  # before an entry's id, where its question is too long to be sent back by Discord
SAID_AT_ANY_LENGTH = (Outcome.URGENT, Outcome.ADVICE)


class Answering:
    """Answers members from one desk."""

    def __init__(self, desk: FaqDesk) -> None:
        self._desk = desk

    def voice(self, caller: Caller) -> Voice:
        """The texts `caller` is spoken to in."""
        return self._desk.faq.voice_in(caller.locale)

    def question(self, text: str, caller: Caller, marks: Iterable[int] = ()) -> ui.LayoutView:
        """The answer to a question in a member's own words; `marks` tell what they reply to."""
        reply = self._desk.ask(text, place=caller.place, member=caller.member, after=self._entries(marks))
        if len(text) > MAX_CHARACTERS and reply.decision.outcome not in SAID_AT_ANY_LENGTH:
            return notice_view(fill(self.voice(caller).too_long, limit=MAX_CHARACTERS))
        return reply_view(reply, caller.id)

    def command(self, text: str, caller: Caller) -> ui.LayoutView:
        """The answer to /ask: exactly the entry that was chosen, if one was."""
        reply = self._chosen(text, caller)
        return reply_view(reply, caller.id) if reply else self.question(text, caller)

    def entry(self, entry_id: str, caller: Caller) -> ui.LayoutView | None:
        """One entry, or None when it is gone."""
        reply = self._desk.show(entry_id, place=caller.place, member=caller.member)
        return reply_view(reply, caller.id) if reply else None

    def gone(self, entry_id: str, caller: Caller) -> ui.LayoutView:
        """Word that an entry is gone, with the nearest that there are."""
        near = self._desk.complete(entry_id.replace("-", " "), place=caller.place, limit=3)
        return notice_view(self.voice(caller).entry_gone, near, caller.id)

    def nothing(self, caller: Caller) -> ui.LayoutView:
        return notice_view(self.voice(caller).nothing)

    def slow_down(self, caller: Caller, seconds: int) -> ui.LayoutView:
        return notice_view(fill(self.voice(caller).slow_down, seconds=seconds))

    def failed(self, caller: Caller, reference: str) -> ui.LayoutView:
        return notice_view(fill(self.voice(caller).failed, reference=reference))

    def completions(self, typed: str, caller: Caller) -> list[tuple[str, str]]:
        """What to offer while someone types: what is read, and what comes back when it is chosen."""
        entries = self._desk.complete(typed, place=caller.place, limit=CHOICES)
        return [
            (
                shorten(entry.question, MAX_CHOICE),
                entry.question if length(entry.question) <= MAX_CHOICE else f"{BY_ID}{entry.id}",
            )
            for entry in entries[:CHOICES]
        ]

    def _chosen(self, text: str, caller: Caller) -> Reply | None:
        entry = self._desk.find(text)
        entry_id = entry.id if entry else text.removeprefix(BY_ID) if text.startswith(BY_ID) else None
        return self._desk.show(entry_id, place=caller.place, member=caller.member) if entry_id else None

    def _entries(self, marks: Iterable[int]) -> tuple[str, ...]:
        wanted = set(marks)
        if not wanted:
            return ()
        return tuple(entry.id for entry in self._desk.faq.entries if custom_ids.mark(entry.id) in wanted)
