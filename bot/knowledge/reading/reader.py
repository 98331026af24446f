"""The YAML files of an FAQ -> a `Reading`: the FAQ, or everything that is wrong with it.

Nothing here touches a disk and nothing raises, whatever the bytes. All faults of all files are found at once: what
could not be read is left out of the `draft`, and the rest is read on, so that `checking` can still look at it.

    sources.yaml, words.yaml, voice.yaml    what their names say; each may be absent or empty
    questions.yaml                          questions with their entries, which every change is tried on
    voice.de.yaml, voice.pt-BR.yaml, …      what the bot says to members whose Discord is in that language
    any other *.yaml                        a topic with its entries; safety.yaml is one of them

A text in a language is looked for in four places: the FAQ's voice in that language, the FAQ's own voice (what its
curators wrote goes before a translation that is not theirs), the built-in voice in that language, the built-in voice.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import FaqFaults, Fault
from bot.knowledge.locales import LOCALES, locale_of
from bot.knowledge.model import Entry, Expected, Faq, Questions, Sources, Topic, Voice, Words
from bot.knowledge.reading.explaining import did_you_mean, explain
from bot.knowledge.reading.voice import alike, misused
from bot.knowledge.yaml_text.nodes import Mapping, Node, Scalar, Sequence, Step, find, last_line, shown
from bot.knowledge.yaml_text.parsing import Document, parse

SOURCES, WORDS, VOICE, QUESTIONS = SHARED = ("sources.yaml", "words.yaml", "voice.yaml", "questions.yaml")
Sayings = dict[str, str]  # texts by their names
MAX_FAULTS = 100  # a file; whoever mends a hundred faults will run the check again anyway

_ModelT = TypeVar("_ModelT", bound=BaseModel)


@dataclass(frozen=True)
class Origin:
    """Where something stands: its file and its tree, which knows the line of each part."""

    file: str
    node: Node

    @property
    def line(self) -> int:
        return self.node.line

    @property
    def last_line(self) -> int:
        return last_line(self.node)

    def line_of(self, *path: Step) -> int:
        """The line of a part, such as `line_of("also", 3)`; of the nearest thing above if there is no such part."""
        return find(self.node, *path)[0]


@dataclass(frozen=True)
class Reading:
    """What the files of an FAQ say.

    `draft` is as much of the FAQ as could be read; its topics stand in the files named by `topic_files`, one each.
    `origins` leads from the id of every entry seen, faulty ones too, to its place; `files` from a file's name to its
    top. `incomplete` names the files of which some may have been missed: what they might define cannot be called
    unknown. `items` gives for lists that come of two files, by their keys, the file and the number there of each item.
    """

    draft: Faq
    topic_files: tuple[str, ...]
    faults: tuple[Fault, ...]
    origins: Map[str, Origin]
    files: Map[str, Origin]
    incomplete: frozenset[str]
    items: Map[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def place_of(self, file: str, key: str, number: int, *path: Step) -> tuple[str, int]:
        """The file and the line of item `number` of the list `key`, which stands in `file`; of what `path` leads to."""
        if key in self.items:
            file, number = self.items[key][number]
        return file, self.files[file].line_of(key, number, *path)

    def fault_in(
        self, entry: Entry, what: str, remedy: str, *path: Step, why: str = "", about: Map[str, object] | None = None
    ) -> Fault:
        """A fault of an entry, in the line of the part of it that `path` leads to; `why` and `about` are as there."""
        origin = self.origins[entry.id]
        return Fault(origin.file, origin.line_of(*path), what, remedy, why, about or {})

    @property
    def topics(self) -> Iterator[tuple[str, Topic]]:
        """Every topic with the name of its file."""
        return zip(self.topic_files, self.draft.topics, strict=True)


def read_faq(documents: Map[str, bytes], builtin_voice: Map[str, bytes]) -> Reading:
    """Read the files of an FAQ, given by their names, over the voice files that come with the program.

    Raises FaqFaults only if `builtin_voice` itself, which no curator writes, is faulty.
    """
    reader = _Reader()
    voice = _builtin(builtin_voice)
    for file in sorted(documents):
        reader.read(parse(file, documents[file]))
    return reader.finish(voice)


def read_own(documents: Map[str, bytes], base: Faq) -> Reading:
    """Read the files a server has beside those of `base`, over the voice of that. Any of them may be missing."""
    reader = _Reader()
    for file in sorted(documents):
        reader.read(parse(file, documents[file]))
    voices = {locale: voice.model_dump() for locale, voice in {"": base.voice, **base.voices}.items()}
    return reader.finish(voices, needs_topics=False)


def _builtin(files: Map[str, bytes]) -> dict[str, Sayings]:
    """The built-in texts by language; those without one are complete."""
    reader = _Reader()
    for file, content in files.items():
        reader.read(parse(file, content))
    reader.whole(Voice, parse(VOICE, files.get(VOICE, b"{}")))
    if reader.faults:
        raise FaqFaults([replace(fault, file=f"builtin/{fault.file}") for fault in reader.faults])
    return reader.sayings


class _Reader:
    """Gathers what one file after another says, and the faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.topics: dict[str, Topic] = {}
        self.origins: dict[str, Origin] = {}
        self.files: dict[str, Origin] = {}
        self.incomplete: set[str] = set()
        self.sources = Sources()
        self.words = Words()
        self.sayings: dict[str, Sayings] = {}  # by language; "" is the FAQ's own
        self.questions: tuple[Expected, ...] = ()

    def read(self, document: Document) -> None:
        before = len(self.faults)
        self.faults += document.faults
        if document.root:
            self.files[document.file] = Origin(document.file, document.root)
        self._part_for(document.file)(document)
        if not document.whole:
            self.incomplete.add(document.file)
        self._cut(before, document.file)

    def finish(self, builtin: Map[str, Sayings], *, needs_topics: bool = True) -> Reading:
        if needs_topics and not self.topics and not self.faults:
            remedy = "add one, for example start.yaml, with `topic:` and `entries:`"
            self.faults.append(Fault("faq", 1, "there is no topic file", remedy))
        draft = Faq(
            topics=tuple(self.topics.values()),
            sources=self.sources,
            words=self.words,
            voice=self._voice("", builtin),
            voices={locale: self._voice(locale, builtin) for locale in {*builtin, *self.sayings} - {""}},
            questions=self.questions,
        )
        topic_files, incomplete = tuple(self.topics), frozenset(self.incomplete)
        return Reading(draft, topic_files, tuple(sorted(self.faults)), self.origins, self.files, incomplete)

    def _voice(self, locale: str, builtin: Map[str, Sayings]) -> Voice:
        """The texts in one language, each from the first place that has it; see the top of this module."""
        own, translated = self.sayings.get("", {}), self.sayings.get(locale, {})
        texts = {**builtin[""], **builtin.get(locale, {}), **own, **translated}
        for name, other in alike(texts):
            changed = name if name in translated or name in own else other
            file = f"voice.{locale}.yaml" if locale and changed in translated else VOICE
            origin = self.files.get(file)
            what, line = (
                f"`{name}` and `{other}` are both `{shown(texts[name])}`",
                origin.line_of(changed) if origin else 1,
            )
            about = {"name": name, "other": other}
            self.faults.append(Fault(file, line, what, "Discord wants them to differ", "why_alike", about))
        return Voice(**texts)

    def whole(self, model: type[_ModelT], document: Document, node: Node | None = None) -> _ModelT | None:
        """The file read as `model`, or None with its faults noted."""
        root = node or document.root
        if root is None:
            return None
        if not isinstance(root, Mapping):
            self._fault(
                document, root.line, "the file has to consist of `name: value` lines", "see the curator's guide"
            )
            return None
        try:
            return model.model_validate(root.data)
        except ValidationError as error:
            self._explain(error, model, document, root)
            return None

    def _part_for(self, file: str) -> Callable[[Document], None]:
        if locale_of(file) is not None:
            return self._read_voice
        parts = {SOURCES: self._read_sources, WORDS: self._read_words, QUESTIONS: self._read_questions}
        return parts.get(file, self._read_topic)

    def _read_sources(self, document: Document) -> None:
        sources = self.whole(Sources, document)
        if sources is None and document.root is not None:
            self.incomplete.add(document.file)
        self.sources = sources or Sources()

    def _read_words(self, document: Document) -> None:
        self.words = self.whole(Words, document) or Words()

    def _read_questions(self, document: Document) -> None:
        self.questions = (self.whole(Questions, document) or Questions()).questions

    def _read_voice(self, document: Document) -> None:
        """The texts of a voice file that are well formed."""
        root, locale = document.root, locale_of(document.file) or ""
        if locale and locale not in LOCALES:
            near = did_you_mean(locale, LOCALES) or f"Discord knows {', '.join(sorted(LOCALES))}"
            self._fault(document, 1, f"`{shown(locale)}` in the file's name is no language that Discord knows", near)
            return
        if not isinstance(root, Mapping):
            self.whole(Voice, document)
            return
        refused = set()
        try:
            Voice.model_validate(root.data)
        except ValidationError as error:
            self.faults += explain(error, Voice, root, document.file, missing=False)
            refused = {str(detail["loc"][0]) for detail in error.errors(include_url=False, include_input=False)}
        for name, node in root.items.items():
            if isinstance(node, Scalar) and name not in refused:
                self._take_saying(document, locale, name, node)

    def _take_saying(self, document: Document, locale: str, name: str, node: Scalar) -> None:
        wrong = list(misused(name, node.typed))
        for one in wrong:
            self.faults.append(Fault(document.file, node.line, one.what, one.remedy, one.why, one.about))
        if not wrong:
            self.sayings.setdefault(locale, {})[name] = node.typed.strip()

    def _read_topic(self, document: Document) -> None:
        if not document.file.endswith(".yaml"):
            name = PurePosixPath(document.file).with_suffix(".yaml")
            self._fault(document, 1, "the file's name does not end in .yaml", f"call it {name}")
        root = document.root
        if root is None:
            if document.whole:
                self._fault(document, 1, "the file is empty", "write `topic:` and `entries:`, or delete the file")
            return
        topic = self._head(document, root)
        nodes = root.items.get("entries") if isinstance(root, Mapping) else None
        if isinstance(nodes, Sequence):
            copied = self._copied_from(document, nodes)
            if copied:
                what, remedy = f"its entries stand in {copied} too", "leave each in one of the two files"
                self._fault(document, 1, what, remedy, why="why_copied_file", file=copied)
                self.incomplete.add(document.file)
            entries = () if copied else tuple(self._entries(document, nodes))
            self.topics[document.file] = topic.model_copy(update={"entries": entries})
            if not nodes.items and document.whole:
                self._fault(document, nodes.line, "`entries` is an empty list", "write an entry, or delete the file")
        else:
            self.incomplete.add(document.file)

    def _head(self, document: Document, root: Node) -> Topic:
        """The topic without its entries, which are read one by one so that one fault spoils one entry."""
        stand_in = Topic(topic=document.file[:200], entries=())
        if not isinstance(root, Mapping):
            return self.whole(Topic, document) or stand_in
        entries = root.items.get("entries")
        if not isinstance(entries, Sequence):
            return self.whole(Topic, document) or stand_in
        head = Mapping(root.line, {**root.items, "entries": Sequence(entries.line)}, root.key_lines)
        topic = self.whole(Topic, document, head)
        if topic and "\n" in topic.topic:
            self._fault(
                document,
                root.key_lines["topic"],
                "`topic` has more than one line",
                "write it in one line",
                why="why_one_line",
                name="topic",
            )
        return topic or stand_in

    def _entries(self, document: Document, nodes: Sequence) -> Iterator[Entry]:
        before = len(self.faults)
        for node in nodes.items:
            if len(self.faults) - before > MAX_FAULTS:
                self.incomplete.add(document.file)
                return
            if self._is_new(document, node):
                entry = self._entry(document, node)
                if entry:
                    yield entry

    def _is_new(self, document: Document, node: Node) -> bool:
        """Note where the entry stands; false if another has its id."""
        entry_id = _id_of(node)
        if entry_id is None:
            return True
        here = Origin(document.file, node)
        origin = self.origins.setdefault(entry_id, here)
        if origin is here:
            return True
        self.incomplete.add(document.file)  # the id that it was to have may be named elsewhere
        where = f"{origin.file}:{origin.line}"
        line = find(node, "id")[0]
        what = f"the id `{shown(entry_id)}` is taken by another entry ({where})"
        self._fault(
            document, line, what, "choose another id", why="why_id_taken", entry=shown(entry_id), file=origin.file
        )
        return False

    def _copied_from(self, document: Document, nodes: Sequence) -> str:
        """The other file of which a file holds the entries again, more than one and most of its own; else nothing."""
        origins = (self.origins.get(_id_of(node) or "") for node in nodes.items)
        taken = Counter(origin.file for origin in origins if origin and origin.file != document.file)
        file, count = next(iter(taken.most_common(1)), ("", 0))
        return file if count > 1 and 2 * count > len(nodes.items) else ""

    def _entry(self, document: Document, node: Node) -> Entry | None:
        try:
            entry = Entry.model_validate(node.data)
        except ValidationError as error:
            self._explain(error, Entry, document, node)
            if any(one["loc"] == ("id",) for one in error.errors(include_url=False, include_input=False)):
                self.incomplete.add(document.file)  # as where the id is taken
            return None
        if "\n" in entry.question:
            line = find(node, "question")[0]
            what = f"entry {entry.id}: `question` has more than one line"
            self._fault(document, line, what, "write it in one line", why="why_one_line", name="question")
        return entry

    def _explain(self, error: ValidationError, model: type[BaseModel], document: Document, node: Node) -> None:
        about = f"entry {shown(_id_of(node) or '?')}: " if model is Entry else ""
        # What seems to be missing in a file that broke off may stand further down.
        self.faults += explain(error, model, node, document.file, about=about, missing=document.whole)

    def _fault(self, document: Document, line: int, what: str, remedy: str, *, why: str = "", **about: object) -> None:
        self.faults.append(Fault(document.file, line, what, remedy, why, about))

    def _cut(self, before: int, file: str) -> None:
        """Keep the faults of one file, which begin at `before`, to a number someone can read."""
        more = len(self.faults) - before - MAX_FAULTS
        if more > 0:
            del self.faults[before + MAX_FAULTS :]
            last = self.faults[-1].line
            self.faults.append(Fault(file, last, "there are more faults in this file", "mend these first"))


def _id_of(node: Node) -> str | None:
    found = find(node, "id")[1]
    return found.typed.strip() if isinstance(found, Scalar) and found.tag == "str" else None
