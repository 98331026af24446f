"""One FAQ version, read and indexed: the engine's whole view of what it may answer.

Immutable. `FaqIndex.build(faq, language, before)` takes over from the index `before` every phrasing it has already
read, so that an edit costs the reading of what is new and the arithmetic of the arrays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.engine.bayes import NaiveBayes
from bot.engine.features import LETTERS, ORDER, WORDS, Reader, Reading
from bot.engine.grammar import STOP_WORDS
from bot.engine.index import FeatureIds, PhrasingIndex, Row
from bot.engine.language import Language
from bot.engine.relations import Asked, Pair, acts_on, asked
from bot.engine.spelling import Speller
from bot.engine.text import stem, words
from bot.knowledge.model import Entry, Faq

_STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


@dataclass(frozen=True)
class Phrasing:
    """A known way to put a question, read once."""

    text: str
    reading: Reading
    row: Row
    asked: Asked
    relations: frozenset[Pair]

    @cached_property
    def content(self) -> "Content":
        """What it is about."""
        return Content.of(self.reading)


@dataclass(frozen=True)
class Content:
    """The units of a text that are more than glue (all, if it has only glue), and what each says."""

    rarity: Mapping[str, float]
    senses: Mapping[str, frozenset[int]]  # near-synonym groups of each unit
    all_senses: frozenset[int]

    @classmethod
    def of(cls, reading: Reading) -> "Content":
        units = [unit for unit in reading.units if unit.name not in _STOP_STEMS] or reading.units
        senses = {unit.name: unit.senses for unit in units}
        return cls({unit.name: unit.rarity for unit in units}, senses, frozenset().union(*senses.values()))

    @cached_property
    def total(self) -> float:
        """The rarity of all units together."""
        return sum(self.rarity.values())


def _chance_of_unseen(units: Counter[str]) -> float:
    """The chance that the next unit is a new one (Good 1953): the share of units met once, kept off 0 and 1."""
    once = sum(1 for count in units.values() if count == 1)
    return min(0.95, (once + 0.5) / (sum(units.values()) + 1))


class FaqIndex:
    """Phrasings, their entries, and the counts that spelling and coverage go by."""

    def __init__(self, faq: Faq, language: Language, ids: FeatureIds, known: Mapping[str, Phrasing]) -> None:
        self.faq = faq
        self.language = language
        self.reader = Reader(faq.words.groups, language)
        self._ids = ids
        self.entries: tuple[Entry, ...] = faq.entries
        tokens = {text: words(text) for entry in self.entries for text in entry.phrasings if text not in known}
        fresh = {text: self._read(text, found) for text, found in tokens.items()}
        self.phrasings: list[Phrasing] = []
        owners: list[int] = []
        for number, entry in enumerate(self.entries):
            for text in entry.phrasings:
                self.phrasings.append(known.get(text) or fresh[text])
                owners.append(number)
        self.owners: NDArray[np.int64] = np.array(owners, dtype=np.int64)
        self.rows = PhrasingIndex([phrasing.row for phrasing in self.phrasings], ids)
        self.bayes = NaiveBayes(self.rows, self.owners, len(self.entries), (WORDS, ORDER, LETTERS))
        self.bayes_by_words = NaiveBayes(self.rows, self.owners, len(self.entries), (WORDS,))
        self._count_units()
        self.speller = Speller(self._word_counts(), language)

    @classmethod
    def build(cls, faq: Faq, language: Language, before: "FaqIndex | None" = None) -> "FaqIndex":
        """The index of `faq`; what `before` has read already is taken over if the words mean the same to it."""
        if before is None or before.faq.words != faq.words or before.language is not language:
            return cls(faq, language, FeatureIds(), {})
        return cls(faq, language, before._ids, {phrasing.text: phrasing for phrasing in before.phrasings})

    def read(self, tokens: Sequence[str]) -> Reading:
        return self.reader.read(tokens)

    def question(self, reading: Reading) -> Row:
        return self._ids.row(self.reader.features(reading))

    def entries_holding(self, units: Iterable[str]) -> dict[str, float]:
        """Ids of entries that have one of `units`, with the share of their phrasings that do (at most 1)."""
        wanted = set(units)
        found = {}
        for entry, held in zip(self.entries, self.units_of_entry, strict=True):
            if count := sum(held[unit] for unit in wanted):
                found[entry.id] = min(1.0, count / len(entry.phrasings))
        return found

    def _read(self, text: str, tokens: Sequence[str]) -> Phrasing:
        reading = self.reader.read(tokens)
        return Phrasing(text, reading, self._ids.learn(self.reader.features(reading)), asked(reading), acts_on(reading))

    def _count_units(self) -> None:
        self.units_of_entry: list[Counter[str]] = [Counter() for _ in self.entries]
        self.relations_of_entry: list[Counter[Pair]] = [Counter() for _ in self.entries]
        self.asked_of_entry: list[Counter[str]] = [Counter() for _ in self.entries]
        self.units: Counter[str] = Counter()
        self.senses: Counter[int] = Counter()
        for phrasing, owner in zip(self.phrasings, self.owners, strict=True):
            self.units_of_entry[owner].update(phrasing.reading.names)
            self.relations_of_entry[owner].update(phrasing.relations)
            self.asked_of_entry[owner][phrasing.asked.word] += 1
            self.units.update(phrasing.reading.names)
            self.senses.update(group for group, _ in phrasing.reading.senses)
        self.unseen_of_entry = [_chance_of_unseen(units) for units in self.units_of_entry]

    def _word_counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for phrasing in self.phrasings:
            counts.update(phrasing.reading.tokens)
        for group in self.faq.words.groups:
            for phrase in group:
                counts.update(words(phrase))
        return counts
