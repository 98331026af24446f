"""What of a text is compared: its words, the ideas behind them, their order, and the letters they are made of.

A text becomes three blocks of weighted features, each block a bag of its own:

words    stems, `words.yaml` groups ("=osteoporosis") and, more faintly, groups of near-synonyms ("~17")
order    neighbouring pairs of units, with the text's begin and end, where a unit is a stem or a group
letters  four-letter runs inside words: what misspelt and derived words keep
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, starmap
from sys import intern
from typing import NamedTuple

from bot.engine.reading.language import Language
from bot.engine.wording.phrasebook import Phrasebook
from bot.engine.wording.text import stem

WORDS, ORDER, LETTERS = range(3)
BLOCKS = 3
BEGIN, END = "^", "$"  # stand beside the first and the last unit of a text

Weighted = Mapping[str, float]

GROUPED_WORD = 0.5  # a word inside a `words.yaml` group still counts for itself, for less
NEAR_SYNONYM = 0.7  # sharing a near-synonym is worth this part of sharing the word
RARE_FROM = 2.0  # commoner words have too many senses for their near-synonyms to say anything
LETTER_RUN = 4
BEGINNING = 4  # letters that forms of one word have in common
MOST_WORDS_KEPT = 100_000  # what is known of words is kept so far, so that strangers' words cannot fill memory


class Unit(NamedTuple):
    """A stem or a group of words that mean the same, with the words it was typed as."""

    name: str
    typed: tuple[str, ...]
    rarity: float
    senses: frozenset[int] = frozenset()  # near-synonym groups of its words
    beginning: str = ""  # what forms of one word have in common; empty for short words and groups


class Reading(NamedTuple):
    """A text as the engine reads it: corrected words and the units they make."""

    tokens: tuple[str, ...]
    units: tuple[Unit, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset([unit.name for unit in self.units])

    @property
    def text(self) -> str:
        return " ".join(self.tokens)

    @property
    def canonical(self) -> tuple[str, ...]:
        """The words of the text, each group of words that mean the same by its name."""
        found: list[str] = []
        for unit in self.units:
            found.extend(unit.name[1:].split() if unit.name.startswith("=") else unit.typed)
        return tuple(found)


class Word(NamedTuple):
    """All that is known of one word by itself, worked out once."""

    typed: str
    stem: str
    rarity: float
    senses: Mapping[str, float]  # features of its near-synonym groups, each with what they are worth: `worth`
    worth: float
    letters: tuple[str, ...]
    unit: Unit  # the word as a unit by itself


class Reader:
    """Reads tokens into units, with the words of one FAQ and one language."""

    def __init__(self, groups: Sequence[Sequence[str]], language: Language) -> None:
        self.language = language
        self._same = Phrasebook(groups)
        self._near = near_synonyms(language)
        self._words = _Words(language, self._near)

    def read(self, tokens: Sequence[str]) -> Reading:
        known = self._known(tokens)
        stems = [word.stem for word in known]
        # Texts share the words they have in common, so that thousands of them stay small.
        return Reading(tuple([word.typed for word in known]), tuple(self._units(known, stems)))

    def features(self, reading: Reading) -> "tuple[Weighted, Weighted, Weighted]":
        """The blocks WORDS, ORDER and LETTERS of `reading`: feature -> weight before the FAQ's own statistics."""
        known = self._known(reading.tokens)
        return _words(reading, self._senses(known)), _order(reading), _letters(known)

    def _known(self, tokens: Sequence[str]) -> list[Word]:
        return list(map(self._words.__getitem__, tokens))

    def _units(self, known: Sequence[Word], stems: Sequence[str]) -> list[Unit]:
        units = []
        at = 0
        for found in self._same.longest(stems):
            units += [word.unit for word in known[at : found.start]]
            inside = known[found.start : found.end]
            units.append(
                Unit(
                    f"={self._same.names[found.group]}",
                    tuple([word.typed for word in inside]),
                    max(word.rarity for word in inside),
                    frozenset().union(*(word.unit.senses for word in inside)),
                )
            )
            at = found.end
        units += [word.unit for word in known[at:]]
        return units

    def _senses(self, known: Sequence[Word]) -> Weighted:
        """Near-synonym groups, each by the rarity of what stands for it."""
        senses: dict[str, float] = {}
        having = [word for word in known if word.senses]
        for word in (*having, *sorted(having, key=_worth)):  # they stand in order of the text; the greatest worth holds
            senses.update(word.senses)
        for found in self._near.of_several_words([word.stem for word in known]):
            worth = NEAR_SYNONYM * max(word.rarity for word in known[found.start : found.end])
            senses[_sense(found.group)] = max(worth, senses.get(_sense(found.group), 0.0))
        return senses


class _Words(dict[str, Word]):
    """What is known of words; asking for a new one looks it up."""

    def __init__(self, language: Language, near: Phrasebook) -> None:
        self._language = language
        self._near = near

    def __missing__(self, token: str) -> Word:
        if len(self) >= MOST_WORDS_KEPT:
            self.clear()
        self[token] = word = self._looked_up(token)
        return word

    def _looked_up(self, token: str) -> Word:
        name, rarity = intern(stem(token)), self._language.rarity(token)
        groups = self._near.of_one_word(name) if rarity >= RARE_FROM else ()
        worth = NEAR_SYNONYM * rarity / math.sqrt(len(groups) or 1)
        framed = f"<{token}>"
        runs = tuple(intern(framed[at : at + LETTER_RUN]) for at in range(max(1, len(framed) - LETTER_RUN + 1)))
        beginning = name[:BEGINNING] if len(name) > BEGINNING else ""
        unit = Unit(name, (token,), rarity, frozenset(groups), beginning)
        return Word(token, name, rarity, dict.fromkeys(map(_sense, groups), worth), worth, runs, unit)


def _worth(word: Word) -> float:
    return word.worth


def _sense(group: int) -> str:
    """A near-synonym group as a feature."""
    return intern(f"~{group}")


@lru_cache(maxsize=4)
def near_synonyms(language: Language) -> Phrasebook:
    """The language's groups of near-synonyms, made ready to be found; once a language."""
    return Phrasebook(language.near_synonyms)


def _words(reading: Reading, senses: Weighted) -> Weighted:
    bag: dict[str, float] = {}
    for unit in reading.units:
        bag[unit.name] = unit.rarity
        if unit.name.startswith("="):
            for word in unit.typed:
                bag.setdefault(stem(word), GROUPED_WORD * unit.rarity)
    bag.update(senses)
    return bag


def _letters(known: Sequence[Word]) -> Weighted:
    runs = [run for word in known for run in word.letters]
    once = dict.fromkeys(runs, 1.0)  # counting takes longer, and many texts need none
    return once if len(once) == len(runs) else Counter(runs)


def _order(reading: Reading) -> Weighted:
    names = [BEGIN, *[unit.name for unit in reading.units], END]
    return dict.fromkeys(starmap(pair_name, pairwise(names)), 1.0)


def pair_name(left: str, right: str) -> str:
    """Two units of which `right` stands right behind `left`, as a feature."""
    return f"{left} {right}"
