"""The inverted index, beside the same sums done slowly."""

import pickle

import numpy as np
import pytest

from bot.engine.numeric.postings import Postings, pairs_of

FEATURES, TARGETS = 40, 60


@pytest.fixture(scope="module")
def matrix() -> np.ndarray:
    """Values by feature and target, of features that all targets have, some and none."""
    rng = np.random.default_rng(7)
    held = rng.random((FEATURES, TARGETS)) < np.linspace(0, 1, FEATURES)[:, None] ** 3
    return (held * rng.random((FEATURES, TARGETS))).astype(np.float32)


def postings(matrix: np.ndarray, *, dense: bool) -> Postings:
    features, targets = matrix.nonzero()
    pairs = pairs_of(targets.astype(np.int32), matrix[features, targets])
    return Postings.of(features.astype(np.int32), pairs, FEATURES, TARGETS, dense=dense)


@pytest.mark.parametrize("dense", [False, True])
@pytest.mark.parametrize("ids", [[], [0], [3, 1, 2], [39], [0, 39, 20, 38], list(range(FEATURES))])
def test_what_many_targets_have_and_what_few_have_is_added_up_alike(
    matrix: np.ndarray, ids: list[int], dense: bool
) -> None:
    weights = np.linspace(1, 2, len(ids), dtype=np.float32)
    found = postings(matrix, dense=dense).weighted_sum(np.array(ids, np.int32), weights)
    assert found == pytest.approx(weights @ matrix[ids], abs=1e-5)


def test_rows_for_all_targets_hold_no_more_than_there_are_postings(matrix: np.ndarray) -> None:
    without, with_rows = (len(pickle.dumps(postings(matrix, dense=dense))) for dense in (False, True))
    assert 0 < with_rows - without <= np.count_nonzero(matrix) * np.float32().itemsize


def test_targets_of_one_group_are_made_one(matrix: np.ndarray) -> None:
    groups = np.arange(TARGETS, dtype=np.int32) // 7
    starts, targets, sums = postings(matrix, dense=True).grouped(groups)
    for feature, row in enumerate(matrix):
        span = slice(starts[feature], starts[feature + 1])
        expected = np.bincount(groups, weights=row)
        assert targets[span].tolist() == expected.nonzero()[0].tolist()
        assert sums[span] == pytest.approx(expected[expected > 0])
