"""Kernel ridge regression on a neighbourhood, beside the textbook's solution."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.engine.numeric.local_ridge import RIDGE, ridge_scores

Floats = NDArray[np.float32]
BEGINS = np.array([0, 2, 3])  # six neighbours of three entries
ENTRIES = np.array([0, 0, 1, 2, 2, 2])


def neighbourhood(seed: int, views: int = 3, size: int = 6) -> tuple[Floats, Floats]:
    """Cosines of a random question with `size` neighbours and of these with each other, in some views."""
    vectors = np.random.default_rng(seed).normal(size=(views, size + 1, 9))
    vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
    grams = (vectors @ vectors.transpose(0, 2, 1)).astype(np.float32)
    return grams[:, -1, :-1], grams[:, :-1, :-1]


@pytest.mark.parametrize("seed", range(4))
def test_the_scores_are_those_of_a_direct_solution(seed: int) -> None:
    similarities, grams = neighbourhood(seed)
    scores = ridge_scores(similarities, grams, BEGINS)
    for view, (question, gram) in enumerate(zip(similarities, grams, strict=True)):
        for entry in range(3):
            target = np.where(entry == ENTRIES, 1.0, 0.0) - 1 / 3
            alpha = np.linalg.inv(gram.astype(np.float64) + RIDGE * np.eye(6)) @ target
            assert scores[view, entry] == pytest.approx(float(question @ alpha), abs=1e-4)


def test_the_order_of_the_neighbours_does_not_count() -> None:
    similarities, grams = neighbourhood(9)
    turned = np.array([4, 3, 5, 2, 1, 0])  # those of each entry together, the last entry first
    scores = ridge_scores(similarities, grams, BEGINS)
    same = ridge_scores(similarities[:, turned], grams[:, turned][:, :, turned], np.array([0, 3, 4]))
    assert same[:, ::-1] == pytest.approx(scores, abs=1e-4)


def test_what_one_entry_gains_the_others_lose() -> None:
    scores = ridge_scores(*neighbourhood(3), BEGINS)
    assert scores.sum(axis=1) == pytest.approx(np.zeros(3), abs=1e-4)


def test_a_neighbour_like_the_question_speaks_for_its_entry() -> None:
    similarities = np.array([[0.95, 0.1]], np.float32)
    grams = np.array([[[1.0, 0.1], [0.1, 1.0]]], np.float32)
    scores = ridge_scores(similarities, grams, np.array([0, 1]))
    assert scores[0, 0] > 0 > scores[0, 1]


def test_a_neighbourhood_of_one_entry_speaks_for_it() -> None:
    scores = ridge_scores(np.array([[0.9]], np.float32), np.array([[[1.0]]], np.float32), np.array([0]))
    assert scores[0, 0] > 0
