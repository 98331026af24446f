"""The log of what was asked."""

from datetime import datetime

from sqlalchemy import insert, select

from bot.records.database import Database
from bot.records.model import Question
from bot.records.rows import columns, row, value, values
from bot.records.tables import questions


class Questions:
    """Questions as they were decided. Reading raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, question: Question) -> None:
        """Log a question soon; it is lost if the process is killed before."""
        self._database.note(lambda connection: connection.execute(insert(questions).values(row(question))))

    def get(self, question: str) -> Question | None:
        """The question with the id `question`, if it is still known."""
        query = select(*columns(Question, questions)).where(questions.c.id == question)
        found = self._database.read(lambda connection: connection.execute(query).one_or_none())
        return value(Question, found) if found else None

    def with_words(self, server: str | None, since: datetime) -> list[Question]:
        """The questions of a server whose words are kept, oldest first."""
        query = (
            select(*columns(Question, questions))
            .where(questions.c.server == server, questions.c.at >= since, questions.c.text.is_not(None))
            .order_by(questions.c.at)
        )
        return values(Question, self._database.read(lambda connection: connection.execute(query).all()))
