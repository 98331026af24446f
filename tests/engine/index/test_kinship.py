"""How far one answer also answers another question."""

import pytest

from bot.engine.index.kinship import Kinship, adjusted
from bot.engine.matcher import Matcher
from tests.engine.small_faqs import faq_of, matcher_of, short, topic_of

STEAM = "Steam right after picking stops the leaf from oxidising, so the chlorophyll stays."


@pytest.fixture(scope="module")
def teas() -> Matcher:
    return matcher_of(
        faq_of(
            a=topic_of(
                short("green", "What makes green tea green?", answer=STEAM),
                short(
                    "steam",
                    "Is green tea steamed?",
                    answer="Yes: steam stops oxidising of the leaf, the chlorophyll stays.",
                ),
                short("coffee", "Who grows coffee?", answer="Farmers near the equator grow it on hills."),
                short("alarm", "The kettle burns!", answer=STEAM, kind="urgent"),
                short("stop", "What is this?", answer="It is what it is."),
            )
        )
    )


def test_an_answer_is_wholly_worth_its_own_question(teas: Matcher) -> None:
    kinship = Kinship(teas.index)
    assert [kinship.worth(at, at) for at in range(5)] == [1.0] * 5


def test_answers_that_say_the_same_are_worth_something_for_each_other_and_never_the_whole(teas: Matcher) -> None:
    kinship = Kinship(teas.index)
    assert 0.2 < kinship.worth(0, 1) < 1.0
    assert kinship.worth(0, 1) == kinship.worth(1, 0)


def test_what_a_curator_says_an_answer_answers_too_counts_in_that_direction() -> None:
    wide = short("tea", "What is tea?", answer="Leaves of a shrub, green or black.", answers_too=["black"])
    narrow = short("black", "What is black tea?", answer="The one that was left to oxidise in the air for hours.")
    kinship = Kinship(matcher_of(faq_of(a=topic_of(wide, narrow))).index)
    assert kinship.worth(0, 1) > 0.5
    assert kinship.worth(1, 0) == 0.0
    wide_is_right, narrow_is_right = adjusted(kinship, [0, 1], [0.4, 0.5])
    assert wide_is_right > 0.7
    assert narrow_is_right == pytest.approx(0.5)


def test_answers_of_different_things_are_worth_nothing_for_each_other(teas: Matcher) -> None:
    assert Kinship(teas.index).worth(0, 2) == 0.0


def test_only_answers_stand_for_answers(teas: Matcher) -> None:
    assert Kinship(teas.index).worth(0, 3) == 0.0


def test_an_answer_of_nothing_but_glue_is_like_none(teas: Matcher) -> None:
    assert [Kinship(teas.index).worth(4, other) for other in range(4)] == [0.0] * 4


def test_answers_of_a_few_words_are_alike_by_chance() -> None:
    answers = {"green": "Steam keeps it green.", "steam": "Steam keeps it green."}
    entries = [short(name, f"What is {name}?", answer=answer) for name, answer in answers.items()]
    other = short("coffee", "Who grows coffee?", answer="Farmers near the equator grow it on hills.")
    assert Kinship(matcher_of(faq_of(a=topic_of(*entries, other))).index).worth(0, 1) == 0.0


def test_kin_lend_each_other_their_probability(teas: Matcher) -> None:
    kinship = Kinship(teas.index)
    lent = 0.4 * kinship.worth(0, 1)
    assert adjusted(kinship, [0, 1, 2], [0.5, 0.4, 0.1]) == pytest.approx([0.5 + lent, 0.4 + lent / 0.8, 0.1])


def test_the_only_entry_of_an_faq_has_no_kin() -> None:
    matcher = matcher_of(faq_of(a=topic_of(short("tea", "How is green tea brewed?"))))
    assert Kinship(matcher.index).worth(0, 0) == 1.0
