"""The signs by which urgent messages and personal questions are known, and the terms they are written with."""

import re
from collections.abc import Iterator

from bot.errors import Fault
from bot.knowledge.model import Entry, Kind
from bot.knowledge.reading.reader import Reading
from bot.knowledge.yaml_text.nodes import Step

REFERENCE = re.compile(r"\{([^{}]*)\}")


def misplaced(reading: Reading) -> Iterator[Fault]:
    """Signs, and what belongs to dangers, on entries of a kind that is not called by signs."""
    for entry in reading.draft.entries:
        for name, given in (
            ("signs", entry.signs),
            ("unless", entry.unless),
            ("signs_suffice", entry.signs_suffice),
        ):
            if given and not entry.kind.is_safety:
                what = f"entry {entry.id} is of the kind {entry.kind}, which has no `{name}`"
                remedy = f"remove them, or write `kind: {Kind.URGENT}` or `kind: {Kind.ADVICE}`"
                yield reading.fault_in(entry, what, remedy, name)
        if entry.until and entry.kind is not Kind.URGENT:
            what = f"entry {entry.id} is of the kind {entry.kind}, which has no `until`"
            yield reading.fault_in(entry, what, f"remove it, or write `kind: {Kind.URGENT}`", "until")


def repeated_terms(reading: Reading) -> Iterator[Fault]:
    """Terms defined in two files: the second would silently replace the first."""
    seen: dict[str, str] = {}
    for file, topic in reading.topics:
        for name in topic.terms:
            if seen.setdefault(name, file) != file:
                line = reading.files[file].line_of("terms", name)
                yield Fault(file, line, f"the term `{name}` is already defined in {seen[name]}", "give it another name")


def unused_terms(reading: Reading) -> Iterator[Fault]:
    """Terms that no entry uses."""
    used = {item for entry in reading.draft.entries for _, item in _items(entry)}
    phrases = [phrase for topic in reading.draft.topics for phrases in topic.terms.values() for phrase in phrases]
    used |= {name for phrase in (*phrases, *used) for name in REFERENCE.findall(phrase)}
    for file, topic in reading.topics:
        for name in topic.terms:
            if name not in used:
                line = reading.files[file].line_of("terms", name)
                remedy = "use it in `signs`, `unless` or `until`, or remove it"
                yield Fault(file, line, f"the term `{name}` is never used", remedy)


def unknown_references(reading: Reading) -> Iterator[Fault]:
    """`{names}` inside phrases that no term has: such a phrase would never be met."""
    terms = reading.draft.terms
    for entry in reading.draft.entries:
        for path, item in _items(entry):
            for name in REFERENCE.findall(item):
                if name not in terms:
                    yield reading.fault_in(entry, *_unknown(item, name), *path)
    for file, topic in reading.topics:
        for term, phrases in topic.terms.items():
            for number, phrase in enumerate(phrases):
                for name in REFERENCE.findall(phrase):
                    if name not in terms:
                        line = reading.files[file].line_of("terms", term, number)
                        yield Fault(file, line, *_unknown(phrase, name))


def _unknown(phrase: str, name: str) -> tuple[str, str]:
    what = f'"{phrase}" speaks of a term `{name}`, which there is not'
    return what, "define it under `terms`, or write the words themselves"


def without_effect(reading: Reading) -> Iterator[Fault]:
    """What says more of `signs` where there are none, and items that look like the name of a term but are not quite."""
    terms = reading.draft.terms
    for entry in reading.draft.entries:
        for name, given in (("unless", entry.unless), ("signs_suffice", entry.signs_suffice)):
            if given and not entry.signs:
                what = f"entry {entry.id} has `{name}` but no `signs`"
                remedy, about = "it has no effect; add `signs` or remove it", {"entry": entry.id, "name": name}
                yield reading.fault_in(entry, what, remedy, name, why="remark_no_signs", about=about)
        for path, item in _items(entry):
            near = _nearly(item, terms)
            if near:
                what = f'entry {entry.id}: "{item}" is read as words, but looks like the term `{near}`'
                remedy, about = f"write `{near}` if the term is meant", {"entry": entry.id, "typed": item, "term": near}
                yield reading.fault_in(entry, what, remedy, *path, why="remark_like_term", about=about)


def _items(entry: Entry) -> Iterator[tuple[tuple[Step, ...], str]]:
    for at, together in enumerate(entry.signs):
        for number, item in enumerate(together):
            yield ("signs", at, number), item
    for name, items in (("unless", entry.unless), ("until", entry.until)):
        for number, item in enumerate(items):
            yield (name, number), item


def _nearly(item: str, terms: dict[str, tuple[str, ...]]) -> str | None:
    """The term that an item of one word is named like, but for a hyphen, a capital or a plural."""
    if item in terms or " " in item:
        return None
    likeness = _likeness(item)
    return next((name for name, phrases in terms.items() if _likeness(name) == likeness and item not in phrases), None)


def _likeness(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").removesuffix("s")
