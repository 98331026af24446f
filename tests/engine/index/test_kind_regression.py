"""Which kind of entry a question asks for, where the FAQ is asked in many ways."""

from collections.abc import Sequence

import pytest

from bot.engine.index.candidates import first_look, question_of
from bot.engine.index.kind_regression import ENOUGH, NOTHING_SAID, KindOdds
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words
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


def kinds(matcher: Matcher, text: str) -> KindOdds:
    index = matcher.index
    return first_look(index, question_of(index, index.read(words(text)))).kinds


def test_a_question_asks_for_an_answer_or_for_what_is_left_out() -> None:
    matcher = matcher_of(faq(FOXES, OWLS, PRICES))
    asked = kinds(matcher, "how do foxes hunt mice")
    assert asked.answer > 1 > -1 > asked.outside
    outside = kinds(matcher, "what does an owl cost")
    assert outside.outside > 1 > -1 > outside.answer


def test_a_kind_that_no_entry_is_of_is_never_asked_for() -> None:
    assert kinds(matcher_of(faq(FOXES, OWLS, PRICES)), "help, a fox bit me").urgent < -5


def test_what_a_story_is_about_counts_more_than_its_tone() -> None:
    told = asked_much("bites", "a fox bit me and i bleed", "the owl scratched my eye", kind="urgent")
    matcher = matcher_of(faq(FOXES, OWLS, told))
    story = "my uncle told me by the river in spring so long ago that one night"
    assert kinds(matcher, f"{story} an owl scratched him and i bleed").urgent > 0
    assert kinds(matcher, f"{story} owls hunt mice").urgent < 0


def test_an_faq_that_is_asked_in_few_ways_has_nothing_to_say_as_a_whole() -> None:
    few = [short(entry, f"Do {entry}?", *(f"{entry} {number}" for number in range(ENOUGH - 2))) for entry in ("a", "b")]
    outside = short("c", "Do c?", *(f"c {number}" for number in range(ENOUGH - 2)), kind="outside")
    assert kinds(matcher_of(faq(*few, outside)), "do a") == NOTHING_SAID
    more = short("c", "Do c?", *(f"c {number}" for number in range(ENOUGH + 1)), kind="outside")
    assert kinds(matcher_of(faq(*few, more)), "do a").answer > 0


def test_an_faq_of_answers_alone_has_no_kinds_to_tell() -> None:
    assert kinds(matcher_of(faq(FOXES, OWLS)), "do foxes hunt") == NOTHING_SAID


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
        assert kinds(edited, question) == pytest.approx(kinds(anew, question), abs=1e-3)
