"""Probabilities as log-odds, and back."""

import math

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
