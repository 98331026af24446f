"""Changes to an FAQ as plain values, and what each makes of the YAML files: files -> files.

`applied` gives the files that an edit changes, with their new content (None for a file that goes). `seen` gives the
text of just those parts that it changes: as long as they are as somebody saw them, the edit may be made, whatever has
become of the rest.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.errors import EditError
from bot.knowledge.documents import Changed, Documents
from bot.knowledge.editing import in_place
from bot.knowledge.editing.fields import new_id
from bot.knowledge.locales import LOCALES, locale_of
from bot.knowledge.model import Entry
from bot.knowledge.reading.phrasings import fold
from bot.knowledge.reading.reader import QUESTIONS, SHARED, WORDS
from bot.knowledge.yaml_text.nodes import Mapping as MappingNode
from bot.knowledge.yaml_text.nodes import Sequence as SequenceNode
from bot.knowledge.yaml_text.parsing import parse
from bot.knowledge.yaml_text.writing import Data

# What a file may be called when its name comes from a person: no way out of the folder, nothing hidden.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}\.yaml\Z", re.ASCII)


def is_file_name(name: str) -> bool:
    """Whether a file of an FAQ may be called so when that is not its name already."""
    return bool(_NAME.match(name)) or locale_of(name) in LOCALES


def is_topic(file: str) -> bool:
    """Whether a file of that name holds entries."""
    return file not in SHARED and locale_of(file) is None


@dataclass(frozen=True)
class Put:
    """`entry` takes the place of the one called `old`; or it is new, in the topic called `topic`, behind `behind`.

    Where one of its id has come to be there meanwhile, what is new takes the place of that.
    """

    entry: Entry
    old: str | None = None
    topic: str = ""
    behind: str | None = None


@dataclass(frozen=True)
class Remove:
    """The entry goes, and with it what refers to it; unless one of that id `stays`, in the FAQ beneath these files."""

    entry: str
    stays: bool = False


@dataclass(frozen=True)
class MoveTo:
    """The entry goes to the end of another topic, which is made if there is none of that title."""

    entry: str
    topic: str


@dataclass(frozen=True)
class SetValue:
    """A key of one of the files that hold no entries: the `groups` of words.yaml, a text of voice.yaml, `questions`."""

    file: str
    key: str
    value: Data | None


@dataclass(frozen=True)
class SetGroup:
    """The group of words `new` in the place of `old`. Without `old` it is added, without `new` it goes."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Expect:
    """Questions, each with the entry that it has to lead to from now on, or None where it must not be answered."""

    questions: Mapping[str, str | None]


REFERENCES = ("follow_ups", "answers_too")  # the lists of an entry that name others

Edit = Put | Remove | MoveTo | SetValue | SetGroup | Expect


def applied(documents: Documents, edit: Edit) -> Changed:
    """The files that `edit` changes, as they are after it. Raises EditError where it cannot be made."""
    match edit:
        case Put():
            changed = _put(documents, edit)
        case Remove():
            changed = _removed(documents, edit)
        case MoveTo():
            changed = _moved(documents, edit)
        case SetValue():
            content = in_place.set_value(documents.get(edit.file, b""), edit.key, edit.value)
            changed = {edit.file: content if edit.file in documents or content.strip() else None}
        case SetGroup():
            changed = applied(documents, SetValue(WORDS, "groups", _regrouped(documents, edit) or None))
        case Expect():
            content = in_place.set_value(documents.get(QUESTIONS, b""), "questions", _expecting(documents, edit))
            changed = {QUESTIONS: content}
    return {file: content for file, content in changed.items() if content != documents.get(file)}


def seen(documents: Documents, edit: Edit) -> dict[str, str | None]:
    """The texts of the parts that `edit` changes, by names for them; None for what is not there."""
    match edit:
        case Put():
            return {name: entry_text(documents, name) for name in {edit.old, edit.entry.id} - {None} if name}
        case Remove() | MoveTo():
            return {edit.entry: entry_text(documents, edit.entry)}
        case SetValue():
            value = _data(documents.get(edit.file, b"")).get(edit.key)
            return {edit.file: value if value is None or isinstance(value, str) else repr(value)}
        case SetGroup():
            there = word_groups(documents)
            return {WORDS: next((", ".join(group) for group in (edit.old, edit.new) if group in there), None)}
        case Expect():
            known = {fold(question): entry or "null" for question, entry in expected(documents)}
            return {question: known.get(fold(question)) for question in edit.questions}


def files_of(documents: Documents) -> dict[str, str]:
    """The file of every entry, by its id. A file with faults has none."""
    found: dict[str, str] = {}
    for file, content in sorted(documents.items()):
        if is_topic(file):
            for entry in _ids(content):
                found.setdefault(entry, file)
    return found


def ids_by_question(documents: Documents) -> dict[str, str]:
    """The id of every entry by its question, as `fold` makes it; of two alike the first. Faults do not matter."""
    found: dict[str, str] = {}
    for file, content in sorted(documents.items()):
        for entry in _entries(content) if is_topic(file) else ():
            if "id" in entry.items and "question" in entry.items:
                found.setdefault(fold(_typed(entry, "question")), _typed(entry, "id"))
    return found


def data_by_id(documents: Documents) -> dict[str, object]:
    """What every entry says, by its id; of two alike the first, as in `files_of`."""
    found: dict[str, object] = {}
    for file, content in sorted(documents.items()):
        for entry in _entries(content) if is_topic(file) else ():
            if "id" in entry.items:
                found.setdefault(_typed(entry, "id"), entry.data)
    return found


def file_of(documents: Documents, entry: str) -> str:
    file = files_of(documents).get(entry)
    if file is None:
        raise EditError(f"there is no entry `{entry}` here any more", "why_no_entry", entry=entry)
    return file


def entry_text(documents: Documents, entry: str) -> str | None:
    """The lines of an entry as they stand in its file, or None if there is no such entry."""
    file = files_of(documents).get(entry)
    return in_place.entry_text(documents[file], entry) if file else None


def topic_file(documents: Documents, title: str) -> str | None:
    """The file of the topic called `title`, whatever its capitals; None if there is none."""
    for file, content in sorted(documents.items()):
        named = _data(content).get("topic") if is_topic(file) else None
        if isinstance(named, str) and fold(named) == fold(title):
            return file
    return None


def expected(documents: Documents) -> list[tuple[str, str | None]]:
    """The questions of `questions.yaml` with their entries."""
    found = [one for one in _expected(documents) if isinstance(one, Mapping)]
    return [(str(one.get("question")), one.get("entry") and str(one.get("entry"))) for one in found]


def _expecting(documents: Documents, edit: Expect) -> tuple[Data, ...]:
    """All questions of `questions.yaml` once those of `edit` are among them: each once, and where it stood before."""
    wanted = {fold(question): {"question": question, "entry": entry} for question, entry in edit.questions.items()}
    kept: list[Data] = []
    for one in _expected(documents):
        key = fold(str(one.get("question"))) if isinstance(one, Mapping) else ""
        kept.append(wanted.pop(key, one))
    return (*kept, *wanted.values())


def _expected(documents: Documents) -> tuple[Data, ...]:
    """What stands in the list of `questions.yaml`."""
    held = _data(documents.get(QUESTIONS, b"")).get("questions")
    return held if isinstance(held, tuple) else ()


def _leads_to(expected: Data, entry: str) -> bool:
    return isinstance(expected, Mapping) and str(expected.get("entry")).strip() == entry


def word_groups(documents: Documents) -> list[tuple[str, ...]]:
    """The groups of `words.yaml`."""
    held = _data(documents.get(WORDS, b"")).get("groups")
    found = [one for one in held if isinstance(one, tuple)] if isinstance(held, tuple) else []
    return [tuple(str(word).strip() for word in group) for group in found]


def _regrouped(documents: Documents, edit: SetGroup) -> tuple[tuple[str, ...], ...]:
    groups = word_groups(documents)
    if not edit.old:
        return (*groups, edit.new)
    if edit.old not in groups:
        raise EditError(f"there is no group `{', '.join(edit.old)}` any more", "why_no_group")
    groups[groups.index(edit.old)] = edit.new
    return tuple(filter(None, groups))


def new_file(documents: Documents, title: str) -> str:
    """A name for the file of a new topic: made of its title, and of nothing else of it than letters and digits."""
    names = [re.sub(r"\.yaml\Z", "", file) for file in (*documents, *SHARED)]
    return new_id(title, names) + ".yaml"


def added(
    documents: Documents, entry: Entry, topic: str, behind: str | None = None, like: str | None = None
) -> Changed:
    """A new entry in the topic called `topic`, which is made if need be."""
    file = topic_file(documents, topic) if topic else next((name for name in documents if is_topic(name)), None)
    if file is None:
        if not topic:
            raise EditError("there is no topic yet; name one", "why_no_topic")
        return {new_file(documents, topic): in_place.new_topic(topic, entry, like=like)}
    known = _ids(documents[file])
    return {file: in_place.add_entry(documents[file], entry, after=behind if behind in known else None, like=like)}


def _put(documents: Documents, edit: Put) -> Changed:
    old = edit.old
    if old is None and edit.entry.id not in files_of(documents):
        return added(documents, edit.entry, edit.topic, edit.behind)
    old = old or edit.entry.id
    file = file_of(documents, old)
    changed = in_place.change_entry(documents[file], old, edit.entry)
    if edit.entry.id == old:
        return {file: changed}
    return _renamed({**documents, file: changed}, old, edit.entry.id)


def _removed(documents: Documents, edit: Remove) -> Changed:
    """The file without the entry, and every file that refers to it without that."""
    file = file_of(documents, edit.entry)
    changed: Changed = {file: in_place.remove_entry(documents[file], edit.entry)}
    return changed if edit.stays else {**changed, **_without({**documents, **changed}, edit.entry)}


def followed(documents: Documents, changed: Changed, gone: Collection[str], renamed: Mapping[str, str]) -> Changed:
    """`changed`, and with it whatever else names entries that are `gone` then, or `renamed`: old ids with the new."""
    after = {**documents, **changed}
    for entry in gone:
        after |= _without(after, entry)
    for old, new in renamed.items():
        after |= _renamed(after, old, new)
    return {file: content for file, content in after.items() if content != documents.get(file)}


def _without(documents: Mapping[str, bytes | None], entry: str) -> Changed:
    """The files that hold something, without what refers to `entry`."""
    there = {file: content for file, content in documents.items() if content is not None}
    changed: Changed = {
        file: in_place.without_references(content, "entries", REFERENCES, entry)
        for file, content in there.items()
        if is_topic(file)
    }
    expected = _expected(there)
    kept = tuple(one for one in expected if not _leads_to(one, entry))
    if kept != expected:
        changed[QUESTIONS] = in_place.set_value(there[QUESTIONS], "questions", kept)
    return changed


def _renamed(documents: Mapping[str, bytes | None], old: str, new: str) -> Changed:
    """Every file that may refer to `old`, referring to `new`."""
    changed: Changed = {}
    for file, content in documents.items():
        if content is None:
            continue
        if file == QUESTIONS:
            changed[file] = in_place.with_references(content, "questions", ("entry",), old, new)
        elif is_topic(file):
            changed[file] = in_place.with_references(content, "entries", REFERENCES, old, new)
    return changed


def _moved(documents: Documents, edit: MoveTo) -> Changed:
    file = file_of(documents, edit.entry)
    if topic_file(documents, edit.topic) == file:
        raise EditError(f"the entry is in that topic already: {edit.topic}", "why_same_topic", topic=edit.topic)
    entry = in_place.read_entry(documents[file], edit.entry)
    there = added(documents, entry, edit.topic, like=in_place.entry_text(documents[file], edit.entry))
    return {**there, file: in_place.remove_entry(documents[file], edit.entry)}


def _data(content: bytes) -> Mapping[str, Data]:
    root = parse("", content).root
    return root.data if isinstance(root, MappingNode) else {}


def _ids(content: bytes) -> list[str]:
    """The ids of the entries of a file, in order."""
    return [_typed(entry, "id") for entry in _entries(content) if "id" in entry.items]


def _entries(content: bytes) -> list[MappingNode]:
    root = parse("", content).root
    entries = root.items.get("entries") if isinstance(root, MappingNode) else None
    items = entries.items if isinstance(entries, SequenceNode) else []
    return [item for item in items if isinstance(item, MappingNode)]


def _typed(entry: MappingNode, key: str) -> str:
    return str(entry.items[key].data).strip()
