"""Kernel ridge regression on a neighbourhood, beside the textbook's solution."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.engine.local_ridge import RIDGE, ridge_scores

Floats = NDArray[np.float32]
ENTRIES = np.array([7, 2, 7, 5, 2, 7])


def neighbourhood(seed: int, views: int = 3, size: int = 6) -> tuple[Floats, Floats]:
    """Cosines of a random question with `size` neighbours and of these with each other, in some views."""
    vectors = np.random.default_rng(seed).normal(size=(views, size + 1, 9))
    vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
    grams = (vectors @ vectors.transpose(0, 2, 1)).astype(np.float32)
    return grams[:, -1, :-1], grams[:, :-1, :-1]


@pytest.mark.parametrize("seed", range(4))
def test_the_scores_are_those_of_a_direct_solution(seed: int) -> None:
    similarities, grams = neighbourhood(seed)
    found, scores = ridge_scores(similarities, grams, ENTRIES)
    assert found.tolist() == [2, 5, 7]
    for view, (question, gram) in enumerate(zip(similarities, grams, strict=True)):
        for column, entry in enumerate(found):
            target = np.where(entry == ENTRIES, 1.0, 0.0) - 1 / 3
            alpha = np.linalg.inv(gram.astype(np.float64) + RIDGE * np.eye(6)) @ target
            assert scores[view, column] == pytest.approx(float(question @ alpha), abs=1e-4)


def test_the_order_of_the_neighbours_does_not_count() -> None:
    similarities, grams = neighbourhood(9)
    turned = np.array([3, 0, 5, 1, 4, 2])
    found, scores = ridge_scores(similarities, grams, ENTRIES)
    again, same = ridge_scores(similarities[:, turned], grams[:, turned][:, :, turned], ENTRIES[turned])
    assert again.tolist() == found.tolist()
    assert same == pytest.approx(scores, abs=1e-4)


def test_what_one_entry_gains_the_others_lose() -> None:
    _, scores = ridge_scores(*neighbourhood(3), ENTRIES)
    assert scores.sum(axis=1) == pytest.approx(np.zeros(3), abs=1e-4)


def test_a_neighbour_like_the_question_speaks_for_its_entry() -> None:
    similarities = np.array([[0.95, 0.1]], np.float32)
    grams = np.array([[[1.0, 0.1], [0.1, 1.0]]], np.float32)
    found, scores = ridge_scores(similarities, grams, np.array([4, 1]))
    assert found.tolist() == [1, 4]
    assert scores[0, 1] > 0 > scores[0, 0]


def test_a_neighbourhood_of_one_entry_speaks_for_it() -> None:
    found, scores = ridge_scores(np.array([[0.9]], np.float32), np.array([[[1.0]]], np.float32), np.array([3]))
    assert found.tolist() == [3]
    assert scores[0, 0] > 0
