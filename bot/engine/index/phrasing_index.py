"""Every phrasing of an FAQ as a sparse row of weighted features, and the rows nearest to a question.

Rows have length 1. Similarity is the polynomial kernel k = (c + c^2) / 2 of their cosine c: the square lets pairs of
features that come together count on their own, which bags of words cannot. In the whole kernel what texts mean (see
`meaning`) counts as much as all their features together.

Features are columns here, numbered anew for each index: those that some row has, the blocks one after another.
"""

import numpy as np
from numpy.typing import NDArray

from bot.engine.numeric.postings import Floats, Ints, Positions, Postings, pairs_of, sums
from bot.engine.numeric.rows import BLOCK, Rows
from bot.engine.reading.bags import Bags, FeatureIds
from bot.engine.reading.features import BLOCKS, WORDS

BLOCK_SHARES = (1.0, 0.5, 1.0)  # of the squared length: words, order, letters
VIEWS = 3  # the whole, the words alone, the meaning alone
LARGE = 20_000  # rows from which on only the most telling features of a question count where rows are looked for
MOST_POSTINGS = 10_000  # of those features together

_SHARES = np.asarray(BLOCK_SHARES) / sum(BLOCK_SHARES)
_ONCE = np.uint8(1)
_WORDS_OF_WHOLE = np.float32(1 / _SHARES[WORDS])


class PhrasingIndex:
    """Sparse rows by phrasing and by column. Immutable once built; `bags` may be shared between indexes."""

    def __init__(self, bags: Bags, ids: FeatureIds, large_from: int = LARGE) -> None:
        self.size = len(bags)
        held = np.bincount(bags.ids, minlength=len(ids))
        used = np.flatnonzero(held)
        used = used[np.argsort(ids.blocks[used], kind="stable")]
        self.width = len(used)
        self._column_of = np.full(len(ids) + 1, -1, np.int32)
        self._column_of[used] = np.arange(self.width, dtype=np.int32)
        self._blocks = ids.blocks[used]
        self.words = int(np.count_nonzero(self._blocks == WORDS))  # columns that are words: they come first
        self._informative = _informative(held[used], self._blocks, self.size)
        columns = self._column_of[bags.ids]
        values = self._weighed(columns, bags)
        lengths = np.diff(bags.starts[::BLOCKS])
        self._rows = Rows(columns, values, lengths, self.width)
        shares = np.sign(bags.lengths).reshape(-1, BLOCKS) * _SHARES
        self._with_itself = np.stack((shares[:, WORDS], shares.sum(axis=1))).astype(np.float32)
        row_of = np.arange(self.size, dtype=np.int32).repeat(lengths)
        self.large = self.size >= large_from
        self.postings = Postings.of(
            columns, pairs_of(row_of, values), self.width, self.size, dense=False if self.large else None
        )

    def _weighed(self, columns: Ints, bags: Bags) -> Floats:
        """The values of all rows, scaled to length 1."""
        values = bags.weights * self._informative[columns]
        cell = np.repeat(np.arange(self.size * BLOCKS, dtype=np.int32), bags.lengths)
        return scaled(values, cell, self.size)

    def question(self, ids: Ints, weights: Floats) -> tuple[Ints, Floats]:
        """The columns and unit-length values of a question, of the features that some row has, block by block."""
        columns = self._column_of.take(ids, mode="clip")  # UNKNOWN is in the last
        known = (columns >= 0).nonzero()[0]
        columns = columns.take(known)
        values = weights.take(known)
        values *= self._informative.take(columns)
        return columns, scaled(values, self._blocks.take(columns))

    def words_in(self, columns: Ints) -> int:
        """How many of a question's columns are words: they come first."""
        return int(np.count_nonzero(columns < self.words))

    def cosines(self, columns: Ints, values: Floats) -> Floats:
        """The cosine of a question with every row, in a `large` index as far as its most telling features go.

        Shape: (size,).
        """
        if self.large:
            return self.postings.weighted_sum_of_telling(columns, values, MOST_POSTINGS)
        return self.postings.weighted_sum(columns, values)

    def cosines_of(self, rows: Positions, columns: Ints, values: Floats) -> Floats:
        """The cosine of a question with each of some rows. Shape: that of `rows`."""
        asked = np.zeros(self.width + 1, np.float32)
        asked[columns] = values
        return self._rows.products(rows, asked)

    def elements(self, rows: Positions) -> tuple[Positions, Ints, Floats]:
        """The elements of some rows, one row after another: how many each row has; their columns and values."""
        return self._rows.elements(rows)

    def cosines_among(self, rows: Positions, columns: Ints, values: Floats) -> Floats:
        """Cosines of chosen rows, and of a question after them, with each other: the part of the words, and the whole.

        Shape: (2, rows + 1, rows + 1). What only one of them has counts for nothing but its cosine with itself, which
        is known.
        """
        blocks, theirs, weights = self._rows.blocks(rows)
        size = len(rows) + 1
        owner = np.arange(size).repeat(np.concatenate((blocks * BLOCK, [len(columns)])))
        elements = np.concatenate((theirs, columns), axis=None).astype(np.int64)
        shared, place, held = _shared(elements, self.width)
        words = held.searchsorted(self.words)
        # By column and row: that way round products with itself are formed fastest.
        matrix = np.zeros((len(held), size), np.float32)
        place *= size
        place += owner.take(shared)
        matrix.reshape(-1)[place] = np.concatenate((weights, values), axis=None).take(shared)
        cosines = np.empty((2, size, size), np.float32)
        for part, out in zip((matrix[:words], matrix[words:]), cosines, strict=True):
            np.matmul(part.T, part, out=out)
        cosines[1] += cosines[0]
        cosines.reshape(2, -1)[:, : -1 : size + 1] = self._with_itself.take(rows, axis=1)
        return cosines


def _shared(columns: Positions, width: int) -> tuple[Positions, Positions, Positions]:
    """The elements whose columns, below `width`, occur more than once, and those columns numbered anew in their order.

    Shapes: `columns` (n,), all of them `width` at most and met 255 times at most; the positions of elements and the new
    numbers of their columns (shared,) each; those columns (numbers,).
    """
    times = np.zeros(width + 1, np.uint8)
    np.add.at(times, columns, _ONCE)
    times[width] = 0
    again = times > 1
    held = again.nonzero()[0]
    numbers = np.empty(width + 1, np.int64)
    numbers[held] = np.arange(len(held))
    shared = again.take(columns).nonzero()[0]
    return shared, numbers.take(columns.take(shared)), held


def kernel(cosines: Floats) -> Floats:
    """The polynomial kernel of cosines, elementwise."""
    found = cosines * cosines
    found += cosines
    found *= np.float32(0.5)
    return found


def views(cosines: Floats, meanings: Floats) -> Floats:
    """Kernels of the whole texts, of their words alone, and of their meaning alone.

    Shapes: cosines of words and of all features (2, ...) and of meanings (...) to (VIEWS, ...).
    """
    found = np.empty((VIEWS, *meanings.shape), np.float32)
    np.add(cosines[1], meanings, out=found[0])
    found[0] *= np.float32(0.5)
    np.multiply(cosines[0], _WORDS_OF_WHOLE, out=found[1])
    found[2] = meanings
    return kernel(found)


def _informative(held: Positions, blocks: NDArray[np.int8], size: int) -> Floats:
    """What holding a feature says in this FAQ: inverse document frequency.

    Words bring their rarity in the language already, so theirs is damped to its square root.
    """
    inverse = np.log((1 + size) / (1 + held)) + 1
    return np.where(blocks == WORDS, np.sqrt(inverse), inverse).astype(np.float32)


def scaled(values: Floats, cells: NDArray[np.integer], texts: int = 1) -> Floats:
    """The `values`, so scaled that each block of each text has its share of a squared length of 1.

    `cells` are the blocks in which they stand, those of a text after those of the one before. Shape: (values,).
    """
    squares = sums(values * values, cells, texts * BLOCKS)
    scales = np.sqrt(_SHARES / np.maximum(squares, 1e-12).reshape(texts, BLOCKS)).astype(np.float32)
    found: Floats = values * scales.take(cells)
    return found
