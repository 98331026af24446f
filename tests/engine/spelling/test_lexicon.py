"""Words near to a typed one, beside a search that leaves none out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.engine.spelling.lexicon import Lexicon

WORDS = ["bone", "bones", "boned", "tone", "osteoblast", "osteoclast", "lupus", "straße", "über", "éé", "abcabcabc"]
ANY_WORDS = st.text("abceostlupßé", min_size=1, max_size=12)


@given(ANY_WORDS, st.integers(1, 3), st.lists(ANY_WORDS, max_size=20, unique=True))
def test_no_near_word_is_passed_over_and_none_is_too_far(typed: str, edits: int, words: list[str]) -> None:
    near = {word: distance for word in words if (distance := OSA.distance(typed, word)) <= edits}
    assert Lexicon(words).within(typed, edits) == near


@pytest.mark.parametrize(
    ("typed", "edits", "near"),
    [
        ("bnoe", 1, {"bone"}),  # neighbours swapped are one edit
        ("bone", 1, {"bone", "bones", "boned", "tone"}),
        ("osteolast", 1, {"osteoblast", "osteoclast"}),
        ("strasse", 2, {"straße"}),
        ("zebra", 2, set()),
        ("antidisestablishmentarianism", 3, set()),
    ],
)
def test_words_are_found_within_the_edits_allowed(typed: str, edits: int, near: set[str]) -> None:
    assert set(Lexicon(WORDS).within(typed, edits)) == near


def test_nothing_is_near_in_a_list_of_no_words() -> None:
    assert not Lexicon([]).within("bone", 3)
