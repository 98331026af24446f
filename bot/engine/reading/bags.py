"""The features of many texts as flat arrays, and the numbers that stand for features.

A text's blocks (see `features`) stand side by side, and texts one after another, so that an FAQ that changes a little
is put together from long runs of what was read before.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from bot.engine.numeric.postings import Floats, Ints, Positions
from bot.engine.reading.features import BLOCKS, Weighted

LEAST_IN_USE = 0.5  # part of the numbers that stand for features of some text; with fewer they are given out anew
UNKNOWN = np.iinfo(np.int32).max  # greater than any number given out


class _Numbers(dict[str, int]):
    """The numbers of one block's features; asking for a new one gives it the next number of all."""

    def __init__(self, known: Mapping[str, int], block: int, blocks: "array[int]") -> None:
        super().__init__(known)
        self._block = block
        self._blocks = blocks

    def __missing__(self, feature: str) -> int:
        self[feature] = number = len(self._blocks)
        self._blocks.append(self._block)
        return number


@dataclass(frozen=True, eq=False)
class FeatureIds:
    """Numbers for the features of some texts. Immutable: where more are learnt (`Bags.of`) they are other ones.

    So versions of an FAQ may be built at the same time, and what one learns is gone when it is. `numbers` are those of
    each block; shape: `blocks` (features,), the block of each.
    """

    numbers: Sequence[Mapping[str, int]] = ({},) * BLOCKS
    blocks: NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))

    def __len__(self) -> int:
        return len(self.blocks)

    def number(self, block: int, feature: str) -> int | None:
        """The number of one feature, if it has any."""
        return self.numbers[block].get(feature)

    def known(self, bags: Sequence[Weighted]) -> tuple[Ints, Floats]:
        """The numbers and weights of a question's features, block by block; UNKNOWN stands for what has no number."""
        found: list[int] = []
        weights: list[float] = []
        for numbers, bag in zip(self.numbers, bags, strict=True):
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
    def of(cls, texts: Iterable[Sequence[Weighted]], known: FeatureIds) -> "tuple[Bags, FeatureIds]":
        """The bags of `texts`, each given by its blocks, and the numbers `known` with those of what is new in them."""
        blocks = array("b", known.blocks.tobytes())
        learnt = [_Numbers(numbers, block, blocks) for block, numbers in enumerate(known.numbers)]
        ids, weights, lengths = array("i"), array("f"), array("q", [0])
        for text in texts:
            for numbers, bag in zip(learnt, text, strict=True):
                ids.fromlist(list(map(numbers.__getitem__, bag)))
                weights.fromlist([*bag.values()])
                lengths.append(len(bag))
        bags = cls(np.array(ids, np.int32), np.array(weights, np.float32), np.cumsum(lengths, dtype=np.int64))
        return bags, FeatureIds([dict(numbers) for numbers in learnt], np.array(blocks, np.int8))

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

    def compacted(self, ids: FeatureIds) -> "tuple[Bags, FeatureIds]":
        """These texts and `ids`, by which they are numbered: given out anew, in the same order, if few are in use.

        Edit by edit an FAQ loses features, which would be kept for good.
        """
        used = np.bincount(self.ids, minlength=len(ids)) > 0
        if np.count_nonzero(used) >= LEAST_IN_USE * len(ids):
            return self, ids
        anew = np.cumsum(used, dtype=np.int32) - 1
        chosen, numbers = used.tolist(), anew.tolist()
        kept = [{feature: numbers[old] for feature, old in block.items() if chosen[old]} for block in ids.numbers]
        return Bags(anew[self.ids], self.weights, self.starts), FeatureIds(kept, ids.blocks[used])

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
