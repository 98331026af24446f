"""Signs of danger and of a person's own case, as curators write them."""

import json

import pytest

from bot.engine.wording.signs import MOST_FORMS, Signs, written_out
from bot.engine.wording.text import words
from bot.knowledge.model import Faq, Kind
from tests.engine.small_faqs import faq_of

TERMS = {
    "relative": ["gran", "dad"],
    "someone": ["i", "my {relative}"],
    "fell": ["fell", "had a fall"],
    "deep": ["{someone} {fell}"],
}


def signed(
    *signs: list[str], unless: tuple[str, ...] = (), terms: dict[str, list[str]] | None = None, answer: str = "A."
) -> Faq:
    """An FAQ with one urgent entry."""
    entry = {"id": "e", "question": "Q?", "answer": answer, "kind": "urgent", "signs": signs, "unless": list(unless)}
    return faq_of(safety=json.dumps({"topic": "T", "terms": terms or TERMS, "entries": [entry]}))


def signs_of(*signs: list[str], unless: tuple[str, ...] = (), terms: dict[str, list[str]] | None = None) -> Signs:
    """The signs of an FAQ with one urgent entry."""
    return Signs(signed(*signs, unless=unless, terms=terms))


def met(signs: Signs, text: str, kind: Kind = Kind.URGENT) -> bool:
    return any(sign.kind is kind for sign in signs.met(words(text)))


def test_a_sign_is_met_when_all_its_items_stand_in_the_message_in_any_order() -> None:
    signs = signs_of(["chest pain", "now"])
    assert met(signs, "chest pain now")
    assert met(signs, "now I have chest pain")
    assert not met(signs, "chest pain")
    assert not met(signs, "now")


def test_one_sign_of_several_is_enough() -> None:
    signs = signs_of(["chest pain"], ["overdose"])
    assert met(signs, "an overdose")
    assert met(signs, "chest pain")


def test_the_words_of_a_phrase_stand_in_order_with_at_most_two_others_between_them() -> None:
    signs = signs_of(["can not move arm"])
    assert met(signs, "I can not move my arm")
    assert met(signs, "I can really not move my arm")
    assert not met(signs, "I can really not move my left arm")
    assert not met(signs, "arm move not can")


def test_what_is_told_in_different_places_of_a_long_story_is_no_sign_together() -> None:
    signs = signs_of(["took", "pills"])
    story = "and then we sat by the window and talked about the garden and the weather for quite a while"
    assert met(signs, "she took a lot of pills")
    assert not met(signs, f"it took me an hour to get there {story} until the pills came up in the leaflet")
    assert met(signs, f"{story} {story} when I saw that she took a lot of pills")


def test_endings_and_short_forms_do_not_matter() -> None:
    signs = signs_of(["can not move"], ["broken bones"])
    assert met(signs, "she cant move")
    assert met(signs, "a broken bone")


def test_a_hat_ties_a_phrase_to_the_beginning() -> None:
    signs = signs_of(["^help me"])
    assert met(signs, "help me please")
    assert not met(signs, "please help me")


def test_unless_keeps_a_sign_from_counting() -> None:
    signs = signs_of(["chest pain"], unless=("in a movie", "fell"))
    assert met(signs, "chest pain")
    assert not met(signs, "chest pain in a movie")
    assert not met(signs, "I had a fall and chest pain")  # a term


def test_terms_stand_for_any_of_their_phrases() -> None:
    signs = signs_of(["someone", "fell"])
    assert met(signs, "my gran had a bad fall")
    assert met(signs, "I fell")
    assert not met(signs, "the gran fell")


def test_terms_inside_a_phrase_are_written_out_to_some_depth() -> None:
    signs = signs_of(["so {deep} again"])
    assert met(signs, "so my dad had a fall again")
    assert written_out("{deep}", TERMS) == [
        "i fell", "i had a fall", "my gran fell", "my gran had a fall", "my dad fell", "my dad had a fall",
    ]  # fmt: skip


def test_a_term_that_holds_itself_ends() -> None:
    assert written_out("{a}", {"a": ["x {a}"]})
    assert not met(signs_of(["loop"], terms={"loop": ["{loop} more"]}), "x")


def test_unknown_terms_stay_as_typed() -> None:
    assert written_out("so {what} now", TERMS) == ["so {what} now"]


def test_the_forms_of_a_phrase_are_limited() -> None:
    many = {"t": [f"word{number}" for number in range(60)]}
    assert len(written_out("{t} {t} {t}", many)) <= MOST_FORMS


def test_the_sign_that_was_met_is_told_with_the_words_around_it() -> None:
    (found,) = signs_of(["someone", "fell"]).met(words("last night I fell on the ice outside the house"))
    assert (found.entry, found.items) == ("e", ("someone", "fell"))
    assert found.around == ("night", "i", "fell", "on", "the", "ice")


def test_a_sign_that_stands_in_two_places_is_met_in_both() -> None:
    between = "and after that we sat in the garden for an hour until the sun was gone and it got dark and"
    first, second = signs_of(["someone", "fell"]).met(words(f"I fell {between} my gran had a fall"))
    assert first.around[:2] == ("i", "fell")
    assert second.around[-3:] == ("had", "a", "fall")


def test_entries_of_another_kind_are_not_looked_at() -> None:
    assert not met(signs_of(["chest pain"]), "chest pain", Kind.ADVICE)


@pytest.mark.parametrize("text", ["", "hello", "\u200b"])
def test_nothing_is_met_in_an_ordinary_message(text: str) -> None:
    assert not met(signs_of(["chest pain"], ["^help me"]), text)


def test_an_faq_without_signs_has_none() -> None:
    signs = Signs(faq_of(a='{topic: T, entries: [{id: a, question: "Q?", answer: A.}]}'))
    assert not met(signs, "help")


@pytest.mark.parametrize(
    ("changed", "still"),
    [
        (signed(["{someone} fell"], answer="Another."), True),
        (signed(["{someone} tripped"]), False),
        (signed(["{someone} fell"], unless=("fell",)), False),
        (signed(["{someone} fell"], terms={"someone": ["he"]}), False),
    ],
    ids=["another answer", "another sign", "another bar", "another term"],
)
def test_signs_follow_an_edit(changed: Faq, still: bool) -> None:
    before = signs_of(["{someone} fell"])
    assert met(before.updated(changed), "I fell") is still
    assert met(before, "I fell")
