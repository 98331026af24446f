"""All records, in the language of what happened. The one thing the desk holds of this package."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.records.database import Database
from bot.records.feedback import FeedbackGiven
from bot.records.figures import Counting
from bot.records.misses import Misses
from bot.records.people import People
from bot.records.questions import QuestionLog
from bot.records.replies import Replies
from bot.records.retention import Retention
from bot.records.revisions import Revisions
from bot.records.servers import Servers


class Records:
    """The records in one database.

    What is only noted (`note`) never waits, never fails, and may be lost if the process is killed. Everything else
    is on the disk when it returns, or raises RecordsError; it waits for the disk, so an event loop calls it through
    `asyncio.to_thread`.
    """

    def __init__(self, database: Database) -> None:
        self.questions = QuestionLog(database)
        self.misses = Misses(database)
        self.feedback = FeedbackGiven(database)
        self.revisions = Revisions(database)
        self.servers = Servers(database)
        self.replies = Replies(database)
        self.people = People(database)
        self.retention = Retention(database)
        self.counting = Counting(database)


@contextmanager
def records_at(path: Path) -> Iterator[Records]:
    """The records in the file at `path`, made or brought up to date where need be.

    A database that is damaged, locked or of a later version is told to the host and keeps nobody from answering.
    """
    database = Database(path)
    database.start()
    try:
        yield Records(database)
    finally:
        database.close()
