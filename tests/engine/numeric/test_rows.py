"""Sparse rows in blocks, beside the same matrix written out."""

import numpy as np
import pytest

from bot.engine.numeric.rows import BLOCK, Rows

WIDTH = 40
LENGTHS = np.array([1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 2])


@pytest.fixture(scope="module")
def matrix() -> np.ndarray:
    """Rows of the given lengths. Shape: (rows, WIDTH)."""
    rng = np.random.default_rng(5)
    found = np.zeros((len(LENGTHS), WIDTH), np.float32)
    for row, length in zip(found, LENGTHS, strict=True):
        row[rng.choice(WIDTH, length, replace=False)] = rng.random(length) + 0.1
    return found


@pytest.fixture(scope="module")
def rows(matrix: np.ndarray) -> Rows:
    _, columns = matrix.nonzero()
    return Rows(columns.astype(np.int32), matrix[matrix > 0], LENGTHS, WIDTH)


@pytest.mark.parametrize("chosen", [[0], [5, 2, 2, 0], [0, 1, 2, 3, 4, 5], []])
def test_the_elements_of_rows_are_those_that_they_were_made_of(
    rows: Rows, matrix: np.ndarray, chosen: list[int]
) -> None:
    lengths, columns, values = rows.elements(np.array(chosen, np.int64))
    assert lengths.tolist() == LENGTHS[chosen].tolist()
    assert columns.tolist() == [column for row in chosen for column in matrix[row].nonzero()[0].tolist()]
    assert values.tolist() == [value for row in chosen for value in matrix[row][matrix[row] > 0].tolist()]


def test_products_with_a_dense_row_are_those_of_the_matrix(rows: Rows, matrix: np.ndarray) -> None:
    dense = np.random.default_rng(6).random(WIDTH).astype(np.float32)
    found = rows.products(np.array([3, 0, 4]), np.append(dense, np.float32(0)))
    assert found == pytest.approx(matrix[[3, 0, 4]] @ dense, abs=1e-5)
