"""Replies as text: what is said for each outcome, in which order."""

import pytest

from bot.desk import Citation
from bot.desk.contents import offered
from bot.engine.decision import Again, Chatter, Correction, Decision, Outcome
from bot.knowledge.model import Entry, Kind
from bot.terminal.presenting import Passage, Tone, as_text, passages, source_line
from tests.replies import HONEY, STING, VOICE, WAX, reply

MEAD = Entry(id="mead", question="What is mead?", answer="Honey and water.")


def test_an_answer_has_its_question_sources_next_questions_and_the_disclaimer() -> None:
    assert as_text(passages(reply(shown=(HONEY,), follow_ups=(WAX,)))) == (
        "What is honey?\n"
        "Nectar that **bees** have dried. [1]\n\n"
        "Sources\n"
        "[1] About bees, Food, Paragraph 2\n\n"
        "Disclaimer\n\n"
        "Ask next\n"
        "1. What is wax?"
    )


def test_two_answers_are_announced_as_two() -> None:
    shown = as_text(passages(reply(shown=(HONEY, WAX))))
    assert shown.startswith("Two answers\n\nWhat is honey?\n")
    assert shown.index("What is honey?") < shown.index("What is wax?")


def test_a_word_read_differently_is_said_before_the_answer() -> None:
    corrected = Decision("wat is hony", Outcome.ANSWER, corrections=(Correction("hony", "honey"),))
    assert passages(reply(corrected, shown=(HONEY,)))[0] == Passage(Tone.NOTE, "Read hony as honey")


def test_an_answer_that_was_shown_last_is_announced_as_such() -> None:
    again = Decision("huh", Outcome.ANSWER, again=Again.WHOLE)
    assert passages(reply(again, shown=(HONEY,)))[0] == Passage(Tone.NOTE, "Said before")


def test_suggestions_are_numbered_under_did_you_mean() -> None:
    unsure = reply(Decision("q", Outcome.SUGGEST), suggestions=(HONEY, WAX))
    assert as_text(passages(unsure)) == "Did you mean\n1. What is honey?\n2. What is wax?"
    assert offered(unsure) == (HONEY, WAX)


def test_nothing_found_says_so_and_no_more() -> None:
    assert as_text(passages(reply(Decision("q", Outcome.NONE)))) == "Nothing"


def test_nothing_found_but_something_near_says_so_once() -> None:
    near = reply(Decision("q", Outcome.NONE), suggestions=(WAX,))
    assert as_text(passages(near)) == "Nothing near one\n1. What is wax?"


def test_a_question_outside_the_sources_gets_its_own_text_without_the_question() -> None:
    outside = Entry(id="mead", question="How is mead made?", answer="The FAQ is about bees only.", kind=Kind.OUTSIDE)
    assert as_text(passages(reply(Decision("q", Outcome.NONE), shown=(outside,)))) == "The FAQ is about bees only."


def test_an_urgent_text_comes_alone_without_question_disclaimer_and_things_to_ask_next() -> None:
    urgent = reply(Decision("q", Outcome.URGENT), shown=(STING,), follow_ups=(WAX,))
    assert as_text(passages(urgent)) == "Call an ambulance now."
    assert offered(urgent) == ()


def test_what_has_just_been_answered_is_not_offered_again() -> None:
    assert offered(reply(shown=(HONEY, WAX), follow_ups=(WAX, WAX))) == ()


def test_beside_an_answer_all_is_offered_that_leads_on_or_may_have_been_meant() -> None:
    both = reply(shown=(HONEY,), follow_ups=(WAX,), suggestions=(HONEY, MEAD))
    assert as_text(passages(both)).endswith("Ask next\n1. What is wax?\n2. What is mead?")


def test_an_honest_no_of_the_faq_itself_is_not_followed_by_another() -> None:
    outside = Entry(id="mead", question="How is mead made?", answer="The FAQ is about bees only.", kind=Kind.OUTSIDE)
    near = reply(Decision("q", Outcome.NONE), shown=(outside,), suggestions=(WAX,))
    assert as_text(passages(near)) == "The FAQ is about bees only.\n\nAsk next\n1. What is wax?"


def test_small_talk_may_come_with_questions_to_begin_with() -> None:
    hello = reply(Decision("hi", Outcome.CHATTER, chatter=Chatter.GREETING), suggestions=(WAX,))
    assert as_text(passages(hello)) == "Greeting\n\n1. What is wax?"


@pytest.mark.parametrize(
    ("chatter", "text"),
    [
        (Chatter.GREETING, "Greeting"),
        (Chatter.THANKS, "Thanks"),
        (Chatter.FAREWELL, "Farewell"),
        (Chatter.LAUGHTER, "Laughter"),
        (Chatter.COMPLAINT, "Complaint"),
        (Chatter.REACTION, "Reaction"),
        (Chatter.HELP, "Help"),
        (Chatter.EMPTY, "Empty question"),
    ],
)
def test_small_talk_gets_its_text_from_the_voice(chatter: Chatter, text: str) -> None:
    assert as_text(passages(reply(Decision("q", Outcome.CHATTER, chatter=chatter)))) == text


def test_a_source_with_an_address_shows_it() -> None:
    source = Citation(number=2, article="A", section="S", paragraph=4, url="https://a.example")
    assert source_line(source, VOICE) == "[2] A, S, Paragraph 4 (https://a.example)"
