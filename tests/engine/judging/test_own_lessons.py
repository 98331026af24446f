"""The weights of the signals, fitted once more to the phrasings of the FAQ at hand."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot import english
from bot.engine.index.faq_index import FaqIndex
from bot.engine.judging import own_lessons
from bot.engine.judging.confidence import Calibration
from bot.engine.judging.own_lessons import taught
from bot.engine.numeric.postings import Floats
from bot.engine.reading.meaning import Tokens, unit_length
from bot.engine.wording.text import words
from bot.knowledge.model import Faq
from tests.engine.small_faqs import faq_of, short, topic_of

CALIBRATION = english.calibration(of_sentences=True)
ANIMALS = ("owl", "fox", "bear", "frog", "hare", "wolf")
# Ways to ask of an animal, no two of which have a word in common but its name.
WAYS = ("the {}?", "tell me of any {}", "which {} now", "where do they keep a {}", "is it my {}", "our {} please")
BY_MEANING = ("meant", "ridge_by_meaning", "nearest_by_meaning")


class Knowing:
    """An encoder that knows animals apart, or of which all texts mean the same."""

    def __init__(self, *, animals: bool) -> None:
        self._animals = ANIMALS if animals else ()

    def dimensions(self) -> int:
        return len(ANIMALS) + 1

    def encode(self, texts: Sequence[Tokens]) -> Floats:
        said = [words(" ".join(text)) for text in texts]
        found = [[float(animal in text) for animal in self._animals] for text in said]
        vectors = np.full((len(texts), self.dimensions()), 0.0, np.float32)
        vectors[:, -1] = 0.3
        vectors[:, : len(self._animals)] = np.array(found, np.float32).reshape(len(texts), len(self._animals))
        return unit_length(vectors)


def faq(ways: Sequence[str] = WAYS) -> Faq:
    asked = [[way.format(animal) for way in ways] for animal in ANIMALS]
    return faq_of(small=topic_of(*(short(name, *also) for name, also in zip(ANIMALS, asked, strict=True))))


def index(ways: Sequence[str] = WAYS, *, animals: bool = True, reads_sentences: bool = True) -> FaqIndex:
    language = replace(english.language(), encoder=Knowing(animals=animals), reads_sentences=reads_sentences)
    return FaqIndex.build(faq(ways), language)


def by_meaning(calibration: Calibration) -> float:
    return sum(calibration.sparse.entry[name] for name in BY_MEANING)


def test_meanings_count_for_more_where_they_tell_the_phrasings_apart_than_where_they_do_not() -> None:
    told, untold = taught(CALIBRATION, index()), taught(CALIBRATION, index(animals=False))
    assert by_meaning(told) > by_meaning(CALIBRATION)
    assert by_meaning(told) > by_meaning(untold)


def test_the_same_phrasings_teach_the_same() -> None:
    assert taught(CALIBRATION, index()) == taught(CALIBRATION, index())


def test_what_is_known_beforehand_and_what_belongs_to_conversations_stays() -> None:
    before, after = CALIBRATION.sparse, taught(CALIBRATION, index()).sparse
    assert after.entry["other_way_round"] == before.entry["other_way_round"]
    assert after.silence["unknown_words"] == before.silence["unknown_words"]
    assert replace(after, entry=before.entry, silence=before.silence) == before


def test_an_faq_with_many_phrasings_an_entry_keeps_the_weights_that_came_along() -> None:
    many = [f"{way} {word}" for way in WAYS for word in ("one", "two", "six", "ten", "here", "there", "today", "soon")]
    assert taught(CALIBRATION, index([*many, *(f"so {way}" for way in many)])) is CALIBRATION


def test_sums_of_words_keep_the_weights_that_came_along() -> None:
    assert taught(CALIBRATION, index(reads_sentences=False)) is CALIBRATION


def test_entries_that_are_asked_in_one_way_alone_teach_no_more_than_when_to_be_silent() -> None:
    """Without its one phrasing an entry cannot be found; what is right then is silence."""
    once = taught(CALIBRATION, index(WAYS[:1])).sparse
    assert once.silence["always"] > CALIBRATION.sparse.silence["always"]


def test_an_faq_without_answers_teaches_nothing() -> None:
    language = replace(english.language(), encoder=Knowing(animals=True), reads_sentences=True)
    outside = faq_of(small=topic_of(short("owl", "An owl?", "the owl", "our owl please", kind="outside")))
    assert taught(CALIBRATION, FaqIndex.build(outside, language)) is CALIBRATION


def test_no_more_phrasings_are_asked_than_there_is_time_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_lessons, "MOST_ASKED", 4)
    few = list(own_lessons._Lessons(index()).choices())
    assert 4 <= len(few) <= 4 + 2
