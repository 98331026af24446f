"""How strongly a question speaks for answers, and for what lies outside, by the FAQ as a whole.

Ridge regression of every entry against all others (regularised least squares, Rifkin, Yeo and Poggio 2003).
`local_ridge` asks what tells near neighbours apart; this knows of every word which entries it decides between, and
so what the FAQ leaves out though it is asked in the FAQ's own words. So that the regression is fitted in a moment,
and follows an edit without beginning anew, features are added up into few columns, each with a sign, by a hash of
their names ("count sketch", Charikar, Chen and Farach-Colton 2002); what a text means stands beside them.

It takes many phrasings an entry to learn that: with fewer than `ENOUGH` the neighbours say as much.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.engine.bags import Bags, FeatureIds
from bot.engine.features import BLOCKS
from bot.engine.index import scale
from bot.engine.postings import Floats, Ints, Positions, sums

ENOUGH = 24  # phrasings an entry
COLUMNS = 1024
RIDGE = 1.0
CHUNK = 1_024  # texts that are spread out at once, so that memory stays small


class Overall(NamedTuple):
    """The greatest score of any answer, and of anything outside: about 0 (not asked for at all) to 1."""

    answered: float = 0.0
    outside: float = 0.0


@dataclass(frozen=True)
class Texts:
    """Phrasings to learn from. Shapes: `meanings` (texts, dimensions); `owners` (texts,), not decreasing."""

    bags: Bags
    meanings: Floats
    owners: Ints
    entries: int


class SketchedRidge:
    """Scores of entries, each against all others. Immutable.

    Shapes, with d = COLUMNS + dimensions: `gram` (d, d), the sum of the outer products of all rows; `totals`
    (entries, d), the sum of the rows of each entry.
    """

    def __init__(self, sketch: "_Sketch", texts: Texts, gram: Floats, totals: Floats) -> None:
        self._sketch = sketch
        self._held = sketch.held_by(texts.bags)
        self._gram = gram
        self._totals = totals
        self._weights: Floats = np.linalg.solve(
            gram + np.float32(RIDGE) * np.eye(len(gram), dtype=np.float32), totals.T
        )

    @classmethod
    def of(cls, ids: FeatureIds, texts: Texts) -> "SketchedRidge":
        """The regression on `texts`, whose features are numbered by `ids`."""
        sketch = _Sketch(ids)
        return cls(sketch, texts, *_products(sketch, texts, np.arange(len(texts.bags))))

    def changed(self, ids: FeatureIds, before: Texts, after: Texts, taken: Positions) -> "SketchedRidge":
        """The regression on `after`, made of that on `before`.

        `taken` says for each text of `after` which of `before` it is; what is new has greater numbers. Whole entries
        are taken or left.
        """
        sketch, size = _Sketch(ids), len(before.bags)
        more, totals = _products(sketch, after, np.flatnonzero(taken >= size))
        less, _ = _products(sketch, before, np.setdiff1d(np.arange(size), taken))
        firsts = taken[np.searchsorted(after.owners, np.arange(after.entries))]
        kept = firsts < size
        totals[kept] = self._totals[before.owners[firsts[kept]]]
        return SketchedRidge(sketch, after, self._gram + more - less, totals)

    def scores(self, ids: Ints, weights: Floats, meaning: Floats) -> Floats:
        """How strongly a question speaks for each entry. Shape: (entries,)."""
        known = self._held.take(ids, mode="clip")  # what is learnt since is in the last, too
        columns, values = self._sketch.elements(ids[known], weights[known])
        found: Floats = values @ self._weights.take(columns, axis=0)
        found += meaning @ self._weights[COLUMNS:]
        return found


class _Sketch:
    """Spreads texts over few columns: their features by hash, then what they mean."""

    def __init__(self, ids: FeatureIds) -> None:
        hashes, self._blocks = ids.hashes, ids.blocks
        self._column = ((hashes >> 1) % COLUMNS).astype(np.int64)
        self._sign = np.where(hashes & 1, np.float32(1), np.float32(-1))

    def held_by(self, bags: Bags) -> NDArray[np.bool_]:
        """Whether any of `bags` has a feature, and at last that none has what is not known. Shape: (features + 1,)."""
        found: NDArray[np.bool_] = np.bincount(bags.ids, minlength=len(self._blocks) + 1) > 0
        return found

    def rows(self, bags: Bags, meanings: Floats) -> Floats:
        """Shape: (texts, COLUMNS + dimensions)."""
        cell = np.arange(len(bags) * BLOCKS).repeat(bags.lengths)
        squares = sums(np.square(bags.weights), cell, len(bags) * BLOCKS)
        values = bags.weights * scale(squares.reshape(-1, BLOCKS)).ravel()[cell]
        targets = cell // BLOCKS * COLUMNS + self._column[bags.ids]
        spread = sums(values * self._sign[bags.ids], targets, len(bags) * COLUMNS)
        return np.concatenate([spread.reshape(-1, COLUMNS).astype(np.float32), meanings], axis=1)

    def elements(self, ids: Ints, weights: Floats) -> tuple[Positions, Floats]:
        """The columns and values of a question's features; several may stand in one column. Shape: (features,) each."""
        blocks = self._blocks[ids]
        values = weights * scale(sums(np.square(weights), blocks, BLOCKS))[blocks]
        return self._column[ids], values * self._sign[ids]


def _products(sketch: _Sketch, texts: Texts, at: Positions) -> tuple[Floats, Floats]:
    """The sum of the outer products of chosen texts, and of the rows of each entry, as in `SketchedRidge`."""
    width = COLUMNS + texts.meanings.shape[1]
    gram, totals = np.zeros((width, width), np.float32), np.zeros((texts.entries, width), np.float32)
    for first in range(0, len(at), CHUNK):
        some = at[first : first + CHUNK]
        rows, owners = sketch.rows(texts.bags.taken(some), texts.meanings[some]), texts.owners[some]
        gram += rows.T @ rows
        begins = np.flatnonzero(np.diff(owners, prepend=-1))
        totals[owners[begins]] += np.add.reduceat(rows, begins)
    return gram, totals
