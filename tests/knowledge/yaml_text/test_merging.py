"""Three versions of a text become one that has both changes, or none where they touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.yaml_text.merging import merged, merged_values

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


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ({"a": "A", "l": ("x", "y", "z")}, {"a": "a", "l": ("x",)}, {"a": "A", "l": ("x", "z")}),
        ({"a": "a", "l": ("z",)}, {"a": "a"}, None),
        ({"a": "a", "l": ("x", "y", "z")}, {"a": "a"}, {"a": "a", "l": ("z",)}),
        ({"a": "a", "l": ("y", "z")}, {"a": "a", "l": ("x", "Y")}, {"a": "a", "l": ("Y", "z")}),
        (
            {"a": "a", "l": ("x", "y", "new")},
            {"a": "a", "l": ("x", "y", "old")},
            {"a": "a", "l": ("x", "y", "old", "new")},
        ),
        ({"a": "a", "l": ("x", "Y")}, {"a": "a", "l": ("x",)}, None),
        ({"a": "A", "l": ("x", "y")}, {"a": "B", "l": ("x", "y")}, None),
        ({"a": "A", "l": ("x", "y"), "n": "n"}, {"l": ("x", "y")}, None),
        ({"l": ("x", "y")}, {"a": "a", "l": ("x", "y"), "n": "n"}, {"l": ("x", "y"), "n": "n"}),
    ],
)
def test_what_a_file_says_is_joined_key_by_key_and_item_by_item(
    ours: dict[str, object], theirs: dict[str, object], both: dict[str, object] | None
) -> None:
    assert merged_values({"a": "a", "l": ("x", "y")}, ours, theirs) == both


def test_what_both_add_in_the_same_place_of_a_list_whose_order_counts_is_not_joined() -> None:
    assert merged_values({}, {"l": ("x",)}, {"l": ("y",)}, ordered={"l"}) is None


def test_a_list_that_is_one_whole_is_not_joined_item_by_item() -> None:
    base, ours, theirs = ({"l": tuple(items)} for items in ("ab", "abc", "a"))
    assert merged_values(base, ours, theirs, ordered={"l"}) == {"l": ("a", "c")}
    assert merged_values(base, ours, theirs, whole={"l"}) is None
