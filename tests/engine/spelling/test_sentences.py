"""What an encoder that reads whole sentences is given: the message as it was typed, but for misspelt words."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot import english
from bot.engine.conversation.memory import Memory
from bot.engine.matcher import Matcher
from bot.engine.numeric.postings import Floats
from bot.engine.reading.meaning import Tokens
from bot.engine.spelling.sentences import mended
from bot.engine.spelling.spelling import Spelt
from tests.engine.small_faqs import faq_of, short, topic_of

OWLS = short("owls", "When do owls fly?", "What is the hour of owls?", "Do owls fly at night?")
FOXES = short("foxes", "Where is a fox at home?", "Does a fox live in a hole?", "What is the home of a fox?")


class Listening:
    """An encoder that remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def dimensions(self) -> int:
        return 2

    def encode(self, texts: Sequence[Tokens]) -> Floats:
        self.given += [" ".join(text) for text in texts]
        return np.array([(1, 0)] * len(texts), np.float32).reshape(-1, 2)


def listening(*, reads_sentences: bool) -> tuple[Matcher, Listening]:
    encoder = Listening()
    language = replace(english.language(), encoder=encoder, reads_sentences=reads_sentences)
    calibration = english.calibration(of_sentences=reads_sentences)
    return Matcher(faq_of(small=topic_of(OWLS, FOXES)), language, calibration), encoder


@pytest.mark.parametrize(
    ("typed", "spelt", "wanted"),
    [
        ("Well, when do OWLS fly?", [], "well, when do owls fly?"),
        ("a <@123> **fox**!", [], "a   fox !"),
        ("wher is teh fox?", [Spelt("wher", "where"), Spelt("teh", "the")], "where is the fox?"),
        ("the cat. teh cat", [Spelt("the", "the"), Spelt("teh", "the")], "the cat. the cat"),
        ("an auto-immune thing", [Spelt("auto immune", "autoimmune")], "an autoimmune thing"),
        ("a foxden, no", [Spelt("foxden", "fox"), Spelt("foxden", "den")], "a fox den, no"),
        ("the foxx and foxx", [Spelt("foxx", "fox"), Spelt("and", "and"), Spelt("foxx", "fox")], "the fox and fox"),
        ("I don't knw", [Spelt("do", "do"), Spelt("not", "not"), Spelt("knw", "know")], "i don't know"),
    ],
)
def test_a_sentence_stays_as_it_was_typed_but_for_misspelt_words(typed: str, spelt: list[Spelt], wanted: str) -> None:
    assert mended(typed, spelt).split() == wanted.split()


def test_an_abbreviation_in_capitals_is_no_misspelt_word() -> None:
    as_pop = [Spelt("pgp", "pop")]
    assert mended("PGP in gmail", as_pop) == "pgp in gmail"
    assert mended("pgp in gmail", as_pop) == "pop in gmail"
    assert mended("PGP IN GMAIL", as_pop) == "pop in gmail"


@pytest.mark.parametrize(
    ("reads_sentences", "phrasing", "typed", "given"),
    [
        (True, "does a fox live in a hole?", "so, wher does a fox live?", "so, where does a fox live?"),
        (False, "does a fox live in a hole", "wher does a fox live?", "where does a fox live"),
    ],
)
def test_an_encoder_is_given_sentences_if_it_reads_them_and_else_words(
    *, reads_sentences: bool, phrasing: str, typed: str, given: str
) -> None:
    matcher, encoder = listening(reads_sentences=reads_sentences)
    assert phrasing in encoder.given
    encoder.given.clear()
    matcher.decide(typed, Memory())
    assert given in encoder.given


def test_a_follow_up_is_given_as_it_is_read() -> None:
    """What is judged there is not what was typed: "and owls" stands for a question about owls."""
    matcher, encoder = listening(reads_sentences=True)
    _, memory = matcher.decide("Where is a fox at home?", Memory())
    encoder.given.clear()
    matcher.decide("and owls?", memory)
    assert any("home" in text and "owls" in text for text in encoder.given)
