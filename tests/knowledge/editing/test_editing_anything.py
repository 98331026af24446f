"""Any edit to any topic file, however it was written, changes only the lines of that entry, and they are right."""

from dataclasses import dataclass

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.errors import EditError
from bot.knowledge.editing import edits, in_place
from bot.knowledge.editing.differing import differences
from bot.knowledge.model import Entry
from bot.knowledge.yaml_text.amending import same
from bot.knowledge.yaml_text.layout import List, Map, lay_out
from bot.knowledge.yaml_text.parsing import parse
from tests.knowledge.hands import Data, entries, topics

EXAMPLES = settings(max_examples=60, deadline=None, phases=(Phase.generate,))


@dataclass
class Written:
    """A topic file in one of its layouts."""

    content: bytes
    entries: list[Entry]

    @property
    def lines(self) -> list[bytes]:
        return self.content.splitlines()

    def lines_of(self, number: int) -> tuple[int, int]:
        """The first line of an entry and the one behind its last, counted from 0."""
        layout = lay_out(self.content)
        assert isinstance(layout.root, Map)
        held = layout.root.get("entries")
        assert isinstance(held, List)
        item = held.items[number]
        first = layout.text[: item.start].splitlines(keepends=True)
        whole = layout.text[: layout.line_end(item.value.end)].splitlines()
        return len(first) - (0 if not first or first[-1].endswith("\n") else 1), len(whole)


def as_entry(data: Data) -> Entry:
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    return Entry.model_validate(plain)


@st.composite
def written(draw: st.DrawFn) -> Written:
    content, held = draw(topics())
    document = parse("x.yaml", content)
    assume(not document.faults and document.root is not None)
    try:
        found = [as_entry(entry) for entry in held]
        assume([in_place.read_entry(content, entry.id) for entry in found] == found)
    except (ValidationError, EditError):
        assume(False)
    assert document.root is not None
    read = document.root.data
    assert isinstance(read, dict)
    assume(same(read["entries"], tuple(in_place.entry_data(entry) for entry in found)))
    return Written(content, found)


def held_in(content: bytes) -> list[object]:
    """What the entries of a file say."""
    document = parse("x.yaml", content)
    assert document.faults == ()
    assert document.root is not None
    data = document.root.data
    assert isinstance(data, dict)
    return list(data["entries"])


def says(content: bytes, wanted: list[Entry]) -> bool:
    return same(tuple(_without_empty(one) for one in held_in(content)), tuple(map(in_place.entry_data, wanted)))


def _without_empty(data: object) -> object:
    assert isinstance(data, dict)
    return {key: value for key, value in data.items() if value != ()}


@EXAMPLES
@given(written(), st.data())
def test_changing_an_entry_changes_its_own_lines_and_no_others(file: Written, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(file.entries) - 1))
    old = file.entries[number]
    fresh = as_entry(data.draw(entries(old.id)))
    fields = data.draw(st.sets(st.sampled_from(["question", "also", "answer", "sources", "follow_ups", "review_by"])))
    entry = old.model_copy(update={name: getattr(fresh, name) for name in fields})
    changed = in_place.change_entry(file.content, old.id, entry)
    assert says(changed, [entry if one is old else one for one in file.entries])
    first, last = file.lines_of(number)
    after = changed.splitlines()
    assert after[:first] == file.lines[:first]
    assert file.lines[last:] == after[len(after) - len(file.lines[last:]) :]


@EXAMPLES
@given(written())
def test_changing_nothing_changes_not_a_byte(file: Written) -> None:
    for entry in file.entries:
        assert in_place.change_entry(file.content, entry.id, entry) == file.content


@EXAMPLES
@given(written(), entries(), st.data())
def test_an_entry_more_leaves_all_other_lines_as_they_are(file: Written, fresh: Data, data: st.DataObject) -> None:
    entry = as_entry(fresh | {"id": "brand-new-entry"})
    number = data.draw(st.integers(0, len(file.entries) - 1))
    changed = in_place.add_entry(file.content, entry, after=file.entries[number].id)
    assert says(changed, [*file.entries[: number + 1], entry, *file.entries[number + 1 :]])
    if lay_out(file.content).text.lstrip("-\r\n# ").startswith("{"):
        return
    _, last = file.lines_of(number)
    after = changed.splitlines()
    assert after[:last] == file.lines[:last]
    assert file.lines[last:] == after[len(after) - len(file.lines[last:]) :]


@EXAMPLES
@given(written(), st.data())
def test_an_entry_less_leaves_all_other_lines_as_they_are(file: Written, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(file.entries) - 1))
    changed = in_place.remove_entry(file.content, file.entries[number].id)
    rest = [*file.entries[:number], *file.entries[number + 1 :]]
    if not rest:
        assert changed is None
        return
    assert changed is not None
    assert says(changed, rest)
    if not lay_out(file.content).text.lstrip("-\r\n# ").startswith("{"):
        first, last = file.lines_of(number)
        # An empty last line without an end is none to `splitlines`.
        ended = changed if file.content.endswith((b"\n", b"\r")) else changed + b"\n"
        assert ended.splitlines() == file.lines[:first] + file.lines[last:]


@EXAMPLES
@given(written(), entries(), st.data())
def test_an_entry_moves_to_another_file_as_it_was_written(file: Written, fresh: Data, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(file.entries))
    other = in_place.new_topic("Elsewhere", as_entry(fresh | {"id": "already-there"}))
    moved = in_place.add_entry(other, entry, like=in_place.entry_text(file.content, entry.id))
    assert moved.startswith(other.rstrip(b"\n"))
    assert says(moved, [as_entry(fresh | {"id": "already-there"}), entry])
    alone = in_place.new_topic("Elsewhere", entry, like=in_place.entry_text(file.content, entry.id))
    assert says(alone, [entry])


@EXAMPLES
@given(entries())
def test_an_entry_written_down_is_read_as_the_same_entry(data: Data) -> None:
    entry = as_entry(data)
    assert says(in_place.new_topic("Any: topic", entry), [entry])


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A topic file with a piece of it doubled, taken out, or replaced by whatever."""
    content, _ = draw(topics())
    first, last = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
    piece = draw(
        st.sampled_from([content[first:last] * 2, b"", b"\t", b"\x00", b"&a [*a]", b"- ", b": ", b"{", b"\xff"])
    )
    return content[:first] + piece + content[last:]


@EXAMPLES
@given(spoilt() | st.binary(max_size=60), entries())
def test_whatever_is_in_a_file_it_is_changed_rightly_or_not_at_all(content: bytes, data: Data) -> None:
    entry = as_entry(data)
    before = {"topic.yaml": content}
    for edit in (
        edits.Put(entry, old=entry.id),
        edits.Put(entry, topic="bone"),
        edits.Remove(next(iter(edits.files_of(before)), "x")),
        edits.SetValue("topic.yaml", "groups", (("a", "b"),)),
    ):
        try:
            changed = edits.applied(before, edit)
        except EditError:
            continue
        after = {file: text for file, text in {**before, **changed}.items() if text is not None}
        assert not any(parse(file, text).faults for file, text in after.items() if text != content)
        differences(before, after)
