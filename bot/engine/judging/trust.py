"""Whether to show an answer: asked once more, of all the probabilities together.

How likely an entry is what was meant does not say all of how likely it is right to show it: what is left for silence,
for what lies outside and for the runner-up tells right answers from wrong ones of the same probability. This is Platt
scaling (1999) with more inputs than one.
"""

from collections.abc import Mapping
from operator import mul, sub
from typing import NamedTuple

from bot.engine.decision import SignalShare
from bot.engine.index.kind_regression import KindOdds
from bot.engine.numeric.odds import log_odds, probability_of, within

# The inputs: the log-odds of the answer and of what speaks against it, how much was asked, and which kind of
# entry was asked for (see `kind_regression`).
_KINDS = tuple(f"kind_{kind}" for kind in KindOdds._fields)
TRUST = ("always", "likely", "silence", "outside", "runner_up", "words", "strange", *_KINDS)
AS_LIKELY = {name: float(name == "likely") for name in TRUST}  # the weights with which nothing changes
LEAST_RIVAL = 2e-3  # probability of what speaks against an answer: that it was not even looked at says no more
MOST_WORDS = 40

_SHARES = tuple(f"trust_{name}" for name in TRUST)


class Trust(NamedTuple):
    """The inputs in the order of `TRUST`, and what each counts for."""

    values: tuple[float, ...]
    factors: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The probability that showing the answer is right."""
        return probability_of(sum(map(mul, self.factors, self.values)))

    @property
    def shares(self) -> tuple[SignalShare, ...]:
        """What stands between the log-odds of the probability and those of the confidence."""
        return tuple(map(SignalShare, _SHARES, self.values, map(sub, self.factors, AS_LIKELY.values())))


class Rivals(NamedTuple):
    """What speaks against every answer to one question: probabilities, what the FAQ as a whole says, and the number of
    words asked.
    """

    silence: float
    outside: float  # of all entries that stand for what the FAQ leaves out
    answers: tuple[float, ...]  # of all answers, the likeliest first
    kinds: KindOdds
    words: int
    strange: float  # the part of what was asked, by rarity, that stands nowhere in the FAQ

    def trust(self, likely: float, weights: Mapping[str, float]) -> Trust:
        """The trust in the answer that is right with the probability `likely`, one of `answers`."""
        others = self.answers[1:2] if likely == self.answers[0] else self.answers
        against = [_rival(one) for one in (self.silence, self.outside, others[0] if others else 0.0)]
        words = min(self.words, MOST_WORDS) / 10
        values = (1.0, _odds(likely), *against, words, self.strange, *self.kinds)
        return Trust(values, tuple([weights[name] for name in TRUST]))


def _odds(probability: float) -> float:
    """The log-odds of a probability that may be 0 or 1."""
    return log_odds(within(probability))


def _rival(probability: float) -> float:
    """The log-odds of what speaks against an answer."""
    return _odds(max(probability, LEAST_RIVAL))
