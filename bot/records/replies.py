"""Where replies are, as long as they follow what becomes of the message they reply to."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, literal_column, select
from sqlalchemy.dialects.sqlite import insert

from bot.records.database import Database
from bot.records.model import PostedReply
from bot.records.rows import columns, row, value, written_out
from bot.records.tables import replies

_ADD = insert(replies)
_NEW = {one.name: one for one in _ADD.excluded if not one.primary_key}
# The questions of a message that was edited are all kept: their words are to go with those of the last when whoever
# asked wants that.
_SEVERAL = replies.c.question + literal_column("' '") + _NEW["question"]
_PUT = written_out(_ADD.on_conflict_do_update(set_={**_NEW, "question": _SEVERAL}), PostedReply)


class Replies:
    """Replies by the message they reply to. Reading raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, reply: PostedReply) -> None:
        """Remember a reply soon, in place of an earlier one to the same message."""
        self._database.note_row(_PUT, row(reply))

    def to(self, message: str, now: datetime) -> PostedReply | None:
        """The reply to a member's message, if it still follows it at `now`."""
        query = select(*columns(PostedReply, replies)).where(replies.c.message == message, replies.c.until > now)
        found = self._database.row(query)
        return value(PostedReply, found) if found else None

    def followed(self, messages: Collection[str], now: datetime) -> list[str]:
        """Those of `messages` to which there is a reply that still follows them at `now`."""
        query = select(replies.c.message).where(replies.c.message.in_(messages), replies.c.until > now)
        return [found.message for found in self._database.rows(query)]

    def forget(self, message: str) -> None:
        """There is no longer a reply to `message`."""
        gone = delete(replies).where(replies.c.message == message)
        self._database.note(lambda connection: connection.execute(gone))
