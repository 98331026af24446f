"""How well a system did on labelled questions: the same arithmetic for ours and for its peers.

Only the answer ranked first counts: whatever is no answer (a safety text, an entry that stands for silence) is taken
out of every ranking alike. "Right at 95 %" is `bot.engine.curation.evaluation.right_at`.
"""

import time
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.peers import Ranking
from bot.engine.curation.evaluation import Case, right_at


class Ranker(Protocol):
    """Anything that puts the entries in order for a question, best first."""

    def rank(self, question: str) -> Ranking: ...


@dataclass(frozen=True)
class Marks:
    """`points`: (score, right) of the first entry for each question that got one; `seconds`: of each question asked.

    `answerable` is the number of questions that the FAQ answers; a first entry for any other is never right.
    """

    points: tuple[tuple[float, bool], ...]
    answerable: int
    seconds: tuple[float, ...]

    @property
    def asked(self) -> int:
        return len(self.seconds)

    @property
    def top_1(self) -> float:
        """The share of answerable questions whose first entry is right."""
        return sum(right for _, right in self.points) / self.answerable if self.answerable else 0.0

    def right_at(self, precision: float) -> float:
        """The share of answerable questions answered rightly while `precision` of all that is shown is right."""
        return right_at(self.points, self.answerable, precision)

    def latency(self, share: float) -> float:
        """The milliseconds within which `share` of the questions were ranked."""
        times = sorted(self.seconds)
        return 1000 * times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


def mark(
    system: Ranker,
    cases: Sequence[Case],
    no_answers: Container[str] = (),
    clock: Callable[[], float] = time.perf_counter,
) -> Marks:
    """Ask `system` every question. Entries in `no_answers` are taken out of its rankings."""
    points, seconds = [], []
    for case in cases:
        began = clock()
        ranking = system.rank(case.question)
        seconds.append(clock() - began)
        first = next(((entry, score) for entry, score in ranking if entry not in no_answers), None)
        if first:
            points.append((first[1], first[0] in case.entries))
    return Marks(tuple(points), sum(bool(case.entries) for case in cases), tuple(seconds))
