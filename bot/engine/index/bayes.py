"""How probable each entry is by the words of a question alone: naive Bayes over all phrasings of an entry together.

Multinomial naive Bayes on length-normalised weights instead of counts (Rennie, Shih, Teevan and Karger 2003), with a
uniform prior. Where `local_ridge` asks what tells near neighbours apart, this asks which entry's usual words these
are, among all entries; the two err on different questions.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.engine.index.phrasing_index import PhrasingIndex
from bot.engine.numeric.postings import Doubles, Floats, Ints, Positions, Postings, pairs_of, sums

SMOOTHING = 0.1
NO_ENTRIES: Positions = np.empty(0, np.int64)
SHARPNESS = 2.0  # weights are smaller than counts, so that likelihoods come out too alike

Number = TypeVar("Number", np.float32, np.float64)


class NaiveBayes:
    """Log-probabilities of entries, from the weights of features in all their phrasings: words alone, or all."""

    def __init__(self, rows: PhrasingIndex, owners: Ints, entries: int) -> None:
        self._rows = rows
        self._owners = owners
        starts, targets, weights = rows.postings.grouped(owners)
        gains = (SHARPNESS * np.log1p(weights / SMOOTHING)).astype(np.float32)
        targets[starts[rows.words] :] += entries
        self._postings = Postings(starts, pairs_of(targets, gains), 2 * entries)
        self._totals = _by_words_and_by_all(sums(weights, targets, 2 * entries))
        self._base = self._chances_of_the_unseen(self._totals)

    def log_probabilities(self, columns: Ints, values: Floats, left_out: Positions) -> Floats:
        """The log-probability of every entry for a question's row, as if the rows `left_out` did not exist.

        Shape: (2, entries): by words alone, by all features. An entry that is left out whole has probability 0.
        """
        likelihood = _by_words_and_by_all(self._postings.weighted_sum(columns, values))
        base, gone = self._base, NO_ENTRIES
        if len(left_out):
            totals = self._totals.copy()
            gone = self._without(columns, values, left_out, likelihood, totals)
            base = self._chances_of_the_unseen(totals)
        joint = likelihood
        joint[0] += base[0] * np.add.reduce(values[: self._rows.words_in(columns)])
        joint[1] += base[1] * np.add.reduce(values)
        if len(gone) == joint.shape[1]:
            return np.full_like(joint, -np.inf)
        if len(gone):
            joint[:, gone] = -np.inf
        joint -= _log_sums(joint)
        return joint

    def _chances_of_the_unseen(self, totals: Doubles) -> Floats:
        features = np.array([[max(1, self._rows.words)], [max(1, self._rows.width)]])
        chances = SHARPNESS * (np.log(SMOOTHING) - np.log(totals + SMOOTHING * features))
        return np.asarray(chances, np.float32)

    def _without(
        self, columns: Ints, values: Floats, left_out: Positions, likelihood: Floats, totals: Doubles
    ) -> Positions:
        """Correct `likelihood` and `totals` of entries that lose rows, from the rows they keep.

        Returns the entries that keep none.
        """
        words = self._rows.words_in(columns)
        gone = []
        for entry in np.unique(self._owners[left_out]):
            kept = np.setdiff1d(np.flatnonzero(self._owners == entry), left_out)
            _, held, theirs = self._rows.elements(kept)
            weights = sums(theirs, held, self._rows.width)
            gains = values * (SHARPNESS * np.log1p(weights[columns] / SMOOTHING))
            likelihood[:, entry] = gains[:words].sum(), gains.sum()
            totals[:, entry] = weights[: self._rows.words].sum(), weights.sum()
            if not len(kept):
                gone.append(int(entry))
        return np.array(gone, np.int64)


def _by_words_and_by_all(sums_: NDArray[Number]) -> NDArray[Number]:
    """From sums for each entry by words, then by the other features: by words, then by all. Shape: (2, entries)."""
    found = sums_.reshape(2, -1)
    found[1] += found[0]
    return found


def _log_sums(values: Floats) -> Floats:
    """The logarithm of the sum of exponentials of each row. Shape: (rows, n) to (rows, 1)."""
    highest = np.maximum.reduce(values, axis=1, keepdims=True)
    sums: Floats = highest + np.log(np.add.reduce(np.exp(values - highest), axis=1, keepdims=True))
    return sums
