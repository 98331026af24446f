"""A change to an FAQ that can be saved, and what comes of it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.desk.effects import Effects
from bot.desk.history import diff_of
from bot.desk.library import Edition, Proof
from bot.desk.reply import Reply, reply_for
from bot.engine.curation.trial import Effect, try_out
from bot.engine.decision import Again, Decision
from bot.engine.matcher import Matcher
from bot.errors import ConflictError, EditError, Fault
from bot.knowledge.documents import Changed, Documents, readable
from bot.knowledge.editing import edits
from bot.knowledge.editing.differing import Part, differences
from bot.knowledge.editing.fields import FieldFault, words_for
from bot.knowledge.model import Entry, Faq
from bot.knowledge.reading.reader import Origin

_ELSEWHERE = re.compile(r"\((\S+\.yaml):(\d+)\)")

Seen = Mapping[str, str | None]


@dataclass(frozen=True, eq=False)
class Draft:
    """A change that can be saved, and what comes of it. Two are never the same.

    `server` is whose FAQ it changes (None: the base). `make` makes the change of any version of the files, `look` gives
    the parts that it changes, and `seen` is what those were when the draft was made. `without` is the same change
    without the questions that are kept with it for later changes to be tried on, if any are.
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
    effects: "Effects[Draft]"
    undoes: int | None = None
    without: "Draft | None" = None

    def rest(self) -> None:
        """Let go of its index, which is built again if need be: it is most of what a draft takes."""
        for draft in (self, self.without):
            if draft and draft.proof.held:
                draft.proof.held.rest(0)

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
        changed = (by_id[entry] for entry in self.entries if entry in by_id)
        return tuple(reply_for(matcher.faq, self._showing(entry, matcher)) for entry in changed)

    def _showing(self, entry: Entry, matcher: Matcher) -> Decision:
        """The decision that shows what has changed of an entry: it in short, if that is all."""
        decision, before = matcher.decision_for(entry), self.edition.faq.by_id.get(entry.id)
        if before is None or before == entry or before.model_copy(update={"in_short": entry.in_short}) != entry:
            return decision
        return replace(decision, again=Again.GIST)

    @property
    def effect(self) -> Effect:
        """What it does to the questions people ask. Takes about a second: not for an event loop."""

        def try_on(asked: Sequence[str]) -> Effect:
            matcher = self.proof.matcher
            return try_out(self.edition.matcher, matcher, asked) if matcher else Effect()

        return self.effects.of(self, self.server, try_on)

    @property
    def phrasings_gone(self) -> frozenset[str]:
        """Ways of asking that are those of no entry any more."""
        before, after = self.edition.faq, self.proof.reading.draft
        return _phrasings(before) - _phrasings(after)

    @property
    def changes_voice(self) -> bool:
        """Whether any of the bot's own texts becomes another."""
        before, after = self.edition.faq, self.proof.reading.draft
        return (before.voice, before.voices) != (after.voice, after.voices)

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


def _phrasings(faq: Faq) -> frozenset[str]:
    return frozenset(text for entry in faq.entries for text in entry.phrasings)


def after(documents: Documents, changed: Changed) -> dict[str, bytes]:
    both = {**documents, **changed}
    return {file: content for file, content in sorted(both.items()) if content is not None}


def part_text(documents: Documents, part: Part) -> str | None:
    if part.entry is None:
        return readable(documents.get(part.file))
    own = {part.file: documents[part.file]} if part.file in documents else {}
    return edits.entry_text(own, part.entry)


def entries_in(documents: Documents, changed: Changed) -> tuple[str, ...]:
    """The entries that differ, or go."""
    parts = differences(documents, after(documents, changed))
    return tuple(dict.fromkeys(part.entry for part in parts if part.entry))


def conflict_of(draft: Draft, documents: Documents) -> ConflictError:
    try:
        wanted = draft.look(after(draft.documents, draft.changed))
    except EditError:
        wanted = draft.seen
    message = "somebody else has changed this in the meantime; nothing was saved"
    return ConflictError(message, draft.look(documents), wanted)


def field_fault(fault: Fault, origins: Iterable[Origin]) -> FieldFault:
    """A fault with the field of the form that it is about; with file and line if it is about something else."""
    if fault.what.startswith(("entry ", "entries ")):
        for origin in origins:
            for file, line, words_there in _places(fault):
                if field := _field_at(origin, file, line):
                    return FieldFault(field, fault.what, fault.remedy, *words_there)
    return FieldFault("", fault.what, fault.remedy, *words_for(fault), f"{fault.file}:{fault.line}")


def placed_fault(fault: Fault, origins: Mapping[str, Origin]) -> FieldFault:
    """A fault with its file and line, and with its entry if it is in one of those of `origins`."""
    entries = [entry for entry, origin in origins.items() if _is_at(origin, fault)]
    entry = entries[0] if len(entries) == 1 else ""  # several may stand in one line
    return FieldFault("", fault.what, fault.remedy, *words_for(fault), f"{fault.file}:{fault.line}", entry)


def _is_at(origin: Origin, fault: Fault) -> bool:
    """Whether a fault is about the entry of that origin."""
    return fault.file == origin.file and origin.line <= fault.line <= origin.last_line


def _places(fault: Fault) -> Iterable[tuple[str, int, tuple[str, Mapping[str, object]]]]:
    """Where a fault is, and where else, each with `words_for` it there.

    What two entries share is told in one of them, with the place in the other, to which the one is the `other`.
    """
    why, about = words_for(fault)
    yield fault.file, fault.line, (why, about)
    there = {**about, "entry": about["other"]} if "other" in about else about
    yield from ((file, int(line), (why, there)) for file, line in _ELSEWHERE.findall(fault.what))


def _field_at(origin: Origin, file: str, line: int) -> str | None:
    """The field of an entry that stands in that line, if one does."""
    if file != origin.file or not origin.line <= line <= origin.last_line:
        return None
    lines = {field: origin.line_of(field) for field in Entry.model_fields}
    found = [field for field in Entry.model_fields if origin.line < lines[field] <= line]
    return max(found, key=lambda field: lines[field]) if found else None
