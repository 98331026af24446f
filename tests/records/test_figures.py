"""Counting what happened, of one server and between two days."""

from datetime import UTC, date, datetime

from bot.engine.decision import Outcome
from bot.records.model import ANSWERED, UNANSWERED, Figures, MissKind
from bot.records.store import Records
from tests.records.samples import ALICE, BOB, ELSEWHERE, HERE, ago, feedback, miss, question

FIRST, LAST = date(2026, 2, 27), date(2026, 2, 28)


def settle(records: Records) -> None:
    records.revisions.know()


def test_questions_are_counted_by_day_and_outcome_from_midnight_to_midnight(records: Records) -> None:
    moments = {
        "too early": datetime(2026, 2, 26, 23, 59, 59, 999000, UTC),
        "first": datetime(2026, 2, 27, tzinfo=UTC),
        "second": datetime(2026, 2, 27, 12, tzinfo=UTC),
        "last": datetime(2026, 2, 28, 23, 59, 59, 999000, UTC),
        "too late": datetime(2026, 3, 1, tzinfo=UTC),
    }
    for name, at in moments.items():
        records.questions.note(question(name, at=at, outcome="none" if name == "second" else "answer"))
    records.questions.note(question("another server", at=moments["first"], server=ELSEWHERE))
    settle(records)
    figures = records.counting.figures(HERE, FIRST, LAST)
    assert figures.outcomes == {FIRST: {"answer": 1, "none": 1}, LAST: {"answer": 1}}
    assert figures.totals == {"answer": 2, "none": 1}
    assert figures.questions == 3


def test_entries_are_counted_where_they_answered_the_most_frequent_first(records: Records) -> None:
    for number, entries in enumerate([("a",), ("b",), ("b", "c"), ("b",), ("c", "a")]):
        records.questions.note(question(f"q{number}", entries=entries, at=ago(days=2)))
    records.questions.note(question("suggested", entries=("d",), outcome="suggest", at=ago(days=2)))
    settle(records)
    assert records.counting.figures(HERE, FIRST, LAST).entries == (("b", 3), ("a", 2), ("c", 2))


def test_feedback_and_misses_are_counted(records: Records) -> None:
    at = ago(days=2)
    for member, helpful in ((ALICE, True), (BOB, False), ("3", True)):
        given = feedback(member=member, helpful=helpful, at=at)
        records.feedback.give(given, miss(kind=MissKind.NOT_HELPFUL, at=at))
    records.misses.add(miss("q2", at=at))
    records.misses.add(miss("q3", at=at, server=ELSEWHERE))
    figures = records.counting.figures(HERE, FIRST, LAST)
    assert (figures.helpful, figures.not_helpful) == (2, 1)
    assert figures.misses == {MissKind.NOT_HELPFUL: 1, MissKind.NO_ANSWER: 1}


def test_where_nothing_happened_the_figures_are_empty(records: Records) -> None:
    assert records.counting.figures(HERE, FIRST, LAST) == Figures(FIRST, LAST)
    assert records.counting.figures(HERE, FIRST, LAST).questions == 0


def test_the_records_and_the_engine_mean_the_same_by_the_words_they_share() -> None:
    assert (ANSWERED, UNANSWERED) == (Outcome.ANSWER, Outcome.NONE)
