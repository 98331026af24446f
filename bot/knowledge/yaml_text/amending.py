"""Making a value in a YAML text another one by changing the fewest characters that will do.

What is the same before and after keeps its bytes: comments, order, quoting, line ends. What changes keeps the style it
had; what is new takes that of its neighbours. Lists are compared item by item, so that a phrasing more is a line more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.knowledge.yaml_text import scalars
from bot.knowledge.yaml_text.layout import Item, Layout, Leaf, List, Map, Pair, Part
from bot.knowledge.yaml_text.writing import Data, behind_dash, on_one_line, pair, value


@dataclass(frozen=True)
class Splice:
    """`text[start:end]` becomes `text`."""

    start: int
    end: int
    text: str


def amended(layout: Layout, part: Part, data: Data) -> str:
    """The text of `layout` with `data` in the place of `part`, which is its root or some list or map below it.

    The outermost part has to stay what it is, a list or a map, and neither may become empty.
    """
    amendment = _Amendment(layout)
    amendment.change(part, data, parent=0)
    return amendment.text()


def same(one: Data, other: Data) -> bool:
    """Whether two values mean the same to an FAQ, where spaces around a text do not count."""
    return bare(one) == bare(other)


def bare(data: Data) -> Data:
    """`data` without the spaces around its texts, and such that it can be compared and hashed."""
    match data:
        case str():
            return data.strip()
        case Mapping():
            return frozenset((key, bare(value)) for key, value in data.items())
        case tuple() | list():
            return tuple(bare(value) for value in data)
    return data


class _Amendment:
    """Gathers what is to be spliced into one text."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._splices: list[Splice] = []

    def text(self) -> str:
        text, at, parts = self._layout.text, 0, []
        for splice in sorted(self._splices, key=lambda splice: (splice.start, splice.end)):
            parts += [text[at : splice.start], splice.text]
            at = splice.end
        return "".join([*parts, text[at:]])

    def change(self, part: Part, data: Data, parent: int) -> bool:
        """Make `part` hold `data`; `parent` is the column of what it belongs to. False if it must be replaced."""
        if same(part.data, data):
            return True
        match part:
            case Leaf() if not isinstance(data, Mapping | tuple):
                self._leaf(part, data, parent)
            case List() if isinstance(data, tuple) and part.flow:
                self._splice(part.start, part.end, _flow(self._layout, part, data))
            case Map() if isinstance(data, Mapping) and part.flow:
                self._splice(part.start, part.end, _flow(self._layout, part, data))
            case List() if isinstance(data, tuple) and data:
                self._list(part, data)
            case Map() if isinstance(data, Mapping) and data:
                self._map(part, data)
            case _:
                return False
        return True

    def _splice(self, start: int, end: int, text: str) -> None:
        self._splices.append(Splice(start, end, text))

    def _add_line(self, after: int, text: str) -> None:
        """A line more below the one that holds `after`."""
        end = self._layout.line_end(after)
        self._splice(end, end, self._layout.newline + text)

    # Scalars

    def _leaf(self, part: Leaf, data: Data, parent: int) -> None:
        layout, column = self._layout, self._layout.column(part.start)
        indent = parent + scalars.STEP
        if not isinstance(data, str):
            text = on_one_line(data)
        else:
            text = scalars.in_block(data, indent, column, layout.newline, part.style)
        head, _, body = text.partition(layout.newline) if text[:1] in {"|", ">"} else (text, "", "")
        end = part.start + len(_header(layout.text, part.start)) if part.is_block else part.end
        self._splice(part.start, end, head if part.end > part.start else f" {head}")
        if part.is_block:  # a comment behind the header stays
            first, last = layout.line_end(part.start), layout.line_end(part.end)
            self._splice(first, last, layout.newline + body if body else "")
        elif body:
            self._add_line(part.end, body)

    # Lists of a line or more for each item

    def _list(self, part: List, data: tuple[Data, ...]) -> None:
        before = [bare(item.value.data) for item in part.items]
        matcher = SequenceMatcher(None, before, [bare(value) for value in data], autojunk=False)
        for operation, first, last, new_first, new_last in matcher.get_opcodes():
            if operation == "equal":
                continue
            shared = min(last - first, new_last - new_first)
            for offset in range(shared):
                self._item(part.items[first + offset], data[new_first + offset])
            if first + shared < last:
                self._remove(part.items, first + shared, last)
            self._insert(part, first + shared, data[new_first + shared : new_last])

    def _item(self, item: Item, data: Data) -> None:
        column = self._layout.column(item.start)
        if not self.change(item.value, data, column):
            self._splice(item.start + 1, item.value.end, " " + behind_dash(data, column, self._layout.newline))

    def _insert(self, part: List, at: int, values: Sequence[Data]) -> None:
        dash = part.items[0].start
        column = self._layout.column(dash)
        lines = [f"- {behind_dash(one, column, self._layout.newline)}" for one in values]
        if not lines:
            return
        margin = " " * column
        if at == 0:
            self._splice(dash, dash, "".join(line + self._layout.newline + margin for line in lines))
            return
        after, gap = part.items[at - 1].value, self._gap(part)
        for line in lines:
            self._add_line(after.end, gap + margin + line)

    def _gap(self, part: List) -> str:
        """The blank line that divides the items of a list, if one does."""
        if len(part.items) < 2 or not isinstance(part.items[-1].value, Map):
            return ""
        layout, above = self._layout, part.items[-2].value.end
        between = layout.text[layout.next_line(above) : layout.line_start(part.items[-1].start)]
        return layout.newline if any(not line.strip() for line in between.splitlines()) else ""

    # Maps of a line or more for each key

    def _map(self, part: Map, data: Mapping[str, Data]) -> None:
        column = self._layout.column(part.items[0].start)
        for old in part.items:
            if old.key in data and not self.change(old.value, data[old.key], column):
                text = value(old.key, data[old.key], column, self._layout.newline)
                self._splice(old.colon + 1, old.value.end, text)
        kept = [old.key for old in part.items if old.key in data]
        for first, last in _runs([old.key not in data for old in part.items]):
            self._remove(part.items, first, last)
        for key in data:
            if key not in kept:
                self._new_pair(part, kept, key, data, column)

    def _new_pair(self, part: Map, kept: Sequence[str], key: str, data: Mapping[str, Data], column: int) -> None:
        """`key` behind the nearest of the keys that come before it in `data`."""
        earlier = [other for other in list(data)[: list(data).index(key)] if other in kept]
        line = pair(key, data[key], column, self._layout.newline)
        if earlier:
            above = next(old for old in part.items if old.key == earlier[-1])
            self._add_line(above.value.end, " " * column + line)
        else:
            first = next(old for old in part.items if old.key in kept).start
            self._splice(first, first, line + self._layout.newline + " " * column)

    # What is new or goes

    def _remove(self, items: Sequence[Item] | Sequence[Pair], first: int, last: int) -> None:
        """Take out the lines of items `first` to before `last`."""
        layout = self._layout
        start, end = items[first].start, items[last - 1].value.end
        if layout.leads_line(start):
            for item in items[first:last]:
                self._drop_lines(layout.line_start(item.start), item.value.end)
        elif last < len(items):  # `- key: …` or `- - …`: what comes next moves up into its place
            self._splice(start, items[last].start, "")
        else:
            self._splice(start, end, "")

    def _drop_lines(self, start: int, end: int) -> None:
        """Take out the lines from `start` to the one that holds `end`, with the line break in front of them."""
        if start:
            self._splice(self._layout.line_end(start - 1), self._layout.line_end(end), "")
        else:
            self._splice(0, self._layout.next_line(end), "")


def _runs(chosen: Sequence[bool]) -> list[tuple[int, int]]:
    """The stretches of `chosen` that are true, each from its first to behind its last."""
    edges = [at for at in range(len(chosen) + 1) if (at > 0 and chosen[at - 1]) != (at < len(chosen) and chosen[at])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _header(text: str, at: int) -> str:
    """The `|` or `>` at `at`, with the signs that belong to it."""
    end = at + 1
    while end < len(text) and text[end] in "+-123456789":
        end += 1
    return text[at:end]


# In brackets


@dataclass(frozen=True)
class _Kept:
    """What stands in brackets after the change: its text, and the item of the old list it was, if any."""

    text: str
    was: int | None


def _flow(layout: Layout, part: Part, data: Data) -> str:
    """`part`, which stands in brackets, with `data` in it."""
    if same(part.data, data):
        return layout.text[part.start : part.end]
    match part:
        case List() if isinstance(data, tuple):
            return _Brackets(layout, part).holding(_kept_items(layout, part, data))
        case Map() if isinstance(data, Mapping):
            return _Brackets(layout, part).holding(_kept_pairs(layout, part, data))
        case Leaf():
            return on_one_line(data, part.style)
    return on_one_line(data)


def _kept_items(layout: Layout, part: List, data: tuple[Data, ...]) -> list[_Kept]:
    before = [bare(item.value.data) for item in part.items]
    matcher = SequenceMatcher(None, before, [bare(value) for value in data], autojunk=False)
    kept: list[_Kept] = []
    for operation, first, last, new_first, new_last in matcher.get_opcodes():
        shared = 0 if operation in {"delete", "insert"} else min(last - first, new_last - new_first)
        for offset in range(shared):
            old = part.items[first + offset].value
            kept.append(_Kept(_flow(layout, old, data[new_first + offset]), first + offset))
        kept += [_Kept(on_one_line(new), None) for new in data[new_first + shared : new_last]]
    return kept


def _kept_pairs(layout: Layout, part: Map, data: Mapping[str, Data]) -> list[_Kept]:
    kept = []
    for number, old in enumerate(part.items):
        if old.key in data:
            head = layout.text[old.start : old.value.start]
            kept.append(_Kept(head + _flow(layout, old.value, data[old.key]), number))
    known = {old.key for old in part.items}
    return kept + [_Kept(f"{key}: {on_one_line(new)}", None) for key, new in data.items() if key not in known]


class _Brackets:
    """A list or a map in brackets, of which the text between the items is kept."""

    def __init__(self, layout: Layout, part: List | Map) -> None:
        text = layout.text
        self._open, self._close = text[part.start], text[part.end - 1]
        edges = [part.start + 1, *(at for item in part.items for at in (item.start, item.value.end)), part.end - 1]
        self._raw = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
        commas = frozenset(part.commas)
        self._bare = [
            "".join(text[at] for at in range(start, end) if at not in commas)
            for start, end in zip(edges[::2], edges[1::2], strict=True)
        ]

    def holding(self, kept: Sequence[_Kept]) -> str:
        """The brackets with `kept` in them."""
        if not kept:
            return self._open + self._close
        parts, before = [self._open], -1  # the old item that stood last
        for number, one in enumerate(kept):
            parts += [self._gap(before, one.was) if number else self._first_gap(one.was), one.text]
            before = before if one.was is None else one.was
        return "".join([*parts, self._last_gap(before), self._close])

    def _first_gap(self, was: int | None) -> str:
        return self._joined(self._bare[: (was or 0) + 1], self._bare[0])

    def _gap(self, before: int, was: int | None) -> str:
        """What stands between two items, with the comments of items that have gone."""
        if was is None:
            return "," + self._usual()
        if before >= 0 and was == before + 1:
            return self._raw[was]
        return "," + self._joined(self._bare[max(before, 0) + 1 : was + 1], self._usual())

    def _last_gap(self, before: int) -> str:
        if before + 2 == len(self._raw):
            return self._raw[-1]
        comma = "," if "," in self._raw[-1].partition("#")[0] else ""
        return comma + self._joined(self._bare[before + 1 :], self._bare[-1])

    def _usual(self) -> str:
        """What divides the items, besides a comma."""
        gap = self._bare[1] if len(self._bare) > 2 else " "
        return gap if gap and "#" not in gap else " "

    @staticmethod
    def _joined(gaps: Sequence[str], otherwise: str) -> str:
        return "".join(gaps) if any("#" in gap for gap in gaps) else otherwise
