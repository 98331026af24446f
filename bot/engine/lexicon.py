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
    of, and at most one if it changes the length. Words that differ by more than the edits allow are too far apart.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        of_each_length = [_letters(list(words)) for _, words in groupby(self._words, key=len)]
        self._letters = np.concatenate([np.empty(0, np.uint32), *of_each_length])
        self._lengths = np.array([len(word) for word in self._words], np.int16)
        self._first = np.searchsorted(self._lengths, np.arange(self._lengths.max(initial=0) + 2)).tolist()

    def within(self, word: str, edits: int) -> dict[str, int]:
        """The words within so many edits (optimal string alignment) of `word`, with their number."""
        longest = len(self._first) - 2
        if len(word) - edits > longest:
            return {}
        first = self._first[max(0, len(word) - edits)]
        after = self._first[min(longest, len(word) + edits) + 1]
        differing = np.bitwise_count(self._letters[first:after] ^ _letters_of(word))
        longer = np.abs(self._lengths[first:after] - len(word))
        likely = [self._words[first + at] for at in (differing + longer <= 2 * edits).nonzero()[0].tolist()]
        found = process.extract(word, likely, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return {near: distance for near, distance, _ in found}


def _letters_of(word: str) -> np.uint32:
    """Which letters a word has, a bit each; letters beyond a to z share bits."""
    return np.uint32(reduce(or_, [1 << (ord(letter) & 31) for letter in word], 0))


def _letters(words: Sequence[str]) -> NDArray[np.uint32]:
    """The same of each of some words of one length."""
    codes = np.array(words).view(np.uint32).reshape(len(words), -1)
    bits: NDArray[np.uint32] = np.bitwise_or.reduce(np.uint32(1) << (codes & 31), axis=1)
    return bits
