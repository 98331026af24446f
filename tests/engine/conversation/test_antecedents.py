"""What a pronoun may stand for."""

import pytest

from bot.engine.conversation.antecedents import (
    agreement,
    antecedents,
    asks_which,
    by_its_name,
    in_place,
    points_at,
    said_of,
    which_of,
)
from bot.engine.index.mentions import main_subject, the_other_way_round, things, with_another
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words
from tests.engine.small_faqs import faq_of, matcher_of, short, topic_of


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("does inflammation cause bone loss", [("inflammation",), ("bone", "loss")]),
        ("what do osteoclasts do", [("osteoclasts",)]),
        ("what does arthritus attack", [("arthritis",)]),
        ("so what does that do", []),
        ("what do giraffes eat", []),
        ("", []),
    ],
)
def test_things_are_the_words_of_the_faq_that_name_something(
    bones: Matcher, question: str, named: list[tuple[str, ...]]
) -> None:
    assert list(things(words(question), bones.index)) == named


def test_what_was_asked_about_is_likelier_meant_than_what_the_heading_names(bones: Matcher) -> None:
    found = antecedents("does inflammation thin bones", "What is menopause?", bones.index)
    assert next(iter(found)) == ("inflammation",)
    assert found[("inflammation",)] > found[("menopause",)]


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("what do they do to bone", "what do X do to bone"),
        ("does it do that", "does X do"),
        ("what does that one attack", "what does X attack"),
        ("is lupus one", "is lupus X"),
        ("what is lupus", "what is lupus"),
    ],
)
def test_the_first_pronoun_is_replaced_and_the_others_go(message: str, read: str) -> None:
    assert " ".join(in_place(words(message), ("X",))) == read
    assert bool(points_at(words(message))) is ("X" in read)


@pytest.mark.parametrize(
    ("message", "thing", "agrees"),
    [
        ("what do they do", ("osteoclasts",), True),
        ("what do they do", ("lupus",), False),
        ("what does it do", ("lupus",), True),
        ("what does it do", ("arthritis",), True),
        ("what does it do", ("osteoclasts",), False),
        ("what now", ("osteoclasts",), True),
    ],
)
def test_a_pronoun_stands_rather_for_a_thing_of_its_number(message: str, thing: tuple[str, ...], agrees: bool) -> None:
    assert (agreement(words(message), thing) == 1.0) is agrees


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("what causes this disease in men", ("what", "causes", "lupus", "in", "men")),
        ("is the illness a rare one", ("is", "lupus", "a", "rare", "one")),
        ("what is the disease called", None),
        ("is there a disease of the bones", None),
    ],
)
def test_this_disease_is_a_name_unless_it_is_said_which(message: str, read: tuple[str, ...] | None) -> None:
    assert by_its_name(words(message), ("lupus",)) == read


def test_which_one_asks_for_one_of_the_two_that_were_named() -> None:
    named = [("lupus",), ("type", "1", "diabetes")]
    assert which_of(("which", "one", "is", "rare"), named) == tuple("lupus or type 1 diabetes is rare".split())
    assert which_of(("which", "one", "is", "rare"), named[:1]) is None
    assert which_of(("which", "organs"), named) is None
    assert asks_which(("on", "which", "side", "is", "it"))
    assert not asks_which(("which", "organs"))


def test_a_question_can_be_turned_round(bones: Matcher) -> None:
    turned = the_other_way_round("Does inflammation cause bone loss?", bones.index)
    assert turned == ("does", "bone", "loss", "cause", "inflammation")
    assert the_other_way_round("What is menopause?", bones.index) is None
    assert with_another(("define", "bone", "loss"), ("bone", "loss"), ("lupus",)) == ("define", "lupus")


def test_what_most_questions_name_is_the_main_subject() -> None:
    about = matcher_of(
        faq_of(
            small=topic_of(
                short("a", "What is scurvy?", "scurvy meaning"),
                short("b", "Who gets scurvy?", "people with scurvy"),
                short("c", "When was vinegar invented?", "age of vinegar"),
            )
        )
    )
    assert main_subject(about.index) == ("scurvy",)
    several = matcher_of(
        faq_of(
            small=topic_of(
                *(short(f"e-{word}", f"What is {word}?") for word in "scurvy vinegar rust moss soap".split())
            )
        )
    )
    assert main_subject(several.index) is None


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("is it bad", ("is", "lupus", "bad")),
        ("so does that hurt", ("so", "does", "lupus", "hurt")),
        ("it is bad", ("lupus", "is", "bad")),
        ("its bad right", ("lupus", "is", "bad", "right")),
        ("who said it", None),
        ("what time is it", None),
        ("my aunt thinks it is bad", None),  # too late for a subject of the whole message
        ("is it bad for dogs and cats and all", None),  # too long to tell
    ],
)
def test_a_short_message_may_be_about_it(message: str, read: tuple[str, ...] | None) -> None:
    assert said_of(words(message), ("lupus",)) == read
