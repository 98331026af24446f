"""One thread that writes, so that nobody else ever waits for the disk without having chosen to.

Two kinds of writes. Notes (`note`) are handed over and forgotten, and while the database is out of order they wait, up
to a limit. Confirmed writes (`write`) are waited for: each is done whole or not at all, and its caller learns whether
it is on the disk. All are written in the order in which they came, and whatever waits goes into one transaction: to
sync the disk once for each of many members would have the last of them wait for seconds.

The host is told once when writing stops working, and once when it works again.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
    SQLAlchemyError,
)

from bot.errors import FaqBotError, RecordsError

_log = logging.getLogger(__name__)

T = TypeVar("T")

MOST_NOTES = 10_000  # waiting; about 10 MB
JOBS_AT_ONCE = 500  # in one transaction
GATHER_SECONDS = 0.1  # between two transactions that nobody waits for, so that the notes of a rush share one
START_SECONDS = 5.0
PATIENCE_SECONDS = 2.0  # below Discord's three, so that there is time to tell the member
RETRY_SECONDS = (1.0, 60.0)  # after a failure, and at most

REMEDIES = {  # by the beginning of SQLite's name for what is wrong
    "SQLITE_FULL": "free some space on the disk",
    "SQLITE_IOERR": "see whether the disk is full or failing",
    "SQLITE_BUSY": "close the program that keeps it locked",
    "SQLITE_NOTADB": "put a backup in its place, or move it away to begin a new one",
    "SQLITE_CORRUPT": "put a backup in its place, or move it away to begin a new one",
    "SQLITE_CANTOPEN": "see to it that its folder can be written to",
    "SQLITE_READONLY": "see to it that the file can be written to",
}


@dataclass(frozen=True)
class NewRow:
    """A note that is one row: `values` for the statement `add`.

    It hangs on nothing but earlier rows of the same statement, so that those that have gathered are written at once,
    which takes a fraction of the time.
    """

    add: Executable
    values: Mapping[str, Any]

    def __call__(self, connection: Connection) -> object:
        return connection.execute(self.add, self.values)


@dataclass(frozen=True)
class _Job:
    """Something to be written. `done` is what its caller waits for; None for a note.

    A `chore` is done outside of a transaction, and not worth trying twice.
    """

    write: Callable[[Connection], Any]
    done: Future[Any] | None = None
    chore: bool = False

    @property
    def is_record(self) -> bool:
        return not self.chore

    def do(self, connection: Connection) -> object:
        """Write it inside a transaction; gives the outcome, which for a confirmed write may be an error.

        An error of a confirmed write takes that write back and nothing else. Raises what is wrong with the database,
        and any error of a note.
        """
        if self.done is None:
            return self.write(connection)
        if self.done.cancelled() or not (self.done.running() or self.done.set_running_or_notify_cancel()):
            return None  # the caller has given up, perhaps before an earlier try
        try:
            with connection.begin_nested():
                return self.write(connection)
        except SQLAlchemyError as error:
            if _is_trouble(error):
                raise
            return RecordsError(f"this could not be saved ({reason(error)})")
        except Exception as error:  # the caller's own
            return error

    def tell(self, outcome: object) -> None:
        """Let the caller know the outcome, once; unless they have given up."""
        if self.done is None:
            return
        with suppress(InvalidStateError):
            if isinstance(outcome, Exception):
                self.done.set_exception(outcome)
            else:
                self.done.set_result(outcome)


class Writer:
    """Writes through `transaction`, once `prepare` has succeeded; `name` is what the host knows the database by.

    `connection` is for chores, which are done outside of transactions.
    """

    def __init__(
        self,
        prepare: Callable[[], None],
        transaction: Callable[[], AbstractContextManager[Connection]],
        connection: Callable[[], AbstractContextManager[Connection]],
        name: str,
    ) -> None:
        self._prepare = prepare
        self._transaction = transaction
        self._connection = connection
        self._name = name
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._closing = False
        self._prepared = False
        self._urged = False  # somebody waits for a confirmed write
        self._tried = threading.Event()  # to prepare, for the first time
        self._trouble: str | None = None
        self._lost = 0
        self._thread = threading.Thread(target=self._run, name="records", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._tried.wait(START_SECONDS)

    def close(self) -> None:
        """Write what waits, if that is possible at once."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def check_prepared(self) -> None:
        """Raise RecordsError where there are no tables to read from."""
        if not self._prepared:
            raise RecordsError(f"the records cannot be opened ({self._trouble or 'not yet'})")

    def note(self, write: Callable[[Connection], object], *, chore: bool = False) -> None:
        """Write soon; a chore that waits already is put off until then."""
        with self._changed:
            job = _Job(write, chore=chore)
            if self._closing or len(self._jobs) >= MOST_NOTES:
                self._lost += job.is_record
                return
            if chore and job in self._jobs:
                self._jobs.remove(job)  # done once, after all that was written meanwhile, it is done for both
            self._jobs.append(job)
            if len(self._jobs) == 1:  # the thread is awake, or will be soon, if others wait already
                self._changed.notify_all()

    def write(self, write: Callable[[Connection], T]) -> T:
        done: Future[T] = Future()
        with self._changed:
            if self._closing:
                raise RecordsError("the records are closed")
            self._jobs.append(_Job(write, done))
            self._urged = True
            self._changed.notify_all()
        try:
            return done.result(PATIENCE_SECONDS)
        except TimeoutError:
            if done.cancel():
                raise RecordsError("the records are too busy to take this down now; try again") from None
            return done.result()  # being written: how long that takes is bounded by the lock's timeout

    def _run(self) -> None:
        pause = 0.0
        while self._has_work(pause):
            try:
                if self._work():
                    self._out_of_trouble()
                pause = GATHER_SECONDS
            except Exception as error:  # whatever it is, it must not end the thread that everything is written by
                self._in_trouble(error)
                pause = min(max(pause * 2, RETRY_SECONDS[0]), RETRY_SECONDS[1])
                if self._closing:
                    break
            finally:
                self._tried.set()
        self._lost += sum(job.is_record for job in self._jobs)
        if self._lost:
            _log.warning("%s: %d record(s) were lost", self._name, self._lost)

    def _has_work(self, pause: float) -> bool:
        """Wait for `pause` seconds, or until somebody waits for us; then until there is something to do."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._urged, pause)
            self._changed.wait_for(lambda: self._closing or self._jobs or not self._prepared)
            return bool(self._jobs) or not self._closing

    def _work(self) -> bool:
        """Do what comes next: prepare, a chore, or as many writes as there are.

        Whether something was written, or could have been.
        """
        if not self._prepared:
            self._prepare()
            self._prepared = True
            return True
        with self._changed:
            first = self._jobs[0]
            jobs = list(takewhile(lambda job: not job.chore, islice(self._jobs, JOBS_AT_ONCE)))
            self._urged = len(self._jobs) > len(jobs)  # somebody may wait behind a chore, or behind very many
            if first.chore:
                self._jobs.popleft()
        if first.chore:
            return self._do_chore(first)
        self._write(jobs)
        return True

    def _do_chore(self, job: _Job) -> bool:
        try:
            with self._connection() as connection:
                job.write(connection)
        except SQLAlchemyError as error:
            _log.warning("%s: could not be tidied up now (%s)", self._name, reason(error))
            return False
        return True

    def _write(self, jobs: Sequence[_Job]) -> None:
        """Write `jobs`, the first that wait, in one transaction, and tell those who wait for it.

        Raises what is wrong with the database; those that are not written then go on waiting.
        """
        try:
            with self._transaction() as connection:
                outcomes = list(_outcomes(connection, jobs))
        except Exception as error:
            if _is_trouble(error):
                raise
            if len(jobs) > 1:  # one of them cannot be written; the others can
                for job in jobs:
                    self._write([job])
                return
            _log.error("%s: a record cannot be written (%s)", self._name, reason(error))
            self._lost += 1
            outcomes = [error]
        with self._changed:
            for _ in jobs:
                self._jobs.popleft()
        for job, outcome in zip(jobs, outcomes, strict=True):
            job.tell(outcome)

    def _in_trouble(self, error: Exception) -> None:
        """Tell the host, once, and everybody who waits."""
        why = reason(error)
        if self._trouble is None:
            _log.error(
                "%s cannot be written (%s); %s. The bot goes on answering; until then nothing is saved",
                self._name,
                why,
                _remedy(error),
            )
        self._trouble = why
        with self._changed:
            waiting = [job for job in self._jobs if job.done]
            self._jobs = deque(job for job in self._jobs if not job.done)
        for job in waiting:
            job.tell(RecordsError(f"this could not be saved ({why})"))

    def _out_of_trouble(self) -> None:
        if self._trouble is not None:
            self._trouble = None
            _log.info("%s is being written again; %d record(s) were lost meanwhile", self._name, self._lost)
            self._lost = 0


def _outcomes(connection: Connection, jobs: Iterable[_Job]) -> Iterator[object]:
    """Do `jobs` inside a transaction; gives the outcome of each, as `_Job.do` does."""
    rows: dict[Executable, list[Mapping[str, Any]]] = {}
    for job in jobs:
        if isinstance(job.write, NewRow):
            rows.setdefault(job.write.add, []).append(job.write.values)
            yield None
        else:
            _add(rows, connection)
            yield job.do(connection)
    _add(rows, connection)


def _add(rows: dict[Executable, list[Mapping[str, Any]]], connection: Connection) -> None:
    """Write what has gathered in `rows`, and empty it."""
    for add, values in rows.items():
        connection.execute(add, values)
    rows.clear()


def reason(error: BaseException) -> str:
    """What the database itself says, without the statement and its values: they may quote a member."""
    if isinstance(error, DBAPIError):
        return str(error.orig)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return str(error) if isinstance(error, FaqBotError) else type(error).__name__


def _remedy(error: BaseException) -> str:
    """What the host can do."""
    if isinstance(error, FaqBotError):
        return "start the bot again when that is done"
    if isinstance(error, OSError):
        return REMEDIES["SQLITE_CANTOPEN"]
    code = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    return next((remedy for start, remedy in REMEDIES.items() if code.startswith(start)), "see to it that it can be")


def _is_trouble(error: BaseException) -> bool:
    """Whether it is the database that is out of order, not what was to be written."""
    wrong_values = (IntegrityError, DataError, ProgrammingError, NotSupportedError)
    return isinstance(error, DBAPIError) and not isinstance(error, wrong_values)
