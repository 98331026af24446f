"""An inverted index: for each feature, where it stands and with what value."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


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
        # The positions of all wanted postings in one array: each span counted up from its own start.
        before = np.cumsum(lengths) - lengths
        at = np.arange(int(lengths.sum())) + np.repeat(starts[wanted] - before, lengths)
        parts = self._values[at] * np.repeat(weights[wanted], lengths)
        return np.bincount(self._targets[at], weights=parts, minlength=self._size)
