"""What leads to one member: told on request, deleted on request."""

from collections.abc import Collection

from sqlalchemy import Connection, Table, delete, func, select, update

from bot.records.database import Database
from bot.records.model import Erased, HeldData
from bot.records.tables import feedback, misses, questions, replies, revisions


class People:
    """Members, wherever they occur. Everything raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def held(self, member: str) -> HeldData:
        """How much is held that leads to `member`."""

        def read(connection: Connection) -> HeldData:
            return HeldData(
                feedback=_count(connection, feedback, "member", member),
                questions=len(set(connection.scalars(select(misses.c.question).where(misses.c.asker == member)))),
                replies=_count(connection, replies, "asker", member),
                changes=_changes(connection, member),
            )

        return self._database.read(read)

    def forget(self, member: str, asked: Collection[str] = ()) -> Erased:
        """Delete what is held on `member`, and the words of theirs that are known to be theirs: `asked` among them.

        Changes to an FAQ keep their author: otherwise whoever did damage could wipe out the traces.
        """
        missed = select(misses.c.question).where(misses.c.asker == member)
        replied_to = select(replies.c.question).where(replies.c.asker == member)

        def write(connection: Connection) -> tuple[Erased, int]:
            several = connection.scalars(replied_to).all()  # where a message was edited
            ids = {*connection.scalars(missed), *" ".join(several).split(), *asked}
            gone = connection.scalars(select(misses.c.id).where(misses.c.question.in_(ids))).all()
            quoted = questions.c.text.is_not(None) | questions.c.channel.is_not(None)
            changes = (
                update(questions).where(questions.c.id.in_(ids), quoted).values(text=None, channel=None),
                delete(misses).where(misses.c.question.in_(ids)),
                delete(replies).where(replies.c.asker == member),
                delete(feedback).where(feedback.c.member == member),
            )
            rows = sum([connection.execute(change).rowcount for change in changes])
            return Erased(frozenset(ids), frozenset(gone)), rows

        erased, rows = self._database.write(write)
        if rows:  # to scrub takes seconds where much is recorded
            self._database.scrub_soon()
        return erased


def _changes(connection: Connection, author: str) -> int:
    """How many changes `author` made. What was changed together was changed once."""
    made = select(revisions.c.server, revisions.c.together).where(revisions.c.author == author)
    alone, together = made.where(revisions.c.together == ""), made.where(revisions.c.together != "").distinct()
    return sum(len(connection.execute(query).all()) for query in (alone, together))


def _count(connection: Connection, table: Table, column: str, member: str) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(table.c[column] == member)) or 0
