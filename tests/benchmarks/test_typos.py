"""Mistyped text: the same for the same seed, and about as much of it as is asked for."""
# ruff: noqa: S311 -- nothing is secret here

from random import Random

from rapidfuzz.distance import OSA

from benchmarks.typos import NEIGHBOURS, mistyped

TEXT = "osteoclasts break down old bone while osteoblasts build new bone, all life long. " * 40
LETTERS = sum(letter.isalpha() for letter in TEXT)


def test_the_same_seed_mistypes_in_the_same_way() -> None:
    assert mistyped(TEXT, 0.08, Random(1)) == mistyped(TEXT, 0.08, Random(1))
    assert mistyped(TEXT, 0.08, Random(1)) != mistyped(TEXT, 0.08, Random(2))


def test_about_the_share_asked_for_is_mistyped() -> None:
    """A slip is one edit; now and then two neighbouring slips, or a swap of equal letters, come to less."""
    for share in (0.02, 0.08, 0.2):
        edits = OSA.distance(TEXT, mistyped(TEXT, share, Random(3)))
        assert 0.8 * share < edits / LETTERS < 1.2 * share


def test_nothing_is_mistyped_at_a_share_of_nothing() -> None:
    assert mistyped(TEXT, 0.0, Random(1)) == TEXT


def test_only_letters_are_mistyped() -> None:
    assert mistyped("12 345, 6?", 1.0, Random(1)) == "12 345, 6?"
    assert mistyped("a b c", 1.0, Random(4)).count(" ") == 2


def test_neighbouring_keys_touch() -> None:
    assert set(NEIGHBOURS["g"]) == set("ftyhbv")
    assert all(letter in NEIGHBOURS[other] for letter, others in NEIGHBOURS.items() for other in others)
