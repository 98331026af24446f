"""Every phrasing of an FAQ as a sparse row of weighted features, and the rows nearest to a question.

Rows have length 1. Similarity is the polynomial kernel k = (c + c^2) / 2 of their cosine c: the square lets pairs of
features that come together count on their own, which bags of words cannot.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.engine.features import BLOCKS, WORDS, Weighted
from bot.engine.postings import Floats, Ints, Postings, positions

BLOCK_SHARES = (1.0, 0.5, 1.0)  # of the squared length: words, order, letters
COMMON_FROM = 20_000  # rows from which on features that most rows have are passed over in the first look
COMMON_SHARE = 0.02


@dataclass(frozen=True)
class Row:
    """One text's features: their ids, and their weights before FAQ statistics. Shapes: (features,)."""

    ids: Ints
    weights: Floats


class FeatureIds:
    """Numbers for features, given out in order of appearance and never taken back."""

    def __init__(self) -> None:
        self._ids: tuple[dict[str, int], ...] = tuple({} for _ in range(BLOCKS))
        self.blocks: list[int] = []

    def __len__(self) -> int:
        return len(self.blocks)

    def learn(self, bags: Sequence[Weighted]) -> Row:
        """The row of a text to be indexed: new features get ids."""
        found: list[int] = []
        weights: list[float] = []
        for block, bag in enumerate(bags):
            ids = self._ids[block]
            for feature in [feature for feature in bag if feature not in ids]:
                ids[feature] = len(self.blocks)
                self.blocks.append(block)
            found += [ids[feature] for feature in bag]
            weights += bag.values()
        return Row(np.array(found, np.int32), np.array(weights, np.float32))

    def row(self, bags: Sequence[Weighted]) -> Row:
        """The row of a question: features that no phrasing has are left out."""
        found: list[int] = []
        weights: list[float] = []
        for ids, bag in zip(self._ids, bags, strict=True):
            for feature, weight in bag.items():
                number = ids.get(feature)
                if number is not None:
                    found.append(number)
                    weights.append(weight)
        return Row(np.array(found, np.int32), np.array(weights, np.float32))


class PhrasingIndex:
    """Sparse rows by phrasing and by feature. Immutable once built; `rows` may be shared between indexes."""

    def __init__(self, rows: Sequence[Row], ids: FeatureIds) -> None:
        self.size = len(rows)
        self.width = len(ids)
        lengths = np.array([len(row.ids) for row in rows], dtype=np.int64)
        self._starts = np.concatenate(([0], np.cumsum(lengths)))
        row_of = np.repeat(np.arange(self.size, dtype=np.int32), lengths)
        self._ids = np.concatenate([row.ids for row in rows]) if rows else np.empty(0, np.int32)
        weights = np.concatenate([row.weights for row in rows]) if rows else np.empty(0, np.float32)
        self._blocks = np.asarray(ids.blocks, dtype=np.int32)
        self._held = np.bincount(self._ids, minlength=self.width)
        self._informative = _informative(self._held, self._blocks, self.size)
        self._values = _unit_length(weights * self._informative[self._ids], row_of, self._blocks[self._ids], self.size)
        self._row_of = row_of
        self._postings = Postings(self._ids, row_of, self._values, self.width, self.size)
        self._too_common = COMMON_SHARE * self.size if self.size >= COMMON_FROM else math.inf

    def question(self, row: Row) -> tuple[Ints, Floats]:
        """The ids and unit-length values of a question's row, of the features that some row has."""
        known = row.ids < self.width
        ids, weights = row.ids[known], row.weights[known]
        held = self._held[ids] > 0
        ids = ids[held]
        blocks = self._blocks[ids]
        return ids, _unit_length(weights[held] * self._informative[ids], np.zeros(len(ids), np.int32), blocks, 1)

    def cosines(self, ids: Ints, values: Floats) -> Floats:
        """The cosine of a question with every row. Shape: (size,).

        In a large index features that many rows have are passed over: near enough to choose rows by.
        """
        return self._postings.weighted_sum(ids, values, self._too_common).astype(np.float32)

    def blocks_of(self, ids: Ints) -> Ints:
        """The block of each feature."""
        return self._blocks[ids]

    def elements(self, blocks: tuple[int, ...]) -> tuple[Ints, Ints, Floats]:
        """Every element of the rows that is in one of `blocks`: feature, row, value. Shapes: (n,) each."""
        mine = np.isin(self._blocks[self._ids], blocks)
        return self._ids[mine], self._row_of[mine], self._values[mine]

    def row(self, row: int, blocks: tuple[int, ...]) -> tuple[Ints, Floats]:
        """The features and values of one row in `blocks`."""
        span = slice(self._starts[row], self._starts[row + 1])
        mine = np.isin(self._blocks[self._ids[span]], blocks)
        return self._ids[span][mine], self._values[span][mine]

    def views(self, rows: NDArray[np.int64], ids: Ints, values: Floats) -> tuple[Floats, Floats]:
        """Cosines of a question with chosen rows, and of the rows with each other, block by block.

        Shapes: (BLOCKS, rows) and (BLOCKS, rows, rows); each block's cosines are parts of the whole cosine.
        """
        lengths = self._starts[rows + 1] - self._starts[rows]
        at = positions(self._starts[rows], lengths)
        features = self._ids[at]
        here = np.zeros(self.width, bool)
        here[features] = True
        used = np.flatnonzero(here)
        column = np.zeros(self.width, np.int32)
        column[used] = np.arange(len(used), dtype=np.int32)
        matrix = np.zeros((len(rows) + 1, len(used)), np.float32)
        matrix[np.repeat(np.arange(len(rows)), lengths), column[features]] = self._values[at]
        there = here[ids]
        matrix[-1, column[ids[there]]] = values[there]
        blocks = self._blocks[used]
        cosines = np.stack([part @ part.T for part in (matrix[:, blocks == block] for block in range(BLOCKS))])
        return cosines[:, -1, :-1], cosines[:, :-1, :-1]


def kernel(cosines: Floats) -> Floats:
    """The polynomial kernel of cosines, elementwise."""
    return (cosines + cosines * cosines) * np.float32(0.5)


def whole_and_parts(cosines: Floats) -> Floats:
    """Kernels of the whole texts and of each block by itself, from the cosines by block.

    Shapes: (BLOCKS, ...) to (1 + BLOCKS, ...).
    """
    shares = np.asarray(BLOCK_SHARES, np.float32) / np.float32(sum(BLOCK_SHARES))
    alone = cosines / shares.reshape(-1, *([1] * (cosines.ndim - 1)))
    return kernel(np.concatenate([cosines.sum(axis=0, keepdims=True), alone]))


def _informative(held: NDArray[np.int64], blocks: Ints, size: int) -> Floats:
    """What holding a feature says in this FAQ: inverse document frequency.

    Words bring their rarity in the language already, so theirs is damped to its square root.
    """
    inverse = np.log((1 + size) / (1 + held)) + 1
    return np.where(blocks == WORDS, np.sqrt(inverse), inverse).astype(np.float32)


def _unit_length(values: Floats, row_of: Ints, blocks: Ints, size: int) -> Floats:
    """`values` scaled so that each block of each row has its share of a squared length of 1."""
    cell = row_of.astype(np.int64) * BLOCKS + blocks
    squares = np.bincount(cell, weights=values.astype(np.float64) ** 2, minlength=size * BLOCKS)
    share = np.tile(np.asarray(BLOCK_SHARES) / sum(BLOCK_SHARES), size)
    scale = np.sqrt(share / np.maximum(squares, 1e-12))
    scaled: Floats = (values * scale[cell]).astype(np.float32)
    return scaled
