"""Misspelt words read as the FAQ's words, and real words left alone."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import english
from bot.engine.decision import Correction, Outcome
from bot.engine.matcher import Matcher
from bot.engine.spelling.slips import edit_cost
from bot.engine.spelling.spelling import Speller
from bot.engine.wording.text import words
from tests.engine.small_faqs import ask, faq_of, matcher_of, short, topic_of


def read(matcher: Matcher, text: str) -> str:
    """`text` as the speller of the FAQ reads it."""
    return " ".join(spelt.read_as for spelt in matcher.index.speller.read(words(text)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("osteonlast", "osteoblast"),  # a neighbouring key
        ("menopauss", "menopause"),
        ("inflamation", "inflammation"),  # dropped
        ("autoimune", "autoimmune"),
        ("arthrittis", "arthritis"),  # doubled
        ("osteooclast", "osteoclast"),
        ("osteocalst", "osteoclast"),  # swapped
        ("menopuase", "menopause"),
        ("menapause", "menopause"),  # one vowel for another
        ("lupis", "lupus"),
        ("wich", "which"),  # a word of the language rather than of the FAQ
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(bones: Matcher, typed: str, meant: str) -> None:
    assert read(bones, typed) == meant


def test_a_misspelt_question_gets_its_answer_and_is_told_how_it_was_read(bones: Matcher) -> None:
    decision = ask(bones, "wat does lupsu attakc")
    assert decision.entries == ("what-does-lupus-attack",)
    assert Correction("lupsu", "lupus") in decision.corrections
    assert all(one.typed != "wat" for one in decision.corrections)  # no news


@pytest.mark.parametrize("word", ["born", "done", "lost", "built", "brake", "hair", "call", "moves", "lap", "buns"])
def test_a_word_of_the_language_is_left_alone(bones: Matcher, word: str) -> None:
    assert read(bones, word) == word


@pytest.mark.parametrize("word", ["sore", "bond", "tone", "cone", "sells", "bore", "jog"])
def test_a_word_of_the_language_is_left_alone_however_near_a_term_is(bones: Matcher, word: str) -> None:
    assert read(bones, word) == word


@pytest.mark.parametrize("word", ["vimeo", "gout", "femur", "creatine", "tums"])
def test_a_word_of_which_it_is_known_what_it_means_is_left_alone_however_rare_it_is(word: str) -> None:
    near = matcher_of(faq_of(a=topic_of(short("a", "How about a video on how a female created turns?"))))
    assert read(near, word) == word


@pytest.mark.parametrize("word", ["osteoclast", "osteoblast", "osteoclasts", "osteoblasts", "lupus", "job", "bone"])
def test_a_word_of_the_faq_is_never_corrected(bones: Matcher, word: str) -> None:
    assert read(bones, word) == word


def test_no_term_is_corrected_into_another_however_much_more_often_that_stands_there() -> None:
    speller = Speller(Counter({"osteoclast": 10_000, "osteoblast": 1}), english.language())
    assert [spelt.read_as for spelt in speller.read(("osteoblast",))] == ["osteoblast"]


def test_an_ambiguous_misspelling_has_a_rival(bones: Matcher) -> None:
    (spelt,) = bones.index.speller.read(("osteolast",))
    assert {spelt.read_as, spelt.rival} == {"osteoclast", "osteoblast"}


def test_an_unambiguous_misspelling_has_no_rival(bones: Matcher) -> None:
    (spelt,) = bones.index.speller.read(("osteocalst",))
    assert spelt.rival is None


def test_forms_of_one_word_are_no_rivals(bones: Matcher) -> None:
    (spelt,) = bones.index.speller.read(("autoimune",))
    assert spelt.rival is None


def test_an_everyday_word_is_no_rival() -> None:
    speller = Speller(Counter({"always": 5, "away": 5}), english.language())
    (spelt,) = speller.read(("alway",))
    assert (spelt.read_as, spelt.rival) == ("always", None)


def test_an_ambiguous_misspelling_is_asked_about_rather_than_answered(bones: Matcher) -> None:
    assert ask(bones, "what do osteolasts do?").outcome is Outcome.SUGGEST


def test_both_readings_of_an_ambiguous_misspelling_are_suggested(bones: Matcher) -> None:
    suggested = set(ask(bones, "what do osteolasts do?").suggestions)
    assert suggested >= {"what-do-osteoclasts-do", "what-do-osteoblasts-do"}


def test_a_word_typed_as_two_is_joined(bones: Matcher) -> None:
    assert read(bones, "what is auto immune disease") == "what is autoimmune disease"
    assert read(bones, "osteo clasts") == "osteoclasts"


def test_two_words_the_faq_has_are_not_joined() -> None:
    matcher = matcher_of(faq_of(a=topic_of(short("a", "Is a foot path a footpath?"))))
    assert read(matcher, "foot path") == "foot path"


def test_two_words_typed_as_one_are_split(bones: Matcher) -> None:
    assert read(bones, "lupusattack") == "lupus attack"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("isit lupus", "is it lupus"),
        ("canyou", "can you"),
        ("inarthritis", "in arthritis"),
        ("whatnis lupus", "what is lupus"),  # a key beside the space bar
        ("boneband", "bone and"),
    ],
)
def test_a_missing_space_is_put_back(bones: Matcher, typed: str, meant: str) -> None:
    assert read(bones, typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [("wha tis lupus", "what is lupus"), ("the nam eof it", "the name of it")])
def test_a_space_typed_a_letter_too_early_or_late_is_moved(bones: Matcher, typed: str, meant: str) -> None:
    assert read(bones, typed) == meant


@pytest.mark.parametrize("typed", ["is ra bad", "do nut eat", "the red one"])
def test_no_space_is_moved_between_words_that_stand_as_they_are(bones: Matcher, typed: str) -> None:
    assert read(bones, typed) == typed


def test_a_g_left_out_at_the_end_is_put_back(bones: Matcher) -> None:
    assert read(bones, "talkin eatin sayin") == "talking eating saying"


@pytest.mark.parametrize("word", ["thin", "again", "cabin", "protein", "vitamin", "raisin", "robin"])
def test_a_word_that_ends_in_in_is_left_alone(bones: Matcher, word: str) -> None:
    assert read(bones, word) == word


@pytest.mark.parametrize("word", ["xyzzyq", "calcitonin", "2nd", "b12", "ab", "骨质", "kubernetes"])
def test_what_is_like_nothing_known_stays_as_it_was_typed(bones: Matcher, word: str) -> None:
    assert read(bones, word) == word


@pytest.mark.parametrize(("typed", "meant"), [("oof", "of"), ("iis", "is"), ("tto", "to"), ("hw", "how"), ("tl", "to")])
def test_a_slip_in_a_short_everyday_word_is_read_as_that(bones: Matcher, typed: str, meant: str) -> None:
    assert read(bones, typed) == meant


@pytest.mark.parametrize("word", ["mg", "gp", "pt", "tv", "x", "k"])
def test_an_abbreviation_is_left_alone(bones: Matcher, word: str) -> None:
    assert read(bones, word) == word


def test_a_slip_that_makes_another_word_is_read_by_the_words_beside_it(bones: Matcher) -> None:
    assert read(bones, "which cells beak bone down") == "which cells break bone down"


@pytest.mark.parametrize("text", ["my beak is bone", "which birds beak bone down", "which cells beak a bird"])
def test_a_word_of_the_language_stands_where_the_faq_has_no_other_between_the_same_two(
    bones: Matcher, text: str
) -> None:
    assert read(bones, text) == text


@pytest.mark.parametrize("question", ["which joint does arthritis attack", "which organ does lupus attack"])
def test_another_form_of_a_known_word_is_not_told_as_a_correction(bones: Matcher, question: str) -> None:
    assert ask(bones, question).corrections == ()


def test_likelier_slips_cost_less() -> None:
    near, far = edit_cost("lupud", "lupus"), edit_cost("lupuk", "lupus")
    assert 0 < near < far
    assert edit_cost("luupus", "lupus") < edit_cost("lukpus", "lupus")
    assert edit_cost("luups", "lupus") < edit_cost("kupks", "lupus")
    assert edit_cost("lupus", "lupus") == 0
    assert edit_cost("kupus", "lupus") > edit_cost("lupuk", "lupus") - 2  # the first letter is seldom wrong


TOKENS = st.text(st.sampled_from("abcdelopstu'1é骨"), min_size=1, max_size=14)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(TOKENS, max_size=6))
def test_reading_keeps_everything_that_was_typed_in_order(bones: Matcher, tokens: list[str]) -> None:
    found = bones.index.speller.read(tokens)
    kept = [spelt.typed for at, spelt in enumerate(found) if at == 0 or found[at - 1].typed != spelt.typed]
    once = [token for at, token in enumerate(tokens) if at == 0 or tokens[at - 1] != token]
    assert " ".join(kept) == " ".join(once)
    assert all(spelt.read_as for spelt in found)
