"""Versions of an FAQ that are built at the same time know nothing of each other."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.engine.matcher import Matcher
from bot.knowledge.model import Faq
from tests.engine.index.test_kind_regression import asked_much
from tests.engine.small_faqs import ask, faq_of, matcher_of, short, topic_of
from tests.engine.test_updating import alike

QUESTIONS = ("how do foxes hunt mice", "what does an owl cost", "tell me of whatever0 here", "so moth7x3 at night")
BUILDS = 12


def faq(*entries: str) -> Faq:
    return faq_of(
        a=topic_of(
            asked_much("foxes", "foxes hunt", "a fox eats mice"),
            asked_much("prices", "foxes cost", "an owl is sold", kind="outside"),
            *entries,
        )
    )


def with_words_of_its_own(number: int) -> Faq:
    """The FAQ with an entry in words that no other version has, each version with another number of them."""
    ways = [f"moth{number}x{way} of whatever{number} here" for way in range(30 + 10 * number)]
    return faq(short(f"moths-{number}", f"What is moth{number}?", *ways))


@pytest.fixture
def _many_turns() -> Iterator[None]:
    """Threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_many_turns")
def test_drafts_that_are_built_at_the_same_time_answer_as_if_each_was_built_alone() -> None:
    before = matcher_of(faq())
    drafts = [with_words_of_its_own(number) for number in range(BUILDS)]
    with ThreadPoolExecutor(4) as threads:
        built: list[Matcher] = list(threads.map(before.updated, drafts))
    for draft, matcher in zip(drafts, built, strict=True):
        alone = before.updated(draft)
        for question in QUESTIONS:
            assert alike(ask(matcher, question), ask(alone, question)), question
