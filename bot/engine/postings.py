"""An inverted index: for each feature, where it stands and with what value."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


def positions(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each start on, as many as its length says, one span after another. Shape: (sum of lengths,)."""
    before = np.cumsum(lengths) - lengths
    at: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
    return at


class Postings:
    """Features to (target, value) pairs, for adding up over the few features of a question."""

    def __init__(self, features: Ints, targets: Ints, values: Floats, width: int, size: int) -> None:
        """One element of the three arrays, shape (n,) each, is one posting.

        `width` is the number of features, `size` the number of targets.
        """
        order = np.argsort(features, kind="stable")
        self._targets = targets[order]
        self._values = values[order]
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(features, minlength=width))))
        self._size = size

    def weighted_sum(self, ids: Ints, weights: Floats, at_most: float = np.inf) -> NDArray[np.float64]:
        """For each target the sum of its values for `ids`, each times its weight. Shape: (size,).

        Features with more than `at_most` postings are passed over.
        """
        starts, ends = self._starts[ids], self._starts[ids + 1]
        lengths = ends - starts
        wanted = np.flatnonzero((lengths > 0) & (lengths <= at_most))
        if not len(wanted):
            return np.zeros(self._size)
        lengths = lengths[wanted]
        at = positions(starts[wanted], lengths)
        parts = self._values[at] * np.repeat(weights[wanted], lengths)
        return np.bincount(self._targets[at], weights=parts, minlength=self._size).astype(np.float64, copy=False)
