"""Whether answers were found helpful."""

from sqlalchemy import Connection, insert, select, update

from bot.records import misses
from bot.records.database import Database
from bot.records.model import Feedback, Miss, MissKind
from bot.records.rows import row
from bot.records.tables import feedback


class FeedbackGiven:
    """One opinion a member and answer. Writing raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, given: Feedback, miss: Miss) -> None:
        """Record what a member thinks, in place of what they thought before.

        `miss` is recorded as long as somebody finds the answer not helpful.
        """

        def write(connection: Connection) -> None:
            _replace(connection, given)
            unhappy = select(feedback.c.id).where(feedback.c.question == given.question, ~feedback.c.helpful)
            if connection.execute(unhappy).first():
                misses.add(connection, miss)
            else:
                misses.withdraw(connection, given.question, MissKind.NOT_HELPFUL)

        self._database.write(write)


def _replace(connection: Connection, given: Feedback) -> None:
    same = (feedback.c.question == given.question) & (feedback.c.member == given.member)
    changed = connection.execute(update(feedback).where(same).values(helpful=given.helpful, at=given.at))
    if changed.rowcount == 0:
        connection.execute(insert(feedback).values(row(given)))
