"""What has become of an FAQ between two versions, entry by entry; `undoing` takes that back.

A `Part` is one entry, or a whole file for all that stands in no entry: words, voice, sources, comments, titles. Parts
hold texts as they stood, with their comments, so that what is undone stands again to the byte.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.errors import EditError
from bot.knowledge.documents import Documents, text_of
from bot.knowledge.editing import in_place
from bot.knowledge.editing.edits import is_topic
from bot.knowledge.model import Entry

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
    old_entries, old_rest = standing_in(file, old)
    new_entries, new_rest = standing_in(file, new)
    if old_rest != new_rest:
        yield Part(file, None, text_of(old), text_of(new))
    yield from _of_entries(file, old_entries, new_entries)


Standings = Mapping[str, in_place.Standing]


def _of_entries(file: str, old: Standings, new: Standings) -> Iterator[Part]:
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


def _renamed(old: Standings, new: Standings) -> Iterator[tuple[str, str]]:
    """Entries that have gone, each with the one that stands in its place now and says much the same."""
    fresh = {(place.behind, place.gap): entry for entry, place in new.items() if entry not in old}
    for entry, place in old.items():
        instead = fresh.get((place.behind, place.gap)) if entry not in new else None
        if instead:
            texts = place.text.replace(entry, "", 1), new[instead].text.replace(instead, "", 1)
            if fuzz.ratio(*texts) >= ALIKE:
                yield entry, instead


def standing_in(file: str, content: bytes | None) -> tuple[Standings, str | None]:
    """The entries of a file by their ids, and the rest of its text; a file that is no topic has no entries."""
    if content is None:
        return {}, None
    if not is_topic(file):
        return {}, text_of(content)
    try:
        return in_place.standing(content)
    except EditError:  # no topic, or one with a fault
        return {}, text_of(content)


def file_holding(text: str) -> bytes:
    """A file that holds the entry whose lines are `text`, and no other."""
    dash = "" if text.lstrip(" ").startswith("-") else "- "
    return f"topic: x\nentries:\n{dash}{text}\n".encode()


def entry_in(text: str) -> Entry:
    """The entry whose lines are `text`. Raises EditError where they are none."""
    content = file_holding(text)
    return in_place.read_entry(content, next(iter(in_place.standing(content)[0])))
