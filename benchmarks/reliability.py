"""Whether a confidence means what it says: of all that is shown with 0.9, nine in ten should be right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.marks import Marks
from benchmarks.tables import table

BINS = 10

Points = Sequence[tuple[float, bool]]


@dataclass(frozen=True)
class Bin:
    """Questions whose confidence lies in one tenth of 0 to 1: how many, their mean confidence, the share right."""

    count: int
    confidence: float
    right: float


def bins(points: Points) -> list[Bin | None]:
    """The tenths from 0 to 1; None where there are no questions. Shape: (BINS,)."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in points:
        found[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return [_bin(members) if members else None for members in found]


def calibration_error(points: Points) -> float:
    """The mean distance of confidence from share right over the tenths, each by its number of questions.

    The expected calibration error of Naeini, Cooper and Hauskrecht (2015); 0 is perfect.
    """
    total = sum(one.count for one in bins(points) if one)
    return sum(one.count * abs(one.confidence - one.right) for one in bins(points) if one) / max(1, total)


def lines(marks: Mapping[str, Marks]) -> Iterator[str]:
    """The table: a row a tenth, a column a set; a cell is mean confidence → share right (number of questions)."""
    by_set = [bins(one.points) for one in marks.values()]
    rows = [
        (f"{at / BINS:.1f} to {(at + 1) / BINS:.1f}", *(_cell(column[at]) for column in by_set))
        for at in reversed(range(BINS))
    ]
    rows.append(("calibration error", *(f"{calibration_error(one.points):.3f}" for one in marks.values())))
    yield from table("Reliability of our confidences: said → right (questions)", ("confidence", *marks), rows)


def _bin(members: Points) -> Bin:
    confidence = sum(said for said, _ in members) / len(members)
    return Bin(len(members), confidence, sum(right for _, right in members) / len(members))


def _cell(one: Bin | None) -> str:
    return f"{one.confidence:.2f} → {one.right:.2f} ({one.count})" if one else "—"
