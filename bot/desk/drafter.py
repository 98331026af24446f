"""Who makes drafts of changes, and saves them. What a draft is stands in `drafts`."""

import logging
from collections.abc import Callable, Collection
from dataclasses import replace

from bot.desk.archive import Archive
from bot.desk.drafts import Draft, Saved, Seen, after, conflict_of, entries_in, field_fault, placed_fault
from bot.desk.effects import Effects
from bot.desk.history import Author, HistoryDesk
from bot.desk.library import Library, Proof
from bot.engine.curation.trial import MOST_REMEMBERED
from bot.errors import EditError, RecordsError, UnchangedError
from bot.knowledge.documents import Changed, Documents
from bot.knowledge.editing.differing import differences
from bot.knowledge.editing.fields import FieldFaults
from bot.knowledge.journal import Note
from bot.knowledge.yaml_text.parsing import parse

_log = logging.getLogger(__name__)

REMEMBERED_DAYS = 90


class Drafter:
    """Over the files of `library`."""

    def __init__(self, library: Library, archive: Archive, history: HistoryDesk) -> None:
        self._library = library
        self._archive = archive
        self._history = history
        self._effects: Effects[Draft] = Effects(self._remembered)

    def drafted(
        self,
        server: str | None,
        make: Callable[[Documents], Changed],
        look: Callable[[Documents], Seen],
        action: str,
        entries: Collection[str] = (),
    ) -> Draft:
        """The change that `make` makes, for the moderators of `server`. Raises FieldFaults if it has faults.

        `entries` are those it is about, if those are not all that differ.
        """
        whose = self._library.whose(server)
        self._library.shelf(whose).check_writable()  # before anybody reads a preview for nothing
        documents = self._library.documents(whose)
        changed = _something(make(documents))
        entries = tuple(entries) or entries_in(documents, changed)
        return Draft(
            server=whose,
            action=action,
            entries=entries,
            make=make,
            look=look,
            seen=look(documents),
            documents=documents,
            changed=changed,
            proof=self._proven(whose, after(documents, changed), entries, action),
            edition=self._library.edition(whose),
            effects=self._effects,
        )

    def again(self, draft: Draft) -> Draft:
        """The same change, made of what stands there now. Raises UnchangedError if nothing of it is left to be made."""
        shelf = self._library.shelf(draft.server)
        with shelf.at_rest():
            documents = shelf.standing()
        _check_readable(documents)
        changed = _something(draft.make(documents))
        proof = self._proven(draft.server, after(documents, changed), draft.entries, draft.action)
        edition = self._library.edition(draft.server)
        seen = draft.look(documents)
        return replace(draft, documents=documents, changed=changed, proof=proof, edition=edition, seen=seen)

    def forget_words(self) -> None:
        """Let go of what was found out of drafts with questions that members asked."""
        self._effects.forget()

    def save(self, draft: Draft, by: Author, reason: str | None = None) -> Saved:
        """Write, record and serve a draft. When this returns, the change outlives whatever happens next."""
        shelf = self._library.shelf(draft.server)
        with shelf.locked():
            documents = self._history.settle(draft.server)
            if draft.look(documents) != draft.seen:
                _check_readable(documents)  # else nobody has changed anything, for all that is known
                raise conflict_of(draft, documents)
            if documents != draft.documents:
                draft = replace(draft, documents=documents, changed=_something(draft.make(documents)))
            wanted, proof = after(documents, draft.changed), draft.proof
            if proof.documents != wanted or not self._library.holds(draft.server, proof):
                proof = self._proven(draft.server, wanted, draft.entries, draft.action)
            parts = differences(documents, wanted)
            about = self._history.about(draft.server, parts, by, draft.action, reason, draft.undoes)
            note = shelf.replace({file: documents.get(file) for file in draft.changed}, draft.changed, about)
            number = self._recorded(note)
            faults = self._library.serve(draft.server, wanted, proof)
        if faults:  # the base has become another while this was saved
            _log.warning("a change was saved but does not serve yet: %s", faults[0])
        return Saved(draft, number)

    def _proven(self, server: str | None, documents: Documents, entries: Collection[str], action: str) -> Proof:
        """The documents, found to be without faults that keep them from serving. Raises FieldFaults."""
        proof = self._library.prove(server, documents)
        faults, origins = proof.blocking, proof.reading.origins
        if faults and action == "import":  # of files, which have no fields
            raise FieldFaults([placed_fault(fault, origins) for fault in faults])
        if faults:
            mine = [origins[entry] for entry in entries if entry in origins]
            raise FieldFaults([field_fault(fault, mine) for fault in faults])
        return proof

    def _recorded(self, note: Note) -> int | None:
        try:
            return self._history.record(note)
        except RecordsError as error:  # the note of it stays, and is recorded when the database can be written to
            _log.warning("a change is in the FAQ but not in its history yet: %s", error)
            return None

    def _remembered(self, server: str | None) -> tuple[str, ...]:
        """Questions that were asked on `server`, as far as their words are kept; the latest first."""
        if self._archive.records is None:
            return ()
        since = self._archive.ago(REMEMBERED_DAYS)
        try:
            return tuple(self._archive.records.questions.texts(server or self._library.home, since, MOST_REMEMBERED))
        except RecordsError:  # of which the host has been told
            return ()


def _check_readable(documents: Documents) -> None:
    """Raises EditError where nobody can tell what the FAQ says: a file is half written."""
    for fault in (fault for file, content in documents.items() for fault in parse(file, content).faults):
        message = f"{fault.file} cannot be read just now ({fault.what}, in line {fault.line})"
        raise EditError(message, "why_half_written", file=fault.file, line=fault.line)


def _something(changed: Changed) -> Changed:
    """`changed`, if anything is. Raises UnchangedError."""
    if not changed:
        raise UnchangedError("nothing would change", "why_nothing")
    return changed
