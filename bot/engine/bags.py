"""The features of many texts as flat arrays, and the numbers that stand for features.

A text's blocks (see `features`) stand side by side, and texts one after another, so that an FAQ that changes a little
is put together from long runs of what was read before.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from bot.engine.features import BLOCKS, Weighted
from bot.engine.postings import Floats, Ints, Positions

UNKNOWN = np.iinfo(np.int32).max  # greater than any number given out


class _Numbers(dict[str, int]):
    """The numbers of one block's features; asking for a new one gives it the next number of all."""

    def __init__(self, block: int, blocks: "array[int]") -> None:
        self._block = block
        self._blocks = blocks

    def __missing__(self, feature: str) -> int:
        self[feature] = number = len(self._blocks)
        self._blocks.append(self._block)
        return number


class FeatureIds:
    """Numbers for features, given out in order of appearance and never taken back."""

    def __init__(self) -> None:
        self._blocks = array("b")
        self._numbers = tuple(_Numbers(block, self._blocks) for block in range(BLOCKS))

    def __len__(self) -> int:
        return len(self._blocks)

    @property
    def blocks(self) -> NDArray[np.int8]:
        """The block of each feature. Shape: (features,)."""
        return np.array(self._blocks, np.int8)

    def learn(self, block: int, bag: Weighted) -> list[int]:
        """The numbers of the features in `bag`, in its order; new ones are given numbers."""
        numbers = self._numbers[block]
        return list(map(numbers.__getitem__, bag))

    def number(self, block: int, feature: str) -> int | None:
        """The number of one feature, if it has any."""
        return self._numbers[block].get(feature)

    def known(self, bags: Sequence[Weighted]) -> tuple[Ints, Floats]:
        """The numbers and weights of a question's features, block by block; UNKNOWN stands for what has no number."""
        found: list[int] = []
        weights: list[float] = []
        for numbers, bag in zip(self._numbers, bags, strict=True):
            found += map(numbers.get, bag, repeat(UNKNOWN))
            weights += bag.values()
        return np.array(found, np.int32), np.array(weights, np.float32)


@dataclass(frozen=True)
class Bags:
    """The features of texts, with weights before an FAQ's statistics.

    Shapes: `ids` and `weights` (elements,); `starts` (texts * BLOCKS + 1,), where each block of each text begins.
    """

    ids: Ints
    weights: Floats
    starts: Positions

    @classmethod
    def of(cls, texts: Iterable[Sequence[Weighted]], ids: FeatureIds) -> "Bags":
        """The bags of `texts`, each given by its blocks; their features are learnt."""
        numbers, weights, lengths = array("i"), array("f"), array("q", [0])
        for blocks in texts:
            for block, bag in enumerate(blocks):
                numbers.fromlist(ids.learn(block, bag))
                weights.fromlist([*bag.values()])
                lengths.append(len(bag))
        return cls(np.array(numbers, np.int32), np.array(weights, np.float32), np.cumsum(lengths, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.starts) // BLOCKS

    @property
    def lengths(self) -> Positions:
        """The number of features in each block of each text. Shape: (texts * BLOCKS,)."""
        return np.diff(self.starts)

    def joined(self, other: "Bags") -> "Bags":
        """These texts, then those of `other`."""
        return _joined([self, other])

    def taken(self, texts: Sequence[int] | Positions) -> "Bags":
        """The given texts, in the given order."""
        numbers = np.array(texts, np.int64)
        breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
        runs = [numbers[first:after] for first, after in zip([0, *breaks], [*breaks, len(numbers)], strict=True)]
        return _joined([self._run(int(run[0]), int(run[-1]) + 1) for run in runs if len(run)])

    def _run(self, first: int, after: int) -> "Bags":
        """The texts from `first` up to, not including, `after`; shares memory with these."""
        starts = self.starts[first * BLOCKS : after * BLOCKS + 1]
        span = slice(starts[0], starts[-1])
        return Bags(self.ids[span], self.weights[span], starts - starts[0])


def _joined(parts: Sequence[Bags]) -> Bags:
    if not parts:
        return Bags(np.empty(0, np.int32), np.empty(0, np.float32), np.zeros(1, np.int64))
    lengths = np.concatenate([part.lengths for part in parts])
    return Bags(
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate(([0], np.cumsum(lengths))),
    )
