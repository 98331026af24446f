"""Which entry a text belongs to, by what it means as a whole.

Multinomial logistic regression of all entries against each other (Cox 1966, Bishop 2006 §4.3), with a ridge penalty.
Where `local_ridge` asks what tells near neighbours apart, this learns over the whole FAQ which directions of meaning
tell entries apart, and which only tell how somebody writes. A vector of a whole sentence has much to tell, and is
given much time; a sum of words has less, and is listened to less (see `SENTENCES` and `WORDS`).

The penalty makes the minimum one point: a search that begins at the weights from before an edit ends where it would
have ended anew, within `TOLERANCE`. Without some of the phrasings (lessons leave some out) it is fitted anew in
the same way, so that what was left out has left no trace.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bot.engine.method_cache import method_cache
from bot.engine.numeric.postings import Floats, Ints, Positions
from bot.engine.numeric.quasi_newton import minimum
from bot.engine.reading.meaning import middles

CURVATURE = 0.05  # mean p (1 - p) of the entries' probabilities p, about
TOLERANCE = 0.007  # times the root of the number of phrasings
MOST_STEPS = 100
SHARPNESS = 20.0  # of the middles of entries, where there are too many phrasings to learn from
MOST_KEPT = 8  # fits with phrasings left out: each holds what it was taught


class Schooling(NamedTuple):
    """What learning from vectors of one kind is worth.

    `strength` is that of what each phrasing says, next to the penalty; `most_cells` are phrasings times entries, each
    of which costs some 1,000 operations a step.
    """

    strength: float
    most_cells: int


SENTENCES = Schooling(strength=30.0, most_cells=20_000_000)
WORDS = Schooling(strength=10.0, most_cells=300_000)


@dataclass(frozen=True, eq=False)
class Taught:
    """What is learnt from. Shapes: `vectors` (phrasings, dimensions), of length 1; `owners` (phrasings,)."""

    vectors: Floats
    owners: Ints
    entries: int
    schooling: Schooling = SENTENCES

    @cached_property
    def cells(self) -> int:
        """How much there is to do in one step."""
        return len(self.owners) * self.entries


class Classifier:
    """Probabilities of entries. Immutable.

    Shapes: `weights` (dimensions, entries); `centre` (dimensions,). Of an FAQ of more cells than its schooling allows
    the weights are the middles of the entries (prototypes, Snell, Swersky and Zemel 2017), which cost nothing and say
    less.
    """

    def __init__(self, taught: Taught, start: Floats | None = None) -> None:
        """`start` are weights near to the right ones, if there are any."""
        self._taught = taught
        self._present = np.flatnonzero(np.bincount(taught.owners, minlength=taught.entries))
        dimensions = taught.vectors.shape[1]
        fits = len(self._present) > 0
        self.centre: Floats = taught.vectors.mean(axis=0) if fits else np.zeros(dimensions, np.float32)
        self.weights: Floats = np.zeros((dimensions, taught.entries), np.float32)
        if fits:
            first = self.weights if start is None else start
            self.weights[:, self._present] = self._fitted(first[:, self._present])
        # The log-odds of each entry, but for what a text means; those without phrasings have none.
        self._base: Floats = np.full(taught.entries, -np.inf, np.float32)
        self._base[self._present] = -(self.centre @ self.weights)[self._present]
        self._without = method_cache(self._fitted_without, MOST_KEPT)

    def changed(self, taught: Taught, before: Sequence[str], after: Sequence[str]) -> "Classifier":
        """The classifier of `taught`, made of this one; `before` and `after` are the ids of the entries."""
        columns: Mapping[str, int] = {entry: number for number, entry in enumerate(before)}
        start = np.zeros((taught.vectors.shape[1], len(after)), np.float32)
        kept = [(number, columns[entry]) for number, entry in enumerate(after) if entry in columns]
        if kept:
            now, then = zip(*kept, strict=True)
            start[:, now] = self.weights[:, then]
        return Classifier(taught, start)

    def probabilities(self, meaning: Floats, left_out: Positions) -> Floats:
        """Of each entry for a text that means `meaning`, as if the rows `left_out` did not exist. Shape: (entries,)."""
        if len(left_out):
            return self._without(left_out.tobytes()).probabilities(meaning, left_out[:0])
        found: Floats = meaning.dot(self.weights)
        if len(self._present):
            found += self._base
            found -= np.maximum.reduce(found)
            np.exp(found, out=found)
            found /= np.add.reduce(found)
        return found

    def without(self, rows: Positions) -> "Classifier":
        """What is learnt if the `rows` do not exist."""
        kept = np.ones(len(self._taught.owners), bool)
        kept[rows] = False
        taught = replace(self._taught, vectors=self._taught.vectors[kept], owners=self._taught.owners[kept])
        return Classifier(taught, self.weights)

    def _fitted_without(self, rows: bytes) -> "Classifier":
        return self.without(np.frombuffer(rows, np.int64))

    def _fitted(self, start: Floats) -> Floats:
        """The weights of the entries that are present. Shape: that of `start`."""
        owners = np.searchsorted(self._present, self._taught.owners)
        strength, most_cells = self._taught.schooling
        if self._taught.cells > most_cells:
            return SHARPNESS * middles(self._taught.vectors, owners, len(self._present)).T
        vectors: Floats = self._taught.vectors - self.centre
        curvature = np.float32(CURVATURE * strength) * (vectors.T @ vectors)
        curvature[np.diag_indices_from(curvature)] += 1
        tolerance = TOLERANCE * math.sqrt(len(owners))
        return minimum(_loss(vectors, owners, strength), start, np.linalg.inv(curvature), tolerance, MOST_STEPS)


def _loss(vectors: Floats, owners: Positions, strength: float) -> Callable[[Floats], tuple[float, Floats]]:
    """How badly weights tell the owners of `vectors`, with the penalty on them, and the gradient of that."""
    columns = np.ascontiguousarray(vectors.T)
    itself = np.arange(len(owners))

    def loss(weights: Floats) -> tuple[float, Floats]:
        # By entry and phrasing: that way round what concerns all entries is found fastest.
        odds = weights.T @ columns
        odds -= odds.max(axis=0)
        right = odds[owners, itself]
        np.exp(odds, out=odds)
        wholes = odds.sum(axis=0)
        odds /= wholes
        odds[owners, itself] -= 1
        gradient = columns @ odds.T
        gradient *= np.float32(strength)
        gradient += weights
        wrong = float((np.log(wholes) - right).sum(dtype=np.float64))
        return strength * wrong + float(np.vdot(weights, weights)) / 2, gradient

    return loss
