"""The weights of trust: under which whether the best answer was right is most probable.

A logistic regression on what is left for the best answer and its rivals once the probabilities are known (see
`bot.engine.judging.trust.TRUST`). It learns from questions that people asked: an FAQ's own phrasings are nearer to it
than what strangers ask, and would teach too much trust.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.packages import package
from benchmarks.training import Example
from bot.engine.judging.confidence import Weights
from bot.engine.judging.trust import AS_LIKELY, TRUST, Rivals
from bot.engine.numeric.odds import within

Array = NDArray[np.float64]

L2 = 1e-5  # on the squared distance from trusting every probability as it is
DECIMALS = 3


def trusting(examples: Iterable[Example], weights: Weights) -> dict[str, float]:
    """The weights of `TRUST` that fit `examples` best, judged with `weights`; as they are without examples.

    Raises AbsentError without scipy.
    """
    seen = [one for example in examples if (one := _best(example, weights))]
    if not seen:
        return dict(AS_LIKELY)
    minimize = package("scipy.optimize").minimize
    values = np.array([values for values, _ in seen])
    right = np.array([is_right for _, is_right in seen], np.float64)
    start = np.array([AS_LIKELY[name] for name in TRUST])

    def loss(factors: Array) -> tuple[float, Array]:
        odds = values @ factors
        wrongly = 1 / (1 + np.exp(-odds)) - right
        away = factors - start
        mean = float(np.mean(np.logaddexp(0, odds) - right * odds))
        return mean + L2 * float(away @ away), values.T @ wrongly / len(right) + 2 * L2 * away

    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return {name: round(float(value), DECIMALS) for name, value in zip(TRUST, found, strict=True)}


def _best(example: Example, weights: Weights) -> tuple[tuple[float, ...], bool] | None:
    """The values of `TRUST` for the likeliest answer to an example, and whether it is right; None without an answer."""
    probabilities = _probabilities(example, weights)
    likely = [within(one) for one in (np.array(example.worths) @ probabilities).tolist()]
    order = sorted(np.flatnonzero(example.answers).tolist(), key=lambda at: -likely[at])
    if not order:
        return None
    silence, outside = 1.0 - float(probabilities.sum()), float(probabilities[list(example.outside)].sum())
    rivals = Rivals(silence, outside, tuple(likely[at] for at in order), example.kinds, example.words, example.strange)
    return rivals.trust(likely[order[0]], AS_LIKELY).values, example.right.get(order[0], 0.0) > 0


def _probabilities(example: Example, weights: Weights) -> Array:
    """The probability of each candidate. Shape: (candidates,)."""
    utilities = [_sum(signals, weights.entry) for signals in example.entry]
    odds = np.array([*utilities, _sum(example.silence, weights.silence)])
    shares: Array = np.exp(odds - odds.max())
    shares /= shares.sum()
    return shares[:-1]


def _sum(values: Mapping[str, float], factors: Mapping[str, float]) -> float:
    return sum(factors[name] * value for name, value in values.items())
