"""A list of words in which those near to a typed one are found."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

LETTERS = 26  # that are told apart: a to z, with which all others share bits
LONGEST = 64 - 2 * LETTERS  # word of which the length is told

_NONE, _ONE = np.uint64(0), np.uint64(1)


class Lexicon:
    """Words of letters, for `within`. Immutable.

    Most words need not be compared letter by letter: an edit changes how often at most two letters stand in a word, and
    at most one if it changes the length. Words that differ by more than the edits allow are too far apart. A signature
    of a word says that in bits: the letters that it has, those that it has twice, and as many bits as it has letters.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        self._signatures = _signatures(self._words)
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
    """That of one word."""
    once = twice = 0
    for letter in word:
        bit = 1 << ord(letter) % LETTERS
        twice |= once & bit
        once |= bit
    return np.uint64(once | twice << LETTERS | ((1 << min(len(word), LONGEST)) - 1) << 2 * LETTERS)


def _signatures(words: Sequence[str]) -> NDArray[np.uint64]:
    """Those of some words. Shape: (words,)."""
    lengths = np.array([len(word) for word in words], np.uint64)
    longest = int(lengths.max(initial=1))
    codes = np.array(words, f"U{longest}").view(np.uint32).reshape(len(words), longest)
    once, twice = np.zeros((2, len(words)), np.uint64)
    for letters in codes.T:  # 0 where a word has ended
        bits = np.where(letters, _ONE << (letters % LETTERS).astype(np.uint64), _NONE)
        twice |= once & bits
        once |= bits
    of_length = (_ONE << np.minimum(lengths, np.uint64(LONGEST))) - _ONE
    found: NDArray[np.uint64] = once | twice << np.uint64(LETTERS) | of_length << np.uint64(2 * LETTERS)
    return found
