"""The weights under which what was right is most probable: a conditional logit fitted by maximum likelihood.

The model is that of `bot.engine.judging.confidence`: the candidates of a question and silence share one probability.
Where several of them are right, their probabilities count together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.packages import package
from benchmarks.training import SILENCE, Choice
from bot.errors import FaqBotError

Array = NDArray[np.float64]

L2 = 1e-3  # on the squared weights, beside a mean log loss of about 1
MOST_STEPS = 400
DECIMALS = 3
# What is known beforehand: words never heard can only speak for silence, that an entry is meant can only speak for it,
# and who acts on whom matters, though few of the questions at hand turn on it.
AT_LEAST = {"unknown_share": 0.0, "unknown_words": 0.0, "meant": 0.0, "other_way_round": 1.5}
NO_CANDIDATE = -1e9  # the utility of what is not there


def fitted(groups: Sequence[Sequence[Choice]], l2: float = L2) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of the signals of entries and of silence, by name, that fit `groups` of examples best.

    Each group counts as much as any other; `l2` is the penalty on squared weights. Raises AbsentError without scipy,
    which scikit-learn brings along, and FaqBotError without examples.
    """
    minimize = package("scipy.optimize").minimize
    examples = [example for group in groups for example in group]
    if not examples:
        raise FaqBotError("there is nothing to fit weights on; give FAQs with two phrasings an entry or more")
    entry_names, silence_names = list(examples[0].entry[0]), list(examples[0].silence)
    counts = np.concatenate([np.full(len(group), 1 / len(group)) for group in groups if group])
    problem = _problem(examples, entry_names, silence_names, counts / counts.sum(), l2)
    start = np.zeros(len(entry_names) + len(silence_names))
    bounds = [(AT_LEAST.get(name), None) for name in (*entry_names, *silence_names)]
    options = {"maxiter": MOST_STEPS}
    found = minimize(problem.loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    values = [round(float(value), DECIMALS) for value in found]
    entry, silence = values[: len(entry_names)], values[len(entry_names) :]
    return dict(zip(entry_names, entry, strict=True)), dict(zip(silence_names, silence, strict=True))


@dataclass(frozen=True)
class _Problem:
    """Examples as arrays. Shapes: entry (examples, candidates, signals); missing (examples, candidates), added to
    utilities; silence (examples, silence signals); right (examples, candidates + 1), silence last; counts (examples,).
    """

    entry: Array
    missing: Array
    silence: Array
    right: Array
    counts: Array
    l2: float

    def loss(self, weights: Array) -> tuple[float, Array]:
        """The mean negative log-likelihood with its penalty, and its gradient. Shape of both arrays: (weights,)."""
        signals = self.entry.shape[2]
        utilities = self.entry @ weights[:signals] + self.missing
        utilities = np.concatenate([utilities, (self.silence @ weights[signals:])[:, None]], axis=1)
        shares = np.exp(utilities - utilities.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        rightly = shares * self.right
        likelihood = rightly.sum(axis=1) + 1e-12
        slope = (shares - rightly / likelihood[:, None]) * self.counts[:, None]
        gradient = np.concatenate([np.einsum("nc,ncs->s", slope[:, :-1], self.entry), slope[:, -1] @ self.silence])
        loss = -float(self.counts @ np.log(likelihood)) + self.l2 * float(weights @ weights)
        return loss, gradient + 2 * self.l2 * weights


def _problem(
    examples: Sequence[Choice], entry_names: Sequence[str], silence_names: Sequence[str], counts: Array, l2: float
) -> _Problem:
    most = max(len(example.entry) for example in examples)
    entry = np.zeros((len(examples), most, len(entry_names)))
    missing = np.full((len(examples), most), NO_CANDIDATE)
    right = np.zeros((len(examples), most + 1))
    for row, example in enumerate(examples):
        known = len(example.entry)
        for at, signals in enumerate(example.entry):
            entry[row, at] = [signals[name] for name in entry_names]
        missing[row, :known] = 0
        for candidate, worth in example.right.items():
            right[row, most if candidate == SILENCE else candidate] = worth
    silence = np.array([[example.silence[name] for name in silence_names] for example in examples])
    return _Problem(entry, missing, silence, right, counts, l2)
