"""What people type into a form -> an entry, or what is wrong with it, field by field and in words for them."""

import dataclasses
import datetime
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from bot.errors import EditError, Fault
from bot.knowledge.editing.in_place import entry_data
from bot.knowledge.model import MOST_ID_CHARACTERS as MOST_ID_CHARACTERS
from bot.knowledge.model import Entry, SourceRef
from bot.knowledge.reading.explaining import explain
from bot.knowledge.reading.phrasings import fold
from bot.knowledge.yaml_text import nodes

LISTS = ("also", "follow_ups", "answers_too", "sources")
NEEDED = ("question", "answer")

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class FieldFault:
    """What is wrong with one field of a form; `field` is "" for the whole of it.

    `place` is where it stands if that is no form, such as a line of a table, and `entry` the id of the entry there, if
    that is known. `why` and `about` are as in `EditError`.
    """

    field: str
    what: str
    remedy: str
    why: str
    about: Mapping[str, object] = dataclasses.field(default_factory=dict)
    place: str = ""
    entry: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.in_english}" if self.place else self.in_english

    @property
    def in_english(self) -> str:
        return f"{self.what}; {self.remedy}"


class FieldFaults(EditError):  # noqa: N818 -- it is raised with all the faults there are, and is their list
    """What was typed makes no entry. All faults are named at once."""

    def __init__(self, faults: Collection[FieldFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)), "draft_faults")


def entry_from(typed: Mapping[str, object], old: Entry | None, taken: Collection[str]) -> Entry:
    """The entry that `typed` makes of `old`, or a new one.

    Keys are those of `Entry`; texts may come as they were typed. The `LISTS` may be texts with an item a line; an item
    of `sources` may be a text `article/section/paragraph`, and `review_by` may be a text. A text that comes back as it
    was, but for spaces that `tidy` takes away, stays as it was. An id that is not given is made from the question,
    other than those `taken`. What is said `in_short` goes with the answer it was written for, unless it is typed along
    with the new one. Raises FieldFaults.
    """
    data = {} if old is None else entry_data(old)
    faults: list[FieldFault] = []
    for field, value in typed.items():
        try:
            data[field] = _value(field, value, getattr(old, field, None))
        except _WrongInField as wrong:
            faults.append(FieldFault(field, wrong.what, wrong.remedy, wrong.why, wrong.about))
    data = {field: value for field, value in data.items() if value not in ((), None, "") or field in NEEDED}
    if old and data.get("answer") != old.answer and "in_short" not in typed:
        data.pop("in_short", None)  # it was written for the answer that was
    question, also = str(data.get("question", "")), data.get("also")
    if isinstance(also, tuple):  # the question itself need not be said again
        data["also"] = tuple(text for text in also if not isinstance(text, str) or fold(text) != fold(question))
    if "id" not in data:
        data["id"] = new_id(question, taken)
    elif old is None and data.get("id") in taken:
        faults.append(taken_id(str(data["id"])))
    if faults:
        raise FieldFaults(faults)
    try:
        return Entry.model_validate(data)
    except ValidationError as error:
        raise FieldFaults(tuple(_explained(error, data))) from None


def tidy(text: str) -> str:
    """`text` as it was meant: one kind of line end, no spaces at the ends of lines."""
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def new_id(question: str, taken: Collection[str]) -> str:
    """An id for an entry, made from its question.

    >>> new_id("What is Osteoporosis?", ["what-is-osteoporosis"])
    'what-is-osteoporosis-2'
    """
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "")) or ["entry"]
    best = words[0][: MOST_ID_CHARACTERS - 4]
    for word in words[1:]:
        if len(best) + 1 + len(word) > MOST_ID_CHARACTERS - 4:
            break
        best += f"-{word}"
    names = (best if number == 1 else f"{best}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def lines_of(text: str, known: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a form's field that are not empty, each once, without the dashes people put before items.

    Those of `known`, the items that the field was filled with, are given as they are, also with a dash or on several
    lines.
    """
    found = {fold(item): item for item in reversed(list(_items(tidy(text).split("\n"), known))) if item}
    return tuple(reversed(found.values()))


def words_for(fault: Fault) -> tuple[str, Mapping[str, object]]:
    """The text that tells of a fault, and what is filled in there; where it has none of its own, one that quotes it."""
    return (fault.why, fault.about) if fault.why else ("why_other", {"what": fault.what, "remedy": fault.remedy})


def taken_id(entry: str) -> FieldFault:
    """The fault of an id that another entry has."""
    return FieldFault("id", f"another entry has the id `{entry}`", "choose another", "why_id_taken", {"entry": entry})


class _WrongInField(Exception):  # noqa: N818 -- what is wrong, not an error of its own
    def __init__(self, what: str, remedy: str, why: str, **about: object) -> None:
        self.what = what
        self.remedy = remedy
        self.why = why
        self.about = about


def _value(field: str, value: object, was: object) -> object:
    known = [item for item in was if isinstance(item, str)] if isinstance(was, tuple) else []
    match value:
        case str() if field in LISTS:
            return tuple(_item(field, line, known) for line in lines_of(value, known))
        case str() if field == "review_by":
            return _day(value.strip())
        case str():
            same = isinstance(was, str) and _meant(field, value) == _meant(field, was)
            return was if same else _visible(field, _meant(field, value))
        case list() | tuple() if field in LISTS:
            return tuple(_item(field, item, known) for item in value)
    return value


def _meant(field: str, text: str) -> str:
    return " ".join(text.split()) if field == "question" else tidy(text)


def _item(field: str, item: object, known: Collection[str]) -> object:
    match item:
        case str() if item in known:
            return item
        case SourceRef():
            return item.model_dump()
        case str() if field == "sources":
            return _source(item)
        case str():
            return _visible(field, tidy(item))
    return item


def _visible(field: str, text: str) -> str:
    found = _INVISIBLE.search(text)
    if found:
        sign, number = f"U+{ord(found[0]):04X}", found.start() + 1
        what = f"`{field}` holds an invisible character ({sign}, no. {number})"
        raise _WrongInField(what, "delete it, or type the text anew", "why_invisible", sign=sign, number=number)
    return text


def _source(text: str) -> dict[str, object]:
    article, _, rest = text.strip().partition("/")
    section, _, paragraph = rest.partition("/")
    if not paragraph.isdecimal() or len(paragraph) > 4:
        typed = nodes.shown(text)
        what, remedy = f"`sources`: `{typed}` is no paragraph", "write article/section/paragraph"
        raise _WrongInField(what, remedy, "why_no_paragraph", typed=typed)
    return {"article": article, "section": section, "paragraph": int(paragraph)}


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise _WrongInField("`review_by` is no day", "write year, month and day: 2027-01-31", "why_no_day") from None


def _items(lines: Sequence[str], known: Iterable[str]) -> Iterator[str]:
    """The items that stand in `lines`; of those `known` the longest that fits is meant."""
    whole = {tuple(tidy(item).split("\n")): item for item in known}
    longest, at = max(map(len, whole), default=1), 0
    while at < len(lines):
        sizes = range(min(longest, len(lines) - at), 0, -1)
        size = next((size for size in sizes if tuple(lines[at : at + size]) in whole), 1)
        yield whole.get(tuple(lines[at : at + size])) or _undashed(lines[at])
        at += size


def _undashed(line: str) -> str:
    return re.sub(r"\A\s*(?:[-*•]\s+)?", "", line).strip()


def _explained(error: ValidationError, data: Mapping[str, object]) -> Iterable[FieldFault]:
    node = _node(data)
    details = error.errors(include_url=False, include_input=False)
    for detail, fault in zip(details, explain(error, Entry, node, ""), strict=False):
        yield FieldFault(str(detail["loc"][0]) if detail["loc"] else "", fault.what, fault.remedy, *words_for(fault))


def _node(data: object) -> nodes.Node:
    """`data` as if it had been read from a file, so that its faults can be told in the same words."""
    match data:
        case Mapping():
            items = {str(key): _node(value) for key, value in data.items()}
            return nodes.Mapping(1, items, dict.fromkeys(items, 1))
        case list() | tuple():
            return nodes.Sequence(1, [_node(item) for item in data])
    return nodes.Scalar(1, str(data), plain=not isinstance(data, str))
