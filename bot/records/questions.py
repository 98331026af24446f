"""The log of what was asked."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.records.database import Database
from bot.records.model import ANSWERED, Example, ExampleUse, LoggedQuestion
from bot.records.rows import columns, row, value
from bot.records.tables import feedback, questions

# Made once: noting happens with every reply, and SQLAlchemy takes long over a statement it has not seen.
_ADD = insert(questions)


class QuestionLog:
    """Questions as they were decided. Whatever is not noted raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, question: LoggedQuestion) -> None:
        """Log a question soon; it is lost if the process is killed before."""
        self._database.note_row(_ADD, row(question))

    def get(self, question: str) -> LoggedQuestion | None:
        """The question with the id `question`, if it is still known."""
        query = select(*columns(LoggedQuestion, questions)).where(questions.c.id == question)
        found = self._database.row(query)
        return value(LoggedQuestion, found) if found else None

    def examples(self, server: str | None) -> list[Example]:
        """Questions that one entry answered to somebody's satisfaction and nobody's displeasure, and that nobody has
        looked at as examples yet; the most helpful first.
        """
        helpful = func.count().label("helpful")
        displeased = select(feedback.c.question).where(~feedback.c.helpful)
        query = (
            select(questions.c.id.label("question"), questions.c.text, questions.c.entries, helpful)
            .join(feedback, feedback.c.question == questions.c.id)
            .where(questions.c.server == server, questions.c.text.is_not(None), questions.c.used.is_(None))
            .where(questions.c.outcome == ANSWERED, questions.c.id.not_in(displeased))
            .group_by(questions.c.id, questions.c.text, questions.c.entries)
            .order_by(helpful.desc(), questions.c.id)
        )
        return [
            Example((one.question,), one.text, one.entries[0], one.helpful)
            for one in self._database.rows(query)
            if len(one.entries) == 1
        ]

    def use(self, server: str | None, ids: Collection[str], use: ExampleUse) -> None:
        """These questions of `server` have been looked at as examples."""
        mine = (questions.c.server == server) & questions.c.id.in_(ids)
        self._database.write(lambda connection: connection.execute(update(questions).where(mine).values(used=use)))

    def texts(self, server: str | None, since: datetime, most: int) -> list[str]:
        """What was asked on a server, as far as the words are kept: each once, the latest first."""
        mine = (questions.c.server == server) & (questions.c.at >= since) & questions.c.text.is_not(None)
        latest = func.max(questions.c.at).desc()
        query = select(questions.c.text).where(mine).group_by(questions.c.text).order_by(latest).limit(most)
        return [one.text for one in self._database.rows(query)]
