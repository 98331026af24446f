"""Which entry the nearest phrasings speak for: kernel ridge regression fitted to the question's neighbourhood.

Local learning (Bottou and Vapnik 1992) with the regularised least-squares classifier (Rifkin, Yeo and Poggio 2003).
The model is fitted anew for each question, to its few dozen nearest phrasings, so that nothing has to be trained
when an FAQ changes, and what tells near neighbours apart counts more than what they share.
"""

from functools import lru_cache

import numpy as np

from bot.engine.numeric.postings import Floats, Positions

RIDGE = 0.1


def ridge_scores(similarities: Floats, grams: Floats, begins: Positions) -> Floats:
    """The scores of the entries of the neighbours, in each of several views.

    The neighbours of one entry stand side by side; `begins` says where those of each entry do. Shapes: similarities
    (views, n) question to neighbours; grams (views, n, n) neighbours to each other; begins (entries,); the scores
    (views, entries). A score near 1 means "the neighbours like this one are all of that entry", near 0 or below "not
    of it".
    """
    # The kernels are symmetric: solving for the question's few columns is the same as for the many entries.
    weights = np.linalg.solve(grams + _ridge(grams.shape[-1]), similarities[:, :, None])[:, :, 0]
    scores: Floats = np.add.reduceat(weights, begins, axis=1)
    scores -= np.add.reduce(weights, axis=1, keepdims=True) / max(len(begins), 2)
    return scores


@lru_cache(maxsize=128)
def _ridge(size: int) -> Floats:
    return np.eye(size, dtype=np.float32) * np.float32(RIDGE)
