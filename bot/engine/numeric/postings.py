"""An inverted index: for each feature, where it stands and with what value."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Positions = NDArray[np.int64]
Doubles = NDArray[np.float64]
Pairs = NDArray[np.void]  # of PAIR

PAIR = np.dtype([("number", np.int32), ("value", np.float32)])
DENSE_FROM = 0.1  # part of all targets from which a feature has a row of values for all of them
MANY = 200_000  # postings from which such rows save more time than it takes to tell their features from others
NO_FEATURES: Positions = np.empty(0, np.int64)


def positions(starts: Positions, lengths: Positions) -> Positions:
    """The numbers from each start on, as many as its length says, one span after another. Shape: (sum of lengths,)."""
    ends = lengths.cumsum()
    at: Positions = np.arange(ends[-1] if len(ends) else 0)
    at += (starts - ends + lengths).repeat(lengths)
    return at


def in_order(features: Ints, below: int) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """`features` sorted, all of them `below` a number, and where each stood; equal ones stay in their order.

    Shape: (n,) each.
    """
    # Features and positions in one number sort several times faster than positions by features.
    bits = len(features).bit_length()
    number = np.int32 if below.bit_length() + bits < 32 else np.int64
    keys: NDArray[np.integer] = np.left_shift(features, bits, dtype=number)
    np.bitwise_or(keys, np.arange(len(features), dtype=number), out=keys)
    keys.sort()
    return keys >> bits, keys & ((1 << bits) - 1)


def sums(values: NDArray[np.floating], targets: NDArray[np.integer], size: int) -> Doubles:
    """For each target the sum of its `values`. Shapes: (n,) and (n,) to (size,)."""
    return np.bincount(targets, weights=values, minlength=size).astype(np.float64, copy=False)


def pairs_of(numbers: Ints, values: Floats) -> Pairs:
    """Numbers beside their values, so that both are fetched from memory at once. Shape: (n,), as that of each."""
    pairs = np.empty(len(numbers), PAIR)
    pairs["number"], pairs["value"] = numbers, values
    return pairs


class Postings:
    """Features to (target, value) pairs, for adding up over the few features of a question.

    Shapes: `starts` (features + 1,); `pairs` (postings,), targets and values in order of feature; `size` is the number
    of targets. What a good part of all targets have is kept as rows of values for all of them, too, which are added up
    sooner where there are `MANY` postings: as many rows as have no more values in all than there are postings.
    """

    def __init__(self, starts: Positions, pairs: Pairs, size: int, *, dense: bool | None = None) -> None:
        """`dense` says whether features may have rows of values for all targets, however many postings there are."""
        self.starts = starts
        self.pairs = pairs
        self.size = size
        self._lengths = held = np.diff(starts)
        may = len(pairs) >= MANY if dense is None else dense
        often = np.flatnonzero(held >= max(1.0, DENSE_FROM * size)) if may else NO_FEATURES
        often = often[np.argsort(-held[often], kind="stable")[: len(pairs) // max(1, size)]]
        self._row_of = np.full(len(held), -1, np.int32)  # in `_rows`, of each feature
        self._row_of[often] = np.arange(len(often), dtype=np.int32)
        self._rows = np.zeros((len(often), size), np.float32)
        for row, feature in zip(self._rows, often, strict=True):
            span = pairs[starts[feature] : starts[feature + 1]]
            row[span["number"]] = span["value"]

    @classmethod
    def of(cls, features: Ints, pairs: Pairs, width: int, size: int, *, dense: bool | None = None) -> "Postings":
        """`pairs` of the given `features`, shape (n,) each; `width` is the number of features.

        The postings of a feature stand in the order that they are given in.
        """
        _, order = in_order(features, width)
        starts = np.concatenate(([0], np.cumsum(np.bincount(features, minlength=width))))
        return cls(starts, pairs[order], size, dense=dense)

    def grouped(self, groups: Ints) -> "tuple[Positions, Ints, Doubles]":
        """The postings with all targets of a group made one: where those of each feature start, targets, values.

        `groups` gives the group of each target, and must not decrease along the postings of a feature; shape
        (targets,). The values are sums.
        """
        targets = groups[self.pairs["number"]]
        new = np.ones(len(targets), bool)
        np.not_equal(targets[1:], targets[:-1], out=new[1:])
        new[self.starts[:-1][self.starts[:-1] < len(targets)]] = True
        first = np.flatnonzero(new)
        whole = np.add.reduceat(self.pairs["value"], first, dtype=np.float64) if len(first) else np.empty(0)
        return np.searchsorted(first, self.starts), targets[first], whole

    def weighted_sum(self, ids: Ints, weights: Floats) -> Floats:
        """For each target the sum of its values for `ids`, each times its weight. Shape: (size,)."""
        if not len(self._rows):
            found = np.zeros(self.size, np.float32)
            self._add(found, *self._spans(ids), weights)
            return found
        rows = self._row_of.take(ids)
        rare = rows < 0
        often = ~rare
        found = weights[often] @ self._rows.take(rows[often], axis=0)
        self._add(found, *self._spans(ids[rare]), weights[rare])
        return found

    def weighted_sum_of_telling(self, ids: Ints, weights: Floats, most: int) -> Floats:
        """Roughly the same, over the features that tell most for what they cost: those that come to `most` postings or
        fewer.

        What a feature tells is its part of the question's squared length; each of its postings costs the same.
        """
        starts, lengths = self._spans(ids)
        by_worth = (lengths / weights**2).argsort()
        wanted = by_worth[lengths.take(by_worth).cumsum() <= most]
        found = np.zeros(self.size, np.float32)
        self._add(found, starts[wanted], lengths[wanted], weights[wanted])
        return found

    def _spans(self, ids: Ints) -> tuple[Positions, Positions]:
        """Where the postings of features start, and how many they are."""
        return self.starts.take(ids), self._lengths.take(ids)

    def _add(self, sums: Floats, starts: Positions, lengths: Positions, weights: Floats) -> None:
        """Add to `sums` the values of some features, each times its weight, where their targets are."""
        pairs = self.pairs.take(positions(starts, lengths))
        # Twice as fast as where kinds of numbers have to be brought together on the way.
        np.add.at(sums, pairs["number"].astype(np.int64), pairs["value"] * weights.repeat(lengths))
