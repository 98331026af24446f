"""The first look: which entries a question may be about, from its nearest phrasings.

A few dozen of the nearest phrasings are enough: in the second look every entry among them is weighed by `signals`.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import JaroWinkler

from bot.engine.faq_index import FaqIndex
from bot.engine.features import Reading
from bot.engine.index import views
from bot.engine.local_ridge import ridge_scores
from bot.engine.phrasings import Content, Phrasing
from bot.engine.postings import Doubles, Floats, Ints, Positions
from bot.engine.relations import Asked, Pair, acts_on, asked

NEIGHBOURS = 48
NEIGHBOURS_OF_ONE = 16  # of one entry at most: one that is asked in very many ways must not crowd out what is near it
SHORTLIST = 256  # rows among which these are looked for; in a large FAQ they are compared once more, by all features
CANDIDATES = 7
ALIKE_FROM = 0.88  # Jaro-Winkler similarity from which two words count as forms of one
ALIKE_WORTH = 0.7
SYNONYM_WORTH = 0.6
RIDGE_WORTH = 20.0  # of a ridge score in log-probabilities, when candidates are chosen
BAYES_FLOOR = -8.0  # log-probabilities below this say no more

NO_ROWS: Positions = np.empty(0, np.int64)


@dataclass(frozen=True)
class Question:
    """One question, read: what it holds that the FAQ knows, and what it does not."""

    reading: Reading
    content: Content
    unknown: Mapping[str, float]  # content units that stand in no phrasing
    asked: Asked
    relations: frozenset[Pair]
    left_out: Positions = field(default_factory=lambda: NO_ROWS)  # rows that must not be looked at


@dataclass(frozen=True)
class Candidate:
    """An entry that may be meant, with what the first look saw of it.

    `ridge` and `nearest` hold a value for each view: the whole, words, meaning; similarities are 0 to 1. `bayes` holds
    log-probabilities: by all features, by words alone. `phrasing` is the nearest. `unheard` are content units of the
    question that stand nowhere in the entry, with their rarity.
    """

    entry: int
    ridge: tuple[float, ...]
    nearest: tuple[float, ...]
    bayes: tuple[float, ...]
    phrasing: Phrasing
    unheard: Mapping[str, float]
    met: Mapping[str, float]  # how far (0 to 1) each content unit of the question stands in `phrasing`


class Seen(NamedTuple):
    """What the first look saw of an entry; the fields are those of `Candidate`."""

    entry: int
    ridge: list[float]
    bayes: list[float]


def question_of(index: FaqIndex, reading: Reading, left_out: Positions = NO_ROWS) -> Question:
    """`reading` as a question to `index`; `left_out` rows are treated as if they were not in it."""
    content = Content.of(reading)
    gone = Counter([unit for row in left_out for unit in index.phrasings[row].reading.names])
    unknown = {unit: rarity for unit, rarity in content.rarity.items() if index.units[unit] <= gone[unit]}
    return Question(reading, content, unknown, asked(reading), acts_on(reading), left_out)


def candidates(
    index: FaqIndex, question: Question, hopeful: Callable[[list[Seen]], list[Seen]] = list
) -> list[Candidate]:
    """The entries nearest to `question`, the likeliest first: at most `CANDIDATES`, and of those the `hopeful`."""
    columns, values = index.rows.question(*index.question(question.reading))
    meaning = index.meaning(question.reading)
    rows = _nearest_rows(index, columns, values, meaning, question.left_out)
    if not len(rows):
        return []
    cosines = index.rows.cosines_among(rows, columns, values)
    alike = views(cosines, index.meanings.cosines_among(rows, meaning))
    similarities = alike[:, -1, :-1]
    owners = index.owners[rows]
    entries, ridge = ridge_scores(similarities, alike[:, :-1, :-1], owners)
    bayes = index.bayes.log_probabilities(columns, values, question.left_out)[:, entries]
    likely = ridge.mean(axis=0) * RIDGE_WORTH + np.maximum(bayes[1], BAYES_FLOOR)
    best = (-likely).argsort()[:CANDIDATES]
    near = _Nearest.of(rows, owners, similarities)
    by_all_and_words = np.maximum(bayes[::-1, best], BAYES_FLOOR)
    seen = list(map(Seen, entries[best].tolist(), ridge[:, best].T.tolist(), by_all_and_words.T.tolist()))
    return [_candidate(index, question, near, one) for one in hopeful(seen)]


@dataclass(frozen=True)
class _Nearest:
    """The nearest phrasings, the nearest first: row, entry and similarities (by view) of each."""

    rows: list[int]
    owners: list[int]
    similarities: list[list[float]]

    @classmethod
    def of(cls, rows: Positions, owners: Ints, similarities: Floats) -> "_Nearest":
        order = (-similarities[0]).argsort()
        return cls(rows.take(order).tolist(), owners.take(order).tolist(), similarities.T.take(order, axis=0).tolist())


def _nearest_rows(index: FaqIndex, columns: Ints, values: Floats, meaning: Floats, left_out: Positions) -> Positions:
    """The rows most like a question, the likest first; at most `NEIGHBOURS`, and none that is not like it at all."""
    if not len(columns):
        return NO_ROWS
    near = index.meanings.nearness(meaning)
    near[left_out] = -np.inf
    likeness = index.rows.cosines(columns, values)
    likeness += near
    rows = _greatest(likeness, SHORTLIST)
    likeness = likeness.take(rows)
    if index.rows.large:
        likeness = index.rows.cosines_of(rows, columns, values)
        likeness += near.take(rows)
    rows = rows.take((-likeness).argsort()[: np.count_nonzero(likeness > 0)])
    return rows[_place_in_group(index.owners.take(rows)) < NEIGHBOURS_OF_ONE][:NEIGHBOURS]


def _place_in_group(groups: Ints) -> Positions:
    """How many elements of its own group stand before each element. Shape: (n,), as that of `groups`."""
    order = groups.argsort(kind="stable")
    sorted_ = groups.take(order)
    begins = sorted_.searchsorted(sorted_)
    places = np.empty(len(groups), np.int64)
    places[order] = np.arange(len(groups)) - begins
    return places


def _greatest(values: Doubles, count: int) -> Positions:
    """Where the `count` greatest values stand, in no order."""
    if len(values) <= count:
        return np.arange(len(values))
    found: Positions = (-values).argpartition(count - 1)[:count]
    return found


def _candidate(index: FaqIndex, question: Question, near: _Nearest, seen: Seen) -> Candidate:
    own = [at for at, owner in enumerate(near.owners) if owner == seen.entry]
    similarities = [near.similarities[at] for at in own]
    phrasing = index.phrasings[near.rows[own[0]]]
    held = _held(index, question, seen.entry)
    return Candidate(
        entry=seen.entry,
        ridge=tuple(seen.ridge),
        nearest=tuple(map(max, zip(*similarities, strict=True))),
        bayes=tuple(seen.bayes),
        phrasing=phrasing,
        unheard={unit: rarity for unit, rarity in question.content.rarity.items() if not held[unit]},
        met=met_units(question.content, phrasing.content),
    )


def _held(index: FaqIndex, question: Question, entry: int) -> dict[str, int]:
    units = index.profiles[entry].units
    held = {unit: units.get(unit, 0) for unit in question.content.rarity}
    for row in question.left_out:
        if index.owners[row] == entry:
            names = index.phrasings[row].reading.names
            held = {unit: count - (unit in names) for unit, count in held.items()}
    return held


def met_units(wanted: Content, offered: Content) -> dict[str, float]:
    """How far (0 to 1) each unit of `wanted` stands in `offered`: itself, as a near-synonym, as a form of one word."""
    met = {}
    known, senses = offered.rarity, offered.senses
    for unit in wanted.units:
        if unit.name in known:
            met[unit.name] = 1.0
        elif not senses.isdisjoint(unit.senses):
            met[unit.name] = SYNONYM_WORTH
        else:
            beginning = unit.beginning
            forms = [other.name for other in offered.units if other.beginning == beginning] if beginning else ()
            met[unit.name] = max([_alike(unit.name, form) for form in forms]) if forms else 0.0
    return met


@lru_cache(maxsize=8_192)
def _alike(unit: str, other: str) -> float:
    """What one word is worth as another that begins in the same way, when they are not the same."""
    return ALIKE_WORTH if JaroWinkler.similarity(unit, other) >= ALIKE_FROM else 0.0
