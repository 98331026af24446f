"""A misspelling in a phrasing is no word of the FAQ."""

from bot import english
from bot.engine.matcher import Matcher
from bot.engine.spelling.own_slips import without_slips
from tests.engine.small_faqs import ask, faq_of, matcher_of

COUNTS = {"immune": 60, "osteoclast": 80, "bone": 400, "the": 900}


def kept(word: str, count: int = 1) -> bool:
    return word in without_slips({**COUNTS, word: count}, english.language())


def test_what_is_one_slip_from_a_word_that_is_the_faqs_own_is_none() -> None:
    assert not kept("imune")
    assert not kept("osteoclsat")


def test_words_of_the_language_names_and_other_forms_are_kept() -> None:
    for word in ("immure", "osteoblast", "osteoclasts", "tone", "thee", "osteoporosis", "rankl"):
        assert kept(word)


def test_what_is_written_so_often_is_a_word() -> None:
    assert kept("imune", 3)


def test_a_phrasing_taught_as_it_was_typed_keeps_nobodys_from_being_corrected() -> None:
    topic = "topic: Cells\nentries:\n- id: immune\n  question: What is the immune system?\n  also:\n"
    asked = [f"  - does the immune system number {number} work\n" for number in range(25)]
    taught = "  - wat is the imune systm for\n  answer: It defends the body.\n"
    matcher: Matcher = matcher_of(faq_of(cells=topic + "".join(asked) + taught))
    assert ask(matcher, "whats the imune system").corrections[0].read_as == "immune"
