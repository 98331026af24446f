"""How probable each entry is by the words of a question alone: naive Bayes over all phrasings of an entry together.

Multinomial naive Bayes on length-normalised weights instead of counts (Rennie, Shih, Teevan and Karger 2003), with a
uniform prior. Where `local_ridge` asks what tells near neighbours apart, this asks which entry's usual words these
are, among all entries; the two err on different questions.
"""

import numpy as np
from numpy.typing import NDArray

from bot.engine.features import BLOCKS
from bot.engine.index import PhrasingIndex
from bot.engine.postings import Floats, Ints, Postings

SMOOTHING = 0.1
SHARPNESS = 2.0  # weights are smaller than counts, so that likelihoods come out too alike


class NaiveBayes:
    """Log-probabilities of entries, from the weights of the features of some blocks in all their phrasings."""

    def __init__(self, rows: PhrasingIndex, owners: NDArray[np.int64], entries: int, blocks: tuple[int, ...]) -> None:
        self._rows = rows
        self._owners = owners
        self._blocks = blocks
        self._entries = entries
        ids, row_of, values = rows.elements(blocks)
        self._features = max(1, len(np.unique(ids)))
        keys, which = np.unique(ids.astype(np.int64) * entries + owners[row_of], return_inverse=True)
        weights = np.bincount(which, weights=values, minlength=len(keys))
        of_entry = (keys % entries).astype(np.int32)
        gains = np.log1p(weights / SMOOTHING).astype(np.float32)
        self._postings = Postings((keys // entries).astype(np.int32), of_entry, gains, rows.width, entries)
        self._totals: NDArray[np.float64] = np.bincount(of_entry, weights, entries).astype(np.float64, copy=False)

    def log_probabilities(self, ids: Ints, values: Floats, left_out: NDArray[np.int64]) -> NDArray[np.float64]:
        """The log-probability of every entry for a question's row, as if the rows `left_out` did not exist.

        Shape: (entries,). An entry that is left out whole has probability 0.
        """
        if len(self._blocks) < BLOCKS:
            mine = np.isin(self._rows.blocks_of(ids), self._blocks)
            ids, values = ids[mine], values[mine]
        totals = self._totals
        likelihood = self._postings.weighted_sum(ids, values)
        gone: dict[int, float] = {}
        if len(left_out):
            totals = totals.copy()
            gone = self._without(ids, values, left_out, totals)
        for entry, changed in gone.items():
            likelihood[entry] = changed
        base = np.log(SMOOTHING) - np.log(totals + SMOOTHING * self._features)
        joint = SHARPNESS * (likelihood + values.sum() * base)
        for entry in gone:
            if totals[entry] <= 0:
                joint[entry] = -np.inf
        probabilities: NDArray[np.float64] = joint - _log_sum(joint)
        return probabilities

    def _without(
        self, ids: Ints, values: Floats, left_out: NDArray[np.int64], totals: NDArray[np.float64]
    ) -> dict[int, float]:
        """Likelihoods of the entries that lose rows, worked out from the rows they keep; `totals` is corrected."""
        found = {}
        for entry in np.unique(self._owners[left_out]):
            kept = np.setdiff1d(np.flatnonzero(self._owners == entry), left_out)
            weights = np.zeros(self._rows.width)
            for row in kept:
                columns, numbers = self._rows.row(int(row), self._blocks)
                weights[columns] += numbers
            totals[entry] = weights.sum()
            found[int(entry)] = float(values @ np.log1p(weights[ids] / SMOOTHING))
        return found


def _log_sum(values: NDArray[np.float64]) -> float:
    highest = values.max()
    return float(highest + np.log(np.exp(values - highest).sum())) if np.isfinite(highest) else 0.0
