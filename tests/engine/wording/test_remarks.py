"""Who tells of something of their own in the FAQ's words asks it nothing."""

import pytest

from bot.engine.decision import Outcome
from bot.engine.matcher import Matcher
from bot.engine.wording.remarks import remark_in
from bot.engine.wording.text import words
from tests.engine.small_faqs import ask


@pytest.mark.parametrize(
    "message",
    [
        "my bank account has osteoporosis, thin and brittle",
        "the government has an autoimmune disease: it attacks itself",
        "our team was attacked by its own defenders, autoimmune",
        "his car is inflamed",
    ],
)
def test_a_remark_on_what_the_faq_does_not_speak_of_is_not_answered(shipped: Matcher, message: str) -> None:
    decision = ask(shipped, message)
    assert decision.outcome is not Outcome.ANSWER
    assert remark_in(message, words(message))


@pytest.mark.parametrize(
    "message",
    [
        "the immune system is not involved in osteoporosis",
        "my tutor says osteoporosis is an autoimmune disease",
        "so their bones are broken down faster than they are built",
        "the end result is bone loss because of an autoimmune disease",
        "my brain is fried, is osteoporosis autoimmune",
        "my head is spinning, osteoclasts vs osteoblasts",
        "my essay is due tomorrow, need the causes of osteoporosis",
        "my class has to explain bone remodeling",
        "our professor was wrong that osteoporosis is autoimmune",
        "my friend is convinced osteoporosis is autoimmune",
    ],
)
def test_a_statement_about_the_subject_and_what_is_asked_after_a_remark_are_answered(
    shipped: Matcher, message: str
) -> None:
    assert ask(shipped, message).outcome is Outcome.ANSWER


@pytest.mark.parametrize(
    "message",
    [
        "my flashcard is torn, what do osteoclasts do?",
        "our topic is lupus, is it autoimmune",
        "is my wallet thin",
        "",
        "my",
        "the",
        "my it is",
    ],
)
def test_what_asks_or_names_nothing_is_no_remark(message: str) -> None:
    assert remark_in(message, words(message)) is None
