"""What moderators have begun and not yet saved: changes, and reviews of what was not answered well."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.desk.drafts import Draft
from bot.desk.review import Group
from bot.on_discord.callers import Caller
from bot.on_discord.held import Held
from bot.records.model import Erased, Example, Resolution

MOST_DRAFTS, MOST_AWAKE = 50, 4


@dataclass(frozen=True)
class SameWords:
    """A form for words that mean the same: `old` are those it began with, none for a new group."""

    old: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """A form for a text of the bot's, by its name in `Voice`, in the language `locale` ("" for voice.yaml)."""

    name: str
    locale: str = ""


@dataclass(frozen=True)
class Work:
    """A change that is being made: what was `typed` into its form, if it has one, and what has come of it.

    `about` is what the form is for, if that is no entry. `entry` is the one that is changed, empty for a new one in
    `topic`; `next` is one to be offered below its answer. `misses` are dealt with once it is saved, `waiting` are
    those of them whose askers can be told then (as in `Group`), and `round` is the key of the review it is part of.
    `tests` are questions that can be kept with it, for every later change to be tried on; of `examples`, questions
    offered for that alone, `kept` are those chosen.
    """

    entry: str = ""
    topic: str = ""
    next: str = ""
    about: SameWords | Said | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    draft: Draft | None = None
    misses: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    tests: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    kept: tuple[Example, ...] = ()
    resolution: Resolution = Resolution.TAUGHT
    round: str = ""

    def quotes(self, erased: Erased) -> bool:
        """Whether words are in it that were deleted."""
        offered = (question for one in self.examples for question in one.questions)
        return not (erased.misses.isdisjoint(self.misses) and erased.questions.isdisjoint(offered))


@dataclass(frozen=True)
class Round:
    """A review that is going on: what there is to look at, how many `more` come after it, and at which place it is."""

    groups: tuple[Group, ...]
    more: int = 0
    place: int = 0

    @property
    def group(self) -> Group | None:
        return self.groups[self.place] if self.place < len(self.groups) else None

    def without(self, erased: Erased) -> "Round":
        """The same review of what was not deleted. Groups keep their places: buttons may lead to one."""
        return replace(self, groups=tuple(group.without(erased.misses) for group in self.groups))


class Works(Held[Work]):
    """Changes that are being made. A draft with its index takes tens of megabytes, without it a few: only the latest
    have one, and only so many are held. What was typed is held as long as anything is, and can be drafted anew.
    """

    def keep(self, caller: Caller, value: Work, key: str = "") -> str:
        key = super().keep(caller, value, key)
        drafted = [(place, work) for place, work in list(self._values.items()) if work.draft is not None]
        for place, work in drafted[:-MOST_DRAFTS]:
            if place in self._values:
                self._values[place] = replace(work, draft=None)
        for _, work in drafted[:-MOST_AWAKE]:
            if work.draft:
                work.draft.rest()
        return key


class Bench:
    """All that is held for moderators."""

    def __init__(self) -> None:
        self.works = Works()
        self.rounds: Held[Round] = Held()

    def forget_server(self, server: str) -> None:
        self.works.forget_server(server)
        self.rounds.forget_server(server)

    def erase(self, erased: Erased) -> None:
        """Forget the words of members that were deleted, and what was begun with them."""
        self.works.revise(lambda work: None if work.quotes(erased) else work)
        self.rounds.revise(lambda going_on: going_on.without(erased))
