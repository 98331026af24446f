"""How often words stand in an FAQ, and right before which others."""

from collections import Counter
from itertools import chain

from bot import english
from bot.engine.reading.bags import Bags, FeatureIds
from bot.engine.reading.features import BEGIN, END, Reader
from bot.engine.spelling.company import Company
from bot.engine.wording.text import words


def company(*texts: str) -> Company:
    reader = Reader((), english.language())
    readings = [reader.read(words(text)) for text in texts]
    alone = Counter(chain.from_iterable(reading.names for reading in readings))
    return Company.of(*Bags.of(map(reader.features, readings), FeatureIds()), alone)


CARDS = company("my card has not come", "my card is late", "my purse")


def test_pairs_are_counted_by_the_texts_they_stand_in() -> None:
    assert CARDS.together("my", "card") == 2
    assert CARDS.together("card", "my") == 0
    assert (CARDS.together(BEGIN, "my"), CARDS.together("late", END)) == (3, 1)


def test_a_word_stands_between_two_others_if_it_has_stood_beside_each() -> None:
    assert CARDS.stands_between("card", "my", "is")
    assert not CARDS.stands_between("purs", "my", "is")


def test_what_is_seen_together_is_likelier_than_what_is_not() -> None:
    assert 0 < CARDS.follows("my", "late", 0.01) < CARDS.follows("my", "card", 0.01) < 1


def test_a_word_never_met_still_has_a_chance() -> None:
    assert 0 < CARDS.chance("giraffe") < CARDS.chance("late") < CARDS.chance("my") < 1
