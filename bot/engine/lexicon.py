"""A list of words in which those near to a typed one are found."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import groupby
from operator import or_

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA


class Lexicon:
    """Words of letters, for `within`. Immutable.

    Most words need not be compared letter by letter: an edit changes at most two of the letters that a word is made
    of, and at most one if it changes the length. Words that differ by more than the edits allow are too far apart. A
    signature of a word says both, in bits: the letters that it has, and above them as many bits as it has letters.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        of_each_length = [_signatures(list(words)) for _, words in groupby(self._words, key=len)]
        self._signatures = np.concatenate([np.empty(0, np.uint64), *of_each_length])
        lengths = [len(word) for word in self._words]
        self._first = np.searchsorted(lengths, np.arange(max(lengths, default=0) + 2)).tolist()

    def within(self, word: str, edits: int) -> dict[str, int]:
        """The words within so many edits (optimal string alignment) of `word`, with their number."""
        longest = len(self._first) - 2
        if len(word) - edits > longest:
            return {}
        first = self._first[max(0, len(word) - edits)]
        after = self._first[min(longest, len(word) + edits) + 1]
        differing = np.bitwise_count(self._signatures[first:after] ^ _signature(word))
        likely = [self._words[first + at] for at in (differing <= 2 * edits).nonzero()[0].tolist()]
        found = process.extract(word, likely, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return {near: distance for near, distance, _ in found}


def _signature(word: str) -> np.uint64:
    """Letters beyond a to z share bits, and so do lengths beyond 32."""
    letters = reduce(or_, [1 << (ord(letter) & 31) for letter in word], 0)
    return np.uint64(letters | _of_length(len(word)))


def _signatures(words: Sequence[str]) -> NDArray[np.uint64]:
    """Those of some words of one length."""
    codes = np.array(words).view(np.uint32).reshape(len(words), -1)
    letters = np.bitwise_or.reduce(np.uint32(1) << (codes & 31), axis=1)
    found: NDArray[np.uint64] = letters | np.uint64(_of_length(len(words[0])))
    return found


def _of_length(letters: int) -> int:
    """The part of a signature that tells the length."""
    return ((1 << min(letters, 32)) - 1) << 32
