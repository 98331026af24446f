"""The bytes of one YAML file -> a tree.

`parse` promises never to raise, whatever the bytes are, and to stay within bounds of time and memory: the size, depth
and number of values of a file are limited, and aliases (which make small files explode) are refused. It works on
parser events, so that nesting never meets Python's or C's stack.

What is refused here is refused in every file of an FAQ: encodings other than UTF-8, control characters, anchors,
aliases, tags, duplicate keys, keys that are no text, a second document, a text that a `#channel` cuts off. A fault
does not stop the reading unless the YAML itself breaks; then `whole` is false and the tree holds what came before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice

import yaml

from bot.errors import Fault
from bot.knowledge.yaml_text.nodes import Mapping, Node, Scalar, Sequence, shown
from bot.knowledge.yaml_text.syntax import syntax_fault

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 12  # an FAQ needs six
MAX_NODES = 100_000
REMEMBERED = 32  # documents
MAX_FAULTS = 50  # of one sort in one file: a hundred more would help nobody

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
# YAML 1.1 counts these as ends of lines, no editor does: as spaces they leave the line numbers right.
RARE_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}
_CUT_OFF = re.compile(r"[ \t]+(#\w[\w-]*)")
_NO_KEY = "(no key)"  # holds the place of a key that is no text; what it leads to is dropped
_QUOTE = "put quotes around the whole text"


@dataclass(frozen=True)
class Document:
    """One parsed file: its tree (None when there is nothing in it) and what is wrong with it as YAML."""

    file: str
    root: Node | None
    faults: tuple[Fault, ...]
    whole: bool  # whether the tree holds all of the file


def parse(file: str, content: bytes) -> Document:
    """Parse the bytes of the file named `file`. Raises nothing.

    The last few contents are remembered, by whatever names: an edit changes one file of many, and looks at it more
    than once. The tree is shared, so nobody may change it.
    """
    found = _parsed(content)
    return replace(found, file=file, faults=tuple(replace(fault, file=file) for fault in found.faults))


@lru_cache(maxsize=REMEMBERED)
def _parsed(content: bytes) -> Document:
    """The document as that of a file without a name."""
    text, faults = _decode(content)
    if faults:
        return Document("", None, tuple(faults), whole=False)
    return _Builder(text).build()


def _decode(content: bytes) -> tuple[str, list[Fault]]:
    if len(content) > MAX_BYTES:
        return "", [Fault("", 1, "the file is larger than 1 MiB", "split it into several topic files")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return "", [Fault("", line, "this is not UTF-8 text", "save the file with the encoding UTF-8")]
    text = text.translate(RARE_LINE_ENDS)
    return text, list(islice(_control_faults(text), MAX_FAULTS))


def _control_faults(text: str) -> Iterator[Fault]:
    """One fault a line for invisible characters that YAML forbids and that no one means to type."""
    if not _CONTROL.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if control := _CONTROL.search(line):
            yield Fault("", number, f"there is an invisible control character {_name(control)}", "delete it")


def _name(control: re.Match[str]) -> str:
    return f"(U+{ord(control.group()):04X}, the character no. {control.start() + 1})"


class _TooMuchError(Exception):
    """The file is more than an FAQ can be; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _Builder:
    """Turns the events of one text into a `Document`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.keys: list[str | None] = []  # for each open container, the key that waits for its value
        self.quoted = (0, 0)  # the first and the last line of the text in quotes that was met last
        self.documents = 0
        self.nodes = 0

    def build(self) -> Document:
        whole = False
        try:
            loader = LOADER(self.text)
            try:
                while (event := loader.get_event()) is not None:
                    self._take(event)
            finally:
                loader.dispose()
            whole = True
        except yaml.MarkedYAMLError as error:
            fault = syntax_fault(self.text, error, self.quoted)
            if all(one.line != fault.line for one in self.faults):  # what is known of the line already broke it
                self.faults.append(fault)
        except (yaml.YAMLError, ValueError, OverflowError):
            self.faults.append(Fault("", 1, "this is not YAML", "compare it with another file of the FAQ"))
        except _TooMuchError as error:
            self.faults.append(error.fault)
        if not whole:
            self._keep_what_is_finished()
        return Document("", self.root, tuple(self.faults), whole)

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._check_extras(event)
                self._add(self._scalar(event))
            case yaml.SequenceStartEvent():
                self._check_extras(event)
                self._enter(Sequence(_line(event)))
            case yaml.MappingStartEvent():
                self._check_extras(event)
                self._enter(Mapping(_line(event)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.open.pop()
                self.keys.pop()
            case yaml.AliasEvent():
                self._fault(_line(event), "a value begins with `*`, which YAML takes for a reference", _QUOTE)
                self._add(Scalar(_line(event), f"*{event.anchor}", plain=False))
            case yaml.DocumentStartEvent():
                self._begin_document(event)

    def _begin_document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            remedy = "remove the line `---` or move what follows to a file of its own"
            raise _TooMuchError(Fault("", _line(event), "a second document begins here", remedy))

    def _check_extras(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._fault(_line(event), "a value begins with `&`, which YAML takes for a name tag", _QUOTE)
        if getattr(event, "tag", None) is not None:
            self._fault(_line(event), "a value begins with `!`, which YAML takes for a type", _QUOTE)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        line, plain = _line(event), bool(event.implicit[0])
        value = str(event.value)
        if plain and _last_line(event) > line:
            self._check_swallowed_items(line, _last_line(event))
        if plain and value and event.end_mark and (cut_off := _CUT_OFF.match(self.text, event.end_mark.index)):
            what = f"the text ends before `{shown(cut_off[1])}`, which YAML takes for a remark"
            self._fault(_last_line(event), what, f"if it is one, put a space behind `#`; else {_QUOTE}")
        if event.style in {'"', "'"}:
            self.quoted = line, _last_line(event)
        if not plain and (control := _CONTROL.search(value)):
            self._fault(line, f"the text holds a control character {_name(control)}", "remove it")
        return Scalar(line, value, plain)

    def _check_swallowed_items(self, first: int, last: int) -> None:
        """A list item indented deeper than its neighbours silently becomes the end of the text above it."""
        for index in range(first, min(last, len(self._lines))):
            if self._lines[index].lstrip().startswith("- "):
                remedy = "begin all items of a list in the same column, or put quotes around the whole text"
                self._fault(index + 1, "this line begins with `-` but belongs to the text above it", remedy)

    @cached_property
    def _lines(self) -> list[str]:
        # Split only when needed: few texts run over several lines without quotes.
        return self.text.splitlines()

    def _enter(self, node: Sequence | Mapping) -> None:
        self._add(node)
        self.open.append(node)
        self.keys.append(None)
        if len(self.open) > MAX_DEPTH:
            what = "too many lists or values stand inside one another"
            raise _TooMuchError(Fault("", node.line, what, "check the indentation and the brackets"))

    def _add(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            what = f"the file has more than {MAX_NODES:,} values"
            raise _TooMuchError(Fault("", node.line, what, "split it into several topic files"))
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        else:
            self._add_to_mapping(parent, node)

    def _add_to_mapping(self, parent: Mapping, node: Node) -> None:
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self._key(parent, node)
            return
        self.keys[-1] = None
        if key is not _NO_KEY:
            parent.items.setdefault(key, node)

    def _key(self, parent: Mapping, node: Node) -> str:
        if not isinstance(node, Scalar):
            self._fault(
                node.line, "a list or a group stands where a name was expected", "check the brackets and colons"
            )
            return _NO_KEY
        if node.typed in parent.items:
            first = parent.key_lines[node.typed]
            what = f"`{shown(node.typed)}` stands here a second time (first in line {first})"
            self._fault(node.line, what, "keep one")
        parent.key_lines.setdefault(node.typed, node.line)
        return node.typed

    def _keep_what_is_finished(self) -> None:
        """After a break: the item under way, and the one before it, may have lost parts. They go."""
        if not isinstance(self.root, Mapping):
            self.root = None
            return
        under_way = self.open[1] if len(self.open) > 1 else None
        if isinstance(under_way, Sequence) and len(under_way.items) > 2:
            del under_way.items[-2:]
        elif self.root.items:
            self.root.items.popitem()

    def _fault(self, line: int, what: str, remedy: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault("", line, what, remedy))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _last_line(event: yaml.Event) -> int:
    return event.end_mark.line + 1 if event.end_mark else 1
