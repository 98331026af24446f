"""Sparse rows in blocks of one size, so that whole rows are fetched from memory in a few long pieces."""

import numpy as np

from bot.engine.numeric.postings import Floats, Ints, Positions, positions

BLOCK = 8  # elements


class Rows:
    """The elements of rows of which none is empty, each filled up to whole blocks. Immutable.

    What fills them up are elements of value 0, in a column after all others. Shapes: `starts` and `lengths` (rows,),
    the block with which each row begins and how many it has; `columns` and `values` (blocks, BLOCK).
    """

    def __init__(self, columns: Ints, values: Floats, lengths: Positions, width: int) -> None:
        """`columns` and `values` stand one row after another, of each as many as its length says."""
        self.width = width
        self._lengths = -(-lengths // BLOCK)
        ends = self._lengths.cumsum()
        self._starts = ends - self._lengths
        held = np.ones((self._lengths.sum(), BLOCK), bool)
        held[ends - 1] = np.arange(BLOCK) <= ((lengths - 1) % BLOCK)[:, None]
        self._columns = np.full(held.shape, width, np.int32)
        self._columns[held] = columns
        self._values = np.zeros(held.shape, np.float32)
        self._values[held] = values

    def blocks(self, rows: Positions) -> tuple[Positions, Ints, Floats]:
        """The blocks of some rows, one row after another: how many each row has; their columns and values."""
        lengths = self._lengths.take(rows)
        at = positions(self._starts.take(rows), lengths)
        return lengths, self._columns.take(at, axis=0), self._values.take(at, axis=0)

    def elements(self, rows: Positions) -> tuple[Positions, Ints, Floats]:
        """The elements of some rows, one row after another: how many each row has; their columns and values."""
        lengths, columns, values = self.blocks(rows)
        held = columns < self.width
        counts = np.add.reduceat(np.count_nonzero(held, axis=1), lengths.cumsum() - lengths) if len(rows) else lengths
        return counts, columns[held], values[held]

    def products(self, rows: Positions, dense: Floats) -> Floats:
        """The inner product of each of some rows with a `dense` one, which has 0 after its last column.

        Shapes: `dense` (width + 1,); what is returned that of `rows`.
        """
        lengths, columns, values = self.blocks(rows)
        products = dense.take(columns)
        products *= values
        found: Floats = np.add.reduceat(products @ _ONES, lengths.cumsum() - lengths)
        return found


_ONES = np.ones(BLOCK, np.float32)
