"""The known ways to put a question, each read when it is wanted.

Thousands of phrasings read and kept are hundreds of megabytes of small objects. So only the last few thousand that
were wanted are kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import overload

from bot.engine.features import Reader, Reading
from bot.engine.grammar import STOP_WORDS
from bot.engine.relations import Asked, Pair, acts_on, asked
from bot.engine.text import stem, words

MOST_KEPT = 4_096
BEGINNING = 4  # letters that forms of one word have in common

_STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


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

    @cached_property
    def by_beginning(self) -> Mapping[str, Sequence[str]]:
        """The units that are words of more than `BEGINNING` letters, by these."""
        found: dict[str, list[str]] = {}
        for unit in self.rarity:
            if len(unit) > BEGINNING and unit[0] != "=":
                found.setdefault(unit[:BEGINNING], []).append(unit)
        return found


@dataclass(frozen=True)
class Phrasing:
    """A known way to put a question, read."""

    text: str
    reading: Reading
    asked: Asked
    relations: frozenset[Pair]
    content: Content  # what it is about


class Phrasings(Sequence[Phrasing]):
    """All phrasings of an FAQ, in its order; `before` are those of another version, read by the same `reader`."""

    def __init__(self, texts: Sequence[str], reader: Reader, before: "Phrasings | None" = None) -> None:
        self.texts = texts
        self._read: Callable[[str], Phrasing] = before._read if before else lru_cache(MOST_KEPT)(partial(_read, reader))

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Phrasing: ...
    @overload
    def __getitem__(self, at: slice) -> list[Phrasing]: ...
    def __getitem__(self, at: int | slice) -> Phrasing | list[Phrasing]:
        return [self._read(text) for text in self.texts[at]] if isinstance(at, slice) else self._read(self.texts[at])

    def __iter__(self) -> Iterator[Phrasing]:
        return map(self._read, self.texts)


def _read(reader: Reader, text: str) -> Phrasing:
    reading = reader.read(words(text))
    return Phrasing(text, reading, asked(reading), acts_on(reading), Content.of(reading))
