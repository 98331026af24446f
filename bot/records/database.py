"""The database: opened, brought up to date, read from any thread, written from one.

SQLite in WAL mode, every commit synced: what was committed outlives kill -9 and a power cut, and readers never wait
for a writer. Deleted bytes are overwritten.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, Executable, Row, Select, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import RecordsError
from bot.records import migrating
from bot.records.writing import NewRow, Writer, reason

T = TypeVar("T")
Work = Callable[[Connection], T]

LOCK_SECONDS = 1.0  # how long SQLite waits for another process that writes
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


class Database:
    """One SQLite file. It may be out of order at any time; then reads and confirmed writes raise RecordsError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)
        self._writer = Writer(self._prepare, self._transaction, self._connection, str(path))

    def start(self) -> None:
        """Begin to write, and wait until the tables are there or it is clear that they cannot be had now."""
        self._writer.start()

    def close(self) -> None:
        """Write what waits to be written, and let go of the file."""
        self._writer.close()
        self._engine.dispose()

    def note(self, write: Work[object]) -> None:
        """Write soon. Never waits and never fails; what waits is lost when the process is killed."""
        self._writer.note(write)

    def note_row(self, add: Executable, values: Mapping[str, Any]) -> None:
        """As `note`, where all there is to write is one row, which hangs on no other table (see `NewRow`)."""
        self._writer.note(NewRow(add, values))

    def write(self, write: Work[T]) -> T:
        """Write now: when this returns it is on the disk. Raises RecordsError, and then nothing was written."""
        return self._writer.write(write)

    def read(self, read: Work[T]) -> T:
        """Read what is committed. Raises RecordsError."""
        self._writer.check_prepared()
        try:
            with self._engine.begin() as connection:
                return read(connection)
        except SQLAlchemyError as error:
            raise RecordsError(f"the records cannot be read ({reason(error)})") from error

    def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """All that is committed of what `query` asks for. Raises RecordsError."""
        return self.read(lambda connection: connection.execute(query).all())

    def row(self, query: Select[Any]) -> Row[Any] | None:
        """The one row that `query` asks for, if it is there. Raises RecordsError."""
        return self.read(lambda connection: connection.execute(query).one_or_none())

    def scrub_soon(self) -> None:
        """See to it that the bytes of what was deleted are gone from the file, and from the log beside it.

        `secure_delete` is not enough: copies of rows that SQLite once moved to another page stay where they were.
        """
        self._writer.note(_scrub, chore=True)

    def _prepare(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        migrating.upgrade(self._engine)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
            yield connection

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(begin="") as connection:
            yield connection


def _scrub(connection: Connection) -> None:
    for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
        connection.exec_driver_sql(statement)


def _engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": LOCK_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:  # a DBAPI connection, for which there is no type
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once ("BEGIN IMMEDIATE"): one that began by reading could not wait for it.
    if statement := connection.get_execution_options().get("begin", "BEGIN"):
        connection.exec_driver_sql(statement)
