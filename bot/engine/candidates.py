"""The first look: which entries a question may be about, from its nearest phrasings.

A few dozen of the nearest phrasings are enough: in the second look every entry among them is weighed by `signals`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.engine.faq_index import FaqIndex, Phrasing, content_units
from bot.engine.features import Reading
from bot.engine.index import Floats, whole_and_parts
from bot.engine.local_ridge import ridge_scores
from bot.engine.relations import Asked, Pair, acts_on, asked

NEIGHBOURS = 48
CANDIDATES = 8

NO_ROWS: NDArray[np.int64] = np.empty(0, np.int64)


@dataclass(frozen=True)
class Question:
    """One question, read: what it holds that the FAQ knows, and what it does not."""

    reading: Reading
    content: Mapping[str, float]
    unknown: Mapping[str, float]  # content units that stand in no phrasing
    asked: Asked
    relations: frozenset[Pair]
    left_out: NDArray[np.int64] = field(default_factory=lambda: NO_ROWS)  # rows that must not be looked at


@dataclass(frozen=True)
class Candidate:
    """An entry that may be meant, with what the first look saw of it.

    `ridge` and `nearest` hold a value for each view: the whole, words, order, letters. Similarities are 0 to 1.
    """

    entry: int
    ridge: tuple[float, ...]
    nearest: tuple[float, ...]
    mean_of_three: float
    phrasing: Phrasing
    phrasing_row: int


def question_of(index: FaqIndex, reading: Reading, left_out: NDArray[np.int64] = NO_ROWS) -> Question:
    """`reading` as a question to `index`; `left_out` rows are treated as if they were not in it."""
    content = content_units(reading)
    gone = [index.phrasings[row].reading.names for row in left_out]
    unknown = {
        unit: rarity for unit, rarity in content.items() if index.units[unit] <= sum(unit in names for names in gone)
    }
    return Question(reading, content, unknown, asked(reading), acts_on(reading), left_out)


def candidates(index: FaqIndex, question: Question) -> list[Candidate]:
    """The entries nearest to `question`, best by ridge scores first; at most `CANDIDATES`."""
    ids, values = index.rows.question(index.question(question.reading))
    if not len(ids) or not index.rows.size:
        return []
    rough = index.rows.cosines(ids, values)
    rough[question.left_out] = 0
    count = min(NEIGHBOURS, index.rows.size)
    rows = np.argpartition(-rough, count - 1)[:count]
    rows = rows[rough[rows] > 0]
    if not len(rows):
        return []
    to_question, to_each_other = index.rows.views(rows, ids, values)
    similarities = whole_and_parts(to_question)
    owners = index.owners[rows]
    found, scores = ridge_scores(similarities, whole_and_parts(to_each_other), owners)
    best = np.argsort(-(scores.sum(axis=0)))[:CANDIDATES]
    return [_candidate(index, int(found[at]), scores[:, at], rows, owners, similarities) for at in best]


def _candidate(
    index: FaqIndex, entry: int, ridge: Floats, rows: NDArray[np.int64], owners: NDArray[np.int64], similarities: Floats
) -> Candidate:
    own = np.flatnonzero(owners == entry)
    own = own[np.argsort(-similarities[0, own])]
    row = int(rows[own[0]])
    return Candidate(
        entry=entry,
        ridge=tuple(ridge.tolist()),
        nearest=tuple(similarities[:, own].max(axis=1).tolist()),
        mean_of_three=float(similarities[0, own[:3]].sum() / 3),
        phrasing=index.phrasings[row],
        phrasing_row=row,
    )
