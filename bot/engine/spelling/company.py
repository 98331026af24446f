"""The company that words keep in an FAQ: how often each stands there, and how often right before which other."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.engine.numeric.postings import Positions
from bot.engine.reading.bags import Bags, FeatureIds
from bot.engine.reading.features import BEGIN, END, ORDER, pair_name

SEEN_ELSEWHERE = 5.0  # texts as which what is known of a word anywhere counts, beside those in which it stands


@dataclass(frozen=True, eq=False)
class Company:
    """Words are given as stems; BEGIN and END stand for where a text begins and ends.

    `alone` says in how many of the `texts` each word stands. Shape: `held` (features,), in how many each feature does.
    """

    alone: Mapping[str, int]
    texts: int
    ids: FeatureIds
    held: Positions

    @classmethod
    def of(cls, bags: Bags, ids: FeatureIds, alone: Mapping[str, int]) -> "Company":
        """The company that words keep in the texts of `bags`, whose features are numbered by `ids`."""
        return cls(alone, len(bags), ids, np.bincount(bags.ids, minlength=len(ids)))

    def knows(self, word: str) -> bool:
        """Whether any text has `word`."""
        return self._texts_with(word) > 0

    def together(self, left: str, right: str) -> int:
        """In how many texts `right` stands right behind `left`."""
        number = self.ids.number(ORDER, pair_name(left, right))
        return int(self.held[number]) if number is not None else 0

    def stands_between(self, word: str, left: str, right: str) -> bool:
        """Whether some text has `left` right before `word`, and some text `right` right behind it."""
        return self.together(left, word) > 0 and self.together(word, right) > 0

    def chance(self, word: str) -> float:
        """The probability that a text has `word`."""
        return (self._texts_with(word) + 0.5) / (self.texts + 1)

    def follows(self, left: str, right: str, chance: float) -> float:
        """The probability of `right` behind `left`, where `chance` is that of meeting it anywhere."""
        return (self.together(left, right) + SEEN_ELSEWHERE * chance) / (self._texts_with(left) + SEEN_ELSEWHERE)

    def _texts_with(self, word: str) -> int:
        return self.texts if word in (BEGIN, END) else self.alone.get(word, 0)
