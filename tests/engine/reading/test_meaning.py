"""Vectors of whole texts, and what is made of them."""

import numpy as np
import pytest

from bot import english
from bot.engine.reading.meaning import Meanings, WordVectors, unit_length

SMALL = WordVectors(
    {"bone": 0, "skeleton": 1, "tea": 2},
    np.array([[100, 0], [90, 20], [0, 100]], np.int8),
    np.array([0.01, 0.01, 0.03], np.float32),
)


def test_a_text_is_the_sum_of_its_words_scaled_to_length_one() -> None:
    (found,) = SMALL.encode([("bone", "tea")])
    assert found == pytest.approx(np.array([1.0, 3.0]) / np.sqrt(10), abs=1e-6)


def test_a_word_without_a_vector_is_like_itself_and_its_forms_and_nothing_else() -> None:
    known = english.word_vectors()
    term, forms, other, bone = known.encode([("sporocyst",), ("sporocysts",), ("sporoblast",), ("bone",)])
    assert term @ forms == pytest.approx(1, abs=1e-5)
    assert abs(term @ other) < 0.4
    assert abs(term @ bone) < 0.4


def test_nothing_means_nothing() -> None:
    assert not SMALL.encode([()]).any()


def test_an_encoder_of_no_words_has_no_dimensions() -> None:
    assert WordVectors().dimensions() == 0
    assert WordVectors().encode([("bone",)]).shape == (1, 0)


@pytest.mark.parametrize(
    ("one", "nearer", "farther"),
    [
        ("doctor", "physician", "guitar"),
        ("elderly women", "old ladies", "young goats"),
        ("bones getting thinner", "loss of bone density", "loss of a parcel"),
        ("cells that break bone down", "osteoclasts", "octopuses"),
    ],
)
def test_english_texts_that_mean_the_same_lie_near_each_other(one: str, nearer: str, farther: str) -> None:
    vectors = english.word_vectors().encode([text.split() for text in (one, nearer, farther)])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_phrasings_are_near_by_the_middle_of_their_entry() -> None:
    vectors = unit_length(np.array([[1, 0], [0, 1], [0, 1]], np.float32))
    meanings = Meanings(vectors, np.array([0, 0, 1], np.int32), entries=2)
    near = meanings.nearness(np.array([0, 1], np.float32))
    assert near == pytest.approx(np.array([0.5**0.5, 0.5**0.5, 1.0]), abs=1e-6)


def test_likenesses_are_those_of_the_chosen_phrasings_and_the_question() -> None:
    vectors = np.array([[1, 0], [0, 1], [0, 1]], np.float32)
    meanings = Meanings(vectors, np.array([0, 1, 1], np.int32), entries=2)
    found = meanings.cosines_among(np.array([0, 2]), np.array([0.6, 0.8], np.float32))
    assert found == pytest.approx(np.array([[1, 0, 0.6], [0, 1, 0.8], [0.6, 0.8, 1]]), abs=1e-6)
