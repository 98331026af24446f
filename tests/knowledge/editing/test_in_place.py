"""What one edit does to a file, line by line; see `test_editing_anything` for all files and all edits."""

import datetime

import pytest

from bot.errors import EditError
from bot.knowledge.editing import edits, in_place
from bot.knowledge.model import Entry, SourceRef

FILE = b"""\
# Tea, by the kettle.
topic: "Tea"
entries:

  - id: green-tea   # since 2024
    question: 'How is green tea brewed?'
    also:
      # as people say it
      - brewing green tea   # often
      - "green tea: how"
      - sencha
    answer: >-
      With water well below the boil.

      # this is text
    follow_ups: [black-tea]  # darker

  # the dark one
  - {id: black-tea, question: Black?, answer: With boiling water.}
# the end
"""


def green(**changes: object) -> Entry:
    return in_place.read_entry(FILE, "green-tea").model_copy(update=changes)


def changed(**changes: object) -> list[str]:
    """The lines that a change of green-tea takes out (-) and puts in (+)."""
    before, after = FILE.decode().splitlines(), edited(**changes).decode().splitlines()
    return [f"-{line}" for line in before if line not in after] + [f"+{line}" for line in after if line not in before]


def edited(**changes: object) -> bytes:
    return in_place.change_entry(FILE, "green-tea", green(**changes))


def test_a_phrasing_more_is_a_line_more() -> None:
    also = green().also
    assert changed(also=(*also, "gyokuro")) == ["+      - gyokuro"]
    assert changed(also=("gyokuro", *also)) == ["+      - gyokuro"]


def test_a_phrasing_less_is_a_line_less() -> None:
    assert changed(also=green().also[1:]) == ["-      - brewing green tea   # often"]


def test_a_phrasing_keeps_its_comment_when_it_is_reworded() -> None:
    also = ("how to brew green tea", *green().also[1:])
    assert changed(also=also) == [
        "-      - brewing green tea   # often",
        "+      - how to brew green tea   # often",
    ]


def test_quotes_stay_what_they_were() -> None:
    assert changed(question="Isn't it green?") == [
        "-    question: 'How is green tea brewed?'",
        "+    question: 'Isn''t it green?'",
    ]


def test_quotes_are_put_where_they_are_needed_only() -> None:
    also = (*green().also, "yes", "what: this", "C# and #2", "*", "it's")
    assert changed(also=also) == [
        '+      - "yes"',
        '+      - "what: this"',
        '+      - "C# and #2"',
        '+      - "*"',
        "+      - it's",
    ]


def test_a_block_of_text_stays_one_and_is_wrapped() -> None:
    lines = changed(answer="Warm " + "water " * 30 + "now.")
    assert lines[2] == "+      Warm water " + " ".join(["water"] * 17)
    assert all(len(line) <= 121 for line in lines)


def test_a_text_of_several_lines_is_written_line_by_line() -> None:
    also = (*green().also, "first\n\nsecond")
    assert changed(also=also) == ["+      - |-", "+        first", "+        second"]


def test_a_key_that_says_nothing_any_more_goes() -> None:
    assert changed(follow_ups=()) == ["-    follow_ups: [black-tea]  # darker"]


def test_a_key_that_is_new_stands_in_its_usual_place() -> None:
    after = edited(review_by=datetime.date(2027, 1, 31), sources=(SourceRef(article="a", section="b", paragraph=1),))
    assert after.decode().splitlines()[15:20] == [
        "    sources:",
        "      - {article: a, section: b, paragraph: 1}",
        "    follow_ups: [black-tea]  # darker",
        "    review_by: 2027-01-31",
        "",
    ]


def test_an_entry_in_braces_stays_in_braces() -> None:
    black = in_place.read_entry(FILE, "black-tea").model_copy(
        update={"follow_ups": ("green-tea",), "answer": "Hot, so."}
    )
    after = in_place.change_entry(FILE, "black-tea", black)
    assert b'  - {id: black-tea, question: Black?, answer: "Hot, so.", follow_ups: [green-tea]}\n# the end\n' in after


def test_windows_line_ends_and_byte_order_marks_stay() -> None:
    file = b"\xef\xbb\xbf" + FILE.replace(b"\n", b"\r\n")
    after = in_place.change_entry(file, "green-tea", green(also=(*green().also, "gyokuro", "two\nlines")))
    assert after.startswith(b"\xef\xbb\xbf# Tea")
    assert after.count(b"\n") == after.count(b"\r\n") == FILE.count(b"\n") + 4


def test_the_last_entry_of_a_file_takes_the_file_with_it() -> None:
    only = in_place.new_topic("Tea", green())
    assert in_place.remove_entry(only, "green-tea") is None


@pytest.mark.parametrize("content", [b"topic: [", b"", b"- a", b"topic: T\nentries: no\n", b"\xff"])
def test_what_is_no_topic_is_not_touched(content: bytes) -> None:
    for act in (in_place.remove_entry, in_place.read_entry, in_place.entry_text):
        with pytest.raises(EditError):
            act(content, "green-tea")


def test_half_a_character_is_told() -> None:
    with pytest.raises(EditError, match="cannot be written into the file"):
        edited(answer="\ud800")


def test_an_entry_in_brackets_has_no_lines_that_could_be_replaced_or_stand_before_others() -> None:
    file = b"topic: Tea\nentries: [{id: a, question: A?, answer: B.}]\n"
    with pytest.raises(EditError, match="change it in the file itself") as replacing:
        in_place.replace_text(file, "a", "- id: a")
    with pytest.raises(EditError, match="change it in the file itself") as inserting:
        in_place.insert_text(file, "- id: b", None, 0)
    assert replacing.value.why == inserting.value.why == "why_by_hand"


def test_an_entry_without_a_topic_needs_one_where_there_is_none() -> None:
    with pytest.raises(EditError, match="name one") as raised:
        edits.added({}, green(), "")
    assert raised.value.why == "why_no_topic"


@pytest.mark.parametrize("content", [b"", b"# only a comment", b"# a comment\n"])
def test_a_file_without_values_gets_some(content: bytes) -> None:
    after = in_place.set_value(content, "greeting", "Hello: you")
    assert after == (content.rstrip(b"\n") + b"\n" if content else b"") + b'greeting: "Hello: you"\n'


def test_a_value_that_goes_leaves_the_others() -> None:
    assert in_place.set_value(b"a: 1\n# why\nb: 2\nc: 3\n", "b", None) == b"a: 1\n# why\nc: 3\n"
