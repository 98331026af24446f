"""What the phrasings of one entry come to: how often it is asked by which words, in which way, of what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.engine.phrasings import Phrasing
from bot.engine.relations import Pair


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts over the phrasings of one entry. Shared by all versions of an FAQ in which it is asked in the same ways.

    `units`, `relations` and `asked` say in how many phrasings each stands; `tokens` are the words of them all.
    """

    units: Mapping[str, int]
    relations: Mapping[Pair, int]
    asked: Mapping[str, int]
    tokens: tuple[str, ...]
    phrasings: int
    unseen: float  # the chance that the next unit is a new one

    @classmethod
    def of(cls, phrasings: Sequence[Phrasing]) -> "Profile":
        units = dict(Counter(chain.from_iterable([phrasing.reading.names for phrasing in phrasings])))
        return cls(
            units,
            dict(Counter(chain.from_iterable([phrasing.relations for phrasing in phrasings]))),
            dict(Counter([phrasing.asked.word for phrasing in phrasings])),
            tuple(chain.from_iterable([phrasing.reading.tokens for phrasing in phrasings])),
            len(phrasings),
            _chance_of_unseen(units),
        )


def _chance_of_unseen(units: Mapping[str, int]) -> float:
    """The chance that the next unit is a new one (Good 1953): the share of units met once, kept off 0 and 1."""
    once = sum(1 for count in units.values() if count == 1)
    return min(0.95, (once + 0.5) / (sum(units.values()) + 1))
