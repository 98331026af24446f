"""Every phrasing of an FAQ as a sparse row of weighted features, and the rows nearest to a question.

Rows have length 1. Similarity is the polynomial kernel k = (c + c^2) / 2 of their cosine c: the square lets pairs of
features that come together count on their own, which bags of words cannot.

Features are columns here, numbered anew for each index: those that some row has, the blocks one after another.
"""

import math

import numpy as np
from numpy.typing import NDArray

from bot.engine.bags import Bags, FeatureIds
from bot.engine.features import BLOCKS, WORDS
from bot.engine.postings import Doubles, Floats, Ints, Positions, Postings, positions, sums

BLOCK_SHARES = (1.0, 0.5, 1.0)  # of the squared length: words, order, letters
COMMON_FROM = 20_000  # rows from which on features that most rows have are passed over in the first look
COMMON_SHARE = 0.02

_SHARES = np.asarray(BLOCK_SHARES) / sum(BLOCK_SHARES)
_PART_OF_WHOLE = (1 / _SHARES).astype(np.float32)


class PhrasingIndex:
    """Sparse rows by phrasing and by column. Immutable once built; `bags` may be shared between indexes."""

    def __init__(self, bags: Bags, ids: FeatureIds) -> None:
        self.size = len(bags)
        self._starts = bags.starts
        held, blocks = np.bincount(bags.ids, minlength=len(ids)), ids.blocks
        used = np.flatnonzero(held)
        used = used[np.argsort(blocks[used], kind="stable")]
        self.width = len(used)
        self._column_of = np.full(len(blocks), -1, np.int32)
        self._column_of[used] = np.arange(self.width, dtype=np.int32)
        self._blocks = blocks[used]
        self._bounds = np.searchsorted(self._blocks, np.arange(BLOCKS + 1))
        self._informative = _informative(held[used], self._blocks, self.size)
        self._columns = self._column_of[bags.ids]
        self._values = self._weighed(bags)
        row_of = np.repeat(np.arange(self.size, dtype=np.int32), self._lengths(np.arange(self.size)))
        self.postings = Postings.of(self._columns, row_of, self._values, self.width, self.size)
        self._too_common = COMMON_SHARE * self.size if self.size >= COMMON_FROM else math.inf

    def _weighed(self, bags: Bags) -> Floats:
        """The values of all rows, scaled to length 1."""
        values = bags.weights * self._informative[self._columns]
        cell = np.repeat(np.arange(self.size * BLOCKS, dtype=np.int32), bags.lengths)
        squares = sums(np.square(values), cell, self.size * BLOCKS)
        values *= _scale(squares.reshape(-1, BLOCKS)).ravel()[cell]
        return values

    def question(self, ids: Ints, weights: Floats) -> tuple[Ints, Floats]:
        """The columns and unit-length values of a question, of the features that some row has, block by block."""
        old = ids < len(self._column_of)  # features may have been learnt since
        columns, weights = self._column_of[ids[old]], weights[old]
        known = columns >= 0
        columns = columns[known]
        values = weights[known] * self._informative[columns]
        blocks = self._blocks[columns]
        squares = sums(np.square(values), blocks, BLOCKS)
        return columns, values * _scale(squares)[blocks]

    def words_in(self, columns: Ints) -> int:
        """How many of a question's columns are words: they come first."""
        return int(np.count_nonzero(columns < self._bounds[WORDS + 1]))

    @property
    def words(self) -> int:
        """How many of all columns are words: they come first."""
        return int(self._bounds[WORDS + 1])

    def cosines(self, columns: Ints, values: Floats) -> Floats:
        """The cosine of a question with every row. Shape: (size,).

        In a large index features that many rows have are passed over: near enough to choose rows by.
        """
        return self.postings.weighted_sum(columns, values, self._too_common).astype(np.float32)

    def elements(self, rows: Positions) -> tuple[Positions, Ints, Floats]:
        """The elements of some rows, one row after another: how many each row has, columns and values."""
        lengths = self._lengths(rows)
        at = positions(self._starts[rows * BLOCKS], lengths)
        return lengths, self._columns[at], self._values[at]

    def cosines_among(self, rows: Positions, columns: Ints, values: Floats) -> Floats:
        """Cosines of chosen rows, and of a question after them, with each other, block by block.

        Shape: (BLOCKS, rows + 1, rows + 1); each block's cosines are parts of the whole cosine. What only one of them
        has counts for nothing but its cosine with itself, which is known.
        """
        lengths, theirs, values_of_theirs = self.elements(rows)
        owner = np.repeat(np.arange(len(rows) + 1), np.append(lengths, len(columns)))
        columns = np.concatenate([theirs, columns])
        order = np.argsort(columns)
        columns = columns[order]
        new = np.ones(len(columns) + 1, bool)
        np.not_equal(columns[1:], columns[:-1], out=new[1:-1])
        shared = np.flatnonzero(~(new[:-1] & new[1:]))
        place = np.cumsum(new[shared]) - 1
        matrix = np.zeros((len(rows) + 1, int(place[-1]) + 1 if len(place) else 0), np.float32)
        chosen = order[shared]
        matrix[owner[chosen], place] = np.concatenate([values_of_theirs, values])[chosen]
        first = columns[shared][new[shared]]
        bounds = np.searchsorted(first, self._bounds)
        cosines = np.empty((BLOCKS, len(matrix), len(matrix)), np.float32)
        for block in range(BLOCKS):
            part = matrix[:, bounds[block] : bounds[block + 1]]
            np.matmul(part, part.T, out=cosines[block])
        self._fill_diagonals(cosines, rows)
        return cosines

    def _fill_diagonals(self, cosines: Floats, rows: Positions) -> None:
        """Set the cosine of each row with itself to the share of the block, or 0 where the row has nothing in it."""
        filled = np.diff(self._starts[rows[:, None] * BLOCKS + np.arange(BLOCKS + 1)]) > 0
        itself = np.arange(len(rows))
        cosines[:, itself, itself] = np.where(filled, _SHARES, 0.0).T

    def _lengths(self, rows: Positions) -> Positions:
        return self._starts[(rows + 1) * BLOCKS] - self._starts[rows * BLOCKS]


def kernel(cosines: Floats) -> Floats:
    """The polynomial kernel of cosines, elementwise."""
    return (cosines + cosines * cosines) * np.float32(0.5)


def whole_and_parts(cosines: Floats) -> Floats:
    """Kernels of the whole texts and of each block by itself, from the cosines by block.

    Shapes: (BLOCKS, ...) to (1 + BLOCKS, ...).
    """
    found = np.empty((1 + BLOCKS, *cosines.shape[1:]), np.float32)
    np.sum(cosines, axis=0, out=found[0])
    np.multiply(cosines, _PART_OF_WHOLE.reshape(-1, *([1] * (cosines.ndim - 1))), out=found[1:])
    return kernel(found)


def _informative(held: Positions, blocks: NDArray[np.int8], size: int) -> Floats:
    """What holding a feature says in this FAQ: inverse document frequency.

    Words bring their rarity in the language already, so theirs is damped to its square root.
    """
    inverse = np.log((1 + size) / (1 + held)) + 1
    return np.where(blocks == WORDS, np.sqrt(inverse), inverse).astype(np.float32)


def _scale(squares: Doubles) -> Floats:
    """What the values of each block are multiplied by to have their share of a squared length of 1.

    Shape: (..., BLOCKS), as that of `squares`, the sums of squared values.
    """
    scale: Floats = np.sqrt(_SHARES / np.maximum(squares, 1e-12)).astype(np.float32)
    return scale
