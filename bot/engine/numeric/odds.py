"""Probabilities as log-odds, and back."""

import math
from collections.abc import Sequence

LEAST = 1e-6  # probability, and what a certain one lacks


def within(probability: float, least: float = LEAST) -> float:
    """The probability, kept off 0 and 1."""
    return min(1.0 - least, max(least, probability))


def log_odds(probability: float) -> float:
    """ln(p / (1 - p))."""
    return math.log(probability / (1.0 - probability))


def probability_of(odds: float) -> float:
    """The probability that has these log-odds."""
    return 1.0 / (1.0 + math.exp(-odds))


def shares_of(utilities: Sequence[float]) -> list[float]:
    """The probabilities (0 to 1, together 1) of alternatives that have these utilities: a conditional logit."""
    highest = max(utilities)
    parts = [math.exp(utility - highest) for utility in utilities]
    whole = sum(parts)
    return [part / whole for part in parts]
