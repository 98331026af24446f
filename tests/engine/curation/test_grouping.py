"""Questions that mean the same are put together, and others are not."""

import pytest

from bot.engine.curation.grouping import grouped
from bot.engine.matcher import Matcher


def groups(matcher: Matcher, *texts: str) -> list[list[str]]:
    return [[texts[number] for number in group] for group in grouped(texts, matcher.index)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("is osteoporosis genetic", "Is osteoporosis genetic???"),
        ("what are the symptoms of osteoporosis", "symptoms of osteoporosis"),
        ("how many people have osteoporosis worldwide", "how many people worldwide have osteoporosis"),
        ("can osteoporosis be reversed", "can osteoporossis be reversd"),
        ("is brittle bone disease hereditary", "is osteoporosis hereditary"),
        ("does celiac disease lead to bone loss", "does celiac disease cause bone loss"),
    ],
)
def test_two_ways_to_ask_the_same_are_one_group(shipped: Matcher, one: str, other: str) -> None:
    assert groups(shipped, one, "who discovered osteoclasts", other)[0] == [one, other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("is osteoporosis genetic", "is osteoporosis contagious"),  # what every question has in common says little
        ("can men get osteoporosis", "can dogs get osteoporosis"),
        ("is psoriasis autoimmune", "is psoriasis linked to bone loss"),
        ("does lupus cause osteoporosis", "does pregnancy cause osteoporosis"),
    ],
)
def test_two_questions_about_different_things_are_two_groups(shipped: Matcher, one: str, other: str) -> None:
    assert sorted(groups(shipped, one, other)) == sorted([[one], [other]])


def test_the_largest_group_comes_first_and_each_keeps_the_order_of_its_texts(shipped: Matcher) -> None:
    texts = (
        "is gout autoimmune",
        "who discovered RANKL",
        "who discovered RANKL?",
        "is gout autoimmune?",
        "RANKL, who discovered it",
    )
    assert grouped(texts, shipped.index)[0][:2] == [1, 2]
    assert grouped(texts, shipped.index) == grouped(texts, shipped.index)


def test_every_text_is_in_exactly_one_group(shipped: Matcher) -> None:
    texts = ["", "???", "the", "is it", "🦴", "bone", "bone", "x" * 5000, "why do bones thin"]
    found = grouped(texts, shipped.index)
    assert sorted(number for group in found for number in group) == list(range(len(texts)))


def test_texts_of_which_nothing_can_be_made_are_one_group(shipped: Matcher) -> None:
    assert grouped(["", "is gout autoimmune", "???"], shipped.index) == [[0, 2], [1]]


def test_no_texts_make_no_groups(shipped: Matcher) -> None:
    assert grouped([], shipped.index) == []
