"""Messages that are no question."""

import pytest

from bot.engine.decision import Chatter, Outcome
from bot.engine.matcher import Matcher
from bot.engine.wording.chatter import chatter
from bot.engine.wording.text import words
from tests.engine.small_faqs import BONES, ask, faq_of, matcher_of, short, topic_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi", Chatter.GREETING),
        ("Hello there!", Chatter.GREETING),
        ("good morning everyone", Chatter.GREETING),
        ("hey bot", Chatter.GREETING),
        ("sup", Chatter.GREETING),
        ("thanks", Chatter.THANKS),
        ("thank you so much!!", Chatter.THANKS),
        ("ty", Chatter.THANKS),
        ("ok cool", Chatter.THANKS),
        ("great answer", Chatter.THANKS),
        ("hi again", Chatter.GREETING),
        ("I see, thank you, full stop", Chatter.THANKS),
        ("makes sense", Chatter.THANKS),
        ("bye", Chatter.FAREWELL),
        ("W bot ty", Chatter.THANKS),
        ("hm. fair enough i guess", Chatter.THANKS),
        ("sorry. ignore me. thank you", Chatter.THANKS),
        ("Thanking you.", Chatter.THANKS),
        ("love u bot", Chatter.THANKS),
        ("lol", Chatter.LAUGHTER),
        ("hahaha omg", Chatter.LAUGHTER),
        ("LMAO", Chatter.LAUGHTER),
        ("help", Chatter.HELP),
        ("how do i use this bot", Chatter.HELP),
        ("what can you do", Chatter.HELP),
        ("who are you", Chatter.HELP),
        ("how are you", Chatter.GREETING),
        ("how are you doing today", Chatter.GREETING),
        ("ha", Chatter.LAUGHTER),
        ("lol nice", Chatter.LAUGHTER),
    ],
)
def test_small_talk_is_told_by_kind(bones: Matcher, text: str, kind: Chatter) -> None:
    decision = ask(bones, text)
    assert (decision.outcome, decision.chatter) == (Outcome.CHATTER, kind)
    assert decision.entries == decision.suggestions == ()


@pytest.mark.parametrize("text", ["", "   ", "?!", "<@123456789>", "...", "https://example.org"])
def test_a_message_without_words_is_empty(bones: Matcher, text: str) -> None:
    assert ask(bones, text).chatter is Chatter.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "hi what is lupus",
        "thanks, and what is menopause",
        "thanks! does it run in families",
        "lol what is lupus",
        "help me understand lupus",
        "what is osteoclast",
        "lupus",
        "is it good",
        "why",
        "what is this about",
        "hey what is autoimmune disease and is it good or bad",
    ],
)
def test_a_question_with_a_greeting_is_still_a_question(text: str) -> None:
    assert chatter(words(text)) is None


def test_thanks_with_a_laugh_are_thanks() -> None:
    assert chatter(words("lol ok thx")) is Chatter.THANKS


GREETING = short("who-greets", "Hello, who are you?", "hello", "hi there", answer="A bot that knows about bones.")


def test_small_talk_gets_the_answer_that_the_faq_has_for_it(bones: Matcher) -> None:
    greeted = matcher_of(faq_of(bones=BONES, greetings=topic_of(GREETING)))
    assert ask(greeted, "hi there").entries == ("who-greets",)
    assert ask(greeted, "thanks").chatter is Chatter.THANKS
    assert ask(bones, "hi there").chatter is Chatter.GREETING


def test_one_way_of_small_talk_among_others_has_slipped_in() -> None:
    slipped = matcher_of(faq_of(bones=BONES, cups=topic_of(short("cups", "Are the cups clean?", "thanks a lot"))))
    assert ask(slipped, "thanks a lot").chatter is Chatter.THANKS
