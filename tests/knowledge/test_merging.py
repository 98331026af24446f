"""Three versions of a text become one that has both changes, or none where they touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.merging import merged

BASE = "a\nb\nc\nd\n"
TEXTS = st.lists(st.sampled_from("abc"), max_size=6).map("\n".join)


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ("A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n"),
        ("a\nb\nc\nd\ne\n", "b\nc\nd\n", "b\nc\nd\ne\n"),
        ("a\nb\nx\nc\nd\n", "a\nb\nc\n", "a\nb\nx\nc\n"),
        ("a\nB\nc\nd\n", "a\nB\nc\nd\n", "a\nB\nc\nd\n"),
        ("a\nB\nc\nd\n", "a\nX\nc\nd\n", None),
        ("a\nB\nc\nd\n", "a\nc\nd\n", None),
        ("a\nb\nx\nc\nd\n", "a\nb\ny\nc\nd\n", None),
        ("", BASE, ""),
        (BASE, "", ""),
        ("a\nb\nc\n", "a\nb\nC\nd\n", None),
    ],
)
def test_changes_are_joined_where_they_do_not_touch(ours: str, theirs: str, both: str | None) -> None:
    assert merged(BASE, ours, theirs) == both


@given(TEXTS, TEXTS)
def test_a_change_on_one_side_is_the_result(base: str, changed: str) -> None:
    assert merged(base, changed, base) == changed
    assert merged(base, base, changed) == changed
    assert merged(base, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_it_makes_no_matter_which_side_is_whose(base: str, ours: str, theirs: str) -> None:
    assert merged(base, ours, theirs) == merged(base, theirs, ours)
