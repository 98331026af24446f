"""What the phrasings of one entry come to: how often it is asked by which words, in which way, of what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.engine.reading.phrasings import STOP_STEMS, Content, Phrasing
from bot.engine.reading.relations import Pair

USUAL_FROM = 0.3  # share of an entry's phrasings from which a unit belongs to what it is usually asked about
USUAL_TWICE = 2  # phrasings in which it has to stand for that


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts over the phrasings of one entry. Shared by all versions of an FAQ in which it is asked in the same ways.

    `units`, `relations` and `asked` say in how many phrasings each stands; `tokens` are the words of them all. `usual`
    is what it is usually asked about, `shares` in which part of the phrasings (0 to 1) each unit of that stands.
    """

    units: Mapping[str, int]
    relations: Mapping[Pair, int]
    asked: Mapping[str, int]
    tokens: tuple[str, ...]
    phrasings: int
    unseen: float  # the chance that the next unit is a new one
    usual: Content
    shares: Mapping[str, float]

    @classmethod
    def of(cls, phrasings: Sequence[Phrasing]) -> "Profile":
        units = dict(Counter(chain.from_iterable([phrasing.reading.names for phrasing in phrasings])))
        usual = _usual(phrasings, units)
        return cls(
            units,
            dict(Counter(chain.from_iterable([phrasing.relations for phrasing in phrasings]))),
            dict(Counter([phrasing.asked.word for phrasing in phrasings])),
            tuple(chain.from_iterable([phrasing.reading.tokens for phrasing in phrasings])),
            len(phrasings),
            _chance_of_unseen(units),
            usual,
            {unit: units[unit] / len(phrasings) for unit in usual.rarity},
        )


def _usual(phrasings: Sequence[Phrasing], units: Mapping[str, int]) -> Content:
    """The content that many of the phrasings share, given in how many each unit stands."""
    least = max(USUAL_TWICE, USUAL_FROM * len(phrasings))
    shared = {name for name, count in units.items() if count >= least} - STOP_STEMS
    found = {unit.name: unit for phrasing in phrasings for unit in phrasing.reading.units if unit.name in shared}
    return Content.of_units(found.values())


def _chance_of_unseen(units: Mapping[str, int]) -> float:
    """The chance that the next unit is a new one (Good 1953): the share of units met once, kept off 0 and 1."""
    once = sum(1 for count in units.values() if count == 1)
    return min(0.95, (once + 0.5) / (sum(units.values()) + 1))
