"""Deleting what is no longer to be kept. What remains of a question is a count: no words, no channel, nobody."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, true, update

from bot.records.database import Database
from bot.records.model import UNANSWERED, Keep, MissKind, Policy
from bot.records.tables import feedback, metadata, misses, questions, replies

ASKER_DAYS = 7  # for which somebody who found no answer can be told of one
COUNT_DAYS = 400  # a year and a bit, so that a month can be held against the same month of the year before

NOBODY = {"asker": None, "message": None}


class Retention:
    """Deletion by time and by server. Everything raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tidy(self, now: datetime, usual: Policy, chosen: Mapping[str, Policy]) -> None:
        """Delete what is past its time at `now`: by the policy its server has `chosen`, or else by the `usual` one."""

        def write(connection: Connection) -> bool:
            rows = _forget_counts(connection, now - timedelta(days=COUNT_DAYS))
            rows += connection.execute(delete(replies).where(replies.c.until <= now)).rowcount
            rows += _forget_askers(connection, now - timedelta(days=ASKER_DAYS))
            rows += _forget_words(connection, now, None, usual, chosen)
            for server, policy in chosen.items():
                rows += _forget_words(connection, now, server, policy, {})
            return rows > 0

        if self._database.write(write):
            self._database.scrub_soon()

    def forget_server(self, server: str) -> None:
        """Delete everything about a server, its history included."""
        self._database.write(lambda connection: _forget_server(connection, server))
        self._database.scrub_soon()


def _forget_words(
    connection: Connection, now: datetime, server: str | None, policy: Policy, others: Mapping[str, Policy]
) -> int:
    """Apply `policy` to one server; for None to direct messages and every server that is not among `others`."""

    def theirs(table: Table) -> ColumnElement[bool]:
        if server is not None:
            return table.c.server == server
        return or_(table.c.server.is_(None), table.c.server.not_in(others)) if others else true()

    old = now - timedelta(days=policy.days)
    asked, missed = questions.c.at < old, misses.c.at < old
    if policy.keep is Keep.UNANSWERED:
        asked |= questions.c.outcome != UNANSWERED
    elif policy.keep is Keep.NONE:
        asked, missed = true(), missed | (misses.c.kind != MissKind.TOLD)
    nothing = {"text": None, "channel": None}
    changes = (
        update(questions).where(asked, theirs(questions), _any_of(questions, nothing)).values(nothing),
        update(misses).where(missed, theirs(misses), _any_of(misses, nothing | NOBODY)).values(nothing | NOBODY),
        update(feedback)
        .where(feedback.c.at < old, theirs(feedback), feedback.c.member.is_not(None))
        .values(member=None),
    )
    return sum(connection.execute(change).rowcount for change in changes)


def _forget_askers(connection: Connection, old: datetime) -> int:
    change = update(misses).where(_any_of(misses, NOBODY), misses.c.at < old).values(NOBODY)
    return connection.execute(change).rowcount


def _forget_counts(connection: Connection, old: datetime) -> int:
    return sum(
        connection.execute(delete(table).where(table.c.at < old)).rowcount for table in (questions, misses, feedback)
    )


def _any_of(table: Table, names: Iterable[str]) -> ColumnElement[bool]:
    """Whether something stands in one of these columns: rows in which nothing would change are left alone."""
    return or_(*(table.c[name].is_not(None) for name in names))


def _forget_server(connection: Connection, server: str) -> int:
    return sum(
        connection.execute(delete(table).where(table.c.server == server)).rowcount
        for table in metadata.sorted_tables
        if "server" in table.c
    )
