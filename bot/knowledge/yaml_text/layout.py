"""Where everything stands in the text of one YAML file, to the character.

`nodes` knows the line of a value, which is enough to tell of a fault. To change one value and nothing beside it takes
more: where it begins and ends, how it is quoted, and where its dash, its key, its colon and its commas are.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from bot.knowledge.yaml_text import nodes
from bot.knowledge.yaml_text.parsing import LOADER, RARE_LINE_ENDS

BOM = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)


@dataclass(frozen=True)
class Leaf:
    """A single value in `text[start:end]`; `style` is "" for plain, else its quote, `|` or `>`."""

    start: int
    end: int
    style: str
    data: object

    @property
    def is_block(self) -> bool:
        return self.style in {"|", ">"}


@dataclass(frozen=True)
class Item:
    """One item of a list; `start` is where its dash is (in brackets: where it begins)."""

    start: int
    value: "Part"


@dataclass(frozen=True)
class List:
    """A list; `flow` if it stands in brackets, which `commas` between `start` and `end` divide."""

    start: int
    end: int
    flow: bool
    items: tuple[Item, ...]
    commas: tuple[int, ...] = ()

    @property
    def data(self) -> tuple[object, ...]:
        return tuple(item.value.data for item in self.items)


@dataclass(frozen=True)
class Pair:
    """A key, the place of its colon (-1 in `{key}`), and its value; `start` is where the key begins."""

    start: int
    key: str
    colon: int
    value: "Part"


@dataclass(frozen=True)
class Map:
    """Keys and values; `flow` if they stand in braces, which `commas` between `start` and `end` divide."""

    start: int
    end: int
    flow: bool
    items: tuple[Pair, ...]
    commas: tuple[int, ...] = ()

    @property
    def data(self) -> dict[str, object]:
        return {pair.key: pair.value.data for pair in self.items}

    def get(self, key: str) -> "Part | None":
        return next((pair.value for pair in self.items if pair.key == key), None)


Part = Leaf | List | Map


@dataclass(frozen=True)
class Layout:
    """The text of a file (without a byte order mark) and the parts in it; `root` is None where there are none."""

    text: str
    root: Part | None
    has_bom: bool = False

    @cached_property
    def newline(self) -> str:
        """How the file ends its lines."""
        first = _BREAK.search(self.text)
        return first[0] if first else "\n"

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def line_start(self, at: int) -> int:
        return self._line_starts[bisect_right(self._line_starts, at) - 1]

    def column(self, at: int) -> int:
        """How far `at` is from the beginning of its line."""
        return at - self.line_start(at)

    def line_end(self, at: int) -> int:
        """Where the line that holds `at` ends, before its line break."""
        found = _BREAK.search(self.text, at)
        if found and found[0] == "\n" and found.start() == at and self.text[at - 1 : at] == "\r":
            return at - 1
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        """Where the line after the one that holds `at` begins."""
        found = _BREAK.search(self.text, self.line_end(at))
        return found.end() if found else len(self.text)

    def leads_line(self, at: int) -> bool:
        """Whether nothing but spaces stands before `at` in its line."""
        return not self.text[self.line_start(at) : at].strip(" ")

    @property
    def comments(self) -> list[str]:
        """What the comments say, in their order."""
        values = [(self.next_line(one.start) if one.is_block else one.start, one.end) for one in _leaves(self.root)]
        places = (found.start() for found in _COMMENT.finditer(self.text))
        return [
            self.text[at : self.line_end(at)] for at in places if not any(start <= at < end for start, end in values)
        ]


def _leaves(part: Part | None) -> Iterator[Leaf]:
    """All single values in a part."""
    if isinstance(part, Leaf):
        yield part
    elif part is not None:
        for item in part.items:
            yield from _leaves(item.value)


def lay_out(content: bytes) -> Layout:
    """The layout of a file in which `parsing.parse` found no fault."""
    text = content.decode("utf-8-sig")
    events = _Events(text.translate(RARE_LINE_ENDS))
    return Layout(text, events.root(), has_bom=content.startswith(BOM.encode()))


@dataclass
class _Marks:
    """The places of the signs between values, each in order."""

    dashes: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    colons: list[int] = field(default_factory=list)
    commas: list[int] = field(default_factory=list)


_SIGNS = {
    yaml.BlockEntryToken: "dashes",
    yaml.KeyToken: "keys",
    yaml.ValueToken: "colons",
    yaml.FlowEntryToken: "commas",
}


def _marks(text: str) -> _Marks:
    marks = _Marks()
    loader = LOADER(text)
    try:
        while loader.check_token():
            token = loader.get_token()
            if name := _SIGNS.get(type(token)):
                getattr(marks, name).append(token.start_mark.index)
    finally:
        loader.dispose()
    return marks


class _Events:
    """Turns the events of a text into parts. The events say where values are, the tokens where the signs are."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = _marks(text)
        self._loader = LOADER(text)

    def root(self) -> Part | None:
        try:
            while (event := self._next()) is not None:
                if isinstance(event, yaml.NodeEvent):
                    return self._part(event)
            return None
        finally:
            self._loader.dispose()

    def _next(self) -> Any:
        return self._loader.get_event()

    def _part(self, event: Any) -> Part:
        # No deeper than parsing.MAX_DEPTH.
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(event)
        return self._scalar(event)

    def _scalar(self, event: Any) -> Leaf:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        if style in {"|", ">"}:  # the lines left blank behind it are not counted in
            end = start + len(self._text[start:end].rstrip())
        data = nodes.Scalar(0, str(event.value), bool(event.implicit[0])).data
        return Leaf(start, end, style, data)

    def _list(self, event: Any) -> List:
        start, flow = event.start_mark.index, bool(event.flow_style)
        items: list[Item] = []
        while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
            value = self._part(inner)
            items.append(Item(value.start if flow else _last(self._marks.dashes, value.start), value))
        end = _end_mark(inner) if flow else _end_of(items, event)
        return List(start, end, flow, tuple(items), self._commas(start, end, items) if flow else ())

    def _map(self, event: Any) -> Map:
        start, flow = event.start_mark.index, bool(event.flow_style)
        pairs: list[Pair] = []
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            value = self._part(self._next())
            colon = self._colon(key.end_mark.index, value.start)
            pairs.append(Pair(self._key_start(key.start_mark.index), str(key.value), colon, value))
        end = _end_mark(key) if flow else _end_of(pairs, event)
        return Map(start, end, flow, tuple(pairs), self._commas(start, end, pairs) if flow else ())

    def _commas(self, start: int, end: int, items: "list[Item] | list[Pair]") -> tuple[int, ...]:
        """The commas between `start` and `end` that stand in none of the items."""
        found = self._marks.commas[bisect_left(self._marks.commas, start) : bisect_left(self._marks.commas, end)]
        starts = [item.start for item in items]
        holders = [bisect_right(starts, comma) - 1 for comma in found]
        return tuple(
            comma
            for comma, holder in zip(found, holders, strict=True)
            if holder < 0 or comma >= items[holder].value.end
        )

    def _colon(self, after: int, before: int) -> int:
        """The colon between a key and its value; -1 where both have been left out, as in `{key}`."""
        at = bisect_left(self._marks.colons, after)
        colons = self._marks.colons[at : at + 1]
        return colons[0] if colons and colons[0] < before else -1

    def _key_start(self, at: int) -> int:
        """Where a key begins: with its `?` if it has one."""
        mark = _last(self._marks.keys, at + 1) if self._marks.keys else at
        return mark if self._text[mark:at].strip() == "?" else at


def _last(places: list[int], before: int) -> int:
    """The last of `places` before `before`."""
    return places[bisect_left(places, before) - 1]


def _end_mark(event: Any) -> int:
    return int(event.end_mark.index)


def _end_of(items: "list[Item] | list[Pair]", event: Any) -> int:
    end: int = items[-1].value.end if items else event.end_mark.index
    return end
