"""The minimum of a smooth convex function of many variables.

Limited-memory BFGS (Liu and Nocedal 1989), in a metric that tells beforehand how the function curves, and with steps
halved until they lead down (Armijo 1966). Near the minimum rounding ends the search, not the tolerance.
"""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from bot.engine.numeric.postings import Floats

REMEMBERED = 8  # steps from which the curvature is learnt
SHORTEST = 0.01  # part of a step below which there is no way down
DOWN = 1e-4  # part of the promised descent that a step has to bring
ROUNDING = 1e-7  # of the value


class _Step(NamedTuple):
    """A step taken, how the gradient changed over it, and one by the product of the two."""

    by: Floats
    change: Floats
    scale: np.float32


def minimum(
    function: Callable[[Floats], tuple[float, Floats]], start: Floats, metric: Floats, tolerance: float, most: int
) -> Floats:
    """Where `function`, which gives its value and gradient, is least; found from `start` in `most` steps or fewer.

    `metric` stands for the inverse of the curvature along the first axis. The search ends where the square of the
    gradient, measured in `metric`, is below the square of `tolerance`. Shapes: `start`, gradients and what is returned
    (n, m); `metric` (n, n), symmetric and positive definite.
    """
    at, (value, gradient) = start, function(start)
    steps: deque[_Step] = deque(maxlen=REMEMBERED)
    for _ in range(most):
        direction = _uphill(gradient, metric, steps)
        slope = float(np.vdot(gradient, direction))
        if slope <= tolerance**2:
            break
        part = 1.0
        while part >= SHORTEST:
            after = at - np.float32(part) * direction
            new_value, new_gradient = function(after)
            if new_value <= value - DOWN * part * slope + ROUNDING * abs(value):
                break
            part /= 2
        else:
            break
        by, change = after - at, new_gradient - gradient
        if (product := float(np.vdot(by, change))) > 0:
            steps.append(_Step(by, change, np.float32(1 / product)))
        at, value, gradient = after, new_value, new_gradient
    return at


def _uphill(gradient: Floats, metric: Floats, steps: deque[_Step]) -> Floats:
    """The gradient divided by the curvature, as far as that is known."""
    found, parts = gradient.copy(), []
    for step in reversed(steps):
        parts.append(step.scale * np.vdot(step.by, found))
        found -= parts[-1] * step.change
    found = metric @ found
    for step in steps:
        found += step.by * (parts.pop() - step.scale * np.vdot(step.change, found))
    return found
