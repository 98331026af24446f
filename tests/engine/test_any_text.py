"""Whatever is typed, and whatever the FAQ, there is a decision, and the same one every time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision, Outcome
from bot.engine.matcher import Matcher
from bot.knowledge.model import Faq
from tests.engine.small_faqs import ask, faq_of, matcher_of, short, topic_of

COMMON = "what why how is are do does it and the other one about not no or can i my should lol thanks"
TERMS = "osteoclasts osteoblast osteolast bone loss lupus arthritis inflammation causes by auto immune menopuase"
SIGNS = [
    "?",
    "!",
    ". ",
    "...",
    ", ",
    "\n",
    "<@1>",
    "**",
    "`",
    "é",
    "骨",
    "ж",
    "😂",
    "'s",
    "2nd",
    "1.",
    "\u200b",
    "zebra",
]
SAID = [*COMMON.split(), *TERMS.split(), *SIGNS]
MESSAGES = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(SAID), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(SAID), st.text(max_size=4)), max_size=10).map("".join),
)
PASTS = st.sampled_from(
    [Memory(), Memory(("what-do-osteoclasts-do",), ("what-do-osteoblasts-do", "gone")), Memory(("gone",), ("gone",))]
)


def sound(decision: Decision, faq: Faq) -> bool:
    """Whether everything in a decision fits together."""
    shown = {*decision.entries, *decision.suggestions, *decision.follow_ups, *(one.entry for one in decision.ranking)}
    ranked = [one.confidence for one in decision.ranking]
    return (
        shown <= faq.by_id.keys()
        and ranked == sorted(ranked, reverse=True)
        and len(ranked) <= 5
        and all(0 <= confidence <= 1 for confidence in (*ranked, decision.confidence))
        and bool(decision.entries) == (decision.outcome in {Outcome.ANSWER, Outcome.ADVICE, Outcome.URGENT})
        and (bool(decision.suggestions) or decision.outcome is not Outcome.SUGGEST)
        and (decision.chatter is not None) == (decision.outcome is Outcome.CHATTER)
    )


@settings(max_examples=100, deadline=None, derandomize=True)
@given(MESSAGES, PASTS)
def test_any_message_gets_a_sound_decision(bones: Matcher, message: str, past: Memory) -> None:
    decision, memory = bones.decide(message, past)
    assert decision.question == message
    assert sound(decision, bones.faq)
    assert bones.decide(message, past) == (decision, memory)


def test_two_matchers_of_one_faq_decide_alike(bones: Matcher, bones_faq: Faq) -> None:
    other = matcher_of(bones_faq)
    for message in ("what do osteoclasts do", "bone", "lupus menopause", "is it or not", "what do osteolasts do"):
        assert ask(other, message) == ask(bones, message)


@pytest.mark.parametrize("message", ["bone n't", "n't", "lupus N’T attack"])
def test_a_lone_not_is_decided_too(bones: Matcher, message: str) -> None:
    assert ask(bones, message)


@pytest.mark.parametrize(
    "message",
    ["a " * 5_000, "bone " * 2_000, "?" * 9_999, "x" * 9_999, "what is lupus? " * 500, "ﷺ" * 2_000, "\x00\ud800\uffff"],
)
def test_long_and_broken_messages_are_decided(bones: Matcher, message: str) -> None:
    assert sound(ask(bones, message), bones.faq)


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        ("How is green tea brewed?", Outcome.ANSWER),
        ("how is green tea brewd", Outcome.ANSWER),
        ("who won the cup", Outcome.NONE),
        ("чай", Outcome.NONE),
    ],
)
def test_an_faq_of_one_entry_without_other_phrasings_works(message: str, outcome: Outcome) -> None:
    matcher = matcher_of(faq_of(a=topic_of(short("tea", "How is green tea brewed?"))))
    assert ask(matcher, message).outcome is outcome


def test_an_faq_without_other_phrasings_answers_its_questions() -> None:
    questions = {"tea": "How is green tea brewed?", "milk": "Where is the milk kept?", "cups": "Who washes the cups?"}
    matcher = matcher_of(faq_of(a=topic_of(*(short(entry, question) for entry, question in questions.items()))))
    for entry, question in questions.items():
        assert ask(matcher, question.lower().rstrip("?")).entries == (entry,)
    assert ask(matcher, "when does the train leave").outcome is not Outcome.ANSWER


MANY_SCRIPTS = {
    "russian": "Что такое остеопороз?",
    "chinese": "骨质疏松是什么？",
    "arabic": "ما هو هشاشة العظام؟",
    "hindi": "हड्डी क्या है?",
    "greek": "Τι είναι η οστεοπόρωση;",
    "korean": "골다공증이란 무엇입니까?",
    "emoji": "What is 🦴?",
}


@pytest.mark.parametrize("entry", MANY_SCRIPTS)
def test_phrasings_in_any_script_are_answered(entry: str) -> None:
    matcher = matcher_of(faq_of(a=topic_of(*(short(name, text, text + " ?") for name, text in MANY_SCRIPTS.items()))))
    assert ask(matcher, MANY_SCRIPTS[entry].rstrip("？؟?;")).ranking[0].entry == entry


@pytest.mark.parametrize("message", ["как варить борщ", "如何做饭", "Wie spät ist es", "كم الساعة"])
def test_other_questions_in_any_script_are_not_answered(message: str) -> None:
    matcher = matcher_of(faq_of(a=topic_of(*(short(name, text) for name, text in MANY_SCRIPTS.items()))))
    assert ask(matcher, message).outcome is not Outcome.ANSWER


@pytest.mark.parametrize("question", ["?", "🦴", "...", "the"])
def test_an_entry_of_no_words_or_only_glue_does_no_harm(question: str) -> None:
    matcher = matcher_of(
        faq_of(a=topic_of(short("odd", question), short("tea", "How is green tea brewed?", "green tea")))
    )
    assert ask(matcher, "how is green tea brewed").entries == ("tea",)
    assert ask(matcher, question).outcome in Outcome
