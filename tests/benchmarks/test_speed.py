"""Synthetic FAQs, and what is measured on them."""

import pytest

from benchmarks.speed import Measured, lines, measured
from benchmarks.synthetic import Size, Writer

SIZE = Size(6, 4)


def test_an_faq_has_the_size_asked_for_and_is_the_same_for_the_same_seed() -> None:
    faq = Writer(1).faq(SIZE)
    assert [len(entry.phrasings) for entry in faq.entries] == [4] * 6
    assert faq == Writer(1).faq(SIZE)
    assert faq != Writer(2).faq(SIZE)


def test_an_edit_changes_one_entry() -> None:
    writer = Writer(1)
    faq = writer.faq(SIZE)
    edited = writer.edited(faq)
    assert sum(one != other for one, other in zip(faq.entries, edited.entries, strict=True)) == 1


def test_a_size_is_read_as_it_is_written() -> None:
    assert Size.parse("1000x10") == Size(1000, 10)
    assert str(Size(1000, 10)) == "1000x10"
    with pytest.raises(ValueError, match="unpack"):
        Size.parse("many")


def test_every_size_is_measured_in_a_process_of_its_own() -> None:
    ((size, found),) = measured([SIZE])
    assert size == SIZE
    assert 0 < found.median <= found.slow
    assert 0 < found.median_by_clock <= found.slow_by_clock
    assert 0 < found.resident <= found.with_discord
    assert min(found.build, found.edit) > 0


def test_the_table_tells_times_in_seconds_and_milliseconds() -> None:
    row = list(lines([(Size(1000, 10), Measured(1.5, 0.25, 0.002, 0.004, 0.003, 0.005, 120, 140))]))[-2]
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "1,000 x 10", "1.50", "0.250", "2.00", "4.00", "3.00", "5.00", "120", "140",
    ]  # fmt: skip
