"""The history of every FAQ: who changed what, when and why, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, or_, select

from bot.records.database import Database
from bot.records.model import Change, DocumentSnapshot, Revision
from bot.records.rows import row, value
from bot.records.tables import documents, revisions

BASE = ""  # stands for the base where a column cannot be NULL


class Revisions:
    """Revisions, and the files as they last were. Everything raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, changes: Sequence[Change], at: datetime, *documents: DocumentSnapshot) -> list[Revision]:
        """Record changes that were made together, and the files as they are after them: all or nothing.

        A change they take back may not be known here, as where a backup was put in the place of the database.
        """

        def write(connection: Connection) -> list[Revision]:
            for document in documents:
                _know(connection, document)
            undone = select(revisions.c.id).where(revisions.c.id.in_({change.undoes for change in changes}))
            known = {None, *connection.scalars(undone)}
            return [
                _insert(connection, change if change.undoes in known else replace(change, undoes=None), at)
                for change in changes
            ]

        return self._database.write(write)

    def get(self, server: str | None, revision: int) -> Revision | None:
        """One revision of the FAQ of `server`, if it has one with that id."""
        query = select(revisions).where(revisions.c.server == server, revisions.c.id == revision)
        found = self._database.row(query)
        return _revision(found) if found else None

    def made_together(self, server: str | None, together: str) -> list[Revision]:
        """The changes of one set, in the order in which they were recorded."""
        mine = (revisions.c.server == server) & (revisions.c.together == together)
        return self._found(select(revisions).where(mine).order_by(revisions.c.id))

    def latest(
        self,
        server: str | None,
        *,
        entry: str | None = None,
        limit: int | None = 25,
        before: int | None = None,
        earlier: Mapping[str, int] | None = None,
    ) -> list[Revision]:
        """The newest revisions first: of one entry if it is named, older than the revision `before` if given.

        `earlier` are other ids that the entry had, each with the revision before which it had it.
        """
        query = select(revisions).where(revisions.c.server == server).order_by(revisions.c.id.desc()).limit(limit)
        if entry is not None:
            then = [(revisions.c.entry == name) & (revisions.c.id < last) for name, last in (earlier or {}).items()]
            query = query.where(or_(revisions.c.entry == entry, *then))
        if before is not None:
            query = query.where(revisions.c.id < before)
        return self._found(query)

    def edits_since(self, server: str | None, revision: int) -> list[Revision]:
        """The revisions after that one of entries that were there before and after it, in the order of their making."""
        both = revisions.c.entry.is_not(None) & revisions.c.before.is_not(None) & revisions.c.after.is_not(None)
        later = (revisions.c.server == server) & (revisions.c.id > revision) & both
        return self._found(select(revisions).where(later).order_by(revisions.c.id))

    def removals(self, server: str | None, limit: int) -> list[Revision]:
        """The newest revisions that left nothing of an entry in its file, the newest first."""
        gone = (revisions.c.server == server) & revisions.c.entry.is_not(None) & revisions.c.after.is_(None)
        return self._found(select(revisions).where(gone).order_by(revisions.c.id.desc()).limit(limit))

    def documents(self, server: str | None) -> dict[str, str]:
        """The files of the FAQ of `server` as they last were, by their names."""
        query = select(documents.c.file, documents.c.text).where(documents.c.server == (server or BASE))
        return {one.file: one.text for one in self._database.rows(query)}

    def know(self, *documents: DocumentSnapshot) -> None:
        """Take note of files as they are, or are gone, without a change to tell of."""

        def write(connection: Connection) -> None:
            for document in documents:
                _know(connection, document)

        self._database.write(write)

    def _found(self, query: Select[Any]) -> list[Revision]:
        return [_revision(found) for found in self._database.rows(query)]


def _insert(connection: Connection, change: Change, at: datetime) -> Revision:
    done = connection.execute(insert(revisions).values(at=at, **row(change)))
    number = done.inserted_primary_key
    assert number is not None
    return Revision(int(number[0]), at, change)


def _know(connection: Connection, document: DocumentSnapshot) -> None:
    server = document.server or BASE
    connection.execute(delete(documents).where(documents.c.server == server, documents.c.file == document.file))
    if document.text is not None:
        connection.execute(insert(documents).values(server=server, file=document.file, text=document.text))


def _revision(found: Row[Any]) -> Revision:
    return Revision(found.id, found.at, value(Change, found))
