"""The folder an FAQ lives in: reading it whole, noticing when it has changed, and replacing files in it.

Only files directly in the folder whose names end in .yaml (or .yml, so that the misnomer is told) belong to the FAQ;
hidden files, what editors leave behind, and links that lead out of the folder do not. No more of a file is read than
`parsing` would accept.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path

from bot.errors import ConflictError, EditError, FaqBotError
from bot.knowledge import builtin
from bot.knowledge.documents import bytes_of, readable, text_of
from bot.knowledge.editing.edits import is_file_name
from bot.knowledge.journal import Journal, Note, sync, write
from bot.knowledge.reading.reader import Reading, read_faq
from bot.knowledge.yaml_text.merging import merged
from bot.knowledge.yaml_text.parsing import MAX_BYTES

_ENDINGS = (".yaml", ".yml")
FORGOTTEN = ".forgotten-"  # how the name of a folder begins that is being deleted
_NOT_OURS = (".", "#", "~")  # hidden, and the names of editors' temporary files
CAME_ALONG = (
    "the FAQ that came with the bot stays as it is, as the bot's next version brings its own; take a copy "
    "(`faqbot export faq.zip`, unpacked into a folder `faq` here) or begin another (`faqbot new DIR`, and "
    "`faq: DIR/faq` in config.yaml)"
)

_Stamp = tuple[tuple[str, int, int, int], ...]


class Shelf:
    """The YAML documents of one FAQ, in one folder.

    Where they `came_along` with the bot they are only read: nothing is ever written into its package, not even a lock.
    Where they are `optional`, as those of a server are, there may be none, nor a folder; else that is a mishap.
    """

    def __init__(self, folder: Path, *, came_along: bool = False, optional: bool = False) -> None:
        self.folder = folder
        self.came_along = came_along
        self._optional = optional
        self._journal = Journal(folder, optional=optional)
        self._seen: _Stamp | None = None
        self._looked: _Stamp | None = None

    def documents(self) -> dict[str, bytes]:
        """The content of each file by its name, in the order of the names.

        Raises FaqBotError if there is no such folder, no YAML in it, or a file cannot be read.
        """
        found = {}
        for path in self._paths():
            if not _is_unicode(path.name):
                raise FaqBotError(f"the name of the file {path.name!r} in {self.folder} is not UTF-8; rename it")
            try:
                with path.open("rb") as file:
                    found[path.name] = file.read(MAX_BYTES + 1)
            except FileNotFoundError:
                continue  # removed since the folder was listed
            except OSError as error:
                raise FaqBotError(f"{path} cannot be read ({error.strerror}); check who may read it") from error
        if not found:
            raise FaqBotError(f"there are no .yaml files in {self.folder}; an FAQ needs at least one with a topic")
        return found

    def standing(self) -> dict[str, bytes]:
        """The same, but none where they are optional and there are none. Raises EditError where they are gone."""
        self._check_there()
        return self.documents() if self.has_documents() else {}

    def has_documents(self) -> bool:
        """Whether there is any YAML in the folder, or even a folder. Raises FaqBotError if it cannot be read."""
        return self.folder.is_dir() and bool(self._paths())

    def read(self) -> Reading:
        """Read the FAQ with whatever faults it has. Raises FaqBotError as `documents` does."""
        return read_faq(self.take(), builtin.voice())

    def take(self) -> dict[str, bytes]:
        """The documents, from which on `changed` counts; none where they are optional and there are none."""
        stamp = self._stamp()  # before the reading: what is saved meanwhile counts as a change
        self.unread()  # and so does what cannot be read: that it can be, at last, need not show in the stamp
        documents = {} if self._optional and not self.has_documents() else self.documents()
        self._seen = stamp
        return documents

    def unread(self) -> None:
        """Let the folder count as changed until it is read."""
        self._seen = None

    def changed(self) -> bool:
        """Whether the folder differs from what was last read, going by names, sizes and times only (so it is cheap)."""
        return self._stamp() != self._seen

    def moved(self) -> bool:
        """Whether the folder differs from how it was at the last call of this: somebody may be writing still."""
        last, self._looked = self._looked, self._stamp()
        return self._looked != last

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """For readers: while inside, no change that this program makes is half done.

        A folder in which nobody has written so is not waited for, nor is one that can only be read.
        """
        with ExitStack() as stack:
            if self._journal.exists and not self.came_along:
                with suppress(EditError):
                    stack.enter_context(self._journal.locked())
                    self._finish()
            yield

    @contextmanager
    def locked(self, *, to_write: bool = True) -> Iterator[None]:
        """Keep every other process from writing to the folder. Raises EditError where that is not possible.

        Without `to_write` a folder that nobody has ever written to stays as it is, without a lock in it.
        """
        if to_write:
            self.check_writable()
        with nullcontext() if self.came_along else self._journal.locked(to_write=to_write):
            yield

    def check_writable(self) -> None:
        """Raises EditError, which says what to do instead, for an FAQ that is only read, or that is gone."""
        if self.came_along:
            raise EditError(CAME_ALONG, "why_came_along")
        self._check_there()

    def replace(
        self, seen: Mapping[str, bytes | None], wanted: Mapping[str, bytes | None], about: object = None
    ) -> Note:
        """Make the files of `wanted` what it says (None: not there), all of them or none; to be called `locked`.

        `seen` holds each of these files as whoever changes it saw it. Raises ConflictError, which carries both
        versions, if one of them is no longer so, and EditError for a name that is none or a disk that refuses; then
        nothing is changed, but where the disk refuses that too and the change is finished by whoever comes next. When
        this returns the change is on the disk for good; the note of it waits for `settled`.
        """
        self._refuse_names(wanted)
        now = {name: self._content(name) for name in wanted}
        if any(now[name] != seen.get(name) for name in wanted):
            raise self._conflict(now, wanted)
        try:
            note = self._journal.begin(now, wanted, about)
        except OSError as error:
            raise self._refused(error, "nothing was changed") from error
        try:
            try:
                self._write(wanted, now)
            except (OSError, ConflictError) as error:
                self._write({name: now[name] for name in wanted if self._content(name) == wanted[name]})
                self._journal.drop(note)
                raise (self._refused(error, "nothing was changed") if isinstance(error, OSError) else error) from error
            return self._journal.wrote(note)
        except OSError as error:  # nor can it be taken back: the note stays
            raise self._refused(error, "the change is finished as soon as it can be", later=True) from error

    def unsettled(self) -> tuple[Note, ...]:
        """Changes of which the history may not know, oldest first; to be called `locked`.

        What a killed process had begun is finished first. Raises EditError where the disk refuses that.
        """
        if self.came_along:
            return ()
        self._finish()
        return self._journal.notes()

    def settled(self, note: Note) -> None:
        """The history knows of the change, or nobody keeps one."""
        self._journal.drop(note)

    def delete(self) -> None:
        """Delete the folder with all that is in it; a killed process leaves all of it or nothing in its place.

        What is then still on the disk is deleted by `sweep`. Whoever waits to write here is refused. Raises EditError
        where the disk refuses.
        """
        try:
            with self._journal.ending():
                self._take_away()
            sweep(self.folder.parent)
        except OSError as error:
            message = f"{self.folder} cannot be deleted ({error.strerror}); check who may write there"
            raise EditError(message, "why_not_written") from error

    def _take_away(self) -> None:
        if self.folder.is_symlink():
            self.folder.unlink()
        elif self.folder.exists():
            self.folder.rename(self.folder.with_name(f"{FORGOTTEN}{secrets.token_hex(8)}"))
            sync(self.folder.parent)

    def _check_there(self) -> None:
        if not self._optional and not self.has_documents():
            message = f"the FAQ's folder {self.folder} cannot be found, or holds no files; nothing was changed"
            raise EditError(message, "why_folder_gone")

    def _finish(self) -> None:
        try:
            for note in self._journal.notes():
                if not note.done:
                    self._write({name: self._resumed(name, note) for name in note.after})
                    self._journal.wrote(note)
        except OSError as error:
            raise self._refused(error, "a change that was begun is finished as soon as it can be") from error

    def _refused(self, error: OSError, then: str, *, later: bool = False) -> EditError:
        message = f"{self.folder} cannot be written to ({error.strerror}); {then}"
        return EditError(message, "why_later" if later else "why_not_written")

    def _resumed(self, name: str, note: Note) -> bytes | None:
        """The content of a file once the change is finished, also if somebody has saved it since."""
        now, before, after = self._content(name), note.before[name], note.after[name]
        if now in (before, after) or now is None or before is None or after is None:
            return after if now in (before, after) else now
        both = merged(text_of(before), text_of(now), text_of(after))
        return now if both is None else bytes_of(both)

    def _write(self, wanted: Mapping[str, bytes | None], seen: Mapping[str, bytes | None] | None = None) -> None:
        """Make the files what `wanted` says. Raises ConflictError for one that is not as it was `seen`, if given.

        That is looked at in the last moment: editors know of no lock.
        """
        # What is added before what goes: whoever looks in between finds a thing twice rather than not at all.
        for name in sorted(wanted, key=lambda name: len(wanted[name] or b"") < len(self._content(name) or b"")):
            content = wanted[name]

            def check(name: str = name) -> None:
                if seen is not None and self._content(name) != seen[name]:
                    raise self._conflict({name: self._content(name)}, wanted)

            if content == self._content(name):
                continue
            if content is None:
                check()
                (self.folder / name).unlink()
                sync(self.folder)
            else:
                write(self.folder, name, content, check)

    def _conflict(self, now: Mapping[str, bytes | None], wanted: Mapping[str, bytes | None]) -> ConflictError:
        message = "the file has been changed by somebody else in the meantime; nothing was saved"
        return ConflictError(
            message,
            {name: readable(content) for name, content in now.items()},
            {name: readable(content) for name, content in wanted.items()},
        )

    def _refuse_names(self, wanted: Mapping[str, bytes | None]) -> None:
        known = {path.name for path in self._paths()} if self.folder.is_dir() else set()
        for name in wanted:
            if not is_file_name(name) and name not in known:
                message = f"a file cannot be called {name!r}; use small letters, digits and hyphens, and .yaml"
                raise EditError(message, "why_no_file_name", name=name)
            if (self.folder / name).exists() and name not in known:
                message = f"{name} leads out of the folder, or is no file; it is not written to"
                raise EditError(message, "why_leads_out", name=name)

    def _content(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def _stamp(self) -> _Stamp | None:
        try:
            stats = [(path.name, path.stat()) for path in self._paths()]
        except (OSError, FaqBotError):
            return None
        return tuple((name, stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in stats)

    def _paths(self) -> list[Path]:
        try:
            with os.scandir(self.folder) as found:
                return sorted(self.folder / one.name for one in found if self._is_ours(one))
        except OSError as error:
            remedy = "check who may read it" if self.folder.exists() else "check the path, in --faq or in config.yaml"
            raise FaqBotError(f"the FAQ folder {self.folder} cannot be read ({error.strerror}); {remedy}") from error

    def _is_ours(self, found: os.DirEntry[str]) -> bool:
        if not found.name.lower().endswith(_ENDINGS) or found.name.startswith(_NOT_OURS):
            return False
        if not found.is_symlink():  # which says the listing itself; this is asked several times a second
            return found.is_file()
        path = self.folder / found.name
        return path.is_file() and path.resolve().is_relative_to(self.folder.resolve())


def _is_unicode(name: str) -> bool:
    """Whether a name from the disk stands for text; bytes that are none come as halves of characters."""
    return name.encode("utf-8", "replace").decode() == name


def sweep(folder: Path) -> None:
    """Delete for good what `Shelf.delete` had begun to delete in `folder`. Raises OSError."""
    if folder.is_dir():
        for left in folder.glob(f"{FORGOTTEN}*"):
            shutil.rmtree(left)


def revision_of(documents: Mapping[str, bytes]) -> str:
    """A short name for exactly this content of exactly these files."""
    digest = hashlib.sha256()
    for name in sorted(documents):
        # The lengths keep ("ab", "c") apart from ("a", "bc").
        digest.update(f"{len(name)} {name} {len(documents[name])} ".encode())
        digest.update(documents[name])
    return digest.hexdigest()[:16]
