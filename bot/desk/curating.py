"""Changing an FAQ: drafted, shown, and saved only if nobody else has changed the same thing meanwhile.

Every change takes the same road. A method named after it gives a `Draft`, which says what would be: the answer as
members will see it, the difference in the file, what it does to the questions people ask. `save` writes it, records it,
and lets it serve. A draft that has faults is never made: FieldFaults says what is wrong, field by field.

Servers are named by their Discord ids. The home server edits the base, as does None, the host at the command line;
every other server edits its own entries, and an entry of the base that it edits becomes its own. Where nobody has
named a topic or a question, it is called as the FAQ's voice has it in the language `locale`, as in `FaqDesk.ask`.
"""

import io
import logging
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from bot.desk.archive import Archive
from bot.desk.drafter import Drafter
from bot.desk.drafts import Draft, Saved, Seen, after, part_text
from bot.desk.history import Author, HistoryDesk, Past
from bot.desk.library import Edition, Library, Tell
from bot.desk.listeners import Unsubscribe
from bot.errors import EditError, FaqBotError, UnchangedError
from bot.knowledge.documents import Changed, Documents, readable
from bot.knowledge.editing import edits, importing
from bot.knowledge.editing.differing import Part, entry_in
from bot.knowledge.editing.edits import Edit
from bot.knowledge.editing.fields import FieldFault, FieldFaults, entry_from, taken_id, tidy
from bot.knowledge.editing.undoing import followed, named_otherwise, undone
from bot.knowledge.model import Entry, Kind
from bot.knowledge.reading.explaining import did_you_mean
from bot.knowledge.reading.phrasings import fold, in_no_entry
from bot.knowledge.reading.reader import VOICE, WORDS

_log = logging.getLogger(__name__)

NOT_FOR_US = "not-for-us"  # the entry that questions nobody is to answer are phrasings of


class CuratingDesk:
    """All changes to all FAQs. Everything waits for the disk or the processor: call it from a thread.

    Raises EditError where a change cannot be made, FieldFaults (with a fault for each field) where what was typed
    cannot be used, ConflictError (with both versions) where somebody was faster. Nothing is changed then.
    """

    def __init__(self, library: Library, archive: Archive) -> None:
        self._library = library
        self._history = HistoryDesk(archive, library)
        self._drafter = Drafter(library, archive, self._history)

    def on_faults(self, tell: Tell, standing: Tell | None = None) -> Unsubscribe:
        """As `Library.on_faults`: for the moderators' channel. The server is whose FAQ it is; None is the base."""
        return self._library.on_faults(tell, standing)

    def on_mending(self, tell: Callable[[str | None], None]) -> Unsubscribe:
        """Have `tell` called with every server whose faults, of which `on_faults` told, are gone."""
        return self._library.on_mending(tell)

    def sound(self) -> Iterable[str | None]:
        """Whose files have no faults: None is the base, and every server that has a folder."""
        return [server for server in self._library.folders() if not self._library.is_faulty(server)]

    def on_change(self, take: Callable[[str | None], None]) -> Unsubscribe:
        """As `Library.on_change`: the FAQ has become another, by whatever door."""
        return self._library.on_change(take)

    # What is there

    @property
    def home(self) -> str | None:
        """The server whose moderators change the base, if there is one."""
        return self._library.home

    def whose(self, server: str | None) -> str | None:
        """Whose FAQ the moderators of `server` change: None is the base."""
        return self._library.whose(server)

    def edition(self, server: str | None) -> Edition:
        """What serves `server`, with all its entries, topics, articles and words, for selects and completions."""
        return self._library.edition(self.whose(server))

    def entry(self, server: str | None, entry: str) -> Entry:
        """An entry as it serves `server`, to fill a form with. Raises EditError if there is none."""
        found = self.edition(server).faq.by_id.get(entry)
        if found is None:
            near = did_you_mean(entry, list(self.edition(server).faq.by_id)) or "ids stand in the files, behind `id:`"
            raise EditError(f"there is no entry `{entry}`; {near}", "why_no_entry", entry=entry)
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
        self,
        server: str | None,
        typed: Mapping[str, object],
        *,
        topic: str = "",
        behind: str | None = None,
        locale: str | None = None,
    ) -> Draft:
        """A new entry. `typed` is as in `fields.entry_from`; the topic is made if there is none of that title."""
        whose = self.whose(server)
        entry = entry_from(typed, None, self._ids(whose))
        topic = tidy(topic) or self._first_topic(whose, locale)
        return self._draft(server, edits.Put(entry, topic=topic, behind=behind), "add", (entry.id,))

    def edit(self, server: str | None, entry: str, typed: Mapping[str, object], *, action: str = "edit") -> Draft:
        """Other values for the fields of an entry that `typed` names; all else stays."""
        old = self.entry(server, entry)
        new = entry_from({**typed, "id": entry}, old, ())
        if new == old:
            raise UnchangedError("that is what it says already", "why_unchanged")
        return self._draft(server, self._put(server, old.id, new), action, (entry,))

    def phrasing(self, server: str | None, entry: str, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Draft:
        """Ways of asking more or less. One that is there already, or is not there, makes no difference."""
        old = self.entry(server, entry)
        gone = {fold(text) for text in remove}
        kept = [text for text in old.also if fold(text) not in gone]
        known = {fold(text) for text in (old.question, *kept)}
        fresh = {fold(text): text for text in map(tidy, add) if fold(text) not in known}
        return self.edit(server, entry, {"also": (*kept, *fresh.values())}, action="phrasing")

    def shorten(self, server: str | None, entry: str, text: str | None) -> Draft:
        """What is said of an answer in short; without `text` its first sentences are, as of any other."""
        return self.edit(server, entry, {"in_short": text or ""}, action="short")

    def rename(self, server: str | None, entry: str, new: str) -> Draft:
        """Another id; whatever refers to the entry follows. Buttons on old messages will not find it any more."""
        self._needs_own(server, entry)
        if new == entry:
            raise UnchangedError("that is what it says already", "why_unchanged")
        if new in self._ids(self.whose(server)):
            raise FieldFaults([taken_id(new)])
        renamed = entry_from({"id": new}, self.entry(server, entry), ())
        return self._draft(server, edits.Put(renamed, old=entry), "rename", (new,))

    def move(self, server: str | None, entry: str, topic: str) -> Draft:
        """Into another topic, which is made if there is none of that title."""
        self._needs_own(server, entry)
        if not (title := tidy(topic)):
            raise FieldFaults([FieldFault("topic", "`topic` is empty", "name one", "why_empty_topic")])
        if self._stands_over_base(server, entry):
            what = f"your version of `{entry}` stands in the place of the entry that all servers share"
            raise EditError(f"{what}, and so in its topic", "why_stays", entry=entry)
        return self._draft(server, edits.MoveTo(entry, title), "move", (entry,))

    def remove(self, server: str | None, entry: str) -> Draft:
        """The entry goes. Of a server's own version of a base entry, that of the base comes back."""
        self._needs_own(server, entry)
        return self._draft(server, edits.Remove(entry, self._stands_over_base(server, entry)), "remove", (entry,))

    def restore(self, server: str | None, entry: str, *, locale: str | None = None) -> Draft:
        """A removed entry as it last was; others name it again that did, unless they were changed since.

        Raises RecordsError.
        """
        if self.is_own(server, entry):
            raise EditError(f"the entry `{entry}` is there", "why_entry_there", entry=entry)
        past = next((one for one in self.history(server, entry=entry, limit=25) if entry in one.removed), None)
        if past is None:
            what = f"the history knows of no removed entry `{entry}`"
            near = did_you_mean(entry, [removed for removed, _ in self.removed(server)])
            raise EditError("; ".join(filter(None, (what, near))), "why_not_removed", entry=entry)
        alone = [part for part in past.parts if part.entry == entry]
        if past.action == "remove":  # what else that changed was because of it
            with suppress(EditError):
                return self._taken_back(server, past, past.parts, "restore")
        with suppress(EditError):
            return self._taken_back(server, past, alone, "restore")
        # The rest of its file has gone since.
        topic = self._first_topic(self.whose(server), locale)
        edit = edits.Put(entry_in(alone[0].before or ""), topic=topic)
        return self._draft(server, edit, "restore", (entry,))

    def removed(self, server: str | None) -> tuple[tuple[str, str], ...]:
        """The entries that `restore` can bring back: id and question, the last removed first. Raises RecordsError."""
        there = edits.files_of(self._library.documents(self.whose(server)))
        found = self._history.removed(self._settled(server))
        return tuple((entry, question) for entry, question in found.items() if entry not in there)

    def words(self, server: str | None, groups: Sequence[Sequence[str]]) -> Draft:
        """The groups of words that mean the same, all of them; for a server those it has besides the base's."""
        tidied = [tuple(filter(None, map(tidy, group))) for group in groups]
        value = tuple(group for group in tidied if group)
        return self._draft(server, edits.SetValue(WORDS, "groups", value or None), "words", ())

    def word_groups(self, server: str | None) -> tuple[tuple[str, ...], ...]:
        """The groups of words that `server` may change: those it has besides the base's."""
        return tuple(edits.word_groups(self._library.documents(self.whose(server))))

    def word_group(self, server: str | None, old: Sequence[str], new: Iterable[str]) -> Draft:
        """One group of words in the place of another. Without `old` it is new; without `new` the old one goes."""
        tidied = tuple(dict.fromkeys(filter(None, map(tidy, new))))
        if len(tidied) == 1 or not (tidied or old):
            what, remedy = "a group has two words or more", "write each on a line of its own"
            raise FieldFaults([FieldFault("words", what, remedy, "why_one_word")])
        if tidied == tuple(old):
            raise UnchangedError("that is what it says already", "why_unchanged")
        return self._draft(server, edits.SetGroup(tuple(old), tidied), "words", ())

    def saying(self, server: str | None, name: str, text: str | None, *, locale: str = "") -> Draft:
        """A text of the bot's voice, in the language `locale`; None for the one that came with the bot or the base."""
        file = f"voice.{locale}.yaml" if locale else VOICE
        now = getattr(self.edition(server).faq.voice_in(locale or None), name, None)
        if text and now is not None and tidy(text) == tidy(now):
            raise UnchangedError("that is what it says already", "why_unchanged")
        return self._draft(server, edits.SetValue(file, name, tidy(text) if text else None), "voice", ())

    def teach(self, server: str | None, entry: str, questions: Iterable[str]) -> Draft:
        """Questions that members asked, as phrasings of the entry that answers them."""
        return replace(self.phrasing(server, entry, add=questions), action="teach")

    def not_for_us(self, server: str | None, questions: Iterable[str], *, locale: str | None = None) -> Draft:
        """Questions that are not to be answered: phrasings of an entry of the kind `outside`, made if need be.

        Without those that are phrasings of an entry already. Raises UnchangedError if all of them are.
        """
        faq = self.edition(server).faq
        if not (questions := in_no_entry(questions, faq.entries)):
            raise UnchangedError("every one of them is a phrasing of an entry already", "why_nothing")
        if NOT_FOR_US in faq.by_id:  # that of the base among them, which would be hidden
            return replace(self.phrasing(server, NOT_FOR_US, add=questions), action="not for us")
        voice = faq.voice_in(locale)
        typed = {
            "id": NOT_FOR_US,
            "kind": Kind.OUTSIDE,
            "question": voice.question_not_for_us,
            "also": tuple(dict.fromkeys(map(tidy, questions))),
            "answer": voice.nothing,
        }
        entry = entry_from(typed, None, ())
        return self._draft(server, edits.Put(entry, topic=voice.topic_not_for_us), "not for us", (NOT_FOR_US,))

    def expect(self, server: str | None, questions: Mapping[str, str | None]) -> Draft:
        """Questions for `questions.yaml`, with the entry that each has to lead to; None where it must not be answered.

        The last word on a question counts. One that does not lead there is refused: every preview would complain of it.
        """
        edit = edits.Expect({tidy(question): entry for question, entry in questions.items()})
        return _leading(self._draft(server, edit, "expect", ()), edit)

    def expecting(self, draft: Draft, questions: Iterable[str]) -> Draft:
        """`draft`, and with it the questions kept for `questions.yaml`, as leading to the entry that it is about."""
        entry = draft.proof.reading.draft.by_id[draft.entries[0]]
        wanted = None if entry.kind is Kind.OUTSIDE else entry.id
        edit = edits.Expect(dict.fromkeys(map(tidy, questions), wanted))

        def make(documents: Documents) -> Changed:
            changed = draft.make(documents)
            return {**changed, **edits.applied(after(documents, changed), edit)}

        def look(documents: Documents) -> Seen:
            return {**draft.look(documents), **edits.seen(documents, edit)}

        both = self._drafter.drafted(draft.server, make, look, draft.action, draft.entries)
        return _leading(replace(both, seen={**both.seen, **draft.seen}, without=draft), edit)

    def import_(
        self, server: str | None, files: Mapping[str, bytes], *, topic: str = "", locale: str | None = None
    ) -> Draft:
        """The YAML files of an export, or a table (`.csv`) of entries: all of it or none.

        An entry that is there already, by its id or its question, is changed and not added a second time. `topic` is
        for entries of a table that name none.
        """
        whose = self.whose(server)
        made: tuple[Documents, Changed] | None = None  # the last: a table of hundreds of entries takes seconds

        def make(documents: Documents) -> Changed:
            nonlocal made
            if made is None or made[0] != documents:
                made = documents, importing.imported(documents, files, tidy(topic) or self._first_topic(whose, locale))
            return made[1]

        def look(documents: Documents) -> Seen:
            return {file: readable(documents.get(file)) for file in make(documents)}

        return self._drafter.drafted(server, make, look, "import")

    def undo(self, server: str | None, number: int, *, locale: str | None = None) -> Draft:
        """Take back the change with that id, whoever made it, also by hand. Raises RecordsError.

        Of a removal that cannot be taken back whole, as its file has gone since, the entry alone is restored.
        """
        past = self._history.past(self._settled(server), number)
        try:
            return self._taken_back(server, past, past.parts, "undo")
        except EditError:
            if past.action != "remove" or self.is_own(server, past.removed[0]):
                raise
        return self.restore(server, past.removed[0], locale=locale)

    def again(self, draft: Draft) -> Draft:
        """The same change, made of what stands there now: what a moderator chooses after a conflict."""
        without = self._drafter.again(draft.without) if draft.without else None
        return replace(self._drafter.again(draft), without=without)

    # Saving

    def save(self, draft: Draft, by: Author, reason: str | None = None) -> Saved:
        """Write, record and serve a draft. When this returns, the change outlives whatever happens next."""
        return self._drafter.save(draft, by, reason)

    def settle(self) -> None:
        """Bring history and files together, for every server: when the bot starts, and after a change by hand."""
        self._library.sweep()
        for server in self._library.folders():
            self.settle_one(server)

    def settle_one(self, server: str | None, *, by_hand: bool = True) -> None:
        """The same for one; `by_hand` as in `HistoryDesk.settle`. Where nothing can be read or written, nothing is."""
        try:
            with self._library.shelf(server).locked(to_write=False):
                self._history.settle(server, by_hand=by_hand)
        except FaqBotError as error:
            _log.debug("not settled: %s", error)

    def forget(self, server: str) -> None:
        """Delete the entries of a server and all else that is in its folder. The base is the host's, and stays.

        Raises EditError where the disk refuses; the host is told.
        """
        if self.whose(server) is None:
            return
        try:
            self._library.forget(server)
        except EditError as error:
            _log.error("what server %s has of its own is not deleted yet: %s", server, error)
            raise

    def forget_words(self) -> None:
        """Words of members were deleted: let go of what quotes any, which is found out anew if it is wanted."""
        self._drafter.forget_words()

    # What was

    def history(
        self, server: str | None, *, entry: str | None = None, limit: int = 10, before: int | None = None
    ) -> tuple[Past, ...]:
        """The newest changes first, of all or of one entry. Raises RecordsError."""
        return self._history.latest(self._settled(server), entry=entry, limit=limit, before=before)

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

    def _settled(self, server: str | None) -> str | None:
        """Whose history it is, which knows by now of what the database refused when that was saved."""
        whose = self.whose(server)
        self.settle_one(whose, by_hand=False)
        return whose

    def _draft(self, server: str | None, edit: Edit, action: str, entries: tuple[str, ...]) -> Draft:
        def make(documents: Documents) -> Changed:
            return edits.applied(documents, edit)

        whose = self.whose(server)

        def look(documents: Documents) -> Seen:
            seen = edits.seen(documents, edit)
            if whose is None or not isinstance(edit, edits.Put):
                return seen
            base = self._library.documents(None)  # of what a server makes its own, that was seen
            return {entry: text or edits.entry_text(base, entry) for entry, text in seen.items()}

        return self._drafter.drafted(server, make, look, action, entries)

    def _taken_back(self, server: str | None, past: Past, parts: Sequence[Part], action: str) -> Draft:
        """`parts` of a past change as they were before it, with whatever has come to name their entries since."""

        since = self._history.renamed_since(self.whose(server), past.id)

        def make(documents: Documents) -> Changed:
            now = followed(documents, parts, since)
            changed = undone(documents, now)
            there = edits.files_of(after(documents, changed))
            gone, renamed = named_otherwise(now)
            gone = {entry for entry in gone if entry not in there and not self._stands_over_base(server, entry)}
            back = {old: new for old, new in renamed.items() if old not in there and new in there}
            return edits.followed(documents, changed, gone, back)

        def look(documents: Documents) -> Seen:
            now = followed(documents, parts, since)
            return {f"{part.file} {part.entry or ''}": part_text(documents, part) for part in now}

        undoes = past.id if len(parts) == len(past.parts) else None
        return replace(self._drafter.drafted(server, make, look, action), undoes=undoes)

    def _put(self, server: str | None, entry: str, new: Entry) -> edits.Put:
        """The edit that makes `new` of an entry, which a server takes over from the base if it is not its own yet."""
        if self.is_own(server, entry):
            return edits.Put(new, old=entry)
        return edits.Put(new, topic=self.topic_of(server, entry))

    def _needs_own(self, server: str | None, entry: str) -> None:
        self.entry(server, entry)
        if not self.is_own(server, entry):
            raise EditError(
                f"the entry `{entry}` belongs to the FAQ that all servers share; edit it to have a version of your own",
                "why_shared_entry",
                entry=entry,
            )

    def _stands_over_base(self, server: str | None, entry: str) -> bool:
        """Whether an entry of a server's own has one of the base beneath it."""
        return self.whose(server) is not None and entry in self._library.edition(None).faq.by_id

    def _ids(self, server: str | None) -> Collection[str]:
        return self._library.edition(server).faq.by_id

    def _first_topic(self, server: str | None, locale: str | None) -> str:
        """Where an entry goes for which no topic was named: the first of one's own, or else a new one."""
        documents, faq = self._library.documents(server), self._library.edition(server).faq
        own = (one.topic for one in faq.topics if edits.topic_file(documents, one.topic))
        return next(own, faq.voice_in(locale).topic_new)


def _leading(draft: Draft, edit: edits.Expect) -> Draft:
    """`draft`, if the questions of `edit` lead where they have to once it is saved. Raises EditError."""
    for broken in draft.effect.broken:
        question, entry = broken.expected.question, broken.expected.entry
        if question in edit.questions:
            wanted = f"would not lead to `{entry}`" if entry else "would be answered"
            message = f'"{question}" {wanted}, so it cannot be a question that has to work'
            raise EditError(message, "why_not_leading" if entry else "why_not_refused", question=question, entry=entry)
    return draft
