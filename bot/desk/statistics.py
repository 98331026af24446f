"""Figures of a server for its moderators, and the summary they are sent of each period.

All of it waits for the disk and raises RecordsError. A period is made of whole days in UTC, as the figures are: the day
before, or the week from Monday to Sunday before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.desk.archive import Archive
from bot.desk.review import Group, ReviewDesk
from bot.desk.servers import ServersDesk
from bot.knowledge.model import Entry, Faq
from bot.records.model import Digest, Figures

MOST_GROUPS = 3
WEEK = 7  # days


@dataclass(frozen=True)
class Summary:
    """A period, and what there is to do now: the largest groups to review, and overdue entries, the oldest first."""

    figures: Figures
    groups: tuple[Group, ...]
    overdue: tuple[Entry, ...]
    before: str | None = None  # the last day of the summary before this one, if there was one

    @property
    def says_something(self) -> bool:
        return bool(self.figures.questions or self.groups or self.overdue)


class StatisticsDesk:
    """`faq` gives the one that is in force on a server."""

    def __init__(
        self, archive: Archive, servers: ServersDesk, review: ReviewDesk, faq: Callable[[str | None], Faq]
    ) -> None:
        self._archive = archive
        self._servers = servers
        self._review = review
        self._faq = faq

    def lately(self, server: str | None, days: int) -> Figures:
        """What happened in the last `days` days, today included."""
        today = self._archive.now().date()
        return self._archive.open().counting.figures(server, today - timedelta(days=days - 1), today)

    def overdue(self, server: str | None) -> tuple[Entry, ...]:
        """Entries that somebody was to look at again before today, those that have waited longest first."""
        today = self._archive.now().date()
        late = [entry for entry in self._faq(server).entries if entry.review_by and entry.review_by < today]
        return tuple(sorted(late, key=lambda entry: entry.review_by or today))

    def due(self, server: str) -> Summary | None:
        """The summary of the latest period that is over, if moderators want one and have not been sent it."""
        settings = self._servers.settings(server)
        if settings.digest is Digest.NEVER or settings.moderators_channel is None:
            return None
        first, last = _period(settings.digest, self._archive.now().date())
        if settings.digested is not None and date.fromisoformat(settings.digested) >= last:
            return None
        return Summary(
            self._archive.open().counting.figures(server, first, last),
            self._review.groups(server, MOST_GROUPS),
            self.overdue(server),
            settings.digested,
        )

    def take(self, server: str, summary: Summary) -> None:
        """That summary is about to be sent: it is not due any more, whatever becomes of the bot meanwhile."""
        self._servers.change(server, digested=summary.figures.last.isoformat())

    def put_back(self, server: str, summary: Summary) -> None:
        """It could not be sent, and is due again."""
        self._servers.change(server, digested=summary.before)


def _period(digest: Digest, today: date) -> tuple[date, date]:
    """The first and the last day of the latest period that was over before `today`."""
    if digest is Digest.DAILY:
        return today - timedelta(days=1), today - timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(days=WEEK), monday - timedelta(days=1)
