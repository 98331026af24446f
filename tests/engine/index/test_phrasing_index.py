"""The sparse arithmetic, beside the same sums done slowly."""

import math

import numpy as np
import pytest

from bot import english
from bot.engine.index.candidates import first_look, question_of
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.phrasing_index import VIEWS, views
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words
from bot.knowledge.model import Faq

Vector = dict[int, float]


def vector(matcher: Matcher, text: str) -> Vector:
    """`text` as a plain mapping from feature to value."""
    index = matcher.index
    ids, values = index.rows.question(*index.question(index.read(words(text))))
    return dict(zip(ids.tolist(), values.tolist(), strict=True))


def dot(one: Vector, other: Vector) -> float:
    return math.fsum(value * other.get(feature, 0.0) for feature, value in one.items())


@pytest.fixture(scope="module")
def rows(bones: Matcher) -> list[Vector]:
    return [vector(bones, phrasing.text) for phrasing in bones.index.phrasings]


QUESTIONS = ["what do osteoclasts do", "bone", "menopuase and the lupus thing", "zebra", "the change of life"]


def cosines(matcher: Matcher, text: str) -> list[float]:
    index = matcher.index
    found: list[float] = index.rows.cosines(*index.rows.question(*index.question(index.read(words(text))))).tolist()
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_cosines_are_those_of_plain_sums(bones: Matcher, rows: list[Vector], question: str) -> None:
    asked = vector(bones, question)
    assert cosines(bones, question) == pytest.approx([dot(asked, row) for row in rows], abs=1e-5)


def test_every_phrasing_has_length_one_and_is_nearest_to_itself(bones: Matcher, rows: list[Vector]) -> None:
    for at, phrasing in enumerate(bones.index.phrasings):
        assert dot(rows[at], rows[at]) == pytest.approx(1.0, abs=1e-5)
        found = cosines(bones, phrasing.text)
        assert found[at] == pytest.approx(max(found), abs=1e-5)
        assert found[at] == pytest.approx(1.0, abs=1e-5)


def test_no_cosine_is_greater_than_one_or_less_than_none(bones: Matcher) -> None:
    for question in QUESTIONS:
        assert all(-1e-6 <= cosine <= 1 + 1e-5 for cosine in cosines(bones, question))


def test_a_question_of_nothing_known_is_like_nothing(bones: Matcher) -> None:
    assert set(cosines(bones, "qqq zzz")) == {0.0}


@pytest.mark.parametrize("question", QUESTIONS[:3])
def test_the_views_of_chosen_rows_are_parts_of_the_whole(bones: Matcher, rows: list[Vector], question: str) -> None:
    index = bones.index
    ids, values = index.rows.question(*index.question(index.read(words(question))))
    chosen = np.array([0, 7, 3, 20])
    cosines = index.rows.cosines_among(chosen, ids, values)
    to_question, to_each_other = cosines[:, -1, :-1], cosines[:, :-1, :-1]
    whole = index.rows.cosines(ids, values)[chosen]
    assert to_question[1] == pytest.approx(whole, abs=1e-5)
    assert np.all(to_question[0] <= to_question[1] + 1e-5)
    expected = [[dot(rows[one], rows[other]) for other in chosen] for one in chosen]
    assert to_each_other[1] == pytest.approx(np.array(expected), abs=1e-5)
    assert to_each_other == pytest.approx(to_each_other.transpose(0, 2, 1), abs=1e-6)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_cosines_of_some_rows_are_those_that_they_have_among_all(bones: Matcher, question: str) -> None:
    index = bones.index
    ids, values = index.rows.question(*index.question(index.read(words(question))))
    chosen = np.array([20, 0, 7])
    found = index.rows.cosines_of(chosen, ids, values)
    assert found == pytest.approx(index.rows.cosines(ids, values)[chosen], abs=1e-6)


def test_of_more_postings_than_are_to_count_those_of_the_most_telling_features_do(bones: Matcher) -> None:
    index = bones.index
    ids, values = index.rows.question(*index.question(index.read(words("what do osteoclasts do"))))
    postings = index.rows.postings
    held = np.diff(postings.starts)[ids]
    worth = values**2 / held
    telling = worth > np.median(worth)
    found = postings.weighted_sum_of_telling(ids, values, int(held[telling].sum()))
    assert found == pytest.approx(postings.weighted_sum(ids[telling], values[telling]))
    assert found.sum() < postings.weighted_sum(ids, values).sum()


def candidates(index: FaqIndex, text: str) -> dict[int, tuple[float, ...]]:
    """The entries that are found for a question, by number, each as it does among its neighbours."""
    found = first_look(index, question_of(index, index.read(words(text)))).candidates
    return {one.entry: one.ridge for one in found}


@pytest.fixture(scope="module")
def large(bones_faq: Faq) -> FaqIndex:
    """The same FAQ, counted as large."""
    return FaqIndex(bones_faq, english.language(), large_from=1)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_faq_counted_as_large_finds_the_same_entries(bones: Matcher, large: FaqIndex, question: str) -> None:
    expected = candidates(bones.index, question)
    assert candidates(large, question) == {entry: pytest.approx(one, abs=1e-4) for entry, one in expected.items()}


def test_a_text_is_wholly_like_itself_in_the_whole_and_in_each_view(bones: Matcher) -> None:
    index = bones.index
    ids, values = index.rows.question(*index.question(index.phrasings[0].reading))
    to_question = index.rows.cosines_among(np.array([0]), ids, values)[:, -1, :-1]
    assert views(to_question, np.ones(1, np.float32)) == pytest.approx(np.ones((VIEWS, 1)), abs=1e-4)
