"""The known ways to put a question, each read when it is wanted.

A hundred thousand phrasings read and kept are hundreds of megabytes of small objects. So only the last few thousand
that were wanted are kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import NamedTuple, overload

from bot.engine.reading.features import Reader, Reading, Unit
from bot.engine.reading.relations import Asked, Pair, acts_on, asked
from bot.engine.wording.grammar import STOP_WORDS
from bot.engine.wording.text import stem, words

MOST_KEPT = 32_768  # of about 1 KB

STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


class Content(NamedTuple):
    """The units of a text that are more than glue (all, if it has only glue), each once, and what they say."""

    units: tuple[Unit, ...]
    rarity: Mapping[str, float]  # by the names of the units
    senses: frozenset[int]  # near-synonym groups of all units
    beginnings: frozenset[str]  # of the units that have one in common with other forms of a word
    total: float  # rarity

    @classmethod
    def of(cls, reading: Reading) -> "Content":
        units = {unit.name: unit for unit in reading.units if unit.name not in STOP_STEMS}
        if not units:
            units = {unit.name: unit for unit in reading.units}
        return cls.of_units(units.values())

    @classmethod
    def of_units(cls, units: Iterable[Unit]) -> "Content":
        """The content that consists of `units`, all of different names."""
        units = tuple(units)
        rarity = {unit.name: unit.rarity for unit in units}
        senses = frozenset().union(*[unit.senses for unit in units])
        beginnings = frozenset([unit.beginning for unit in units if unit.beginning])
        return cls(units, rarity, senses, beginnings, sum(rarity.values()))

    def part(self, met: Mapping[str, float]) -> float:
        """The part of it (0 to 1) that is met, given how far each unit is; each counts by its rarity."""
        return sum([rarity * met[unit] for unit, rarity in self.rarity.items()]) / self.total if self.total else 0.0


@dataclass(frozen=True, eq=False)
class Phrasing:
    """A known way to put a question, read."""

    text: str
    reading: Reading
    asked: Asked
    relations: frozenset[Pair]

    @cached_property
    def content(self) -> Content:
        """What it is about; worked out when it is wanted, as few of thousands ever are near to a question."""
        return Content.of(self.reading)


class Phrasings(Sequence[Phrasing]):
    """All phrasings of an FAQ, in its order; `before` are those of another version, read by the same `reader`."""

    def __init__(self, texts: Sequence[str], reader: Reader, before: "Phrasings | None" = None) -> None:
        self.texts = texts
        self.read: Callable[[str], Phrasing] = before.read if before else lru_cache(MOST_KEPT)(partial(_read, reader))

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Phrasing: ...
    @overload
    def __getitem__(self, at: slice) -> list[Phrasing]: ...
    def __getitem__(self, at: int | slice) -> Phrasing | list[Phrasing]:
        return [self.read(text) for text in self.texts[at]] if isinstance(at, slice) else self.read(self.texts[at])

    def __iter__(self) -> Iterator[Phrasing]:
        return map(self.read, self.texts)


def _read(reader: Reader, text: str) -> Phrasing:
    reading = reader.read(words(text))
    return Phrasing(text, reading, asked(reading), acts_on(reading))
