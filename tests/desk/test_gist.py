"""The first sentences of an answer."""

import pytest

from bot.desk.gist import gist


@pytest.mark.parametrize(
    ("answer", "short"),
    [
        (
            "Bees make it out of nectar that they gather. It keeps for years.",
            "Bees make it out of nectar that they gather.",
        ),
        (
            "Yes. It keeps for years and years, they say. [1][2] It may set. [3]",
            "Yes. It keeps for years and years, they say. [1][2]",
        ),
        ("Honey, e.g. of heather, keeps for many years. So does wax.", "Honey, e.g. of heather, keeps for many years."),
        ("It keeps.\n\nMore of that below.", "It keeps."),
        ("- a list\n- of points\n\nand so on", "- a list\n- of points"),
        (
            "Es hält sich. Über Jahre, sagt man, und länger. Mehr nicht.",
            "Es hält sich. Über Jahre, sagt man, und länger.",
        ),
        ("It keeps", "It keeps"),
    ],
)
def test_the_gist_is_what_is_said_first(answer: str, short: str) -> None:
    assert gist(answer) == short
