"""Which period a summary is of, and when one is due."""

from datetime import date

from bot.records.model import Digest
from tests.desk.conftest import Library
from tests.records.samples import ELSEWHERE, HERE


def wanted(library: Library, digest: Digest) -> None:
    library.desk.servers.change(HERE, digest=digest, moderators_channel="300")


def span(library: Library) -> tuple[date, date] | None:
    summary = library.desk.statistics.due(HERE)
    return (summary.figures.first, summary.figures.last) if summary else None


def take(library: Library) -> None:
    summary = library.desk.statistics.due(HERE)
    assert summary is not None
    library.desk.statistics.take(HERE, summary)


def test_nobody_is_sent_what_they_did_not_choose(library: Library) -> None:
    assert span(library) is None
    library.desk.servers.change(HERE, digest=Digest.DAILY)
    assert span(library) is None
    assert library.desk.statistics.due(ELSEWHERE) is None


def test_a_daily_summary_is_of_the_day_before_and_due_once_a_day(library: Library) -> None:
    wanted(library, Digest.DAILY)
    assert span(library) == (date(2026, 2, 28), date(2026, 2, 28))
    take(library)
    library.clock.pass_by(hours=11)
    assert span(library) is None
    library.clock.pass_by(hours=2)
    assert span(library) == (date(2026, 3, 1), date(2026, 3, 1))


def test_a_weekly_summary_is_of_monday_to_sunday_and_due_once_a_week(library: Library) -> None:
    wanted(library, Digest.WEEKLY)
    assert span(library) == (date(2026, 2, 16), date(2026, 2, 22))  # it is Sunday, and the week not over
    take(library)
    assert span(library) is None
    library.clock.pass_by(days=1)
    assert span(library) == (date(2026, 2, 23), date(2026, 3, 1))
    take(library)
    library.clock.pass_by(days=6)
    assert span(library) is None


def test_a_summary_holds_what_was_asked_and_what_is_to_be_reviewed(library: Library) -> None:
    wanted(library, Digest.DAILY)
    assert (summary := library.desk.statistics.due(HERE)) is not None
    assert not summary.says_something
    library.asks("any telescopes?")
    library.clock.pass_by(days=1)
    assert (summary := library.desk.statistics.due(HERE)) is not None
    assert summary.says_something
    assert summary.figures.questions == 1
    assert [group.text for group in summary.groups] == ["any telescopes?"]


def test_lately_counts_today(library: Library) -> None:
    library.asks("any telescopes?")
    assert library.desk.statistics.lately(HERE, 7).questions == 1
    library.clock.pass_by(days=7)
    assert library.desk.statistics.lately(HERE, 7).questions == 0


def test_a_summary_that_could_not_be_sent_is_due_again(library: Library) -> None:
    wanted(library, Digest.DAILY)
    take(library)
    library.clock.pass_by(days=1)
    summary = library.desk.statistics.due(HERE)
    assert summary is not None
    library.desk.statistics.take(HERE, summary)
    assert span(library) is None
    library.desk.statistics.put_back(HERE, summary)
    assert span(library) == (date(2026, 3, 1), date(2026, 3, 1))
