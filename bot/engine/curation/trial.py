"""What a change of an FAQ does to the questions people ask: tried, not guessed.

Every known phrasing and every remembered question is compared with what was changed; those that come near enough to
be decided otherwise are decided by the matcher before and by the one after the change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision, Outcome
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words
from bot.knowledge.model import Entry, Expected, Faq

MOST_OWN = 60  # phrasings of changed entries that are tried
MOST_OTHERS = 60  # known phrasings of other entries, and as many remembered questions: the nearest ones
MOST_REMEMBERED = 1000  # looked at
NEAR = 0.15  # cosine below which a phrasing has nothing to do with what was changed


@dataclass(frozen=True)
class Destination:
    """What a question leads to: `entry` is shown (None where nothing is), as `outcome`."""

    outcome: Outcome
    entry: str | None


@dataclass(frozen=True)
class Turned:
    """A question that leads elsewhere than before; `known_to` is the entry it is a phrasing of, if it is one."""

    question: str
    before: Destination
    after: Destination
    known_to: str | None = None


@dataclass(frozen=True)
class Lost:
    """A phrasing of a changed entry that does not lead to it."""

    entry: str
    phrasing: str
    after: Destination


@dataclass(frozen=True)
class Broken:
    """A question of `questions.yaml` that does not lead where it has to."""

    expected: Expected
    after: Destination
    was_right: bool


@dataclass(frozen=True)
class Effect:
    """All that was found. `tried` is how many questions were decided."""

    lost: tuple[Lost, ...] = ()
    turned: tuple[Turned, ...] = ()
    broken: tuple[Broken, ...] = ()
    tried: int = 0

    @property
    def is_harmless(self) -> bool:
        return not (self.lost or self.turned or any(one.was_right for one in self.broken))


def try_out(before: Matcher, after: Matcher, remembered: Iterable[str] = ()) -> Effect:
    """What changes from `before` to `after` for every known phrasing, and for the `remembered` questions."""
    trial = _Trial(before, after)
    return Effect(
        lost=tuple(trial.lost()),
        turned=tuple(trial.turned(list(dict.fromkeys(remembered))[:MOST_REMEMBERED])),
        broken=tuple(replayed(after, before)),
        tried=trial.tried,
    )


def replayed(matcher: Matcher, before: Matcher | None = None) -> Iterable[Broken]:
    """The questions of `questions.yaml` that do not lead where they have to."""
    for expected in matcher.faq.questions:
        after = destination(matcher, expected.question)
        if not _is_right(after, expected):
            was_right = before is not None and _is_right(destination(before, expected.question), expected)
            yield Broken(expected, after, was_right)


def destination(matcher: Matcher, question: str) -> Destination:
    """What `question`, asked out of the blue, leads to."""
    return _destination(matcher.decide(question, Memory())[0])


def _destination(decision: Decision) -> Destination:
    shown = decision.entries[0] if decision.entries else decision.outside
    return Destination(decision.outcome, shown)


def _is_right(found: Destination, expected: Expected) -> bool:
    if expected.entry is None:  # a suggestion is asked for, not answered
        return found.outcome is not Outcome.ANSWER
    return found.entry == expected.entry


class _Trial:
    def __init__(self, before: Matcher, after: Matcher) -> None:
        self._before = before
        self._after = after
        self._changed = _changed(before.faq, after.faq)
        self.tried = 0

    def lost(self) -> Iterable[Lost]:
        for entry in self._changed.now:
            old = self._before.faq.by_id.get(entry.id)
            fresh = [text for text in entry.phrasings if old is None or text not in old.phrasings]
            for phrasing in dict.fromkeys([entry.question, *fresh][:MOST_OWN]):
                found = destination(self._after, phrasing)
                self.tried += 1
                if found.entry != entry.id:
                    yield Lost(entry.id, phrasing, found)

    def turned(self, remembered: Sequence[str]) -> Iterable[Turned]:
        """Known phrasings of other entries, then remembered questions, that lead elsewhere now."""
        for question, owner in self._near_phrasings():
            if (found := self._compared(question, owner)) and found.after.entry != owner:
                yield found
        for question in self._near_questions(remembered):
            if found := self._compared(question, None):
                yield found

    def _compared(self, question: str, owner: str | None) -> Turned | None:
        self.tried += 1
        before, after = destination(self._before, question), destination(self._after, question)
        return None if before == after else Turned(question, before, after, owner)

    def _near_phrasings(self) -> Iterable[tuple[str, str]]:
        index, ids = self._after.index, {entry.id for entry in self._changed.now}
        texts = self._changed.texts[:MOST_OWN]
        near = np.max([_cosines(self._after, text) for text in texts], axis=0) if texts else np.zeros(0)
        owners = [index.entries[owner].id for owner in index.owners]
        chosen = [row for row in np.argsort(-near) if near[row] >= NEAR and owners[row] not in ids]
        read_otherwise = self._read_otherwise() if self._changed.words else ()
        for row in islice(dict.fromkeys(chain(read_otherwise, chosen)), MOST_OTHERS):
            yield index.phrasings[int(row)].text, owners[row]

    def _read_otherwise(self) -> Iterator[int]:
        """The rows of phrasings that say something else where other words mean the same."""
        before, after = self._before.index, self._after.index
        for row, text in enumerate(after.phrasings.texts):
            if before.read(words(text)).canonical != after.read(words(text)).canonical:
                yield row

    def _near_questions(self, remembered: Sequence[str]) -> list[str]:
        """Those that come near to a changed entry, as it is now or as it was; all if the words mean something else."""
        if self._changed.words:
            return list(remembered[:MOST_OTHERS])
        scored = []
        for question in remembered:
            score = max(_nearness(self._after, self._changed.now, question), self._nearness_before(question))
            if score >= NEAR:
                scored.append((score, question))
        return [question for _, question in sorted(scored, key=lambda one: -one[0])[:MOST_OTHERS]]

    def _nearness_before(self, question: str) -> float:
        return _nearness(self._before, self._changed.then, question)


@dataclass(frozen=True)
class _Changed:
    """Entries of which a phrasing or the kind was changed, as they are now and as they were, and those phrasings."""

    now: tuple[Entry, ...]
    then: tuple[Entry, ...]
    texts: tuple[str, ...]
    words: bool


def _changed(before: Faq, after: Faq) -> _Changed:
    def told(entry: Entry | None) -> object:
        return entry and (entry.phrasings, entry.kind)

    now = tuple(entry for entry in after.entries if told(before.by_id.get(entry.id)) != told(entry))
    then = tuple(entry for entry in before.entries if told(after.by_id.get(entry.id)) != told(entry))
    texts = {text for entry in now for text in entry.phrasings} ^ {text for entry in then for text in entry.phrasings}
    return _Changed(now, then, tuple(sorted(texts)), before.words != after.words)


def _nearness(matcher: Matcher, entries: Sequence[Entry], question: str) -> float:
    ids = {entry.id for entry in entries}
    numbers = [number for number, entry in enumerate(matcher.index.entries) if entry.id in ids]
    if not numbers:
        return 0.0
    rows = np.isin(matcher.index.owners, numbers)
    return float(np.max(_cosines(matcher, question)[rows], initial=0.0))


def _cosines(matcher: Matcher, text: str) -> NDArray[np.floating[Any]]:
    """The likeness of `text` to every known phrasing."""
    index = matcher.index
    return index.rows.cosines(*index.rows.question(*index.question(index.read(words(text)))))
