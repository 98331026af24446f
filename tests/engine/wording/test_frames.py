"""Requests to be told about something are that something, and nothing else is."""

import pytest

from bot.engine.decision import Outcome
from bot.engine.matcher import Matcher
from bot.engine.wording.frames import names_only_the_source, told_about
from bot.engine.wording.text import words
from tests.engine.small_faqs import ask, talk


@pytest.mark.parametrize(
    "question",
    [
        "what does the article say about osteoclasts",
        "what does it say on osteoclasts?",
        "so does it mention osteoclasts at all",
        "does the article say anything about osteoclasts",
        "is there anything in the article about osteoclasts",
        "anything about osteoclasts in there",
        "whats in there about osteoclasts",
        "got any info on osteoclasts?",
        "what do you know about osteoclasts",
        "hey can you tell me a bit more about osteoclasts pls",
        "i'd like to learn more about osteoclasts",
        "where can i read something about osteoclasts",
        "what do they say about osteoclasts in the article",
        "how does the article describe osteoclasts",
        "is osteoclasts mentioned in your article",
        "i have a question about osteoclasts",
        "thoughts on osteoclasts?",
        "ever heard of osteoclasts",
        "osteoclasts in plain english",
        "osteoclasts explained simply",
        "osteoclasts for dummies pls",
    ],
)
def test_what_is_named_is_all_that_is_asked(question: str) -> None:
    tokens = words(question)
    asked = told_about(tokens)
    assert asked is not None
    assert tokens[asked] == ("osteoclasts",)


@pytest.mark.parametrize(
    "question",
    [
        "what does the article say",
        "what does it do",
        "tell me about it",
        "tell me about yourself",
        "what do you know about me",
        "what is it about osteoclasts that makes them hungry",
        "how does inflammation act on bone",
        "why does it go on",
        "is osteoporosis in there",
        "she says what about inflammation then",
        "osteoclasts",
        "",
    ],
)
def test_other_questions_are_left_as_they_are(question: str) -> None:
    assert told_about(words(question)) is None


def test_a_question_within_a_request_is_kept_whole() -> None:
    tokens = words("tell me about how lupus hurts the joints in plain words")
    assert tokens[told_about(tokens) or slice(0)] == ("how", "lupus", "hurts", "the", "joints")


def test_what_may_stand_around_a_request_names_nothing() -> None:
    assert names_only_the_source(words("how does the article"))
    assert not names_only_the_source(words("how does the bone"))


@pytest.mark.parametrize("frame", ["what does the article say about {}", "any info on {} in here", "tell me about {}"])
def test_who_wants_to_be_told_is_told_what_is_named_or_that_it_is_not_told(shipped: Matcher, frame: str) -> None:
    told = ask(shipped, frame.format("osteoclasts"))
    assert told.entries == ("what-do-osteoclasts-do",)
    assert len(told.evidence) == 1
    for left_out in ("diet", "insurance", "surgery"):
        assert ask(shipped, frame.format(left_out)).outcome is Outcome.NONE


def test_the_source_itself_can_be_asked_about(shipped: Matcher) -> None:
    for question in ("what does the article say", "tell me about this article"):
        assert ask(shipped, question).entries == ("what-does-the-article-cover",)


@pytest.mark.parametrize(
    ("message", "left_out"),
    [
        ("none of those. does the article say anything about calcium", "outside-diet-and-supplements"),
        ("it's a tale of my great grandma. does the article mention the spine", "outside-which-bones"),
    ],
)
def test_what_is_told_before_such_a_request_does_not_hide_it(shipped: Matcher, message: str, left_out: str) -> None:
    decision = ask(shipped, message)
    assert (decision.question, decision.outcome, decision.outside) == (message, Outcome.NONE, left_out)


def test_such_a_request_leans_on_nothing_that_was_said(shipped: Matcher) -> None:
    *_, then = talk(shipped, "can lupus lead to osteoporosis?", "and what does it say about osteoclasts")
    assert then.entries == ("what-do-osteoclasts-do",)
