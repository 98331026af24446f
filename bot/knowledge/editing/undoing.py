"""Taking changes back, whatever was changed since: that alone, and never by guessing.

A `Part` that stands as its change left it becomes what it was, to the byte. Where it was changed again, both changes
are merged: by their lines, or else by what these say, key by key and in lists item by item. What both have made
something else of is refused, and so is a merge that would cost a comment.
"""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.errors import ConflictError, EditError
from bot.knowledge.documents import Changed, Documents, bytes_of, text_of
from bot.knowledge.editing import in_place
from bot.knowledge.editing.differing import Part, entry_in, file_holding, standing_in
from bot.knowledge.editing.edits import REFERENCES, entry_text, files_of, is_topic
from bot.knowledge.reading.reader import QUESTIONS
from bot.knowledge.yaml_text import nodes
from bot.knowledge.yaml_text.layout import lay_out
from bot.knowledge.yaml_text.merging import merged, merged_values
from bot.knowledge.yaml_text.parsing import parse
from bot.knowledge.yaml_text.writing import Data

Renaming = tuple[str, str]  # the id that an entry had, and the one it got

_NUMBERED = frozenset({"sources"})  # answers name these by their number: one cannot go without the others


def undone(documents: Documents, parts: Sequence[Part]) -> Changed:
    """The files as they are once `parts`, changed together, have been taken back.

    Raises ConflictError where something of it has been changed again since.
    """
    now: dict[str, bytes] = dict(documents)
    for part in sorted(_carried(documents, parts), key=lambda part: part.entry is not None):
        content = _file_back(now, part, parts) if part.entry is None else _entry_back(now, part)
        _set(now, part.file, content)
    changed: Changed = {file: now.get(file) for file in {*now, *documents}}
    return {file: content for file, content in changed.items() if content != documents.get(file)}


def followed(documents: Documents, parts: Sequence[Part], renamed: Sequence[Renaming] = ()) -> tuple[Part, ...]:
    """`parts` of a past change under the names their entries have now, and in the files they stand in now.

    `renamed` is what was renamed since, the first first. Raises ConflictError where a part is a renaming itself of
    what was renamed again.
    """
    now = list(parts)
    standing = {part.entry for part in parts if part.after is not None}
    for old, new in _lasting(renamed):
        now = [_renamed(part, old, new, goes_along=part.entry in standing) for part in now]
        standing = {new if entry == old else entry for entry in standing}
    for was, part in zip(parts, now, strict=True):
        if was.entry != part.entry and was.before and was.after and entry_in(was.before).id != was.entry:
            raise _conflict(part, None)
    count = Counter(part.entry for part in now)  # one that was moved is in two: these stay where they are
    files = files_of(documents)
    return tuple(_found(documents, files, part) if count[part.entry] == 1 else part for part in now)


def named_otherwise(parts: Sequence[Part]) -> tuple[set[str], dict[str, str]]:
    """The entries that were not there before these parts, and those that had other ids then, with these."""
    new = {part.entry for part in parts if part.entry and part.before is None}
    known = [(part.entry, entry_in(part.before).id) for part in parts if part.entry and part.before and part.after]
    return new, {entry: was for entry, was in known if entry != was}


def _lasting(renamed: Sequence[Renaming]) -> list[Renaming]:
    """`renamed` without what was taken back itself."""
    lasting: list[Renaming] = []
    for old, new in renamed:
        last = next((one for one in reversed(lasting) if {*one} & {old, new}), None)
        if last == (new, old):
            lasting.remove(last)
        else:
            lasting.append((old, new))
    return lasting


def _renamed(part: Part, old: str, new: str, *, goes_along: bool) -> Part:
    if part.entry is None:
        return replace(part, before=_named(part, part.before, old, new), after=_named(part, part.after, old, new))
    entry = new if part.entry == old and goes_along else part.entry
    before, after = (_entry_named(text, part.entry, entry, old, new) for text in (part.before, part.after))
    behind = new if part.behind == old else part.behind
    return replace(part, entry=entry, before=before, after=after, behind=behind)


def _named(part: Part, text: str | None, old: str, new: str) -> str | None:
    """The text of a file with `new` for what it calls `old`."""
    if text is None or part.file != QUESTIONS or old not in text:
        return text
    return text_of(in_place.with_references(bytes_of(text), "questions", ("entry",), old, new))


def _entry_named(text: str | None, was: str, entry: str, old: str, new: str) -> str | None:
    """The lines of an entry, which is called `entry` and no longer `was`, with `new` for whatever they call `old`."""
    if text is None or old not in text:
        return text
    content, known = file_holding(text), entry_in(text)
    name = entry if known.id == was else known.id
    if name != known.id:
        content = in_place.change_entry(content, known.id, known.model_copy(update={"id": name}))
    content = in_place.with_references(content, "entries", REFERENCES, old, new)
    lines = in_place.entry_text(content, name)
    return lines if text.lstrip(" ").startswith("-") else lines.removeprefix("- ")


def _found(documents: Documents, files: Mapping[str, str], part: Part) -> Part:
    """`part` in the file that its entry stands in, and as far from the margin, if that was moved since."""
    if part.entry is None or part.after is None or entry_text(_own(documents, part), part.entry) is not None:
        return part
    there = replace(part, file=files.get(part.entry, part.file))
    here = entry_text(_own(documents, there), part.entry) or ""
    margin = here[: len(here) - len(here.lstrip(" "))]
    return replace(there, before=_indented(part.before, margin), after=_indented(part.after, margin))


def _indented(text: str | None, margin: str) -> str | None:
    return None if text is None else textwrap.indent(_dedented(text), margin)


def _carried(documents: Documents, parts: Sequence[Part]) -> Iterator[Part]:
    """`parts`, of which one that moved an entry moves it back as it is now, whatever has become of it there."""
    moved: dict[str, str] = {}
    for there in parts:
        gone = [part for part in parts if part.entry == there.entry and part.after is None]
        if there.entry and there.before is None and there.after and len(gone) == 1:
            here = entry_text(_own(documents, there), there.entry)
            if here not in (None, there.after) and _dedented(gone[0].before) == _dedented(there.after):
                moved[there.entry] = here
    for part in parts:
        text = moved.get(part.entry or "")
        if text is None:
            yield part
        else:
            yield replace(part, before=text) if part.after is None else replace(part, after=text)


def _dedented(text: str | None) -> str:
    return textwrap.dedent(text or "")


def _own(documents: Documents, part: Part) -> dict[str, bytes]:
    return {part.file: documents[part.file]} if part.file in documents else {}


def _set(documents: dict[str, bytes], file: str, content: bytes | None) -> None:
    if content is None:
        documents.pop(file, None)
    else:
        documents[file] = content


def _file_back(now: Documents, part: Part, parts: Sequence[Part]) -> bytes | None:
    here = text_of(now.get(part.file))
    if here in (part.after, part.before):
        return bytes_of(part.before)
    if part.after is None or here is None:
        raise _conflict(part, here)
    both = merged(part.after, here, part.before) if part.before is not None else None
    if both is not None and not parse(part.file, both.encode()).faults:
        return both.encode()
    if not is_topic(part.file):
        return _values_back(part, here)
    if not _is_about_entries_alone(part, here, parts):
        raise _conflict(part, here)
    return now[part.file]


def _is_about_entries_alone(part: Part, here: str, parts: Sequence[Part]) -> bool:
    """Whether a topic is as it was once the entries are: but for blank lines, or for being there at all."""
    if part.before is None:
        added = {one.entry for one in parts if one.before is None}
        return not added.issuperset(standing_in(part.file, bytes_of(here))[0])
    before, after = (standing_in(part.file, bytes_of(text))[1] or "" for text in (part.before, part.after))
    return [line for line in before.splitlines() if line.strip()] == [
        line for line in after.splitlines() if line.strip()
    ]


def _values_back(part: Part, here: str) -> bytes | None:
    """A file of `name: value` lines without the change, but with all that it says since."""
    base, ours, theirs = (_values(part.file, text) for text in (part.after, here, part.before))
    both = merged_values(base, ours, theirs) if base != theirs else None
    if both is None or _comments(part.after) != _comments(part.before):
        raise _conflict(part, here)
    content = bytes_of(here)
    for key in {**ours, **both}:
        if both.get(key) != ours.get(key):
            content = in_place.set_value(content, key, None if both.get(key) == () else both.get(key))
    if _comments(text_of(content)) != _comments(here):
        raise _conflict(part, here)
    return content if content.strip() else None


def _values(file: str, text: str | None) -> Mapping[str, Data]:
    root = parse(file, bytes_of(text or "")).root
    return root.data if isinstance(root, nodes.Mapping) else {}


def _comments(text: str | None) -> list[str]:
    return sorted(lay_out(bytes_of(text or "")).comments)


def _entry_back(now: Documents, part: Part) -> bytes | None:
    # Looked for in its own file only: an entry that was moved stands in two of them while it is taken back.
    own = _own(now, part)
    name, was = part.entry or "", entry_in(part.before).id if part.before else None
    here = entry_text(own, name)
    if part.before == (entry_text(own, was) if was else here):
        return now.get(part.file)
    if here == part.after:
        return _one_back(own, part)
    if not (part.after and here and part.before):
        raise _conflict(part, here)
    both = merged(part.after, here, part.before)
    if both is not None:
        return _replaced(own[part.file], name, both, part)
    return _entry_values_back(own[part.file], part, part.after, here, part.before)


def _entry_values_back(content: bytes, part: Part, after: str, here: str, before: str) -> bytes:
    """The file with an entry without the change, but with all that it says since."""
    base, ours, theirs = (in_place.entry_data(entry_in(text)) for text in (after, here, before))
    both = merged_values(base, ours, theirs, whole=_NUMBERED, ordered=REFERENCES) if base != theirs else None
    if both is None or _comments_in(after) != _comments_in(before):
        raise _conflict(part, here)
    name = str(both["id"])
    changed = in_place.change_entry(content, part.entry or "", in_place.entry_of(name, both))
    if _comments_in(in_place.entry_text(changed, name)) != _comments_in(here):
        raise _conflict(part, here)
    return changed


def _comments_in(entry: str) -> list[str]:
    return _comments(text_of(file_holding(entry)))


def _one_back(own: Documents, part: Part) -> bytes | None:
    """The file with an entry as it was before, which is now as the change left it."""
    if part.before is None:
        return in_place.remove_entry(own[part.file], part.entry or "")
    if part.after is None:
        return _put_back(own, part, part.before)
    return _replaced(own[part.file], part.entry or "", part.before, part)


def _replaced(content: bytes, name: str, text: str, part: Part) -> bytes:
    try:
        changed = in_place.replace_text(content, name, text)
    except EditError:  # entries in brackets have no lines of their own
        return in_place.change_entry(content, name, entry_in(text))
    if parse(part.file, changed).faults:
        raise _conflict(part, in_place.entry_text(content, name))
    return changed


def _put_back(now: Documents, part: Part, text: str) -> bytes:
    content = now.get(part.file)
    if content is None:
        message = f"the file {part.file} is not there any more; add the entry anew"
        raise EditError(message, "why_file_gone", file=part.file)
    known = list(in_place.standing(content)[0])
    behind, gap = part.behind, part.gap
    if behind is not None and behind not in known:
        behind, gap = known[-1], 0
    try:
        return in_place.insert_text(content, text, behind, gap)
    except EditError:
        return in_place.add_entry(content, entry_in(text), after=behind)


def _conflict(part: Part, here: str | None) -> ConflictError:
    what = f"entry {part.entry}" if part.entry else part.file
    message = f"{what} has been changed again since; undo the later change first, or change it by hand"
    name = part.entry or part.file
    return ConflictError(message, {name: here}, {name: part.before})
