"""Any change to any group of words changes only the lines of that group, however the others were written."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.knowledge.editing import edits
from bot.knowledge.reading.reader import WORDS

EXAMPLES = settings(max_examples=60, deadline=None, phases=(Phase.generate,))

WORD = (
    st.text(st.sampled_from("abcdefgh 'é-"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text.strip("' -"))
)
GROUP = st.lists(WORD, min_size=2, max_size=4, unique=True).map(tuple)
LAYOUTS = st.sampled_from(["flow", "flow with a remark", "block"])


def lines_of(group: tuple[str, ...], layout: str) -> list[str]:
    """A group as people write one."""
    words = ['"' + word + '"' for word in group]
    if layout == "block":
        return [f"  - - {words[0]}", *(f"    - {word}  # {number}" for number, word in enumerate(words[1:]))]
    return [f"  - [{', '.join(words)}]" + ("  # since 2024" if "remark" in layout else "")]


@st.composite
def written(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], list[list[str]], bytes]:
    """Groups, the lines of each, and the file."""
    groups = draw(st.lists(GROUP, min_size=1, max_size=5, unique=True))
    lines = [lines_of(group, draw(LAYOUTS)) for group in groups]
    text = "\n".join(["# Ours.", "groups:", *(line for one in lines for line in one), ""])
    return groups, lines, text.encode()


@EXAMPLES
@given(written(), GROUP, st.data())
def test_a_group_is_changed_in_its_own_lines(
    file: tuple[list[tuple[str, ...]], list[list[str]], bytes], new: tuple[str, ...], data: st.DataObject
) -> None:
    groups, lines, content = file
    number = data.draw(st.integers(0, len(groups) - 1))
    wanted = data.draw(st.sampled_from([new, ()]))
    changed = edits.applied({WORDS: content}, edits.SetGroup(groups[number], wanted))
    after = changed.get(WORDS, content) or b""
    rest = [*groups[:number], *([wanted] if wanted else []), *groups[number + 1 :]]
    assert edits.word_groups({WORDS: after}) == rest
    there = after.decode().split("\n")
    for other in (one for place, one in enumerate(lines) if place != number):
        assert any(there[start : start + len(other)] == other for start in range(len(there)))


@EXAMPLES
@given(written(), GROUP)
def test_a_group_more_leaves_all_lines_as_they_are(
    file: tuple[list[tuple[str, ...]], list[list[str]], bytes], new: tuple[str, ...]
) -> None:
    groups, _, content = file
    changed = edits.applied({WORDS: content}, edits.SetGroup((), new))[WORDS] or b""
    assert edits.word_groups({WORDS: changed}) == [*groups, new]
    assert changed.startswith(content.rstrip(b"\n"))
