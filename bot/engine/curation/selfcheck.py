"""What the engine makes of the FAQ itself, before anyone asks it anything.

It looks for what a curator does not see by reading: phrasings that are nearer to another entry than to their own,
questions that do not lead to their own entry, and questions that two entries answer about as well. Entries whose
answers say much the same are no matter: either will do.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision, Outcome
from bot.engine.index.candidates import met_units
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.kinship import Kinship
from bot.engine.matcher import Matcher
from bot.engine.numeric.postings import Floats, Ints, positions
from bot.engine.reading.phrasings import Phrasing
from bot.engine.wording.grammar import FIRST_PERSON
from bot.knowledge.model import Entry, Kind

NEAR = 0.8  # cosine from which two phrasings are nearly the same
LOOKED_AT = 0.7  # of the squared length of a phrasing: its rarest features, by which the near ones are looked up
HARDLY_MET = 0.65  # a word met by less in the other phrasing, as by a near-synonym, is exchanged or left out
KIN_FROM = 0.5  # worth of one answer as the other from which either will do
TIED_WITHIN = 0.1

_ROUNDING = 1e-4
_AS_GOOD_AS_ONE = {"how", "yes or no"}


@dataclass(frozen=True)
class Confusable:
    """A phrasing that is nearer to one of another entry than to any of its own; by their numbers in `phrasings`."""

    entry: str
    number: int
    other: str
    other_number: int
    likeness: float  # cosine, 0 to 1


@dataclass(frozen=True)
class NotWinning:
    """An entry that its own question does not lead to; `instead` is what is shown, or else the likeliest other."""

    entry: str
    outcome: Outcome
    instead: str | None


@dataclass(frozen=True)
class Tied:
    """An entry whose own question another one answers about as well; the probabilities of both."""

    entry: str
    confidence: float
    other: str
    other_confidence: float


@dataclass(frozen=True)
class Examined:
    """All that was found, in the order of the FAQ."""

    confusable: tuple[Confusable, ...] = ()
    not_winning: tuple[NotWinning, ...] = ()
    tied: tuple[Tied, ...] = ()


def examine(matcher: Matcher) -> Examined:
    """Look for all of it."""
    kin = Kin(matcher.index)
    asked = own_questions(matcher)
    return Examined(tuple(confusable(matcher.index, kin)), tuple(not_winning(asked, kin)), tuple(tied(asked, kin)))


class Kin:
    """Which entries may stand for each other, by their ids."""

    def __init__(self, index: FaqIndex) -> None:
        self._kinship = Kinship(index)
        self._entries = index.entries
        self._numbers = {entry.id: number for number, entry in enumerate(index.entries)}

    def either_will_do(self, one: str, other: str) -> bool:
        """Whether two entries are the same kind of reply, or answers of which one answers what the other is asked."""
        left, right = self._numbers[one], self._numbers[other]
        kind = self._entries[left].kind
        if kind is not Kind.ANSWER and kind is self._entries[right].kind:
            return True
        return max(self._kinship.worth(left, right), self._kinship.worth(right, left)) >= KIN_FROM


def own_questions(matcher: Matcher) -> list[tuple[Entry, Decision]]:
    """Every entry that answers, with what is decided about its own question."""
    answers = [entry for entry in matcher.index.entries if entry.kind is Kind.ANSWER]
    return [(entry, matcher.decide(entry.question, Memory())[0]) for entry in answers]


def not_winning(asked: Sequence[tuple[Entry, Decision]], kin: Kin) -> Iterator[NotWinning]:
    """Entries that are not the answer to their own question, nor is one that says the same."""
    for entry, decision in asked:
        if not _wins(entry, decision, kin):
            others = (*decision.entries, *(one.entry for one in decision.ranking))
            instead = next((other for other in others if other != entry.id), None)
            yield NotWinning(entry.id, decision.outcome, instead)


def tied(asked: Sequence[tuple[Entry, Decision]], kin: Kin) -> Iterator[Tied]:
    """Entries that win by a hair only. A question that is answered in two parts has no rivals."""
    for entry, decision in asked:
        if len(decision.entries) != 1 or not _wins(entry, decision, kin):
            continue
        confidence = decision.ranking[0].confidence
        for rival in decision.ranking[1:]:
            others = rival.entry != entry.id and not kin.either_will_do(entry.id, rival.entry)
            if others and confidence - rival.confidence < TIED_WITHIN:
                yield Tied(entry.id, confidence, rival.entry, rival.confidence)
                break


def _wins(entry: Entry, decision: Decision, kin: Kin) -> bool:
    shown = decision.entries if decision.outcome is Outcome.ANSWER else ()
    return any(one == entry.id or kin.either_will_do(entry.id, one) for one in shown)


@dataclass(frozen=True)
class _Stray:
    """A row, the nearest row of another entry, how near that is, and how near the nearest of its own entry."""

    row: int
    other: int
    likeness: float
    at_home: float


def confusable(index: FaqIndex, kin: Kin) -> Iterator[Confusable]:
    """Phrasings out of place; of two that mistake each other, the one that has less to do with its entry."""
    first = np.searchsorted(index.owners, np.arange(len(index.entries)))
    strays = {stray.row: stray for stray in _strays(index, kin)}
    for stray in strays.values():
        owner, other = index.owners[stray.row], index.owners[stray.other]
        back = strays.get(stray.other)
        if back and index.owners[back.other] == owner and _rank(index, first, back) < _rank(index, first, stray):
            continue  # what it is near to is out of place itself, and belongs here
        yield Confusable(
            index.entries[owner].id,
            stray.row - int(first[owner]),
            index.entries[other].id,
            stray.other - int(first[other]),
            stray.likeness,
        )


def _rank(index: FaqIndex, first: NDArray[np.int64], stray: _Stray) -> tuple[bool, float, int]:
    """The lowest of two is the one to be moved: hardly an entry's own question, then the one less at home, or later."""
    return stray.row == first[index.owners[stray.row]], stray.at_home, -stray.row


def _strays(index: FaqIndex, kin: Kin) -> Iterator[_Stray]:
    ids = [entry.id for entry in index.entries]
    rows = _Rows(index)
    for row in range(index.rows.size):
        own = index.owners[row]
        near = [
            (likeness, other)
            for likeness, other in rows.near(row)
            if not kin.either_will_do(ids[own], ids[index.owners[other]]) and not _told_apart(index, row, other)
        ]
        if near:
            likeness, other = max(near)
            at_home = _at_home(index, rows, row)
            if at_home < likeness:
                yield _Stray(row, other, likeness, at_home)


def _at_home(index: FaqIndex, rows: "_Rows", row: int) -> float:
    """The cosine with the nearest other phrasing of the same entry."""
    others = np.flatnonzero(index.owners == index.owners[row])
    return max((likeness for likeness, _ in rows.cosines(row, others[others != row])), default=0.0)


def _told_apart(index: FaqIndex, one: int, other: int) -> bool:
    """Whether two phrasings, however alike, differ in what the engine goes by, or in whom they are about."""
    left, right = index.phrasings[one], index.phrasings[other]
    lacking = _lacks(left, right) + _lacks(right, left)
    turned = any((object_, subject) in right.relations for subject, object_ in left.relations)
    kinds = {index.entries[index.owners[row]].kind for row in (one, other)}
    personal = {FIRST_PERSON.isdisjoint(phrasing.reading.tokens) for phrasing in (left, right)}
    about_someone = len(personal) == 2 and any(kind.is_safety for kind in kinds)
    return lacking == 2 or turned or about_someone or _asks_another_thing(left, right, lacking > 0)


def _asks_another_thing(left: Phrasing, right: Phrasing, lacking: bool) -> bool:
    """Whether what is asked differs: "why" is not "what", but "how can I" and "can I" are as good as one."""
    asked = {left.asked.word, right.asked.word}
    return len(asked) == 2 and "" not in asked and (lacking or asked != _AS_GOOD_AS_ONE)


def _lacks(one: Phrasing, other: Phrasing) -> bool:
    """Whether `one` lacks a word of `other`."""
    return any(met < HARDLY_MET for met in met_units(other.content, one.content).values())


class _Rows:
    """The phrasings as rows of features, to find near ones by what is rare in them.

    A phrasing as near as `NEAR` has more of the rarest features of another than its commonest can make up for; so the
    long lists of what stands everywhere need not be gone through for every phrasing.
    """

    def __init__(self, index: FaqIndex) -> None:
        self._index = index
        lengths, self._features, self._values = index.rows.elements(np.arange(index.rows.size))
        self._starts = np.concatenate(([0], np.cumsum(lengths)))
        self._held = np.bincount(self._features, minlength=index.rows.width)
        self._scratch = np.zeros(index.rows.width, np.float32)

    def near(self, row: int) -> list[tuple[float, int]]:
        """The rows of other entries with a cosine of at least `NEAR` with this one, each with that."""
        ids, values = self._row(row)
        if not len(ids):
            return []
        rarest = np.argsort(self._held[ids], kind="stable")
        squares = np.cumsum(values[rarest] ** 2)
        count = int(np.searchsorted(squares, LOOKED_AT)) + 1
        rest = math.sqrt(max(0.0, 1.0 - float(squares[:count][-1])))
        rough = self._index.rows.postings.weighted_sum(ids[rarest[:count]], values[rarest[:count]])
        found = np.flatnonzero(rough >= NEAR - rest - _ROUNDING)
        found = found[self._index.owners[found] != self._index.owners[row]]
        return [one for one in self.cosines(row, found) if one[0] >= NEAR]

    def cosines(self, row: int, others: NDArray[np.int64]) -> list[tuple[float, int]]:
        """The cosine of a row with each of `others`, with its number."""
        if not len(others):
            return []
        ids, values = self._row(row)
        self._scratch[ids] = values
        lengths = self._starts[others + 1] - self._starts[others]
        at = positions(self._starts[others], lengths)
        products = self._scratch[self._features[at]] * self._values[at]
        self._scratch[ids] = 0
        sums = np.bincount(np.repeat(np.arange(len(others)), lengths), weights=products, minlength=len(others))
        return list(zip(sums.tolist(), others.tolist(), strict=True))

    def _row(self, row: int) -> tuple[Ints, Floats]:
        span = slice(self._starts[row], self._starts[row + 1])
        return self._features[span], self._values[span]
