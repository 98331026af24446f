"""How far one entry's answer also answers another's question.

In a fine-grained FAQ several entries may be right at once. What they say decides, not what they are asked: what the
curator says in `answers_too`, and the likeness of two answers, by words that not every answer has.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, combinations
from statistics import median
from sys import intern

from bot.engine.index.faq_index import FaqIndex
from bot.engine.method_cache import method_cache
from bot.engine.wording.grammar import STOP_WORDS
from bot.engine.wording.text import stem, words
from bot.knowledge.model import Faq, Kind

ALIKE_FROM = 0.35  # cosine of two answers below which they have nothing to do with each other
SAID_WORTH = 0.75  # what an answer is worth to a question that the curator says it answers too
ALIKE_WORTH = 0.9  # what the likest answer is worth beside the entry's own
FEWEST_WORDS = 6  # answers that say less are alike by chance
REAL_ANSWER = 9  # words; answers shorter than this by the median are placeholders that say nothing of kinship
NEGLIGIBLE = 1e-5  # probabilities
MOST_PAIRS_KEPT = 65_536
MOST_ANSWERS_KEPT = 16_384

_STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


class Kinship:
    """What answers are worth to each other's questions, worked out for the pairs that are asked about."""

    def __init__(self, index: FaqIndex) -> None:
        self._entries = index.entries
        self._stems = [_answer_stems(entry.answer) for entry in self._entries]
        held = Counter(chain.from_iterable(self._stems))
        self._squares = {name: math.log(len(self._entries) / count) ** 2 for name, count in held.items()}
        self._length = method_cache(self._length_of, MOST_ANSWERS_KEPT)
        self._likeness = method_cache(self._worked_out, MOST_PAIRS_KEPT)

    def worth(self, shown: int, meant: int) -> float:
        """The probability (0 to 1) that the answer of entry number `shown` satisfies who meant entry `meant`."""
        if shown == meant:
            return 1.0
        alike, said = self.likeness(shown, meant), self._entries[shown].answers_too
        return max(SAID_WORTH, alike) if said and self._entries[meant].id in said else alike

    def likeness(self, one: int, other: int) -> float:
        """How far (0 to 1) the answers of two entries say the same."""
        return self._likeness(one, other) if one < other else self._likeness(other, one)

    def _worked_out(self, one: int, other: int) -> float:
        if not (self._entries[one].kind is self._entries[other].kind is Kind.ANSWER):
            return 0.0
        if min(len(self._stems[one]), len(self._stems[other])) < FEWEST_WORDS:
            return 0.0
        shared = sum([self._squares[name] for name in {*self._stems[one]}.intersection(self._stems[other])])
        cosine = shared / (self._length(one) * self._length(other)) if shared else 0.0
        return ALIKE_WORTH * min(1.0, max(0.0, (cosine - ALIKE_FROM) / (0.8 - ALIKE_FROM)))

    def _length_of(self, entry: int) -> float:
        return math.sqrt(sum([self._squares[name] for name in self._stems[entry]]))


@lru_cache(MOST_ANSWERS_KEPT)
def _answer_stems(answer: str) -> tuple[str, ...]:
    """What an answer says, each stem once; kept, as most answers of an FAQ outlive an edit of it."""
    stems = dict.fromkeys([stem(word) for word in words(answer)])
    return tuple([intern(name) for name in stems if name not in _STOP_STEMS and len(name) > 1])


def has_real_answers(faq: Faq) -> bool:
    """Whether what the answers of an FAQ have in common says anything of its entries."""
    lengths = [len(words(entry.answer)) for entry in faq.entries]
    return bool(lengths) and median(lengths) >= REAL_ANSWER


def adjusted(kinship: Kinship, entries: Sequence[int], probabilities: Sequence[float]) -> list[float]:
    """For each entry the probability that showing it is right, whichever of them was meant."""
    right = list(probabilities)
    for (one, shown), (other, meant) in combinations(enumerate(entries), 2):
        if probabilities[other] >= NEGLIGIBLE:
            right[one] += probabilities[other] * kinship.worth(shown, meant)
        if probabilities[one] >= NEGLIGIBLE:
            right[other] += probabilities[one] * kinship.worth(meant, shown)
    return right
