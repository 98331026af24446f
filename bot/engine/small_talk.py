"""Small talk that no list of words foresees, told from all else by the sentences it is most like.

The nearest neighbours of each class (Fix and Hodges 1951): a language comes with sentences of small talk and with
others in the same tone, and small talk is what is more like the nearest of the former than like the nearest of the
latter. Nothing has to be fitted.

How like two texts are is a mean of three cosines: of their words with the order of those, of runs of letters, which
misspelt and foreign words keep, and of what they mean.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import NamedTuple
from zlib import crc32

import numpy as np

from bot.engine.decision import Chatter
from bot.engine.language import Language
from bot.engine.meaning import Tokens
from bot.engine.postings import Doubles, Floats, Positions
from bot.engine.sentences import mended
from bot.engine.text import words

WORDS, LETTERS, MEANING = 1.0, 0.7, 1.0  # what each counts for in likeness
NEAREST = 10  # sentences of small talk, and of what is none, that a message is compared with
LETTER_RUN = 4
BUCKETS = 2048  # columns that the features of a block share (Weinberger et al. 2009); no names of them are kept

_WHOLE = WORDS + LETTERS + MEANING
_REPEATED = re.compile(r"(.)\1+")


class Talk(NamedTuple):
    """The sort of small talk that a message is, if it is any, and by how much it is more like it (-1 to 1)."""

    sort: Chatter
    lead: float


class SmallTalk:
    """What a language comes with of small talk, ready to be compared with. Immutable.

    Shapes: `columns` and `values` (elements,), one sentence after another; `starts` (sentences,), where each begins;
    `vectors` (sentences, dimensions).
    """

    def __init__(self, language: Language) -> None:
        texts = [text for _, text in language.small_talk]
        rows = [_features(words(text)) for text in texts]
        lengths = [len(row) for row in rows]
        self._language = language
        self._columns = np.fromiter((column for row in rows for column in row), np.int16, sum(lengths))
        self._values = np.fromiter((value for row in rows for value in row.values()), np.float16, sum(lengths))
        self._starts: Positions = np.cumsum([0, *lengths], dtype=np.int64)[:-1]
        self._vectors = _meanings(texts, language)
        sorts = np.array([sort or "" for sort, _ in language.small_talk])
        self._small = {sort: np.flatnonzero(sorts == sort) for sort in Chatter if sort in sorts}
        self._other = np.flatnonzero(sorts == "")
        said = [words(text) for sort, text in language.small_talk if sort]
        self.vocabulary = frozenset([intern(word) for sentence in said for word in sentence])

    def talk(self, text: str) -> Talk | None:
        """What sort of small talk `text` is, however unlikely; None where nothing of small talk is known."""
        if not self._small or not len(self._other):
            return None
        alike = self._likeness(text)
        small = {sort: alike[rows] for sort, rows in self._small.items()}
        lead = _nearest(np.concatenate(list(small.values()))) - _nearest(alike[self._other])
        return Talk(max(small, key=lambda sort: _nearest(small[sort])), lead)

    def _likeness(self, text: str) -> Doubles:
        """How like each sentence is to `text`, 0 to 1. Shape: (sentences,)."""
        dense = np.zeros(2 * BUCKETS, np.float32)
        for column, value in _features(words(text)).items():
            dense[column] = value
        alike = np.add.reduceat(dense.take(self._columns) * self._values, self._starts)
        alike += MEANING * (self._vectors @ _meanings([text], self._language)[0])
        found: Doubles = np.maximum(alike / _WHOLE, 0).astype(np.float64)
        return found


def _nearest(likeness: Doubles) -> float:
    """The mean of the highest. Shape: (sentences,)."""
    return float(np.sort(likeness)[-NEAREST:].mean())


@lru_cache(maxsize=4)
def small_talk(language: Language) -> SmallTalk:
    """What the language comes with, read once a language."""
    return SmallTalk(language)


def _features(tokens: Sequence[str]) -> dict[int, float]:
    """The columns of a text and their values, so that two texts' product is what their cosines count for."""
    said = [_once(token) for token in tokens]
    order = map(" ".join, pairwise(("^", *said, "$")))
    ordered = {crc32(feature.encode()) % BUCKETS for feature in (*said, *order)}
    runs = {run for word in said for run in _runs(word)}
    values = dict.fromkeys(ordered, math.sqrt(WORDS / max(1, len(ordered))))
    values.update(dict.fromkeys(runs, math.sqrt(LETTERS / max(1, len(runs)))))
    return values


@lru_cache(maxsize=4_096)
def _once(word: str) -> str:
    """A word without letters that are repeated: "yooo" is "yo", "lmaooo" is "lmao"."""
    return _REPEATED.sub(r"\1", word)


@lru_cache(maxsize=4_096)
def _runs(word: str) -> tuple[int, ...]:
    """The columns of the runs of letters in a word."""
    framed = f"<{word}>"
    runs = (framed[at : at + LETTER_RUN] for at in range(max(1, len(framed) - LETTER_RUN + 1)))
    return tuple([BUCKETS + crc32(run.encode()) % BUCKETS for run in runs])


def _meanings(texts: Sequence[str], language: Language) -> Floats:
    """What the encoder makes of texts. Shape: (texts, dimensions)."""
    said: list[Tokens] = [(mended(text),) if language.reads_sentences else words(text) for text in texts]
    return language.encoder.encode(said)
