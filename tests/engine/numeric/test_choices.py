"""The weights under which what was right is most probable."""

import numpy as np
import pytest

from bot.engine.numeric.choices import Choice, Choices
from bot.engine.numeric.postings import Doubles

ALL = np.arange(2)


def choice(*values: tuple[float, float], right: int) -> Choice:
    return Choice(np.array(values), np.eye(len(values))[right])


def fitted(choices: list[Choice], prior: tuple[float, float] = (0.0, 0.0), strength: float = 0.01) -> Doubles:
    return Choices.of(choices).fitted(np.array(prior), strength, ALL)


BY_THE_FIRST = [choice((1, 0), (0, 1), right=0), choice((0, 0), (1, 0), (0, 1), right=1), choice((0, 1), right=0)]


def test_a_signal_that_what_is_right_has_counts_and_one_that_misleads_counts_against() -> None:
    first, second = fitted(BY_THE_FIRST)
    assert first > 1 > -1 > second


def test_the_weights_are_where_neither_the_choices_nor_what_was_known_beforehand_want_them_moved() -> None:
    prior, strength = np.array([0.5, 0.25]), 0.3
    choices = Choices.of([*BY_THE_FIRST, choice((0.5, 1), (1, 0.5), right=0)])
    found = choices.fitted(prior, strength, ALL)
    gradient, _ = choices._slope(found)
    assert gradient + 2 * strength * (found - prior) == pytest.approx(0.0, abs=1e-6)


def test_the_stronger_what_is_known_beforehand_the_less_choices_move_it() -> None:
    moved = [abs(fitted(BY_THE_FIRST, (0.5, 0.5), strength) - 0.5).max() for strength in (0.1, 1.0, 10.0, 1e6)]
    assert moved == sorted(moved, reverse=True)
    assert moved[-1] == pytest.approx(0.0, abs=1e-5)


def test_only_weights_that_are_free_move() -> None:
    found = Choices.of(BY_THE_FIRST).fitted(np.array([0.5, 0.5]), 0.1, ALL[:1])
    assert found[0] > 0.5 == found[1]


def test_a_choice_between_alternatives_that_are_both_right_teaches_nothing_of_what_tells_them_apart() -> None:
    both = Choice(np.array([(1.0, 0.0), (0.0, 1.0)]), np.ones(2))
    assert fitted([both], (0.5, 0.2)) == pytest.approx([0.5, 0.2])
