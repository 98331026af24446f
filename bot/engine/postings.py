"""An inverted index: for each feature, where it stands and with what value."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Positions = NDArray[np.int64]
Doubles = NDArray[np.float64]


def positions(starts: Positions, lengths: Positions) -> Positions:
    """The numbers from each start on, as many as its length says, one span after another. Shape: (sum of lengths,)."""
    ends = lengths.cumsum()
    at: Positions = np.arange(ends[-1] if len(ends) else 0)
    at += (starts - ends + lengths).repeat(lengths)
    return at


def in_order(features: Ints) -> tuple[Positions, Positions]:
    """`features` sorted, and where each stood; equal ones stay in their order. Shape: (n,) each."""
    # Features and positions in one number sort several times faster than positions by features.
    bits = len(features).bit_length()
    keys = features.astype(np.int64) << bits
    keys |= np.arange(len(features))
    keys.sort()
    return keys >> bits, keys & ((1 << bits) - 1)


def sums(values: NDArray[np.floating], targets: NDArray[np.integer], size: int) -> Doubles:
    """For each target the sum of its `values`. Shapes: (n,) and (n,) to (size,)."""
    return np.bincount(targets, weights=values, minlength=size).astype(np.float64, copy=False)


@dataclass(frozen=True)
class Postings:
    """Features to (target, value) pairs, for adding up over the few features of a question.

    Shapes: `starts` (features + 1,); `targets` and `values` (postings,), in order of feature; `size` is the number of
    targets.
    """

    starts: Positions
    targets: Ints
    values: Floats
    size: int

    @classmethod
    def of(cls, features: Ints, targets: Ints, values: Floats, width: int, size: int) -> "Postings":
        """One element of the three arrays, shape (n,) each, is one posting. `width` is the number of features.

        The postings of a feature stand in the order that they are given in.
        """
        _, order = in_order(features)
        starts = np.concatenate(([0], np.cumsum(np.bincount(features, minlength=width))))
        return cls(starts, targets[order], values[order], size)

    def grouped(self, groups: Ints, size: int) -> "tuple[Postings, Doubles]":
        """Postings with all targets of a group made one, and the sum of the values of each.

        `groups` gives the group of each target, and must not decrease along the postings of a feature; shape
        (targets,). The values of the result are the sums in single precision.
        """
        targets = groups[self.targets]
        new = np.ones(len(targets), bool)
        np.not_equal(targets[1:], targets[:-1], out=new[1:])
        new[self.starts[:-1][self.starts[:-1] < len(targets)]] = True
        first = np.flatnonzero(new)
        whole = np.add.reduceat(self.values, first, dtype=np.float64) if len(first) else np.empty(0)
        starts = np.searchsorted(first, self.starts)
        return Postings(starts, targets[first], whole.astype(np.float32), size), whole

    def weighted_sum(self, ids: Ints, weights: Floats, at_most: int | None = None) -> Doubles:
        """For each target the sum of its values for `ids`, each times its weight. Shape: (size,).

        With `at_most`, only the features with the fewest postings count, as many as come to no more postings than that.
        """
        starts = self.starts.take(ids)
        lengths = self.starts.take(ids + 1) - starts
        if at_most is not None:
            rarest = lengths.argsort()
            wanted = rarest[lengths.take(rarest).cumsum() <= at_most]
            starts, lengths, weights = starts[wanted], lengths[wanted], weights[wanted]
        at = positions(starts, lengths)
        parts = self.values.take(at)
        parts *= weights.repeat(lengths)
        return sums(parts, self.targets.take(at), self.size)
