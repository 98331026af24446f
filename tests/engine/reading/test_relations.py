"""Who acts on whom, and when an FAQ has it the other way round."""

import pytest

from bot.engine.matcher import Matcher
from bot.engine.reading.relations import UNNAMED, Pair, acts_on, reversed_in
from bot.engine.wording.text import words

ASKED = frozenset({("floods", "rain")})


def test_what_a_good_part_of_the_phrasings_has_the_other_way_round_is_reversed() -> None:
    assert reversed_in(ASKED, {("rain", "floods"): 20}, phrasings=130)


def test_one_phrasing_of_a_few_is_a_good_part() -> None:
    assert reversed_in(ASKED, {("rain", "floods"): 1}, phrasings=5)


def test_a_few_of_many_phrasings_may_have_been_misread() -> None:
    assert not reversed_in(ASKED, {("rain", "floods"): 4}, phrasings=186)


def test_what_is_asked_either_way_is_not_reversed() -> None:
    assert not reversed_in(ASKED, {("rain", "floods"): 20, ("floods", "rain"): 10}, phrasings=40)


@pytest.mark.parametrize("pair", [(UNNAMED, "rain"), ("floods", UNNAMED)])
def test_what_is_asked_for_cannot_be_reversed(pair: tuple[str, str]) -> None:
    assert not reversed_in(frozenset({pair}), {(pair[1], pair[0]): 20}, phrasings=40)


def pairs(bones: Matcher, text: str) -> frozenset[Pair]:
    return acts_on(bones.index.read(words(text)))


@pytest.mark.parametrize(
    "text",
    [
        "can floods give you rain",
        "floods giving a person rain",
        "floods first and then it rain",
        "does it go backwards, floods cause rain",
        "can floods cause rain? so the other way round",
    ],
)
def test_who_acts_on_whom_is_read_without_a_plain_verb_of_cause(bones: Matcher, text: str) -> None:
    assert ("flood", "rain") in pairs(bones, text)
    assert ("rain", "flood") not in pairs(bones, text)


def test_a_question_that_leaves_the_direction_open_names_none(bones: Matcher) -> None:
    assert not pairs(bones, "do floods cause rain or the other way round")
    assert not pairs(bones, "do floods cause rain or rain cause floods")
