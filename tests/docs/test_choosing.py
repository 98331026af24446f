"""Which pictures are drawn."""

import pytest

from docs.pictures.__main__ import chosen


def test_all_pictures_are_drawn_or_those_that_are_named() -> None:
    names = [scene.name for scene in chosen([])]
    assert {"answer", "review"} < set(names)
    assert [scene.name for scene in chosen(["review", "answer"])] == ["review", "answer"]


def test_a_name_that_no_picture_has_is_told_with_those_there_are() -> None:
    with pytest.raises(SystemExit, match="no picture anwser; there are typing, answer, "):
        chosen(["answer", "anwser"])
