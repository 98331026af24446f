"""Whatever is done to an FAQ can be taken back to the byte, at once or after something else was changed."""

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from bot.errors import ConflictError
from bot.knowledge.documents import Documents
from bot.knowledge.editing import edits, in_place
from bot.knowledge.editing.differing import differences
from bot.knowledge.editing.edits import Edit
from bot.knowledge.editing.undoing import followed, undone
from bot.knowledge.yaml_text.layout import lay_out
from tests.knowledge.editing.test_editing_anything import Written, as_entry, written
from tests.knowledge.hands import entries

EXAMPLES = settings(max_examples=80, deadline=None, phases=(Phase.generate,))
OTHER = b"topic: Elsewhere\nentries:\n  - id: far-away\n    question: Where?\n    answer: There.\n"


@st.composite
def changes(draw: st.DrawFn, file: Written) -> Edit:
    """Any edit of a topic file, or of its neighbours."""
    entry = draw(st.sampled_from(file.entries))
    fresh = as_entry(draw(entries(entry.id)))
    one_of: list[Edit] = [
        edits.Put(fresh, old=entry.id),
        edits.Put(entry.model_copy(update={"id": "a-new-name"}), old=entry.id),
        edits.Put(fresh.model_copy(update={"id": "brand-new"}), topic="Elsewhere"),
        edits.Put(fresh.model_copy(update={"id": "brand-new"}), topic="No such topic", behind=entry.id),
        edits.Remove(entry.id),
        edits.MoveTo(entry.id, "Elsewhere"),
        edits.MoveTo("far-away", "A third topic"),
        edits.SetValue("words.yaml", "groups", (("bone", "rib"),)),
    ]
    return draw(st.sampled_from(one_of))


def after(documents: Documents, edit: Edit) -> dict[str, bytes]:
    changed = {**documents, **edits.applied(documents, edit)}
    return {file: content for file, content in changed.items() if content is not None}


@EXAMPLES
@given(written(), st.data())
def test_a_change_taken_back_at_once_leaves_every_byte_as_it_was(file: Written, data: st.DataObject) -> None:
    assume(not lay_out(file.content).text.lstrip("-\r\n# ").startswith("{"))  # no lines of their own to go by
    documents = {"topic.yaml": file.content, "other.yaml": OTHER}
    changed = after(documents, data.draw(changes(file)))
    back = {**changed, **undone(changed, differences(documents, changed))}
    assert {name: content for name, content in back.items() if content is not None} == documents


@EXAMPLES
@given(written(), st.data())
def test_a_change_taken_back_after_another_leaves_that_other_one_alone(file: Written, data: st.DataObject) -> None:
    documents = {"topic.yaml": file.content, "other.yaml": OTHER}
    changed = after(documents, data.draw(changes(file)))
    later = as_entry(data.draw(entries("later-one")))
    both = after(changed, edits.Put(later, topic="Elsewhere"))
    try:
        back = {**both, **undone(both, differences(documents, changed))}
    except ConflictError:
        return  # told, and nothing was lost
    left = {name: content for name, content in back.items() if content is not None}
    assert "later-one" in edits.files_of(left)
    assert edits.files_of(left) == {**edits.files_of(documents), "later-one": edits.file_of(both, "later-one")}


@EXAMPLES
@given(written(), st.data())
def test_the_same_entry_changed_again_is_merged_or_is_a_conflict(file: Written, data: st.DataObject) -> None:
    documents = {"topic.yaml": file.content}
    old = data.draw(st.sampled_from(file.entries))
    once = old.model_copy(update={"answer": "Once."})
    twice = once.model_copy(update={"question": "Twice?"})
    first = after(documents, edits.Put(once, old=old.id))
    second = after(first, edits.Put(twice, old=old.id))
    try:
        back = undone(second, differences(documents, first))
    except ConflictError:
        return
    content = {**second, **back}["topic.yaml"]
    assert content is not None
    assert in_place.read_entry(content, old.id) == old.model_copy(update={"question": "Twice?"})


@EXAMPLES
@given(written(), st.data())
def test_renamings_there_and_back_are_followed_to_the_byte(file: Written, data: st.DataObject) -> None:
    assume(not lay_out(file.content).text.lstrip("-\r\n# ").startswith("{"))
    documents = {"topic.yaml": file.content, "other.yaml": OTHER}
    changed = after(documents, data.draw(changes(file)))
    parts = differences(documents, changed)
    entry = data.draw(st.sampled_from(file.entries)).id
    renamed = [(entry, "another"), ("far-away", "far"), ("another", entry), ("far", "far-away")]
    assert followed(changed, parts, renamed) == followed(changed, parts)
