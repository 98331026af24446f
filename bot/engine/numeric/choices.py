"""Questions with known answers, and the weights under which those are most probable.

The model is that of `confidence`: the candidates of a question and silence share one probability. Where several of
them are right, their probabilities count together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.engine.numeric.postings import Doubles, Positions

STEPS = 10  # of Newton's method, which begins near by
ABSENT = -1e9  # the utility of a candidate that is not there


class Choice(NamedTuple):
    """One question: the signals of each alternative, and which of them are right, 1, or not, 0.

    Shapes: `values` (alternatives, signals); `right` (alternatives,).
    """

    values: Doubles
    right: Doubles


@dataclass(frozen=True)
class Choices:
    """Many questions. `absent` is added to the utilities of alternatives.

    Shapes: `values` (questions, alternatives, signals); `absent` and `right` (questions, alternatives).
    """

    values: Doubles
    absent: Doubles
    right: Doubles

    @classmethod
    def of(cls, choices: Sequence[Choice]) -> "Choices":
        """All `choices`, of which there is one at least."""
        most = max(len(one.right) for one in choices)
        values = np.zeros((len(choices), most, choices[0].values.shape[1]))
        absent, right = np.full((len(choices), most), ABSENT), np.zeros((len(choices), most))
        for row, one in enumerate(choices):
            known = len(one.right)
            values[row, :known], absent[row, :known], right[row, :known] = one.values, 0.0, one.right
        return cls(values, absent, right)

    def fitted(self, prior: Doubles, strength: float, free: Positions) -> Doubles:
        """The weights that fit best, of which those that are `free` may differ from `prior`. Shape: (signals,).

        The square of each difference costs `strength`, beside the log loss of each question.
        """
        weights = prior.copy()
        for _ in range(STEPS):
            gradient, curvature = self._slope(weights)
            gradient += 2 * strength * (weights - prior)
            curvature[np.diag_indices_from(curvature)] += 2 * strength
            weights[free] -= np.linalg.solve(curvature[np.ix_(free, free)], gradient[free])
        return weights

    def _slope(self, weights: Doubles) -> tuple[Doubles, Doubles]:
        """The gradient of the log loss of `weights`, and its expected curvature.

        Shapes: (signals,) and (signals, signals).
        """
        utilities = self.values @ weights + self.absent
        shares = np.exp(utilities - utilities.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        rightly = shares * self.right
        rightly /= rightly.sum(axis=1, keepdims=True)
        gradient: Doubles = np.einsum("qa,qas->s", shares - rightly, self.values)
        means = np.einsum("qa,qas->qs", shares, self.values)
        apart = (np.sqrt(shares)[:, :, None] * (self.values - means[:, None])).reshape(-1, len(weights))
        return gradient, apart.T @ apart
