"""What has become of an FAQ between two versions, entry by entry, and how to take that back.

A `Part` is one entry, or a whole file for all that stands in no entry: words, voice, sources, comments, titles. Parts
hold texts as they stood, with their comments, so that what is undone stands again to the byte.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.errors import ConflictError, EditError
from bot.knowledge import editing
from bot.knowledge.documents import Changed, Documents, bytes_of, text_of
from bot.knowledge.edits import entry_text, is_topic
from bot.knowledge.merging import merged
from bot.knowledge.model import Entry
from bot.knowledge.parsing import parse

ALIKE = 60  # per cent that two entries share, but for their ids, from which on the one is the other renamed


@dataclass(frozen=True)
class Part:
    """One thing that was changed: its text before and after, None where it was or is not there.

    `entry` is None for a file as a whole. `behind` and `gap` say where an entry stood, or now stands, in its file.
    """

    file: str
    entry: str | None
    before: str | None
    after: str | None
    behind: str | None = None
    gap: int = 0


def differences(before: Documents, after: Mapping[str, bytes]) -> tuple[Part, ...]:
    """All that differs between two versions without faults in their YAML, in the order of the files."""
    return tuple(part for file in sorted({*before, *after}) for part in _of_file(file, before, after))


def _of_file(file: str, before: Documents, after: Documents) -> Iterator[Part]:
    old, new = before.get(file), after.get(file)
    if old == new:
        return
    old_entries, old_rest = _standing(file, old)
    new_entries, new_rest = _standing(file, new)
    if old_rest != new_rest:
        yield Part(file, None, text_of(old), text_of(new))
    yield from _of_entries(file, old_entries, new_entries)


_Standings = Mapping[str, editing.Standing]


def _of_entries(file: str, old: _Standings, new: _Standings) -> Iterator[Part]:
    renamed = dict(_renamed(old, new))
    for entry in {**old, **new}:
        if entry in renamed.values():
            continue
        here = renamed.get(entry, entry)
        was, now = old.get(entry), new.get(here)
        place = was or now
        if place and (was is None or now is None or was.text != now.text):
            texts = (was.text if was else None, now.text if now else None)
            yield Part(file, here, *texts, place.behind, place.gap)


def _renamed(old: _Standings, new: _Standings) -> Iterator[tuple[str, str]]:
    """Entries that have gone, each with the one that stands in its place now and says much the same."""
    fresh = {(place.behind, place.gap): entry for entry, place in new.items() if entry not in old}
    for entry, place in old.items():
        instead = fresh.get((place.behind, place.gap)) if entry not in new else None
        if instead:
            texts = place.text.replace(entry, "", 1), new[instead].text.replace(instead, "", 1)
            if fuzz.ratio(*texts) >= ALIKE:
                yield entry, instead


def _standing(file: str, content: bytes | None) -> tuple[_Standings, str | None]:
    if content is None:
        return {}, None
    if not is_topic(file):
        return {}, text_of(content)
    try:
        return editing.standing(content)
    except EditError:  # no topic, or one with a fault
        return {}, text_of(content)


def undone(documents: Documents, parts: Sequence[Part]) -> Changed:
    """The files as they are once `parts`, changed together, have been taken back.

    Raises ConflictError where something of it has been changed again since, in the same lines.
    """
    now: dict[str, bytes] = dict(documents)
    for part in sorted(parts, key=lambda part: part.entry is not None):
        content = _file_back(now, part) if part.entry is None else _entry_back(now, part)
        _set(now, part.file, content)
    changed: Changed = {file: now.get(file) for file in {*now, *documents}}
    return {file: content for file, content in changed.items() if content != documents.get(file)}


def named_otherwise(parts: Sequence[Part]) -> tuple[set[str], dict[str, str]]:
    """The entries that were not there before these parts, and those that had other ids then, with these."""
    new = {part.entry for part in parts if part.entry and part.before is None}
    known = [(part.entry, entry_in(part.before).id) for part in parts if part.entry and part.before and part.after]
    return new, {entry: was for entry, was in known if entry != was}


def _set(documents: dict[str, bytes], file: str, content: bytes | None) -> None:
    if content is None:
        documents.pop(file, None)
    else:
        documents[file] = content


def _file_back(now: Documents, part: Part) -> bytes | None:
    here = text_of(now.get(part.file))
    if here in (part.after, part.before):
        return bytes_of(part.before)
    if part.after is None or part.before is None or here is None:
        raise _conflict(part, here)
    both = merged(part.after, here, part.before)
    if both is None or parse(part.file, both.encode()).faults:
        raise _conflict(part, here)
    return both.encode()


def _entry_back(now: Documents, part: Part) -> bytes | None:
    # Looked for in its own file only: an entry that was moved stands in two of them while it is taken back.
    own = {part.file: now[part.file]} if part.file in now else {}
    name, was = part.entry or "", entry_in(part.before).id if part.before else None
    here = entry_text(own, name)
    if part.before == (entry_text(own, was) if was else here):
        return now.get(part.file)
    if here == part.after:
        return _one_back(own, part)
    both = merged(part.after, here, part.before) if part.after and here and part.before else None
    if both is None:
        raise _conflict(part, here)
    return _replaced(own[part.file], name, both, part)


def _one_back(own: Documents, part: Part) -> bytes | None:
    """The file with an entry as it was before, which is now as the change left it."""
    if part.before is None:
        return editing.remove_entry(own[part.file], part.entry or "")
    if part.after is None:
        return _put_back(own, part, part.before)
    return _replaced(own[part.file], part.entry or "", part.before, part)


def _replaced(content: bytes, name: str, text: str, part: Part) -> bytes:
    try:
        changed = editing.replace_text(content, name, text)
    except EditError:  # entries in brackets have no lines of their own
        return editing.change_entry(content, name, entry_in(text))
    if parse(part.file, changed).faults:
        raise _conflict(part, editing.entry_text(content, name))
    return changed


def _put_back(now: Documents, part: Part, text: str) -> bytes:
    content = now.get(part.file)
    if content is None:
        message = f"the file {part.file} is not there any more; add the entry anew"
        raise EditError(message, "why_file_gone", file=part.file)
    known = list(editing.standing(content)[0])
    behind, gap = part.behind, part.gap
    if behind is not None and behind not in known:
        behind, gap = known[-1], 0
    try:
        return editing.insert_text(content, text, behind, gap)
    except EditError:
        return editing.add_entry(content, entry_in(text), after=behind)


def entry_in(text: str) -> Entry:
    """The entry whose lines are `text`. Raises EditError where they are none."""
    dash = "" if text.lstrip(" ").startswith("-") else "- "
    content = f"topic: x\nentries:\n{dash}{text}\n".encode()
    return editing.read_entry(content, next(iter(editing.standing(content)[0])))


def _conflict(part: Part, here: str | None) -> ConflictError:
    what = f"entry {part.entry}" if part.entry else part.file
    message = f"{what} has been changed again since; undo the later change first, or change it by hand"
    name = part.entry or part.file
    return ConflictError(message, {name: here}, {name: part.before})
