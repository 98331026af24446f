"""What the FAQ as a whole says of a question, where it is asked in many ways."""

from collections.abc import Sequence

import pytest

from bot.engine.candidates import first_look, question_of
from bot.engine.matcher import Matcher
from bot.engine.sketched_ridge import ENOUGH, Overall
from bot.engine.text import words
from bot.knowledge.model import Faq
from tests.engine.small_faqs import faq_of, matcher_of, short, topic_of

HOW = ("what", "why", "how", "tell me", "explain", "so")
WHEN = ("at night", "in spring", "by the river", "at home", "every day")


def asked_much(entry: str, *about: str, kind: str = "answer") -> str:
    """An entry asked in thirty ways for each of `about`."""
    ways = [f"{how} {thing} {when}" for thing in about for how in HOW for when in WHEN]
    return short(entry, f"Of {entry}?", *ways, kind=kind)


FOXES = asked_much("foxes", "foxes hunt", "a fox eats mice")
OWLS = asked_much("owls", "owls hunt", "an owl sees mice")
BEARS = asked_much("bears", "bears fish", "a bear eats salmon")
PRICES = asked_much("prices", "foxes cost", "an owl is sold", kind="outside")


def faq(*entries: str) -> Faq:
    return faq_of(a=topic_of(*entries))


def overall(matcher: Matcher, text: str) -> Overall:
    index = matcher.index
    return first_look(index, question_of(index, index.read(words(text)))).overall


def test_a_question_speaks_for_answers_or_for_what_lies_outside() -> None:
    matcher = matcher_of(faq(FOXES, OWLS, PRICES))
    asked = overall(matcher, "how do foxes hunt mice")
    assert asked.answered > asked.outside + 0.3
    outside = overall(matcher, "what does an owl cost")
    assert outside.outside > outside.answered + 0.3


def test_of_what_is_like_nothing_it_says_little() -> None:
    matcher = matcher_of(faq(FOXES, OWLS, PRICES))
    assert max(overall(matcher, "mice in the zodiac of babylon")) < max(overall(matcher, "why owls hunt mice"))


def test_an_faq_that_is_asked_in_few_ways_has_nothing_to_say_as_a_whole() -> None:
    few = short("foxes", "Do foxes hunt?", *(f"fox {number}" for number in range(ENOUGH - 2)))
    assert overall(matcher_of(faq(few)), "do foxes hunt") == Overall()
    enough = short("foxes", "Do foxes hunt?", *(f"fox {number}" for number in range(ENOUGH - 1)))
    assert overall(matcher_of(faq(enough)), "do foxes hunt").answered > 0


@pytest.mark.parametrize(
    "entries",
    [
        (FOXES, OWLS, PRICES, BEARS),
        (BEARS, FOXES, OWLS, PRICES),
        (OWLS, PRICES),
        (PRICES, OWLS, FOXES),
        (asked_much("foxes", "foxes sleep"), OWLS, PRICES),
    ],
    ids=["added", "added first", "removed", "in another order", "asked in other ways"],
)
def test_after_an_edit_it_says_the_same_as_if_it_had_been_fitted_anew(entries: Sequence[str]) -> None:
    before = matcher_of(faq(FOXES, OWLS, PRICES))
    edited, anew = before.updated(faq(*entries)), matcher_of(faq(*entries))
    for question in ("how do foxes hunt mice", "what does an owl cost", "do bears eat salmon", "foxes sleep at home"):
        assert overall(edited, question) == pytest.approx(overall(anew, question), abs=1e-3)
