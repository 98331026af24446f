"""Changing one thing in the text of a YAML file, and nothing else: text -> text.

Every function takes the bytes of a file without faults and gives the bytes after the change. The result is read again
before it is handed out and has to say what was asked for, to the last value; whoever gets bytes can rely on that.
Comments, order, quoting, line ends and everything outside the lines of what changes stay byte for byte.

All raise EditError, in words for a moderator, where a change cannot be made.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel, ValidationError

from bot.errors import EditError
from bot.knowledge.model import Entry
from bot.knowledge.yaml_text import amending, nodes, writing
from bot.knowledge.yaml_text.layout import BOM, Item, Layout, List, Map, lay_out
from bot.knowledge.yaml_text.parsing import MAX_BYTES, Document, parse
from bot.knowledge.yaml_text.writing import Data

NEWLINE = "\n"  # of new files

_LINE_END = re.compile(r"\r\n|\r|\n")
_BY_HAND = "change it in the file itself"


def entry_data(entry: Entry) -> dict[str, Data]:
    """`entry` as it is written in YAML: its keys in their usual order, without those that say nothing."""
    written: dict[str, Data] = {}
    for name, field in Entry.model_fields.items():
        value = getattr(entry, name)
        if value != field.default:
            written[name] = _plain(value)
    return written


def change_entry(content: bytes, entry_id: str, entry: Entry) -> bytes:
    """The file with `entry` in the place of the entry called `entry_id`."""
    return change_entries(content, {entry_id: entry})


def change_entries(content: bytes, changed: Mapping[str, Entry]) -> bytes:
    """The file with entries in the places of those called by their keys."""
    layout, root = _topic(content)
    wanted = [item.value.data for item in _entries(root).items]
    for entry_id, entry in changed.items():
        number = _place(root, entry_id)
        wanted[number] = _in_the_order_of(cast("Mapping[str, Data]", wanted[number]), entry_data(entry))
    return _amended(layout, root, {**root.data, "entries": tuple(wanted)})


def add_entries(content: bytes, entries: Iterable[Entry]) -> bytes:
    """The file with `entries` at its end."""
    layout, root = _topic(content)
    known = [item.value.data for item in _entries(root).items]
    return _amended(layout, root, {**root.data, "entries": (*known, *map(entry_data, entries))})


def add_entry(content: bytes, entry: Entry, *, after: str | None = None, like: str | None = None) -> bytes:
    """The file with `entry` behind the one called `after`, or at its end.

    `like` is the entry as it was written elsewhere (see `entry_text`), comments and quoting included.
    """
    layout, root = _topic(content)
    entries = _entries(root)
    at = _place(root, after) + 1 if after is not None else len(entries.items)
    wanted = [item.value.data for item in entries.items]
    wanted.insert(at, entry_data(entry))
    data = {**root.data, "entries": tuple(wanted)}
    if like is not None and not entries.flow and at > 0:
        above = entries.items[at - 1]
        lines = _lines_at(like, layout.column(above.start))
        moved = _with_lines(layout, layout.line_end(above.value.end), lines)
        if _is_sound(moved, data):
            return moved
    return _amended(layout, root, data)


def remove_entry(content: bytes, entry_id: str) -> bytes | None:
    """The file without the entry called `entry_id`; None if that was the only one, so that the file has to go."""
    layout, root = _topic(content)
    number = _place(root, entry_id)
    rest = [item.value.data for item in _entries(root).items]
    del rest[number]
    return _amended(layout, root, {**root.data, "entries": tuple(rest)}) if rest else None


def entry_text(content: bytes, entry_id: str) -> str:
    """The lines of an entry as they stand in the file, divided by line feeds."""
    layout, root = _topic(content)
    entries = _entries(root)
    return _item_text(layout, entries.items[_place(root, entry_id)], in_brackets=entries.flow)


def _item_text(layout: Layout, item: Item, *, in_brackets: bool) -> str:
    if in_brackets:
        return layout.text[item.start : item.value.end]
    start = layout.line_start(item.start) if layout.leads_line(item.start) else item.start
    return "\n".join(_LINE_END.split(layout.text[start : layout.line_end(item.value.end)]))


def read_entry(content: bytes, entry_id: str) -> Entry:
    """The entry of that id, as a file without faults has it."""
    _, root = _topic(content)
    return entry_of(entry_id, _entries(root).items[_place(root, entry_id)].value.data)


def entry_of(entry_id: str, data: object) -> Entry:
    """The entry of that id which the YAML `data` makes."""
    try:
        return Entry.model_validate(data)
    except ValidationError:
        raise EditError(f"the entry `{entry_id}` has a fault; {_BY_HAND}", "why_faulty_entry", entry=entry_id) from None


def replace_text(content: bytes, entry_id: str, text: str) -> bytes:
    """The file with `text`, lines such as `entry_text` gives, in the place of the lines of an entry."""
    layout, root = _topic(content)
    entries = _entries(root)
    item = entries.items[_place(root, entry_id)]
    if entries.flow or not layout.leads_line(item.start):
        raise EditError(f"the entry is written in a way that cannot be replaced from here; {_BY_HAND}", "why_by_hand")
    lines = _lines_at(text, layout.column(item.start))
    start, end = layout.line_start(item.start), layout.line_end(item.value.end)
    return _encoded(layout.text[:start] + layout.newline.join(lines) + layout.text[end:], has_bom=layout.has_bom)


def insert_text(content: bytes, text: str, behind: str | None, gap: int) -> bytes:
    """The file with the lines `text` put back: `gap` lines below the end of the entry `behind`, or of `entries:`.

    Where there are fewer lines before the next entry, that is taken for one that was added in between: they go as far
    below the first that has as many lines below it. If there is none, they go in front of the next entry.
    """
    layout, root = _topic(content)
    entries = _entries(root)
    if entries.flow:
        raise EditError(f"the entries stand in brackets; {_BY_HAND}", "why_by_hand")
    at = _place(root, behind) + 1 if behind is not None else 0
    colon = next(pair.colon for pair in root.items if pair.key == "entries")
    ends = [layout.line_end(end) for end in (colon, *(item.value.end for item in entries.items))]
    limits = [*(layout.line_start(item.start) for item in entries.items), len(layout.text)]
    gaps = [_line_ends(layout, *between)[: gap + 1] for between in list(zip(ends, limits, strict=True))[at:]]
    end = next((one for one in gaps if len(one) > gap), gaps[0])[-1]
    return _with_lines(layout, end, _lines_at(text, layout.column(entries.items[0].start)))


@dataclass(frozen=True)
class Standing:
    """An entry as it stands in a file: its lines, the entry above it, and how many lines lie between the two."""

    text: str
    behind: str | None
    gap: int


def standing(content: bytes) -> tuple[dict[str, Standing], str]:
    """The entries of a file by their ids, and the rest of its text without their lines."""
    layout, root = _topic(content)
    entries = _entries(root)
    found: dict[str, Standing] = {}
    above, end = None, next(pair.colon for pair in root.items if pair.key == "entries")
    rest, at = "", 0
    for item in entries.items:
        entry_id = str(cast("Map", item.value).data.get("id")).strip()
        gap = len(_LINE_END.findall(layout.text, layout.line_end(end), layout.line_start(item.start))) - 1
        found[entry_id] = Standing(_item_text(layout, item, in_brackets=entries.flow), above, max(gap, 0))
        first, last = item.start, item.value.end
        if not entries.flow and layout.leads_line(item.start):
            first, last = layout.line_end(layout.line_start(item.start) - 1), layout.line_end(item.value.end)
        rest += layout.text[at:first]
        at, above, end = last, entry_id, item.value.end
    return found, rest + layout.text[at:]


def with_references(content: bytes, of: str, keys: Collection[str], old: str, new: str) -> bytes:
    """The file with `new` for `old` under `keys`, texts or lists of texts, of each item of its list `of`.

    A file without such a list stays as it is.
    """
    return _with_each(
        content,
        of,
        lambda item: {key: _renamed(data, old, new) if key in keys else data for key, data in item.items()},
    )


def without_references(content: bytes, of: str, keys: Collection[str], gone: str) -> bytes:
    """The same without `gone`, in lists; one that is left empty goes too."""

    def without(item: Mapping[str, Data]) -> Mapping[str, Data]:
        left = {key: _without(data, gone) if key in keys else data for key, data in item.items()}
        return {key: data for key, data in left.items() if data != () or item[key] == ()}

    return _with_each(content, of, without)


def new_topic(title: str, *entries: Entry, like: str | None = None) -> bytes:
    """A topic file. `like` is its first entry as it was written elsewhere, as in `add_entry`."""
    wanted = {"topic": title, "entries": tuple(map(entry_data, entries))}
    text = "".join(f"{writing.pair(key, data, 0, NEWLINE)}{NEWLINE}" for key, data in wanted.items())
    content = _checked(text, wanted, has_bom=False)
    if like is not None and _is_sound(moved := replace_text(content, entries[0].id, like), wanted):
        return moved
    return content


def set_value(content: bytes, key: str, value: Data | None) -> bytes:
    """The file with `value` at its key `key`; without that key for None.

    For words.yaml (`groups`), voice.yaml (the name of a text) and questions.yaml (`questions`). The file may be empty.
    """
    layout = _laid_out(content)
    if layout.root is None:
        if value is None:
            return content
        start = layout.text if not layout.text or layout.text[-1] in "\r\n" else layout.text + layout.newline
        text = start + writing.pair(key, value, 0, layout.newline) + layout.newline
        return _checked(text, {key: value}, has_bom=layout.has_bom)
    if not isinstance(layout.root, Map):
        raise EditError(f"the file does not consist of `name: value` lines; {_BY_HAND}", "why_no_names")
    wanted = {name: old for name, old in layout.root.data.items() if name != key or value is not None}
    if value is not None:
        wanted[key] = value
    if not wanted:
        return _checked("", None, has_bom=layout.has_bom)
    return _amended(layout, layout.root, wanted)


def _with_each(content: bytes, of: str, change: Callable[[Mapping[str, Data]], Mapping[str, Data]]) -> bytes:
    """The file with what `change` makes of each item of its list `of`, laid out only if that is something else."""
    root = parse("", content).root
    old = root.data.get(of) if isinstance(root, nodes.Mapping) else None
    if not isinstance(old, tuple):
        return content
    new = tuple(change(item) if isinstance(item, Mapping) else item for item in old)
    if amending.same(old, new):
        return content
    layout = _laid_out(content)
    whole = cast("Map", layout.root)
    return _amended(layout, whole, {**whole.data, of: new})


def _renamed(data: Data, old: str, new: str) -> Data:
    if isinstance(data, tuple):
        return tuple(_renamed(one, old, new) for one in data)
    return new if isinstance(data, str) and data.strip() == old else data


def _without(data: Data, gone: str) -> Data:
    return tuple(one for one in data if one != gone) if isinstance(data, tuple) else data


def _plain(value: object) -> Data:
    """A value of the model as YAML data."""
    match value:
        case tuple():
            return tuple(_plain(item) for item in value)
        case str():
            return value.strip()
        case BaseModel():
            return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    return value


def _in_the_order_of(before: Mapping[str, Data], after: Mapping[str, Data]) -> dict[str, Data]:
    """`after`, with whatever the file states although it need not: an empty list, the usual kind."""
    defaults = {name: _plain(field.default) for name, field in Entry.model_fields.items()}
    stated = {
        key: value
        for key, value in before.items()
        if key in defaults and key not in after and amending.same(value, defaults[key])
    }
    merged = {**stated, **after}
    return {name: merged[name] for name in Entry.model_fields if name in merged}


def _laid_out(content: bytes) -> Layout:
    document = parse("", content)
    if document.faults:
        first = document.faults[0]
        message = f"the file has a fault in line {first.line}: {first.what}"
        raise EditError(message, "why_faulty_file", line=first.line)
    return lay_out(content)


def _topic(content: bytes) -> tuple[Layout, Map]:
    layout = _laid_out(content)
    entries = layout.root.get("entries") if isinstance(layout.root, Map) else None
    if not isinstance(layout.root, Map) or not isinstance(entries, List) or not _are_maps(entries):
        raise EditError(f"the file is no topic with `entries`; {_BY_HAND}", "why_no_entries")
    return layout, layout.root


def _are_maps(entries: List) -> bool:
    return bool(entries.items) and all(isinstance(item.value, Map) and item.value.items for item in entries.items)


def _entries(root: Map) -> List:
    return cast("List", root.get("entries"))


def _place(root: Map, entry_id: str) -> int:
    """The number of the entry called `entry_id`."""
    for number, item in enumerate(_entries(root).items):
        found = item.value.get("id") if isinstance(item.value, Map) else None
        if found is not None and isinstance(found.data, str) and found.data.strip() == entry_id:
            return number
    raise EditError(f"there is no entry `{entry_id}` here any more", "why_no_entry", entry=entry_id)


def _with_lines(layout: Layout, end: int, lines: Iterable[str]) -> bytes:
    """The file with `lines` below the one that ends at `end`."""
    added = "".join(layout.newline + line for line in lines)
    return _encoded(layout.text[:end] + added + layout.text[end:], has_bom=layout.has_bom)


def _line_ends(layout: Layout, end: int, limit: int) -> list[int]:
    """Where lines end: the one that ends at `end`, and all below it that begin before `limit`."""
    ends = [end]
    while layout.next_line(ends[-1]) < limit:
        ends.append(layout.line_end(layout.next_line(ends[-1])))
    return ends


def _lines_at(text: str, column: int) -> list[str]:
    """The lines of an entry, as `entry_text` gives them, with the dash in `column`; unchanged if it is there."""
    lines = _LINE_END.split(text)
    shift = column - (len(text) - len(text.lstrip(" ")))
    if shift < 0:
        return [line[min(-shift, len(line) - len(line.lstrip(" "))) :] for line in lines]
    return [" " * shift + line if line.strip() else line for line in lines]


def _amended(layout: Layout, root: Map, wanted: Mapping[str, Data]) -> bytes:
    return _checked(amending.amended(layout, root, wanted), wanted, has_bom=layout.has_bom)


def _checked(text: str, wanted: Mapping[str, Data] | None, *, has_bom: bool) -> bytes:
    """The bytes of `text`, which has to say `wanted`."""
    content = _encoded(text, has_bom=has_bom)
    document = parse("", content)
    if document.faults:
        message = f"this cannot be written into the file: {document.faults[0].what}"
        raise EditError(message, "why_full_file" if len(content) > MAX_BYTES else "why_no_text_for_a_file")
    if not _says(document, wanted):
        message = f"this part of the file is written in a way that cannot be changed from here; {_BY_HAND}"
        raise EditError(message, "why_by_hand")
    return content


def _is_sound(content: bytes, wanted: Mapping[str, Data]) -> bool:
    """Whether a file has no faults and says `wanted`."""
    document = parse("", content)
    return not document.faults and _says(document, wanted)


def _encoded(text: str, *, has_bom: bool) -> bytes:
    try:
        return ((BOM if has_bom else "") + text).encode()
    except UnicodeEncodeError:
        message = "the text holds half a character, which no file can hold; type it again"
        raise EditError(message, "why_no_text_for_a_file") from None


def _says(document: Document, wanted: Mapping[str, Data] | None) -> bool:
    return amending.same(document.root.data if document.root else None, wanted)
