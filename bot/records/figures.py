"""Counting what happened."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Table, func, select, type_coerce

from bot.records.database import Database
from bot.records.model import ANSWERED, Figures
from bot.records.tables import feedback, misses, questions

DAY = 86_400_000  # milliseconds


class Counting:
    """Figures of one server. Everything raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def figures(self, server: str | None, first: date, last: date) -> Figures:
        """What happened from the day `first` to the day `last`, both included, in UTC."""

        def within(table: Table) -> ColumnElement[bool]:
            start, end = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(days=1)))
            return (table.c.server == server) & (table.c.at >= start) & (table.c.at < end)

        def read(connection: Connection) -> Figures:
            opinions = dict(_counts(connection, within(feedback), feedback.c.helpful))
            return Figures(
                first=first,
                last=last,
                outcomes=_outcomes(connection, within(questions)),
                entries=_entries(
                    _counts(connection, within(questions) & (questions.c.outcome == ANSWERED), questions.c.entries)
                ),
                helpful=opinions.get(True, 0),
                not_helpful=opinions.get(False, 0),
                misses=dict(_counts(connection, within(misses), misses.c.kind)),
            )

        return self._database.read(read)


def _counts(connection: Connection, wanted: ColumnElement[bool], by: ColumnElement[Any]) -> list[tuple[Any, int]]:
    rows = connection.execute(select(by.label("by"), func.count().label("times")).where(wanted).group_by(by))
    return [(row.by, row.times) for row in rows]


def _outcomes(connection: Connection, wanted: ColumnElement[bool]) -> dict[date, dict[str, int]]:
    day = type_coerce(questions.c.at, BigInteger) // DAY
    query = select(day.label("day"), questions.c.outcome, func.count().label("times")).where(wanted)
    found: dict[date, dict[str, int]] = {}
    for row in connection.execute(query.group_by(day, questions.c.outcome).order_by(day)):
        of_day = found.setdefault(datetime.fromtimestamp(row.day * DAY / 1000, UTC).date(), {})
        of_day[row.outcome] = row.times
    return found


def _entries(counts: Iterable[tuple[tuple[str, ...], int]]) -> tuple[tuple[str, int], ...]:
    total: Counter[str] = Counter()
    for entries, times in counts:
        total.update(dict.fromkeys(entries, times))
    return tuple(sorted(total.items(), key=lambda one: (-one[1], one[0])))
