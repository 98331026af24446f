"""Whether answers were found helpful."""

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.records import misses
from bot.records.database import Database
from bot.records.model import Feedback, Miss, MissKind
from bot.records.rows import row
from bot.records.tables import feedback

# Made once, as in `misses`.
_ASKED = feedback.c.question == bindparam("asked")
_CHANGE = (
    update(feedback)
    .where(_ASKED, feedback.c.member == bindparam("by"))
    .values(helpful=bindparam("helpful"), at=bindparam("at"))
)
_ADD = insert(feedback)
_UNHAPPY = select(feedback.c.id).where(_ASKED, ~feedback.c.helpful)


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
            if connection.execute(_UNHAPPY, {"asked": given.question}).first():
                misses.add(connection, miss)
            else:
                misses.withdraw(connection, given.question, MissKind.NOT_HELPFUL)

        self._database.write(write)


def _replace(connection: Connection, given: Feedback) -> None:
    said = {"asked": given.question, "by": given.member, "helpful": given.helpful, "at": given.at}
    if connection.execute(_CHANGE, said).rowcount == 0:
        connection.execute(_ADD, row(given))
