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

from bot.engine.bags import Bags, FeatureIds
from bot.engine.features import BLOCKS, LETTERS
from bot.engine.index import scaled
from bot.engine.odds import log_odds, shares_of, within
from bot.engine.postings import Doubles, Floats, Ints, Positions, sums
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
        weights[np.append(np.flatnonzero(learnt), len(ids))] = _fitted(*_elements(bags, learnt), wanted).T
        return cls(ids, present, weights, held)

    def odds(self, ids: Ints, weights: Floats) -> KindOdds:
        """What speaks for each kind in a question with these features."""
        known = self._held.take(ids, mode="clip").nonzero()[0]  # what is learnt since is in the last, too
        found = ids.take(known)
        values = scaled(weights.take(known), self._blocks.take(found))
        scores = values @ self._weights.take(found, axis=0) + self._weights[-1]
        odds = [log_odds(within(share, LEAST)) for share in shares_of(scores.tolist())]
        by_kind: Mapping[str, float] = dict(zip(self._kinds, odds, strict=True))
        return KindOdds(*(by_kind.get(kind, log_odds(LEAST)) for kind in KindOdds._fields))


def _elements(bags: Bags, learnt: NDArray[np.bool_]) -> tuple[Positions, Positions, Floats]:
    """Text, column and value of what is learnt from; one column more stands in every text. Shape: (elements,) each."""
    cells = np.arange(len(bags) * BLOCKS).repeat(bags.lengths)
    values = scaled(bags.weights, cells, len(bags))
    chosen = learnt[bags.ids]
    columns = np.cumsum(learnt) - 1
    texts = np.arange(len(bags))
    return (
        np.concatenate([cells[chosen] // BLOCKS, texts]),
        np.concatenate([columns[bags.ids[chosen]], np.full(len(bags), learnt.sum())]),
        np.concatenate([values[chosen], np.ones(len(bags))]).astype(np.float32),
    )


def _fitted(texts: Positions, columns: Positions, values: Floats, wanted: Doubles) -> Doubles:
    """Weights for the elements of a sparse matrix. Shapes: `wanted` (kinds, texts); to (kinds, columns)."""
    count, size = wanted.shape[1], int(columns[-1]) + 1
    lengths = sums(np.abs(values), texts, count)
    curvature = sums(np.abs(values) * lengths[texts], columns, size) / 2 + PENALTY
    weights = ahead = np.zeros((len(wanted), size))
    momentum = 1.0
    for _ in range(STEPS):
        scores = np.stack([sums(values * row.take(columns), texts, count) for row in ahead])
        shares = np.exp(scores - scores.max(axis=0))
        wrong = shares / shares.sum(axis=0) - wanted
        slope = np.stack([sums(values * row.take(texts), columns, size) for row in wrong]) + PENALTY * ahead
        stepped = ahead - slope / curvature
        following = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        ahead = stepped + (momentum - 1) / following * (stepped - weights)
        weights, momentum = stepped, following
    return weights
