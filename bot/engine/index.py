"""Every phrasing of an FAQ as a sparse row of weighted features, and the rows nearest to a question.

Rows have length 1. Similarity is the polynomial kernel k = (c + c^2) / 2 of their cosine c: the square lets pairs of
features that come together count on their own, which bags of words cannot. In the whole kernel what texts mean (see
`meaning`) counts as much as all their features together.

Features are columns here, numbered anew for each index: those that some row has, the blocks one after another.
"""

import numpy as np
from numpy.typing import NDArray

from bot.engine.bags import Bags, FeatureIds
from bot.engine.features import BLOCKS, WORDS
from bot.engine.postings import Doubles, Floats, Ints, Pairs, Positions, Postings, in_order, pairs_of, positions, sums

BLOCK_SHARES = (1.0, 0.5, 1.0)  # of the squared length: words, order, letters
VIEWS = 3  # the whole, the words alone, the meaning alone
LARGE = 20_000  # rows from which on only the rarest features of a question count where rows are looked for
MOST_POSTINGS = 16_000  # of those features together

_SHARES = np.asarray(BLOCK_SHARES) / sum(BLOCK_SHARES)
_WORDS_OF_WHOLE = np.float32(1 / _SHARES[WORDS])


class PhrasingIndex:
    """Sparse rows by phrasing and by column. Immutable once built; `bags` may be shared between indexes."""

    def __init__(self, bags: Bags, ids: FeatureIds) -> None:
        self.size = len(bags)
        self._starts = bags.starts[::BLOCKS].copy()  # in one piece, or all of it would be copied to take a few
        held, blocks = np.bincount(bags.ids, minlength=len(ids)), ids.blocks
        used = np.flatnonzero(held)
        used = used[np.argsort(blocks[used], kind="stable")]
        self.width = len(used)
        self._column_of = np.full(len(blocks) + 1, -1, np.int32)
        self._column_of[used] = np.arange(self.width, dtype=np.int32)
        self._blocks = blocks[used]
        self._bounds = np.searchsorted(self._blocks, np.arange(BLOCKS + 1))
        self._informative = _informative(held[used], self._blocks, self.size)
        columns = self._column_of[bags.ids]
        values = self._weighed(columns, bags)
        self._pairs = pairs_of(columns, values)
        shares = np.sign(bags.lengths).reshape(-1, BLOCKS) * _SHARES
        self._with_itself = np.stack((shares[:, WORDS], shares.sum(axis=1))).astype(np.float32)
        row_of = np.arange(self.size, dtype=np.int32).repeat(np.diff(self._starts))
        self.large = self.size >= LARGE
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
        columns = self._column_of.take(ids, mode="clip")  # what is learnt since or UNKNOWN is in the last, too
        known = columns >= 0
        columns = columns[known]
        values = weights[known] * self._informative[columns]
        return columns, scaled(values, self._blocks[columns])

    def words_in(self, columns: Ints) -> int:
        """How many of a question's columns are words: they come first."""
        return int(np.count_nonzero(columns < self._bounds[WORDS + 1]))

    @property
    def words(self) -> int:
        """How many of all columns are words: they come first."""
        return int(self._bounds[WORDS + 1])

    def cosines(self, columns: Ints, values: Floats) -> Doubles:
        """The cosine of a question with every row, in a `large` index as far as its rarest features tell.

        Shape: (size,).
        """
        if self.large:
            return self.postings.weighted_sum_of_rarest(columns, values, MOST_POSTINGS)
        return self.postings.weighted_sum(columns, values)

    def cosines_of(self, rows: Positions, columns: Ints, values: Floats) -> Doubles:
        """The cosine of a question with each of some rows. Shape: that of `rows`."""
        asked = np.zeros(self.width, np.float32)
        asked[columns] = values
        lengths, theirs = self.elements(rows)
        products = asked.take(theirs["number"])
        products *= theirs["value"]
        return np.add.reduceat(products, lengths.cumsum() - lengths, dtype=np.float64)  # no row is empty

    def elements(self, rows: Positions) -> tuple[Positions, Pairs]:
        """The elements of some rows, one row after another: how many each row has; columns and values."""
        starts = self._starts.take(rows)
        lengths = self._starts.take(rows + 1) - starts
        return lengths, self._pairs.take(positions(starts, lengths))

    def cosines_among(self, rows: Positions, columns: Ints, values: Floats) -> Floats:
        """Cosines of chosen rows, and of a question after them, with each other: the part of the words, and the whole.

        Shape: (2, rows + 1, rows + 1). What only one of them has counts for nothing but its cosine with itself, which
        is known.
        """
        lengths, theirs = self.elements(rows)
        size = len(rows) + 1
        owner = np.arange(size).repeat(np.concatenate((lengths, [len(columns)])))
        shared, place, words, width = _shared(np.concatenate((theirs["number"], columns)), self.words)
        matrix = np.zeros((size, width), np.float32)
        matrix.reshape(-1)[owner.take(shared) * width + place] = np.concatenate((theirs["value"], values)).take(shared)
        cosines = np.empty((2, size, size), np.float32)
        for part, out in zip((matrix[:, :words], matrix[:, words:]), cosines, strict=True):
            np.matmul(part, part.T, out=out)
        cosines[1] += cosines[0]
        itself = np.arange(len(rows))
        cosines[:, itself, itself] = self._with_itself.take(rows, axis=1)
        return cosines


def _shared(columns: Ints, words: int) -> tuple[Positions, Positions, int, int]:
    """The elements whose columns occur more than once, in order of column, and those columns numbered anew.

    Shapes: `columns` (n,); the positions of elements and the new numbers of their columns (shared,) each. Then how
    many of these columns are below `words`, and how many there are.
    """
    sorted_, order = in_order(columns)
    new = np.ones(len(sorted_) + 1, bool)
    np.not_equal(sorted_[1:], sorted_[:-1], out=new[1:-1])
    shared = (~(new[1:] & new[:-1])).nonzero()[0]
    first = new.take(shared)
    place = first.cumsum()
    place -= 1
    of_words = int(np.count_nonzero(first[: sorted_.take(shared).searchsorted(words)]))
    return order.take(shared), place, of_words, int(np.count_nonzero(first))


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
    squares = sums(np.square(values), cells, texts * BLOCKS).reshape(texts, BLOCKS)
    found: Floats = values * np.sqrt(_SHARES / np.maximum(squares, 1e-12)).astype(np.float32).ravel()[cells]
    return found
