"""Questions that were not answered well, and what moderators made of them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.records.database import Database
from bot.records.model import Miss, MissKind, Resolution, Waiting
from bot.records.rows import columns, row, value, values, written_out
from bot.records.tables import misses

MOST_OPEN = 2_000
LEARNT_LATER = ("text", "asker", "message")

# Made once: SQLAlchemy takes longer over a statement it has not seen than SQLite over what it says.
_ADD = insert(misses)
_LEARNT = {name: func.coalesce(misses.c[name], _ADD.excluded[name]) for name in LEARNT_LATER}
_PUT = written_out(
    _ADD.on_conflict_do_update(
        index_elements=[misses.c.question, misses.c.kind],
        set_=_LEARNT,
        # The id of a question of another server was made up.
        where=misses.c.server.is_not_distinct_from(_ADD.excluded.server),
    ),
    Miss,
    "id",
)
_WITHDRAW = delete(misses).where(misses.c.question == bindparam("asked"), misses.c.kind == bindparam("sort"))


class Misses:
    """Misses, one of each kind for each question. Reading and confirmed writing raise RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, miss: Miss) -> None:
        """Record a miss soon; it is lost if the process is killed before."""
        self._database.note_row(_PUT, row(miss, "id"))

    def add(self, miss: Miss) -> None:
        """Record a miss that somebody was told of."""
        self._database.write(lambda connection: add(connection, miss))

    def open(self, server: str | None, now: datetime, most: int = MOST_OPEN) -> list[Miss]:
        """What is to be reviewed: without a resolution, not put off beyond `now`, words known; oldest first.

        If there is more than `most`, the latest of it.
        """
        query = select(*columns(Miss, misses)).where(_is_open(server, now))
        latest = query.order_by(misses.c.at.desc(), misses.c.id.desc()).limit(most)
        return values(Miss, self._database.rows(latest))[::-1]

    def are_open(self, server: str | None, ids: Collection[int], now: datetime) -> bool:
        """Whether any of these is still to be reviewed."""
        query = select(misses.c.id).where(_is_open(server, now), misses.c.id.in_(ids)).limit(1)
        return bool(self._database.rows(query))

    def settled(self, server: str | None, resolution: Resolution | None = None) -> list[Miss]:
        """What has been dealt with, by that resolution if one is given, as far as words of it are kept."""
        wanted = misses.c.verdict.is_not(None) if resolution is None else misses.c.verdict == resolution
        mine = (misses.c.server == server) & wanted & misses.c.text.is_not(None)
        return values(Miss, self._database.rows(select(*columns(Miss, misses)).where(mine)))

    def settle(self, server: str | None, ids: Collection[int], resolution: Resolution | None) -> None:
        """These misses of `server` are dealt with; or not any more, without a resolution."""
        self._set(server, ids, verdict=resolution)

    def put_off(self, server: str | None, ids: Collection[int], until: datetime) -> None:
        """These misses of `server` are not to be reviewed before `until`."""
        self._set(server, ids, later=until)

    def take_waiting(self, server: str | None, ids: Collection[int], but: Collection[str] = ()) -> Waiting | None:
        """Somebody who asked and can be told now, where they asked last; None if nobody is left `but` these members.

        Each is handed out once, even if telling them fails, unless they are put back.
        """
        mine = (misses.c.server == server) & misses.c.id.in_(ids) & misses.c.asker.is_not(None)
        mine &= misses.c.asker.not_in(but)
        latest = select(*columns(Waiting, misses)).where(mine).order_by(misses.c.at.desc(), misses.c.id.desc()).limit(1)

        def take(connection: Connection) -> Waiting | None:
            found = connection.execute(latest).one_or_none()
            if found is None:
                return None
            one = value(Waiting, found)
            asked = select(misses.c.question).where(mine & (misses.c.asker == one.asker))
            same = (misses.c.server == server) & misses.c.question.in_(connection.scalars(asked).all())
            connection.execute(update(misses).where(same).values(asker=None, message=None))
            return one

        return self._database.write(take)

    def put_back(self, server: str | None, one: Waiting) -> None:
        """Nothing was said to `one`, who can be told later, if what they asked is still known."""
        same = (misses.c.server == server) & (misses.c.question == one.question) & misses.c.text.is_not(None)
        change = update(misses).where(same).values(asker=one.asker, message=one.message)
        self._database.write(lambda connection: connection.execute(change))

    def _set(self, server: str | None, ids: Collection[int], **values: object) -> None:
        change = update(misses).where(misses.c.server == server, misses.c.id.in_(ids)).values(**values)
        self._database.write(lambda connection: connection.execute(change))


def _is_open(server: str | None, now: datetime) -> ColumnElement[bool]:
    is_due = or_(misses.c.later.is_(None), misses.c.later <= now)
    return and_(misses.c.server == server, misses.c.verdict.is_(None), misses.c.text.is_not(None), is_due)


def add(connection: Connection, miss: Miss) -> None:
    """Record `miss`; if that kind is known of the question already, only what was not known is added."""
    connection.execute(_PUT, row(miss, "id"))


def withdraw(connection: Connection, question: str, kind: MissKind) -> None:
    """It turned out to be none."""
    connection.execute(_WITHDRAW, {"asked": question, "sort": kind})
