"""Which entry the nearest phrasings speak for: kernel ridge regression fitted to the question's neighbourhood.

Local learning (Bottou and Vapnik 1992) with the regularised least-squares classifier (Rifkin, Yeo and Poggio 2003).
The model is fitted anew for each question, to its few dozen nearest phrasings, so that nothing has to be trained
when an FAQ changes, and what tells near neighbours apart counts more than what they share.
"""

from functools import lru_cache

import numpy as np

from bot.engine.postings import Floats, Ints

RIDGE = 0.3


def ridge_scores(similarities: Floats, grams: Floats, entries: Ints) -> tuple[Ints, Floats]:
    """Entries among the neighbours and their scores in each of several views, in order of entry.

    Shapes: similarities (views, n) question to neighbours; grams (views, n, n) neighbours to each other;
    entries (n,). Returns (found,) and (views, found). A score near 1 means "the neighbours like this one are all of
    that entry", near 0 or below "not of it".
    """
    found = np.array(sorted(set(entries.tolist())))
    targets = (entries[:, None] == found) - np.float32(1 / max(len(found), 2))
    # The kernels are symmetric: solving for the question's few columns is the same as for the many entries.
    weights = np.linalg.solve(grams + _ridge(len(entries)), similarities[:, :, None])[:, :, 0]
    return found, weights @ targets


@lru_cache(maxsize=128)
def _ridge(size: int) -> Floats:
    return np.eye(size, dtype=np.float32) * np.float32(RIDGE)
