"""From signals to probabilities.

A conditional logit (McFadden 1974) with the FAQ's silence as one more alternative: every candidate entry has a
utility, the weighted sum of its signals; "none of them" has one too, from what the question says that the FAQ does
not know. The probability of an alternative is its share of the exponentials of them all, so that two entries that
fit equally well take confidence from each other, and so does every unknown word.

That is how likely each entry is what was meant; whether to show it, `trust` says.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from typing import NamedTuple

from bot.engine.decision import SignalShare
from bot.engine.index.candidates import Candidate, Question, Seen
from bot.engine.index.faq_index import FaqIndex
from bot.engine.judging.signals import FIRST_LOOK, SIGNALS, first_look_signals
from bot.engine.numeric.odds import log_odds, shares_of

HOPELESS = 6.0  # log-odds by which an entry may be behind the most promising one and still have a second look
SPARSE, DENSE = 10.0, 60.0  # phrasings an entry at which the two sets of weights were fitted


# What speaks for "not in the FAQ".
SILENCE = ("always", "unknown_share", "unknown_words", "one_word", "many_words")


@dataclass(frozen=True)
class Weights:
    """What each signal counts for. `entry` by signal name, `silence` by the names of `silence_signals`, `trust` by
    those of `TRUST`; for what leans on what was said before, `turn` by the names of `TURN_SIGNALS`, `turn_silence` by
    those of `silence_of` and `turn_trust` by those of `TURN_TRUST`; for the calls of `safety`, `urgent` and `advice` by
    the names of `call_signals`; for messages of two questions `double` by those of `halves_signals`.
    """

    entry: Mapping[str, float]
    silence: Mapping[str, float]
    trust: Mapping[str, float]
    turn: Mapping[str, float]
    turn_silence: Mapping[str, float]
    turn_trust: Mapping[str, float]
    urgent: Mapping[str, float]
    advice: Mapping[str, float]
    double: Mapping[str, float]

    def blended(self, other: "Weights", share: float) -> "Weights":
        """These weights with `share` (0 to 1) of `other`."""
        return Weights(*(_blended(mine, theirs, share) for mine, theirs in zip(self._parts, other._parts, strict=True)))

    @cached_property
    def of_signals(self) -> tuple[float, ...]:
        """`entry` in the order of SIGNALS."""
        return tuple([self.entry[name] for name in SIGNALS])

    @cached_property
    def of_first_look(self) -> tuple[float, ...]:
        """`entry` in the order of FIRST_LOOK."""
        return tuple([self.entry[name] for name in FIRST_LOOK])

    @property
    def _parts(self) -> tuple[Mapping[str, float], ...]:
        turns = self.turn, self.turn_silence, self.turn_trust
        return self.entry, self.silence, self.trust, *turns, self.urgent, self.advice, self.double


def _blended(mine: Mapping[str, float], theirs: Mapping[str, float], share: float) -> dict[str, float]:
    return {name: (1 - share) * value + share * theirs[name] for name, value in mine.items()}


@dataclass(frozen=True)
class Calibration:
    """Weights for an FAQ with few phrasings an entry and for one with many; in between they are blended.

    What a word that an entry never met says depends on how much that entry has met.
    """

    sparse: Weights
    dense: Weights

    @classmethod
    def parse(cls, text: str) -> "Calibration":
        """The calibration written as JSON: `sparse` and `dense`, each with the parts of `Weights` by name."""
        found = json.loads(text)
        return cls(*(Weights(**found[name]) for name in ("sparse", "dense")))

    def weights(self, index: FaqIndex) -> Weights:
        """The weights for the FAQ that `index` holds."""
        return self.sparse.blended(self.dense, density(index))


def density(index: FaqIndex) -> float:
    """Where an FAQ stands between few phrasings an entry (0) and many (1)."""
    phrasings = len(index.phrasings) / max(1, len(index.entries))
    share = math.log(max(phrasings, 1.0) / SPARSE) / math.log(DENSE / SPARSE)
    return min(1.0, max(0.0, share))


_PLACES = {name: at for at, name in enumerate(SIGNALS)}


class Weighed(NamedTuple):
    """A candidate with its probability and what it comes from."""

    candidate: Candidate
    probability: float
    values: tuple[float, ...]  # in the order of SIGNALS
    weights: tuple[float, ...]

    def value_of(self, signal: str) -> float:
        """The value of one signal, by name."""
        return self.values[_PLACES[signal]]

    @property
    def shares(self) -> tuple[SignalShare, ...]:
        """The sum behind the probability: the shares add up to its log-odds."""
        before = sum(map(mul, self.values, self.weights))
        alternatives = SignalShare("alternatives", before - log_odds(self.probability), -1.0)
        return (*map(SignalShare, SIGNALS, self.values, self.weights), alternatives)


def silence_signals(question: Question) -> dict[str, float]:
    """What speaks for "not in the FAQ"."""
    total = question.content.total or 1.0
    unknown = sum(question.unknown.values())
    values = (
        1.0,
        unknown / total,
        min(3.0, unknown / 4.0),
        float(len(question.content.rarity) <= 1),
        min(2.0, max(0, len(question.content.rarity) - 4) / 4),
    )
    return dict(zip(SILENCE, values, strict=True))


def entry_signals(question: Question, candidate: Candidate, index: FaqIndex) -> tuple[float, ...]:
    """The value of every signal, in the order of SIGNALS."""
    return tuple([signal(question, candidate, index) for signal in SIGNALS.values()])


def hopeful(seen: Sequence[Seen], weights: Weights) -> list[Seen]:
    """Those of `seen` that are worth a second look: whose utility, as far as it is known, is not far behind."""
    factors = weights.of_first_look
    utilities = [sum(map(mul, factors, first_look_signals(one))) for one in seen]
    least = max(utilities, default=0.0) - HOPELESS
    return [one for one, utility in zip(seen, utilities, strict=True) if utility >= least]


def weigh(index: FaqIndex, question: Question, found: Sequence[Candidate], weights: Weights) -> list[Weighed]:
    """Every candidate with its probability, the most probable first."""
    factors = weights.of_signals
    values = [entry_signals(question, candidate, index) for candidate in found]
    utilities = [sum(map(mul, factors, row)) for row in values]
    silence = sum(weights.silence[name] * value for name, value in silence_signals(question).items())
    weighed = [
        Weighed(candidate, _kept_off_the_ends(probability), row, factors)
        for candidate, row, probability in zip(found, values, shares_of([*utilities, silence]), strict=False)
    ]
    return sorted(weighed, key=lambda one: -one.probability)


def _kept_off_the_ends(probability: float) -> float:
    return min(1.0 - 1e-9, max(1e-9, probability))
