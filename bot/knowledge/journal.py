"""What makes a change to several files one change, even if the process is killed in the middle of it.

Beside the YAML, in `.faqbot/`, stand a lock, which only one process can hold, and notes of changes under way. A note
holds the whole content of each file before and after; it is on the disk before the first file is touched. So whoever
takes the lock next can finish what was begun. When all files are written the note is kept, as `done`, until the
history has it: a change is never forgotten because the database was out of order.

    begin  note on the disk    ->  the change will be there, whatever happens
    ...    files replaced one by one
    wrote  note marked done    ->  files written; the history may not know yet
    settle note removed        ->  the history knows
"""

import json
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import EditError, FaqBotError
from bot.knowledge.documents import bytes_of, text_of

FOLDER = ".faqbot"
LOCK_SECONDS = 10.0
POLL_SECONDS = 0.01
TEMPORARY = ".faqbot-"

_WAITING, _DONE, _DAMAGED = ".json", ".done", ".damaged"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Note:
    """A change under way. `about` is what the history is to be told of it: JSON, of no concern here."""

    id: str
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    about: object
    done: bool = False  # all files have been written


class Journal:
    """The notes and the lock of one folder of YAML files, which is made where it is `optional` and not there."""

    def __init__(self, folder: Path, *, optional: bool = False) -> None:
        self._folder = folder
        self._optional = optional
        self._own = folder / FOLDER
        # The one is against other processes, the other against other threads of this one.
        self._lock = FileLock(self._own / "lock", timeout=LOCK_SECONDS, poll_interval=POLL_SECONDS)
        self._turn = threading.Lock()
        self._gone = False

    @property
    def exists(self) -> bool:
        """Whether anybody has ever written here."""
        return self._own.is_dir()

    @contextmanager
    def locked(self, *, to_write: bool = True) -> Iterator[None]:
        """Keep all others from writing. Raises EditError if that cannot be had. Not to be entered twice.

        Who only looks (not `to_write`) leaves no trace in a folder that nobody has written to, and keeps just the
        threads of this process waiting.
        """
        with self._in_turn():
            if self._gone:
                raise EditError(f"{self._folder} has just been deleted; nothing was changed", "why_busy")
            with self._between_processes() if to_write or self.exists else nullcontext():
                yield

    @contextmanager
    def ending(self) -> Iterator[None]:
        """For who takes the folder away: from then on nobody writes here, whoever waits to; unless that fails.

        What another process is writing is written to its end first. Raises EditError as `locked`.
        """
        with self._in_turn():
            with self._between_processes() if self.exists else nullcontext():
                pass  # not held any longer: a folder with an open file in it cannot be renamed everywhere
            yield
            self._gone = True

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=LOCK_SECONDS):
            raise EditError(f"another change is being written to {self._folder}; try again in a moment", "why_busy")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _between_processes(self) -> Iterator[None]:
        try:
            self._make_folder()
            self._lock.acquire()
        except Timeout:
            raise EditError(
                f"another process is writing to {self._folder}; try again in a moment", "why_busy"
            ) from None
        except OSError as error:
            message = f"{self._folder} cannot be written to ({error.strerror}); nothing was changed"
            raise EditError(message, "why_not_written") from error
        try:
            yield
        finally:
            self._lock.release()

    def begin(self, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None], about: object) -> Note:
        """Note a change that is about to be made."""
        note = Note(f"{time.time_ns():020d}-{secrets.token_hex(4)}", before, after, about)
        files = {name: [text_of(before[name]), text_of(after[name])] for name in after}
        text = json.dumps({"files": files, "about": about}, ensure_ascii=False)
        write(self._own, note.id + _WAITING, text.encode("utf-8", "surrogatepass"))
        return note

    def wrote(self, note: Note) -> Note:
        """All files of `note` have been written."""
        (self._own / (note.id + _WAITING)).replace(self._own / (note.id + _DONE))
        sync(self._own)
        return replace(note, done=True)

    def drop(self, note: Note) -> None:
        """The note has served its time."""
        for ending in (_DONE, _WAITING):
            (self._own / (note.id + ending)).unlink(missing_ok=True)

    def notes(self) -> tuple[Note, ...]:
        """All notes, in the order in which the changes were made. Removes what a killed process left half-written.

        A note that cannot be read is put aside, and the host told: it must not keep all others from being used.
        """
        if not self._own.is_dir():
            return ()
        for folder in (self._folder, self._own):
            for left in folder.glob(f"{TEMPORARY}*"):
                left.unlink(missing_ok=True)
        names = sorted(path for path in self._own.iterdir() if path.suffix in {_WAITING, _DONE})
        return tuple(note for path in names if (note := self._read(path)) is not None)

    def _read(self, path: Path) -> Note | None:
        try:
            return _note(path)
        except (ValueError, LookupError, TypeError, AttributeError):
            aside = path.with_name(path.name + _DAMAGED)
            path.replace(aside)
            _log.error(
                "the note of a change is damaged, and was put aside as %s: see whether the files in %s are as they "
                "should be, then delete it",
                aside,
                self._folder,
            )
            return None

    def _make_folder(self) -> None:
        if not self._own.is_dir():
            self._own.mkdir(parents=self._optional, exist_ok=True)
            (self._own / ".gitignore").write_text("*\n", encoding="utf-8")


def write(folder: Path, name: str, content: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Put `content` into the file `name` of `folder`: all of it, on the disk, or nothing.

    A reader sees the old file or the new one. The rename is what counts, and it is on the disk when this returns.
    `check` is called right before it, and may raise to keep everything as it is.
    """
    path = folder / name
    temporary = folder / f"{TEMPORARY}{secrets.token_hex(8)}"
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            with suppress(FileNotFoundError):
                temporary.chmod(path.stat().st_mode & 0o777)
            os.fsync(file.fileno())
        check()
        temporary.replace(path)
    except (OSError, FaqBotError):
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync(folder)


def sync(folder: Path) -> None:
    """Have the names in `folder` written to the disk, where the system knows such a thing."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _note(path: Path) -> Note:
    read = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    files: dict[str, list[str | None]] = read["files"]
    before = {name: bytes_of(versions[0]) for name, versions in files.items()}
    after = {name: bytes_of(versions[1]) for name, versions in files.items()}
    return Note(path.stem, before, after, read["about"], done=path.suffix == _DONE)
