"""How well a matcher does, from hand-made decisions."""

from itertools import count

import pytest

from bot.engine.curation.evaluation import Case, Judged, Report, evaluate, right_at
from bot.engine.decision import Decision, Outcome, Ranked
from bot.engine.matcher import Matcher

A, B = frozenset({"a"}), frozenset({"b"})


def judged(case: Case, outcome: Outcome, *entries: str, confidence: float = 0.9, seconds: float = 0.0) -> Judged:
    """`case` decided so: `entries` are shown, or suggested, and ranked in this order."""
    suggested = outcome is Outcome.SUGGEST
    ranking = tuple(Ranked(entry, confidence / (at + 1)) for at, entry in enumerate(entries))
    decision = Decision(
        case.question,
        outcome,
        entries=() if suggested else entries,
        suggestions=entries if suggested else (),
        ranking=ranking,
    )
    return Judged(case, decision, seconds)


@pytest.mark.parametrize(
    ("case", "outcome", "entries", "verdict"),
    [
        (Case("q", A), Outcome.ANSWER, ("a",), "right"),
        (Case("q", A | B), Outcome.ANSWER, ("b",), "right"),
        (Case("q", A), Outcome.ANSWER, ("b",), "wrong"),
        (Case("q", A), Outcome.ANSWER, ("a", "b"), "wrong"),
        (Case("q", A | B, (A, B)), Outcome.ANSWER, ("a", "b"), "right"),
        (Case("q", A | B, (A, B)), Outcome.ANSWER, ("a",), "wrong"),
        (Case("q", A), Outcome.SUGGEST, ("b", "a"), "suggested"),
        (Case("q", A), Outcome.SUGGEST, ("b",), "wrong suggestions"),
        (Case("q", A), Outcome.NONE, (), "silent"),
        (Case("q", A), Outcome.ADVICE, ("x",), "silent"),
        (Case("q"), Outcome.NONE, (), "correctly silent"),
        (Case("q"), Outcome.CHATTER, (), "correctly silent"),
        (Case("q"), Outcome.SUGGEST, ("a",), "suggested"),
        (Case("q"), Outcome.ANSWER, ("a",), "wrong"),
        (Case("q", outcome=Outcome.URGENT), Outcome.URGENT, ("x",), "right"),
        (Case("q", outcome=Outcome.URGENT), Outcome.ANSWER, ("a",), "wrong"),
    ],
)
def test_a_decision_is_given_its_verdict(case: Case, outcome: Outcome, entries: tuple[str, ...], verdict: str) -> None:
    assert judged(case, outcome, *entries).verdict == verdict


def test_the_wrong_answer_is_wrong_though_an_answer_was_expected() -> None:
    assert judged(Case("q", A, outcome=Outcome.ANSWER), Outcome.ANSWER, "b").verdict == "wrong"


def test_all_is_right_at_any_precision_when_nothing_is_wrong() -> None:
    assert right_at([(0.9, True), (0.2, True)], 2, 0.95) == 1.0


def test_the_threshold_goes_down_as_long_as_the_precision_is_kept() -> None:
    points = [(0.9, True)] * 10 + [(0.8, False)] + [(0.7, True)] * 9 + [(0.6, False)] * 5
    assert right_at(points, 20, 0.95) == 19 / 20  # 19 of 20 shown
    assert right_at(points, 20, 0.96) == 10 / 20
    assert right_at(points, 20, 0.5) == 19 / 20


def test_one_confidently_wrong_answer_can_be_outweighed_further_down() -> None:
    points = [(0.99, False)] + [(0.9, True)] * 19
    assert right_at(points, 19, 0.95) == 1.0
    assert right_at(points[:-1], 19, 0.95) == 0.0


def test_points_of_one_confidence_are_shown_or_hidden_together() -> None:
    assert right_at([(0.5, True), (0.5, False)], 1, 0.95) == 0.0
    assert right_at([(0.5, False), (0.5, True)], 1, 0.5) == 1.0


def test_the_answerable_count_even_where_nothing_was_ranked() -> None:
    assert right_at([(0.9, True)], 4, 0.95) == 0.25
    assert right_at([], 0, 0.95) == right_at([], 5, 0.95) == right_at([(0.9, False)], 0, 0.95) == 0.0


REPORT = Report(
    (
        judged(Case("1", A), Outcome.ANSWER, "a", confidence=0.9, seconds=0.1),
        judged(Case("2", A), Outcome.ANSWER, "b", confidence=0.6, seconds=0.2),
        judged(Case("3", B), Outcome.SUGGEST, "b", "a", confidence=0.4, seconds=0.3),
        judged(Case("4", B), Outcome.NONE, seconds=0.4),
        judged(Case("5"), Outcome.ANSWER, "a", confidence=0.5, seconds=0.5),
        judged(Case("6"), Outcome.NONE, seconds=0.6),
    )
)


def test_a_report_adds_up() -> None:
    assert REPORT.share("right", answerable=True) == 1 / 4
    assert REPORT.share("wrong", answerable=False) == 1 / 2
    assert REPORT.share("wrong") == 2 / 6
    assert REPORT.top_1() == 2 / 4
    assert REPORT.right_at(0.95) == 1 / 4
    assert REPORT.confusions() == [("a", "b", 1)]
    assert REPORT.latency(0.99) == 0.6
    assert REPORT.latency(0.0) == 0.1


def test_an_empty_report_is_all_zero() -> None:
    empty = Report(())
    assert (empty.share("right"), empty.top_1(), empty.right_at(0.9), empty.latency(0.5)) == (0.0, 0.0, 0.0, 0.0)


def test_a_matcher_is_evaluated_case_by_case_and_conversation_by_conversation(bones: Matcher) -> None:
    seconds = count()
    cases = [
        Case("what does lupus attack", frozenset({"what-does-lupus-attack"}), conversation="one"),
        Case("does menopause weaken bone?", frozenset({"does-menopause-weaken-bone"}), conversation="two"),
        Case("what about arthritis?", frozenset({"what-does-arthritis-attack"}), conversation="one"),
        Case("why?", frozenset({"why-does-menopause-weaken-bone"}), conversation="two"),
        Case("where do penguins live"),
        Case("my grandma fell and can't move", outcome=Outcome.URGENT),
    ]
    report = evaluate(bones, cases, clock=lambda: float(next(seconds)))
    assert [one.verdict for one in report.judged] == ["right"] * 4 + ["correctly silent", "right"]
    assert report.counts == {"right": 5, "correctly silent": 1}
    assert [one.seconds for one in report.judged] == [1.0] * 6
