"""What of a text is compared: its words, the ideas behind them, their order, and the letters they are made of.

A text becomes three blocks of weighted features, each block a bag of its own:

words    stems, `words.yaml` groups ("=osteoporosis") and, more faintly, groups of near-synonyms ("~17")
order    neighbouring pairs of units, with the text's begin and end, where a unit is a stem or a group
letters  four-letter runs inside words: what misspelt and derived words keep
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.engine.language import Language
from bot.engine.phrasebook import Found, Phrasebook
from bot.engine.text import stem

WORDS, ORDER, LETTERS = range(3)
BLOCKS = 3

GROUPED_WORD = 0.5  # a word inside a `words.yaml` group still counts for itself, for less
NEAR_SYNONYM = 0.7  # sharing a near-synonym is worth this part of sharing the word
RARE_FROM = 2.0  # commoner words have too many senses for their near-synonyms to say anything
LETTER_RUN = 4


@dataclass(frozen=True)
class Unit:
    """A stem or a group of words that mean the same, with the words it was typed as."""

    name: str
    typed: tuple[str, ...]
    rarity: float


@dataclass(frozen=True)
class Reading:
    """A text as the engine reads it: corrected words and the units they make."""

    tokens: tuple[str, ...]
    units: tuple[Unit, ...]
    senses: tuple[tuple[int, float], ...]  # near-synonym groups and the rarity of what stands for them

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(unit.name for unit in self.units)


class Reader:
    """Reads tokens into units, with the words of one FAQ and one language."""

    def __init__(self, groups: Sequence[Sequence[str]], language: Language) -> None:
        self.language = language
        self._same = Phrasebook(groups)
        self._near = Phrasebook(language.near_synonyms)

    def read(self, tokens: Sequence[str]) -> Reading:
        stems = [stem(token) for token in tokens]
        return Reading(tuple(tokens), tuple(self._units(tokens, stems)), tuple(self._senses(tokens, stems)))

    def _units(self, tokens: Sequence[str], stems: Sequence[str]) -> list[Unit]:
        units = []
        groups = {found.start: found for found in self._same.longest(stems)}
        at = 0
        while at < len(tokens):
            found = groups.get(at, Found(at, at + 1, -1))
            typed = tuple(tokens[at : found.end])
            name = f"={self._same.names[found.group]}" if found.group >= 0 else stems[at]
            units.append(Unit(name, typed, self._rarity(typed)))
            at = found.end
        return units

    def _senses(self, tokens: Sequence[str], stems: Sequence[str]) -> list[tuple[int, float]]:
        found = list(self._near.all(stems))
        meanings = Counter((one.start, one.end) for one in found)
        senses: dict[int, float] = {}
        for one in found:
            rarity = self._rarity(tokens[one.start : one.end])
            if rarity >= RARE_FROM or one.end - one.start > 1:
                worth = rarity / math.sqrt(meanings[one.start, one.end])
                senses[one.group] = max(worth, senses.get(one.group, 0.0))
        return list(senses.items())

    def _rarity(self, tokens: Sequence[str]) -> float:
        return max(self.language.rarity(token) for token in tokens)


Weighted = dict[str, float]


def features(reading: Reading) -> tuple[Weighted, Weighted, Weighted]:
    """The blocks WORDS, ORDER and LETTERS of `reading`: feature -> weight before the FAQ's own statistics."""
    return _words(reading), _order(reading), _letters(reading)


def _words(reading: Reading) -> Weighted:
    bag: Weighted = {}
    for unit in reading.units:
        bag[unit.name] = unit.rarity
        if unit.name.startswith("="):
            for word in unit.typed:
                bag.setdefault(stem(word), GROUPED_WORD * unit.rarity)
    for group, rarity in reading.senses:
        bag[f"~{group}"] = NEAR_SYNONYM * rarity
    return bag


def _order(reading: Reading) -> Weighted:
    names = ["^", *(unit.name for unit in reading.units), "$"]
    return {f"{left} {right}": 1.0 for left, right in zip(names, names[1:], strict=False)}


def _letters(reading: Reading) -> Weighted:
    bag: Weighted = {}
    for token in reading.tokens:
        framed = f"<{token}>"
        for at in range(max(1, len(framed) - LETTER_RUN + 1)):
            run = framed[at : at + LETTER_RUN]
            bag[run] = bag.get(run, 0.0) + 1.0
    return bag
