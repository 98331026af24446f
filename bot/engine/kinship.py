"""How far one entry's answer also answers another's question.

In a fine-grained FAQ several entries may be right at once. What they say decides, not what they are asked: the
likeness of two answers, by words that not every answer has.
"""

import math
from collections import Counter
from collections.abc import Sequence

from bot.engine.faq_index import FaqIndex
from bot.engine.grammar import STOP_WORDS
from bot.engine.text import stem, words
from bot.knowledge.model import Entry, Kind

ALIKE_FROM = 0.35  # cosine of two answers below which they have nothing to do with each other
ALIKE_WORTH = 0.9  # what the likest answer is worth beside the entry's own

FEWEST_WORDS = 6  # answers that say less are alike by chance

_STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


class Kinship:
    """Likeness of answers, worked out for the pairs that are asked about."""

    def __init__(self, index: FaqIndex) -> None:
        self._entries = index.entries
        self._vectors: dict[int, dict[str, float]] = {}
        held: Counter[str] = Counter()
        self._stems = [_answer_stems(entry) for entry in self._entries]
        for stems in self._stems:
            held.update(stems)
        self._idf = {name: math.log(len(self._entries) / count) for name, count in held.items()}
        self._known: dict[tuple[int, int], float] = {}

    def worth(self, shown: int, meant: int) -> float:
        """The probability (0 to 1) that the answer of entry number `shown` satisfies who meant entry `meant`."""
        if shown == meant:
            return 1.0
        pair = (min(shown, meant), max(shown, meant))
        if pair not in self._known:
            self._known[pair] = self._likeness(*pair)
        return self._known[pair]

    def _likeness(self, one: int, other: int) -> float:
        if not (self._entries[one].kind is self._entries[other].kind is Kind.ANSWER):
            return 0.0
        if min(len(self._stems[one]), len(self._stems[other])) < FEWEST_WORDS:
            return 0.0
        left, right = self._vector(one), self._vector(other)
        cosine = sum(value * right.get(name, 0.0) for name, value in left.items())
        return ALIKE_WORTH * min(1.0, max(0.0, (cosine - ALIKE_FROM) / (0.8 - ALIKE_FROM)))

    def _vector(self, entry: int) -> dict[str, float]:
        if entry not in self._vectors:
            values = {name: self._idf[name] for name in self._stems[entry]}
            length = math.sqrt(sum(value * value for value in values.values())) or 1.0
            self._vectors[entry] = {name: value / length for name, value in values.items()}
        return self._vectors[entry]


def _answer_stems(entry: Entry) -> frozenset[str]:
    return frozenset(name for word in words(entry.answer) if (name := stem(word)) not in _STOP_STEMS and len(name) > 1)


def adjusted(kinship: Kinship, entries: Sequence[int], probabilities: Sequence[float]) -> list[float]:
    """For each entry the probability that showing it is right, whichever of them was meant."""
    right = list(probabilities)
    for at, shown in enumerate(entries):
        for other in range(at + 1, len(entries)):
            if worth := kinship.worth(shown, entries[other]):
                right[at] += probabilities[other] * worth
                right[other] += probabilities[at] * worth
    return right
