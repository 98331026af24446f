"""Features of many texts, put together anew from what was read before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.bags import UNKNOWN, Bags, FeatureIds
from bot.engine.features import BLOCKS, LETTERS, ORDER, WORDS, Weighted

Blocks = tuple[Weighted, ...]

TEXTS: list[Blocks] = [
    ({"bone": 3.0, "eat": 2.0}, {"^ bone": 1.0}, {"<bon": 1, "one>": 2}),
    ({}, {"^ $": 1.0}, {}),
    ({"eat": 2.0}, {"^ eat": 1.0, "eat $": 1.0}, {"<eat": 1}),
    ({"tea": 4.0}, {"^ tea": 1.0}, {"<tea": 1}),
]


def rows(bags: Bags) -> list[list[tuple[list[int], list[float]]]]:
    """Each text by its blocks: ids and weights."""
    spans = [slice(first, after) for first, after in zip(bags.starts[:-1], bags.starts[1:], strict=True)]
    found = [(bags.ids[span].tolist(), bags.weights[span].tolist()) for span in spans]
    return [found[at : at + BLOCKS] for at in range(0, len(found), BLOCKS)]


def test_a_text_keeps_its_weights_block_by_block() -> None:
    found = rows(Bags.of(TEXTS, FeatureIds()))
    assert [[weights for _, weights in blocks] for blocks in found] == [
        [list(bag.values()) for bag in text] for text in TEXTS
    ]


def test_a_feature_has_one_number_in_every_text_and_another_in_each_block() -> None:
    ids = FeatureIds()
    found = rows(Bags.of([*TEXTS, ({"x": 1.0}, {"x": 1.0}, {"x": 1.0})], ids))
    assert found[0][WORDS][0][1] == found[2][WORDS][0][0]
    assert len({found[-1][block][0][0] for block in range(BLOCKS)}) == BLOCKS
    assert ids.blocks[found[0][ORDER][0]].tolist() == [ORDER]
    assert ids.blocks[found[0][LETTERS][0]].tolist() == [LETTERS, LETTERS]


def test_what_a_question_has_that_no_text_has_is_unknown_and_not_learnt() -> None:
    ids = FeatureIds()
    learnt = rows(Bags.of(TEXTS, ids))
    numbers, weights = ids.known(({"eat": 5.0, "zebra": 9.0}, {"^ zebra": 1.0}, {"<eat": 3}))
    assert numbers.tolist() == [learnt[2][WORDS][0][0], UNKNOWN, UNKNOWN, learnt[2][LETTERS][0][0]]
    assert weights.tolist() == [5.0, 9.0, 1.0, 3.0]
    assert len(ids) == len(set(Bags.of(TEXTS, FeatureIds()).ids.tolist()))


@given(st.lists(st.integers(0, len(TEXTS) - 1), max_size=9))
def test_texts_can_be_taken_in_any_order_and_number(order: list[int]) -> None:
    bags = Bags.of(TEXTS, FeatureIds())
    taken = bags.taken(order)
    assert len(taken) == len(order)
    assert rows(taken) == [rows(bags)[at] for at in order]


@pytest.mark.parametrize("cut", range(len(TEXTS) + 1))
def test_texts_read_one_after_the_other_are_as_if_read_at_once(cut: int) -> None:
    ids = FeatureIds()
    first = Bags.of(TEXTS[:cut], ids)
    joined = first.joined(Bags.of(TEXTS[cut:], ids))
    assert rows(joined) == rows(Bags.of(TEXTS, FeatureIds()))
    assert np.array_equal(joined.lengths, np.diff(joined.starts))
