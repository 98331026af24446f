"""What is held in memory: what moderators have begun and not yet saved, each for whoever began it, on the server it is
for; and what was done, so that it is done once.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from bot.desk.drafts import Draft
from bot.desk.review import Group
from bot.on_discord.callers import Caller
from bot.records.model import Erased, Example, Resolution

T = TypeVar("T")

MOST, MOST_DRAFTS, MOST_AWAKE = 500, 50, 4
KEY_BYTES = 6


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


class Held(Generic[T]):
    """Values by their keys; the `most` that were kept last. Nobody gets what somebody else, or another server, has."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[tuple[str, int, str | None], T] = OrderedDict()

    def keep(self, caller: Caller, value: T, key: str = "") -> str:
        """Hold `value`, in place of what `key` leads to; the key by which it is found."""
        key = key or secrets.token_hex(KEY_BYTES)
        place = self._place(caller, key)
        self._values[place] = value
        with suppress(KeyError):  # another thread has just forgotten the server
            self._values.move_to_end(place)
        while len(self._values) > self._most:
            self._values.popitem(last=False)
        return key

    def get(self, caller: Caller, key: str) -> T | None:
        return self._values.get(self._place(caller, key))

    def take(self, caller: Caller, key: str) -> T | None:
        """As `get`, and it is held no more: of two presses one gets it."""
        return self._values.pop(self._place(caller, key), None)

    def revise(self, change: Callable[[T], T | None]) -> None:
        """Hold what `change` makes of each value, in its place; nothing where that is None."""
        for place, value in list(self._values.items()):
            changed = change(value)
            if changed is None:
                self._values.pop(place, None)
            elif changed is not value and self._values.get(place) is value:
                self._values[place] = changed

    def forget_server(self, server: str) -> None:
        for place in [one for one in list(self._values) if one[2] == server]:
            self._values.pop(place, None)

    def _place(self, caller: Caller, key: str) -> tuple[str, int, str | None]:
        return key, caller.id, caller.place.server


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


class Once:
    """Knows the latest `most` things that were done, so that what is asked for twice is done once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._done: OrderedDict[int, None] = OrderedDict()

    def first(self, key: int) -> bool:
        """Whether this is the first time for `key`; from now on it is not."""
        if key in self._done:
            return False
        self._done[key] = None
        while len(self._done) > self._most:
            self._done.popitem(last=False)
        return True

    def undo(self, key: int) -> None:
        """It was not done after all."""
        self._done.pop(key, None)


class Lately:
    """Knows what was done within the last `seconds`, as far as it is among the latest `most` things."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._seconds = seconds
        self._clock = clock
        self._most = most
        self._done_at: OrderedDict[Hashable, float] = OrderedDict()

    def again(self, what: Hashable) -> bool:
        """Whether `what` was done a moment ago; now it is done in any case."""
        now, before = self._clock(), self._done_at.get(what)
        self._done_at[what] = now
        self._done_at.move_to_end(what)
        while len(self._done_at) > self._most:
            self._done_at.popitem(last=False)
        return before is not None and now - before < self._seconds


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
