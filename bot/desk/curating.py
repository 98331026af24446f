"""Changing an FAQ: drafted, shown, and saved only if nobody else has changed the same thing meanwhile.

Every change takes the same road. A method named after it gives a `Draft`, which says what would be: the answer as
members will see it, the difference in the file, what it does to the questions people ask. `save` writes it, records it,
and lets it serve. A draft that has faults is never made: FieldFaults says what is wrong, field by field.

Servers are named by their Discord ids. The home server edits the base, as does None, the host at the command line;
every other server edits its own entries, and an entry of the base that it edits becomes its own.
"""

import io
import logging
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from bot.desk.archive import Archive
from bot.desk.faq_desk import Reply, reply_for
from bot.desk.history import Author, HistoryDesk, Past, diff_of
from bot.desk.library import Documents, Edition, Library, Proof
from bot.engine.trial import Effect, try_out
from bot.errors import ConflictError, EditError, Fault, RecordsError
from bot.knowledge import edits, importing
from bot.knowledge.differing import Part, differences, undone
from bot.knowledge.edits import Changed, Edit
from bot.knowledge.fields import FieldFault, FieldFaults, entry_from, tidy
from bot.knowledge.journal import Note
from bot.knowledge.model import Entry, Kind
from bot.knowledge.phrasings import fold
from bot.knowledge.reading import QUESTIONS, VOICE, WORDS, Origin

_log = logging.getLogger(__name__)

NOT_FOR_US = "not-for-us"  # the entry that questions nobody is to answer are phrasings of
NOT_FOR_US_TOPIC = "Not for us"
NOT_FOR_US_QUESTION = "Questions that are not for us"
NEW_TOPIC = "Questions"
REMEMBERED_DAYS = 90

Seen = Mapping[str, str | None]


@dataclass(frozen=True)
class Draft:
    """A change that can be saved, and what comes of it.

    `server` is whose FAQ it changes (None: the base). `make` makes the change of any version of the files, `look` gives
    the parts that it changes, and `seen` is what those were when the draft was made.
    """

    server: str | None
    action: str
    entries: tuple[str, ...]
    make: Callable[[Documents], Changed]
    look: Callable[[Documents], Seen]
    seen: Seen
    documents: Documents
    changed: Changed
    proof: Proof
    edition: Edition
    remembered: tuple[str, ...] = ()
    undoes: int | None = None

    @cached_property
    def diff(self) -> str:
        """The change in the files, as lines that begin with `-`, `+` or a space."""
        return diff_of(self.documents, self.changed)

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        """The changed entries as members will see them."""
        matcher = self.proof.matcher
        if matcher is None:
            return ()
        by_id = matcher.faq.by_id
        return tuple(
            reply_for(matcher.faq, matcher.decision_for(by_id[entry])) for entry in self.entries if entry in by_id
        )

    @cached_property
    def effect(self) -> Effect:
        """What it does to the questions people ask. Takes about a second: not for an event loop."""
        if self.proof.matcher is None:
            return Effect()
        return try_out(self.edition.matcher, self.proof.matcher, self.remembered)

    @cached_property
    def warnings(self) -> tuple[Fault, ...]:
        """What the linter would like to be otherwise about the changed entries."""
        origins = self.proof.reading.origins
        mine = [origins[entry] for entry in self.entries if entry in origins]
        return tuple(fault for fault in self.proof.findings.warnings if any(_is_at(one, fault) for one in mine))


@dataclass(frozen=True)
class Saved:
    """A change that is there for good. `id` is what `undo` takes; None as long as the records are out of order."""

    draft: Draft
    id: int | None


class CuratingDesk:
    """All changes to all FAQs. Everything waits for the disk or the processor: call it from a thread.

    Raises EditError where a change cannot be made, FieldFaults (with a fault for each field) where what was typed
    cannot be used, ConflictError (with both versions) where somebody was faster. Nothing is changed then.
    """

    def __init__(self, library: Library, archive: Archive, home: str | None = None) -> None:
        self._library = library
        self._archive = archive
        self._history = HistoryDesk(archive, library)
        self._home = home

    # What is there

    def whose(self, server: str | None) -> str | None:
        """Whose FAQ the moderators of `server` change: None is the base."""
        return None if server == self._home else server

    def edition(self, server: str | None) -> Edition:
        """What serves `server`, with all its entries, topics, articles and words, for selects and completions."""
        return self._library.edition(self.whose(server))

    def entry(self, server: str | None, entry: str) -> Entry:
        """An entry as it serves `server`, to fill a form with. Raises EditError if there is none."""
        found = self.edition(server).faq.by_id.get(entry)
        if found is None:
            raise EditError(f"there is no entry `{entry}` here any more")
        return found

    def topic_of(self, server: str | None, entry: str) -> str:
        """The title of the topic that an entry is in; empty if there is none."""
        topics = self.edition(server).faq.topics
        return next((one.topic for one in topics for held in one.entries if held.id == entry), "")

    def is_own(self, server: str | None, entry: str) -> bool:
        """Whether an entry is in the files that `server` may change, and not just in the base beneath them."""
        return entry in edits.files_of(self._library.documents(self.whose(server)))

    # Changes

    def add(
        self, server: str | None, typed: Mapping[str, object], *, topic: str = "", behind: str | None = None
    ) -> Draft:
        """A new entry. `typed` is as in `fields.entry_from`; the topic is made if there is none of that title."""
        whose = self.whose(server)
        entry = entry_from(typed, None, self._ids(whose))
        topic = tidy(topic) or self._first_topic(whose)
        return self._draft(server, edits.Put(entry, topic=topic, behind=behind), "add", (entry.id,))

    def edit(self, server: str | None, entry: str, typed: Mapping[str, object], *, action: str = "edit") -> Draft:
        """Other values for the fields of an entry that `typed` names; all else stays."""
        old = self.entry(server, entry)
        new = entry_from({**typed, "id": entry}, old, ())
        if new == old:
            raise EditError("that is what it says already")
        return self._draft(server, self._put(server, old.id, new), action, (entry,))

    def phrasing(self, server: str | None, entry: str, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Draft:
        """Ways of asking more or less. One that is there already, or is not there, makes no difference."""
        old = self.entry(server, entry)
        gone = {fold(text) for text in remove}
        kept = [text for text in old.also if fold(text) not in gone]
        known = {fold(text) for text in (old.question, *kept)}
        fresh = {fold(text): text for text in map(tidy, add) if fold(text) not in known}
        return self.edit(server, entry, {"also": (*kept, *fresh.values())}, action="phrasing")

    def rename(self, server: str | None, entry: str, new: str) -> Draft:
        """Another id; whatever refers to the entry follows. Buttons on old messages will not find it any more."""
        self._needs_own(server, entry)
        if new in self._ids(self.whose(server)):
            raise FieldFaults([FieldFault("id", f"another entry has the id `{new}`", "choose another")])
        renamed = entry_from({"id": new}, self.entry(server, entry), ())
        return self._draft(server, edits.Put(renamed, old=entry), "rename", (new,))

    def move(self, server: str | None, entry: str, topic: str) -> Draft:
        """Into another topic, which is made if there is none of that title."""
        self._needs_own(server, entry)
        if not (title := tidy(topic)):
            raise FieldFaults([FieldFault("topic", "`topic` is empty", "name one")])
        return self._draft(server, edits.Move(entry, title), "move", (entry,))

    def remove(self, server: str | None, entry: str) -> Draft:
        """The entry goes. Of a server's own version of a base entry, that of the base comes back."""
        self._needs_own(server, entry)
        return self._draft(server, edits.Remove(entry), "remove", (entry,))

    def restore(self, server: str | None, entry: str) -> Draft:
        """A removed entry as it last was. Raises RecordsError."""
        for past in self.history(server, entry=entry, limit=25):
            if any(part.entry == entry and part.after is None for part in past.parts):
                return self.undo(server, past.id, action="restore")
        raise EditError(f"the history knows of no removed entry `{entry}`")

    def words(self, server: str | None, groups: Sequence[Sequence[str]]) -> Draft:
        """The groups of words that mean the same, all of them; for a server those it has besides the base's."""
        tidied = [tuple(filter(None, map(tidy, group))) for group in groups]
        value = tuple(group for group in tidied if group)
        return self._draft(server, edits.SetValue(WORDS, "groups", value or None), "words", ())

    def saying(self, server: str | None, name: str, text: str | None, *, locale: str = "") -> Draft:
        """A text of the bot's voice, in the language `locale`; None for the one that came with the bot or the base."""
        file = f"voice.{locale}.yaml" if locale else VOICE
        return self._draft(server, edits.SetValue(file, name, tidy(text) if text else None), "voice", ())

    def teach(self, server: str | None, entry: str, questions: Iterable[str]) -> Draft:
        """Questions that members asked, as phrasings of the entry that answers them."""
        return replace(self.phrasing(server, entry, add=questions), action="teach")

    def not_for_us(self, server: str | None, questions: Iterable[str]) -> Draft:
        """Questions that are not to be answered: phrasings of an entry of the kind `outside`, made if need be."""
        if self.is_own(server, NOT_FOR_US):
            return replace(self.phrasing(server, NOT_FOR_US, add=questions), action="not for us")
        typed = {
            "id": NOT_FOR_US,
            "kind": Kind.OUTSIDE,
            "question": NOT_FOR_US_QUESTION,
            "also": tuple(dict.fromkeys(map(tidy, questions))),
            "answer": self.edition(server).faq.voice.nothing,
        }
        entry = entry_from(typed, None, ())
        return self._draft(server, edits.Put(entry, topic=NOT_FOR_US_TOPIC), "not for us", (NOT_FOR_US,))

    def expect(self, server: str | None, question: str, entry: str | None) -> Draft:
        """A question for `questions.yaml`: it has to lead to `entry`, or to no answer. The last word counts."""
        documents = self._library.documents(self.whose(server))
        kept = [one for one in edits.expected(documents) if fold(one[0]) != fold(question)]
        value = tuple({"question": text, "entry": wanted} for text, wanted in [*kept, (tidy(question), entry)])
        return self._draft(server, edits.SetValue(QUESTIONS, "questions", value), "expect", ())

    def import_(self, server: str | None, files: Mapping[str, bytes], *, topic: str = "") -> Draft:
        """The YAML files of an export, or a table (`.csv`) of entries: all of it or none.

        An entry that is there already, by its id or its question, is changed and not added a second time. `topic` is
        for entries of a table that name none.
        """
        whose = self.whose(server)

        def make(documents: Documents) -> Changed:
            return importing.imported(documents, files, tidy(topic) or self._first_topic(whose))

        def look(documents: Documents) -> Seen:
            return {file: _shown(documents.get(file)) for file in make(documents)}

        changed = make(self._library.documents(whose))
        return self._drafted(server, make, look, "import", _entries_in(self._library.documents(whose), changed))

    def undo(self, server: str | None, number: int, *, action: str = "undo") -> Draft:
        """Take back the change with that id, whoever made it, also by hand. Raises RecordsError."""
        past = self._history.past(self.whose(server), number)

        def make(documents: Documents) -> Changed:
            return undone(documents, past.parts)

        def look(documents: Documents) -> Seen:
            return {part.entry or part.file: _part_text(documents, part) for part in past.parts}

        return replace(self._drafted(server, make, look, action, past.entries), undoes=past.id)

    def again(self, draft: Draft) -> Draft:
        """The same change, made of what stands there now: what a moderator chooses after a conflict."""
        return self._refreshed(draft)

    # Saving

    def save(self, draft: Draft, by: Author, reason: str | None = None) -> Saved:
        """Write, record and serve a draft. When this returns, the change outlives whatever happens next."""
        shelf = self._library.shelf(draft.server)
        with shelf.locked():
            self._history.settle(draft.server)
            documents = shelf.documents() if shelf.has_documents() else {}
            if draft.look(documents) != draft.seen:
                raise _conflict(draft, documents)
            if documents != draft.documents:
                draft = replace(draft, documents=documents, changed=draft.make(documents))
            after = _after(documents, draft.changed)
            proof = draft.proof if draft.proof.documents == after else self._proven(draft.server, after, draft.entries)
            parts = differences(documents, after)
            about = self._history.about(draft.server, parts, by, draft.action, reason, draft.undoes)
            note = shelf.replace({file: documents.get(file) for file in draft.changed}, draft.changed, about)
            number = self._recorded(note)
            faults = self._library.serve(draft.server, after, proof)
        if faults:  # the base has become another while this was saved; the watch will tell
            _log.warning("a change was saved but does not serve yet: %s", faults[0])
        return Saved(draft, number)

    def settle(self) -> None:
        """Bring history and files together, for every server: when the bot starts, and after a change by hand."""
        for server in self._library.editions():
            self.settle_one(server)

    def settle_one(self, server: str | None) -> None:
        """The same for one. Where nothing can be written, nothing is."""
        try:
            with self._library.shelf(server).locked():
                self._history.settle(server)
        except EditError as error:
            _log.debug("not settled: %s", error)

    # What was

    def history(
        self, server: str | None, *, entry: str | None = None, limit: int = 10, before: int | None = None
    ) -> tuple[Past, ...]:
        """The newest changes first, of all or of one entry. Raises RecordsError."""
        return self._history.latest(self.whose(server), entry=entry, limit=limit, before=before)

    def export(self, server: str | None) -> dict[str, bytes]:
        """The YAML files that `server` may change, by their names."""
        return dict(self._library.documents(self.whose(server)))

    def export_zip(self, server: str | None) -> bytes:
        """The same as a zip, which `import_` takes once it is unpacked; the same bytes for the same files."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(self.export(server).items()):
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    # Inside

    def _draft(self, server: str | None, edit: Edit, action: str, entries: tuple[str, ...]) -> Draft:
        def make(documents: Documents) -> Changed:
            return edits.applied(documents, edit)

        def look(documents: Documents) -> Seen:
            return edits.seen(documents, edit)

        return self._drafted(server, make, look, action, entries)

    def _drafted(
        self,
        server: str | None,
        make: Callable[[Documents], Changed],
        look: Callable[[Documents], Seen],
        action: str,
        entries: Collection[str],
    ) -> Draft:
        whose = self.whose(server)
        documents = self._library.documents(whose)
        changed = make(documents)
        if not changed:
            raise EditError("nothing would change")
        return Draft(
            server=whose,
            action=action,
            entries=tuple(entries),
            make=make,
            look=look,
            seen=look(documents),
            documents=documents,
            changed=changed,
            proof=self._proven(whose, _after(documents, changed), entries),
            edition=self._library.edition(whose),
            remembered=self._remembered(server),
        )

    def _refreshed(self, draft: Draft) -> Draft:
        shelf = self._library.shelf(draft.server)
        with shelf.at_rest():
            documents = shelf.documents() if shelf.has_documents() else {}
        changed = draft.make(documents)
        proof = self._proven(draft.server, _after(documents, changed), draft.entries)
        edition = self._library.edition(draft.server)
        seen = draft.look(documents)
        return replace(draft, documents=documents, changed=changed, proof=proof, edition=edition, seen=seen)

    def _proven(self, server: str | None, documents: Documents, entries: Collection[str]) -> Proof:
        """The documents, found to be without faults. Raises FieldFaults."""
        proof = self._library.prove(server, documents)
        if proof.findings.faults:
            mine = [proof.reading.origins[entry] for entry in entries if entry in proof.reading.origins]
            raise FieldFaults([_field_fault(fault, mine) for fault in proof.findings.faults])
        return proof

    def _recorded(self, note: Note) -> int | None:
        try:
            return self._history.record(note)
        except RecordsError as error:  # the note of it stays, and is recorded when the database can be written to
            _log.warning("a change is in the FAQ but not in its history yet: %s", error)
            return None

    def _put(self, server: str | None, entry: str, new: Entry) -> edits.Put:
        """The edit that makes `new` of an entry, which a server takes over from the base if it is not its own yet."""
        if self.is_own(server, entry):
            return edits.Put(new, old=entry)
        return edits.Put(new, topic=self.topic_of(server, entry))

    def _needs_own(self, server: str | None, entry: str) -> None:
        self.entry(server, entry)
        if not self.is_own(server, entry):
            raise EditError(
                f"the entry `{entry}` belongs to the FAQ that all servers share; edit it to have a version of your own"
            )

    def _ids(self, server: str | None) -> Collection[str]:
        return self._library.edition(server).faq.by_id

    def _first_topic(self, server: str | None) -> str:
        """Where an entry goes for which no topic was named: the first of one's own, or else a new one."""
        documents, topics = self._library.documents(server), self._library.edition(server).faq.topics
        return next((one.topic for one in topics if edits.topic_file(documents, one.topic)), NEW_TOPIC)

    def _remembered(self, server: str | None) -> tuple[str, ...]:
        """Questions that were asked on `server`, as far as their words are kept; the latest first."""
        if self._archive.records is None:
            return ()
        since = self._archive.now() - timedelta(days=REMEMBERED_DAYS)
        try:
            found = self._archive.records.questions.with_words(server or self._home, since)
        except RecordsError:
            return ()
        return tuple(dict.fromkeys(one.text for one in reversed(found) if one.text))


def _after(documents: Documents, changed: Changed) -> dict[str, bytes]:
    both = {**documents, **changed}
    return {file: content for file, content in sorted(both.items()) if content is not None}


def _part_text(documents: Documents, part: Part) -> str | None:
    if part.entry is None:
        return _shown(documents.get(part.file))
    own = {part.file: documents[part.file]} if part.file in documents else {}
    return edits.entry_text(own, part.entry)


def _shown(content: bytes | None) -> str | None:
    return None if content is None else content.decode("utf-8", "replace")


def _entries_in(documents: Documents, changed: Changed) -> tuple[str, ...]:
    """The entries that differ."""
    parts = differences(documents, _after(documents, changed))
    return tuple(dict.fromkeys(part.entry for part in parts if part.entry and part.after is not None))


def _conflict(draft: Draft, documents: Documents) -> ConflictError:
    try:
        wanted = draft.look(_after(draft.documents, draft.changed))
    except EditError:
        wanted = draft.seen
    message = "somebody else has changed this in the meantime; nothing was saved"
    return ConflictError(message, draft.look(documents), wanted)


def _is_at(origin: Origin, fault: Fault) -> bool:
    """Whether a fault is about the entry of that origin."""
    return fault.file == origin.file and (fault.line == origin.line or _field_of(origin, fault) is not None)


def _field_of(origin: Origin, fault: Fault) -> str | None:
    lines = {field: origin.line_of(field) for field in Entry.model_fields}
    found = [field for field in Entry.model_fields if origin.line < lines[field] <= fault.line]
    return max(found, key=lambda field: lines[field]) if found else None


def _field_fault(fault: Fault, origins: Iterable[Origin]) -> FieldFault:
    """A fault with the field of the form that it is about; with file and line if it is about something else."""
    for origin in origins:
        if fault.file == origin.file and fault.what.startswith("entry ") and (field := _field_of(origin, fault)):
            return FieldFault(field, fault.what, fault.remedy)
    return FieldFault("", f"{fault.file}:{fault.line}: {fault.what}", fault.remedy)
