"""Which kind of entry a question asks for, by the FAQ as a whole: an answer, a safety text, or what it leaves out.

Multinomial logistic regression on the words of all phrasings and their order. Neighbours tell which entry is meant;
but what is nearest to a long message is other long messages, told in the same tone, whatever they call for. This
knows of every word how far it speaks for each kind.

Fitted by accelerated gradient steps (Nesterov 1983), for each feature of a length of its own, from a separable bound
on the curvature of the likelihood (Böhning 1992; Erdogan and Fessler 1999). Few steps are made: stopping early keeps
the weights small where little was seen.

It takes many phrasings an entry to learn that: with fewer than `ENOUGH` the neighbours say as much.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.engine.index.phrasing_index import scaled
from bot.engine.numeric.odds import log_odds, shares_of, within
from bot.engine.numeric.postings import Doubles, Floats, Ints, Positions, in_order
from bot.engine.reading.bags import Bags, FeatureIds
from bot.engine.reading.features import BLOCKS, LETTERS
from bot.knowledge.model import Kind

ENOUGH = 24  # phrasings an entry
STEPS = 15
PENALTY = 0.1  # of squared weights
SEEN_FROM = 2  # texts in which a feature has to stand to be learnt from
LEAST = 1e-3  # probability of a kind, and what a certain one lacks


class KindOdds(NamedTuple):
    """The log-odds that a question asks for each kind of entry; 0 where the FAQ as a whole has nothing to say."""

    answer: float = 0.0
    outside: float = 0.0
    urgent: float = 0.0
    advice: float = 0.0

    def of(self, kind: Kind) -> float:
        return float(getattr(self, kind.value))


NOTHING_SAID = KindOdds()


class KindRegression:
    """What speaks for each kind. Immutable.

    Shape: `weights` (features + 1, kinds), those of no feature last.
    """

    def __init__(self, ids: FeatureIds, kinds: Sequence[Kind], weights: Floats, held: NDArray[np.bool_]) -> None:
        self._blocks = ids.blocks
        self._kinds = kinds
        self._weights = weights
        self._held = held  # which features stand in any text; at last, that unknown ones do not

    @classmethod
    def of(cls, ids: FeatureIds, bags: Bags, kinds: Sequence[Kind]) -> "KindRegression | None":
        """The regression on texts of the given kinds, whose features are numbered by `ids`; None if all are of one."""
        present = sorted(set(kinds))
        if len(present) < 2:
            return None
        counts = np.bincount(bags.ids, minlength=len(ids))
        held = np.append(counts > 0, False)
        wanted = np.array([[kind is one for one in kinds] for kind in present], np.float64)
        learnt = (counts >= SEEN_FROM) & (ids.blocks != LETTERS)
        weights = np.zeros((len(ids) + 1, len(present)), np.float32)
        weights[np.append(np.flatnonzero(learnt), len(ids))] = _fitted(_taught(bags, learnt), wanted).T
        return cls(ids, present, weights, held)

    def odds(self, ids: Ints, weights: Floats) -> KindOdds:
        """What speaks for each kind in a question with these features."""
        known = self._held.take(ids, mode="clip").nonzero()[0]  # UNKNOWN is in the last
        found = ids.take(known)
        values = scaled(weights.take(known), self._blocks.take(found))
        scores = values @ self._weights.take(found, axis=0) + self._weights[-1]
        odds = [log_odds(within(share, LEAST)) for share in shares_of(scores.tolist())]
        by_kind: Mapping[str, float] = dict(zip(self._kinds, odds, strict=True))
        return KindOdds(*(by_kind.get(kind, log_odds(LEAST)) for kind in KindOdds._fields))


class _Matrix(NamedTuple):
    """A sparse matrix without an empty row, one row after another; shapes (elements,), and (rows,) of `starts`."""

    starts: Positions
    columns: Positions
    values: Doubles

    @classmethod
    def of(cls, rows: Ints, columns: Ints, values: Doubles) -> "_Matrix":
        """The matrix of elements that stand in any order. Shape: (elements,) each."""
        sorted_, order = in_order(rows, int(rows.max()) + 1)
        return cls(np.flatnonzero(np.diff(sorted_, prepend=-1)), columns[order].astype(np.int64), values[order])

    def times(self, vectors: Doubles) -> Doubles:
        """Its product with each of some vectors. Shape: (vectors, columns) to (vectors, rows)."""
        return np.stack([np.add.reduceat(self.values * one.take(self.columns), self.starts) for one in vectors])


def _taught(bags: Bags, learnt: NDArray[np.bool_]) -> tuple[_Matrix, _Matrix]:
    """What is learnt from: texts by features, and features by texts; one feature more stands in every text."""
    cells = np.arange(len(bags) * BLOCKS, dtype=np.int32).repeat(bags.lengths)
    chosen = learnt[bags.ids].nonzero()[0]
    numbers = np.cumsum(learnt, dtype=np.int32) - 1
    every = np.arange(len(bags), dtype=np.int32)
    texts = np.concatenate([cells.take(chosen) // BLOCKS, every])
    features = np.concatenate([numbers.take(bags.ids.take(chosen)), np.full(len(bags), numbers[-1] + 1, np.int32)])
    values = np.concatenate([scaled(bags.weights, cells, len(bags)).take(chosen), np.ones(len(bags))])
    return _Matrix.of(texts, features, values), _Matrix.of(features, texts, values)


def _fitted(taught: tuple[_Matrix, _Matrix], wanted: Doubles) -> Doubles:
    """Weights of what is `taught`. Shapes: `wanted` (kinds, texts); to (kinds, features)."""
    texts, features = taught
    lengths = np.add.reduceat(np.abs(texts.values), texts.starts)
    curvature = _Matrix(features.starts, features.columns, np.abs(features.values)).times(lengths[None]) / 2 + PENALTY
    weights = ahead = np.zeros((len(wanted), len(features.starts)))
    momentum = 1.0
    for _ in range(STEPS):
        # The weights of all kinds add up to 0, so those of the last need not be worked out.
        scores = texts.times(ahead[:-1])
        shares = np.exp(np.vstack([scores, -scores.sum(axis=0)]))
        wrong = shares / shares.sum(axis=0) - wanted
        slope = features.times(wrong[:-1]) + PENALTY * ahead[:-1]
        stepped = ahead - np.vstack([slope, -slope.sum(axis=0)]) / curvature
        following = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        ahead = stepped + (momentum - 1) / following * (stepped - weights)
        weights, momentum = stepped, following
    return weights
