"""What a system's rankings add up to."""

from benchmarks.marks import mark
from benchmarks.peers import Ranking
from bot.engine.curation.evaluation import Case

CASES = (Case("one", frozenset("a")), Case("two", frozenset("b")), Case("three"), Case("four", frozenset("d")))


class Fixed:
    """Ranks as it is told to."""

    def __init__(self, **rankings: Ranking) -> None:
        self._rankings = rankings

    def rank(self, question: str) -> Ranking:
        return self._rankings[question]


SYSTEM = Fixed(one=[("a", 0.9), ("b", 0.1)], two=[("x", 0.8), ("b", 0.7)], three=[("a", 0.6)], four=[])


def test_top_1_is_of_the_questions_that_can_be_answered() -> None:
    assert mark(SYSTEM, CASES).top_1 == 1 / 3


def test_what_is_no_answer_is_taken_out_of_the_ranking() -> None:
    assert mark(SYSTEM, CASES, no_answers={"x"}).top_1 == 2 / 3


def test_a_question_that_cannot_be_answered_is_never_right() -> None:
    marks = mark(SYSTEM, CASES, no_answers={"x"})
    assert marks.points == ((0.9, True), (0.7, True), (0.6, False))
    assert marks.right_at(0.95) == 2 / 3


def test_the_clock_is_read_before_and_after_each_question() -> None:
    ticks = iter([0.0, 0.001, 1.0, 1.002, 2.0, 2.003, 3.0, 3.004])
    marks = mark(SYSTEM, CASES, clock=lambda: next(ticks))
    assert marks.asked == 4
    assert [round(marks.latency(share), 6) for share in (0.0, 0.5, 0.99)] == [1, 3, 4]
