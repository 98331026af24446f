"""The history of every FAQ: what was changed, by whom, when and why; also by hand, in the files.

The folder knows of a change before the database does (see `knowledge.journal`), and forgets it only when the database
has it. So whatever is killed or out of order, the two agree again as soon as somebody settles them.
"""

import difflib
import logging
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import cast

from bot.desk.archive import Archive
from bot.desk.library import Library
from bot.errors import EditError, RecordsError
from bot.knowledge.documents import Changed, Documents, bytes_of, text_of
from bot.knowledge.editing.differing import Part, differences, entry_in
from bot.knowledge.editing.undoing import Renaming
from bot.knowledge.journal import Note
from bot.knowledge.shelf import revision_of
from bot.knowledge.yaml_text.parsing import parse
from bot.records.model import Change, DocumentSnapshot, Revision

_log = logging.getLogger(__name__)

IN_THE_FILE = "edited in the file"
MOST_CHANGES = 2**31 - 1  # the highest number of a change that anybody can name
MOST_REMOVALS = 200  # that are looked through for removed entries


@dataclass(frozen=True)
class Author:
    """Who makes a change: a name to be shown, and a Discord id where there is one."""

    name: str
    id: str | None = None


NOBODY = Author("somebody")  # who edits a file leaves no name


@dataclass(frozen=True)
class Past:
    """Changes that were made together. `id` is what `undo` takes."""

    id: int
    at: datetime
    author: Author
    action: str
    reason: str | None
    undoes: int | None
    parts: tuple[Part, ...]

    @property
    def entries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.entry for part in self.parts if part.entry))

    @property
    def removed(self) -> tuple[str, ...]:
        """The entries that went; one that was moved to another file did not."""
        there = {part.entry for part in self.parts if part.after is not None}
        return tuple(entry for entry in self.entries if entry not in there)

    def alone(self, entry: str) -> "Past":
        """The same, of what it did to one entry alone; all of it where the entry had another id by then."""
        mine = tuple(part for part in self.parts if part.entry == entry)
        return replace(self, parts=mine or self.parts)

    @property
    def diff(self) -> str:
        """What was changed, as lines that begin with `-`, `+` or a space."""
        whole = {part.file for part in self.parts if part.entry is None}  # entries in these are told with the file
        told = [part for part in self.parts if part.entry is None or part.file not in whole]
        return "\n".join(filter(None, map(_diff, told)))


class HistoryDesk:
    """What was changed. Reading waits for the disk and raises RecordsError; never mixes servers.

    `server` is whose FAQ it is: None for the base.
    """

    def __init__(self, archive: Archive, library: Library) -> None:
        self._archive = archive
        self._library = library

    def latest(
        self, server: str | None, *, entry: str | None = None, limit: int = 10, before: int | None = None
    ) -> tuple[Past, ...]:
        """The newest changes first: those that touched one entry, those older than the one with the id `before`.

        Of an entry also those under the ids that it had before.
        """
        found: dict[str, Past] = {}
        earlier = self._earlier_ids(server, entry) if entry else {}
        while len(found) < limit:
            revisions = self._archive.open().revisions.latest(
                server, entry=entry, limit=5 * limit, before=before, earlier=earlier
            )
            for revision in revisions:
                if len(found) < limit and (key := revision.change.together or str(revision.id)) not in found:
                    found[key] = self._whole(server, revision)
            if len(revisions) < 5 * limit:
                break
            before = revisions[-1].id
        return tuple(found.values())

    def removed(self, server: str | None) -> dict[str, str]:
        """The questions of entries that were removed, by their ids, the last removed first; some may be back."""
        found: dict[str, str] = {}
        for revision in self._archive.open().revisions.removals(server, MOST_REMOVALS):
            change = revision.change
            if change.entry and change.before and change.entry not in found:
                with suppress(EditError):  # lines that are no entry any more
                    found[change.entry] = entry_in(change.before).question
        return found

    def renamed_since(self, server: str | None, number: int) -> tuple[Renaming, ...]:
        """The entries that were renamed after the change with that id, the first first."""
        revisions = self._archive.open().revisions.edits_since(server, number)
        return tuple((was, name) for one in revisions for was, name in _renamings(one.change))

    def past(self, server: str | None, number: int) -> Past:
        """The changes of which one has that id. Raises EditError if `server` has none such."""
        revision = self._archive.open().revisions.get(server, number)
        if revision is None:
            raise EditError(f"there is no change no. {number}", "why_no_change", number=number)
        return self._whole(server, revision)

    def about(
        self, server: str | None, parts: Sequence[Part], by: Author, action: str, reason: str | None, undoes: int | None
    ) -> dict[str, object]:
        """What a note says of a change, so that it can be recorded later, by another process too."""
        return {
            "server": server,
            "at": self._archive.now().isoformat(),
            "author": asdict(by),
            "action": action,
            "reason": reason,
            "undoes": undoes,
            "parts": [asdict(part) for part in parts],
        }

    def settle(self, server: str | None, *, by_hand: bool = True) -> Documents:
        """Record what has not been recorded; gives the files that are there, all changes to which are recorded now.

        To be called while the shelf is locked. What the database refuses is recorded later: the notes of it stay.
        Without `by_hand`, what was changed so is left for later where it does not serve yet: it may be half written.
        Raises EditError where all files of the base are gone: nobody has removed so much.
        """
        shelf = self._library.shelf(server)
        notes = shelf.unsettled()
        # Read once: what an editor saves from here on is not in what is given, and not in what is recorded either.
        documents = shelf.standing()
        if self._archive.records is not None:
            try:
                self._learn(server, documents)
                for note in notes:
                    self.record(note)
                if by_hand or documents == self._library.documents(server):
                    self._notice(server, documents)
            except RecordsError as error:  # of the cause the host has been told
                _log.debug("not recorded yet: %s", error)
        return documents

    def record(self, note: Note) -> int | None:
        """Record one change, if it has not been already; its id. Raises RecordsError, and then the note stays."""
        if self._archive.records is None:
            return None
        about = cast("Mapping[str, object]", note.about)
        server = cast("str | None", about["server"])
        revisions = self._archive.records.revisions.made_together(server, note.id)
        if not revisions:
            documents = [DocumentSnapshot(server, file, text_of(content)) for file, content in note.after.items()]
            at = datetime.fromisoformat(str(about["at"]))
            revisions = self._archive.records.revisions.record(_changes(about, note.id), at, *documents)
        self._library.shelf(server).settled(note)
        return revisions[0].id if revisions else None

    def _learn(self, server: str | None, now: Documents) -> None:
        """Take a base that is seen for the first time as it is: nobody has added all of it."""
        revisions = self._archive.open().revisions
        if server is None and not revisions.documents(server) and _is_yaml(now):
            revisions.know(*_documents(server, {}, now))

    def _notice(self, server: str | None, now: Documents) -> None:
        """Record what was changed by hand since the last time."""
        revisions = self._archive.open().revisions
        known = {file: bytes_of(text) for file, text in revisions.documents(server).items()}
        if now == known or not _is_yaml(now):
            return
        documents, parts = _documents(server, known, now), differences(known, now)
        about = self.about(server, parts, NOBODY, IN_THE_FILE, None, None)
        together = f"{revision_of(now)}-{self._archive.now().timestamp():.6f}"
        revisions.record(_changes(about, together), self._archive.now(), *documents)

    def _earlier_ids(self, server: str | None, entry: str) -> dict[str, int]:
        """The ids that an entry had before it got this one, each with the change that gave it the next."""
        ids: dict[str, int] = {}
        last: int | None = None
        renamed: tuple[str, int] | None = (entry, 0)
        while renamed is not None:
            revisions = self._archive.open().revisions.latest(server, entry=renamed[0], limit=None, before=last)
            found = ((was, one.id) for one in revisions for was, _ in _renamings(one.change))
            if (renamed := next(found, None)) is not None:
                last = renamed[1]
                ids.setdefault(*renamed)
        return ids

    def _whole(self, server: str | None, revision: Revision) -> Past:
        together = revision.change.together
        revisions = self._archive.open().revisions
        found = revisions.made_together(server, together) if together else [revision]
        first = found[0].change
        return Past(
            id=found[0].id,
            at=found[0].at,
            author=Author(first.author_name, first.author),
            action=first.action,
            reason=first.reason,
            undoes=first.undoes,
            parts=tuple(_part(one.change) for one in found),
        )


def diff_of(documents: Documents, changed: Changed) -> str:
    """The change of some files, as lines that begin with `-`, `+` or a space."""
    parts = [Part(file, None, text_of(documents.get(file)), text_of(changed[file])) for file in sorted(changed)]
    return "\n".join(filter(None, map(_diff, parts)))


def _documents(server: str | None, known: Documents, now: Documents) -> list[DocumentSnapshot]:
    """The files that are not as they were `known`, as they are now."""
    return [
        DocumentSnapshot(server, file, text_of(now.get(file)))
        for file in sorted({*known, *now})
        if known.get(file) != now.get(file)
    ]


def _is_yaml(documents: Documents) -> bool:
    return not any(parse(file, content).faults for file, content in documents.items())


def _changes(about: Mapping[str, object], together: str) -> list[Change]:
    author = cast("Mapping[str, str | None]", about["author"])
    return [
        Change(
            server=cast("str | None", about["server"]),
            file=str(part["file"]),
            entry=part["entry"],
            action=str(about["action"]),
            author=author["id"],
            author_name=str(author["name"]),
            before=part["before"],
            after=part["after"],
            reason=cast("str | None", about["reason"]),
            undoes=cast("int | None", about["undoes"]),
            together=together,
            behind=part["behind"],
            gap=int(part["gap"] or 0),
        )
        for part in cast("list[dict[str, str | None]]", about["parts"])
    ]


def _renamings(change: Change) -> Iterator[Renaming]:
    """What the change of an entry has renamed: itself, or nothing."""
    if not change.entry or not change.before or not change.after:
        return
    if re.match(rf" *- +id: *{re.escape(change.entry)} *(#|$)", change.before, re.MULTILINE):
        return  # found without reading all of it: there are thousands of changes
    with suppress(EditError):  # lines that are no entry any more
        if (was := entry_in(change.before).id) != change.entry:
            yield was, change.entry


def _part(change: Change) -> Part:
    return Part(change.file, change.entry, change.before, change.after, change.behind, change.gap)


def _diff(part: Part) -> str:
    before, after = (textwrap.dedent(text or "").splitlines() for text in (part.before, part.after))
    lines = list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]
    return "\n".join([part.file, *(line for line in lines if not line.startswith("@@"))]) if lines else ""
