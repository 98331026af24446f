"""A list of words in which those near to a typed one are found."""

from collections.abc import Iterable

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

_BITS_SET = np.array([number.bit_count() for number in range(1 << 16)], np.uint8)


class Lexicon:
    """Words of letters, for `within`. Immutable.

    Most words need not be compared letter by letter: an edit changes at most two of the letters that a word is made
    of, so two words with more than twice as many letters of their own as edits allowed are too far apart.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        self._letters = np.array([_letters(word) for word in self._words], np.uint32)
        lengths = [len(word) for word in self._words]
        self._first = np.searchsorted(lengths, np.arange((lengths[-1] if lengths else 0) + 2)).tolist()

    def within(self, word: str, edits: int) -> dict[str, int]:
        """The words within so many edits (optimal string alignment) of `word`, with their number."""
        longest = len(self._first) - 2
        if len(word) - edits > longest:
            return {}
        first = self._first[max(0, len(word) - edits)]
        after = self._first[min(longest, len(word) + edits) + 1]
        own = self._letters[first:after] ^ np.uint32(_letters(word))
        differing = _BITS_SET[own & 0xFFFF] + _BITS_SET[own >> 16]
        likely = [self._words[first + at] for at in (differing <= 2 * edits).nonzero()[0].tolist()]
        found = process.extract(word, likely, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return {near: distance for near, distance, _ in found}


def _letters(word: str) -> int:
    """Which letters `word` has, a bit each; letters beyond a to z share bits."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 31)
    return found
