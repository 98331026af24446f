"""Confidences beside what came true."""

import pytest

from benchmarks.marks import Marks
from benchmarks.reliability import Bin, bins, calibration_error, lines

POINTS = ((0.95, True), (0.91, False), (1.0, True), (0.0, False))


def test_confidences_are_gathered_by_tenths_and_certainty_is_in_the_last() -> None:
    found = bins(POINTS)
    last = found[9]
    assert last is not None
    assert last.count == 3
    assert last.confidence == pytest.approx(2.86 / 3)
    assert last.right == pytest.approx(2 / 3)
    assert found[0] == Bin(1, 0.0, 0.0)
    assert found[1:9] == [None] * 8


def test_confidences_that_come_true_have_no_error() -> None:
    assert calibration_error([(0.5, True), (0.5, False)]) == 0
    assert calibration_error([(1.0, False)]) == 1
    assert calibration_error([]) == 0


def test_the_table_has_a_row_a_tenth_and_the_error_below() -> None:
    table = list(lines({"a": Marks(POINTS, 2, (0.1,) * 4)}))
    assert "0.95 → 0.67 (3)" in table[4]
    assert "calibration error" in table[-2]
