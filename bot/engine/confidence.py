"""From signals to probabilities.

A conditional logit (McFadden 1974) with the FAQ's silence as one more alternative: every candidate entry has a
utility, the weighted sum of its signals; "none of them" has one too, from what the question says that the FAQ does
not know. The probability of an alternative is its share of the exponentials of them all, so that two entries that
fit equally well take confidence from each other, and so does every unknown word.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.engine.candidates import Candidate, Question
from bot.engine.decision import SignalShare
from bot.engine.faq_index import FaqIndex
from bot.engine.signals import SIGNALS


@dataclass(frozen=True)
class Weights:
    """What each signal counts for. `entry` by signal name; `silence` by the names of `silence_signals`."""

    entry: Mapping[str, float]
    silence: Mapping[str, float]

    @classmethod
    def parse(cls, text: str) -> "Weights":
        found = json.loads(text)
        return cls(found["entry"], found["silence"])


@dataclass(frozen=True)
class Weighed:
    """A candidate with its probability and the sum behind it: the shares add up to the log-odds of `probability`."""

    candidate: Candidate
    probability: float
    shares: tuple[SignalShare, ...]


def silence_signals(question: Question, found: Sequence[Candidate]) -> dict[str, float]:
    """What speaks for "not in the FAQ"."""
    total = sum(question.content.values()) or 1.0
    unknown = sum(question.unknown.values())
    return {
        "always": 1.0,
        "unknown_share": unknown / total,
        "unknown_words": min(3.0, unknown / 4.0),
        "one_word": float(len(question.content) <= 1),
        "many_words": min(2.0, max(0, len(question.content) - 4) / 4),
    }


def entry_signals(question: Question, candidate: Candidate, index: FaqIndex) -> dict[str, float]:
    return {name: signal(question, candidate, index) for name, signal in SIGNALS.items()}


def weigh(
    index: FaqIndex,
    question: Question,
    found: Sequence[Candidate],
    weights: Weights,
    priors: Mapping[int, float] | None = None,
) -> list[Weighed]:
    """Every candidate with its probability, the most probable first; `priors` add log-odds to entries by number."""
    likelier = priors or {}
    values = [entry_signals(question, candidate, index) for candidate in found]
    utilities = [
        sum(weights.entry[name] * value for name, value in signals.items()) + likelier.get(candidate.entry, 0.0)
        for candidate, signals in zip(found, values, strict=True)
    ]
    silence = sum(weights.silence[name] * value for name, value in silence_signals(question, found).items())
    highest = max([silence, *utilities])
    parts = [math.exp(utility - highest) for utility in utilities]
    whole = sum(parts) + math.exp(silence - highest)
    weighed = []
    for candidate, signals, part in zip(found, values, parts, strict=True):
        rest = max(whole - part, 1e-12)
        shares = [SignalShare(name, value, weights.entry[name]) for name, value in signals.items()]
        if candidate.entry in likelier:
            shares.append(SignalShare("conversation", likelier[candidate.entry], 1.0))
        shares.append(SignalShare("alternatives", math.log(rest) + highest, -1.0))
        weighed.append(Weighed(candidate, part / whole, tuple(shares)))
    return sorted(weighed, key=lambda one: -one.probability)
