"""Features of many texts, put together anew from what was read before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.reading.bags import UNKNOWN, Bags, FeatureIds
from bot.engine.reading.features import BLOCKS, LETTERS, ORDER, WORDS, Weighted

Blocks = tuple[Weighted, ...]

TEXTS: list[Blocks] = [
    ({"bone": 3.0, "eat": 2.0}, {"^ bone": 1.0}, {"<bon": 1, "one>": 2}),
    ({}, {"^ $": 1.0}, {}),
    ({"eat": 2.0}, {"^ eat": 1.0, "eat $": 1.0}, {"<eat": 1}),
    ({"tea": 4.0}, {"^ tea": 1.0}, {"<tea": 1}),
]


def bags_of(texts: list[Blocks]) -> Bags:
    return Bags.of(texts, FeatureIds())[0]


def rows(bags: Bags) -> list[list[tuple[list[int], list[float]]]]:
    """Each text by its blocks: ids and weights."""
    spans = [slice(first, after) for first, after in zip(bags.starts[:-1], bags.starts[1:], strict=True)]
    found = [(bags.ids[span].tolist(), bags.weights[span].tolist()) for span in spans]
    return [found[at : at + BLOCKS] for at in range(0, len(found), BLOCKS)]


def test_a_text_keeps_its_weights_block_by_block() -> None:
    found = rows(bags_of(TEXTS))
    assert [[weights for _, weights in blocks] for blocks in found] == [
        [list(bag.values()) for bag in text] for text in TEXTS
    ]


def test_a_feature_has_one_number_in_every_text_and_another_in_each_block() -> None:
    bags, ids = Bags.of([*TEXTS, ({"x": 1.0}, {"x": 1.0}, {"x": 1.0})], FeatureIds())
    found = rows(bags)
    assert found[0][WORDS][0][1] == found[2][WORDS][0][0]
    assert len({found[-1][block][0][0] for block in range(BLOCKS)}) == BLOCKS
    assert ids.blocks[found[0][ORDER][0]].tolist() == [ORDER]
    assert ids.blocks[found[0][LETTERS][0]].tolist() == [LETTERS, LETTERS]


def test_what_a_question_has_that_no_text_has_is_unknown_and_not_learnt() -> None:
    bags, ids = Bags.of(TEXTS, FeatureIds())
    learnt = rows(bags)
    numbers, weights = ids.known(({"eat": 5.0, "zebra": 9.0}, {"^ zebra": 1.0}, {"<eat": 3}))
    assert numbers.tolist() == [learnt[2][WORDS][0][0], UNKNOWN, UNKNOWN, learnt[2][LETTERS][0][0]]
    assert weights.tolist() == [5.0, 9.0, 1.0, 3.0]
    assert len(ids) == len(set(bags.ids.tolist()))


def test_what_is_learnt_later_is_known_to_who_learnt_it_alone() -> None:
    _, ids = Bags.of(TEXTS[:1], FeatureIds())
    one, other = (Bags.of([text], ids)[1] for text in TEXTS[2:])
    assert [each.number(ORDER, "^ bone") for each in (ids, one, other)] == [ids.number(ORDER, "^ bone")] * 3
    assert [each.number(ORDER, "^ eat") is not None for each in (ids, one, other)] == [False, True, False]
    assert [each.number(ORDER, "^ tea") is not None for each in (ids, one, other)] == [False, False, True]


def test_numbers_of_which_few_are_in_use_are_given_out_anew_in_the_same_order() -> None:
    bags, ids = Bags.of(TEXTS, FeatureIds())
    most, same = bags.compacted(ids)
    assert most is bags
    assert same is ids
    few, anew = bags.taken([2]).compacted(ids)
    alone, alone_ids = Bags.of(TEXTS[2:3], FeatureIds())
    assert rows(few) == [[([0], [2.0]), ([1, 2], [1.0, 1.0]), ([3], [1.0])]]
    assert few.ids.max() < len(anew) == len(alone_ids)
    assert anew.blocks[few.ids].tolist() == alone_ids.blocks[alone.ids].tolist()
    for block, bag in enumerate(TEXTS[2]):
        assert [anew.number(block, feature) for feature in bag] == rows(few)[0][block][0]


@given(st.lists(st.integers(0, len(TEXTS) - 1), max_size=9))
def test_texts_can_be_taken_in_any_order_and_number(order: list[int]) -> None:
    bags = bags_of(TEXTS)
    taken = bags.taken(order)
    assert len(taken) == len(order)
    assert rows(taken) == [rows(bags)[at] for at in order]


@pytest.mark.parametrize("cut", range(len(TEXTS) + 1))
def test_texts_read_one_after_the_other_are_as_if_read_at_once(cut: int) -> None:
    first, ids = Bags.of(TEXTS[:cut], FeatureIds())
    joined = first.joined(Bags.of(TEXTS[cut:], ids)[0])
    assert rows(joined) == rows(bags_of(TEXTS))
    assert np.array_equal(joined.lengths, np.diff(joined.starts))
