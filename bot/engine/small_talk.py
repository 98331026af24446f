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
from zlib import crc32

import numpy as np

from bot.engine.decision import Chatter
from bot.engine.language import Language
from bot.engine.meaning import Tokens
from bot.engine.postings import Doubles, Floats, Ints, Positions, Postings, pairs_of
from bot.engine.sentences import mended
from bot.engine.text import words

WORDS, LETTERS, MEANING = 1.0, 0.7, 1.0  # what each counts for in likeness
NEAREST = 10  # sentences of small talk, and of what is none, that a message is compared with
LEAST_LIKE = 0.13  # the nearest of small talk: what is less like them is like nothing
LETTER_RUN = 4
BUCKETS = 2048  # columns that the features of a block share (Weinberger et al. 2009); no names of them are kept

NOTHING: tuple[Ints, Floats] = (np.zeros(0, np.int32), np.zeros(0, np.float32))

_WHOLE = WORDS + LETTERS + MEANING
_REPEATED = re.compile(r"(.)\1+")


class SmallTalk:
    """What a language comes with of small talk, ready to be compared with. Immutable.

    `_postings` say which sentences have a feature, given by its column. Shape: `_vectors` (sentences, dimensions).
    """

    def __init__(self, language: Language) -> None:
        texts = [text for _, text in language.small_talk]
        said = [words(text) for text in texts]
        rows = [_features(tokens) for tokens in said]
        columns, values = (np.concatenate(arrays) for arrays in zip(NOTHING, *rows, strict=True))
        sentences = np.arange(len(rows), dtype=np.int32).repeat([len(its) for its, _ in rows])
        self._language = language
        self._postings = Postings.of(columns, pairs_of(sentences, values), 2 * BUCKETS, len(rows), dense=False)
        self._vectors = _meanings(texts, said, language)
        self._sorts = sorted({sort for sort, _ in language.small_talk if sort})
        self._rows = [_rows(language, sort) for sort in self._sorts]
        self._other = _rows(language, None)
        self._small = np.setdiff1d(np.arange(len(rows)), self._other)
        small = [tokens for tokens, (sort, _) in zip(said, language.small_talk, strict=True) if sort]
        self.vocabulary = frozenset([intern(word) for tokens in small for word in tokens])

    def sort(self, text: str, least: float) -> Chatter | None:
        """What sort of small talk `text` is, if it is more like it than like what is none, by at least `least` (-1 to
        1); None also where it is like nothing that is known of it.
        """
        if not self._sorts or not len(self._other):
            return None
        alike = self._likeness(text)
        small = _nearest(alike.take(self._small))
        if small < LEAST_LIKE or small - _nearest(alike.take(self._other)) < least:
            return None
        of_sorts = [_nearest(alike.take(rows)) for rows in self._rows]
        return self._sorts[of_sorts.index(max(of_sorts))]

    def _likeness(self, text: str) -> Doubles:
        """How like each sentence is to `text`, 1 at most; what is below 0 is as unlike. Shape: (sentences,)."""
        tokens = words(text)
        alike = self._postings.weighted_sum(*_features(tokens))
        alike += MEANING * (self._vectors @ _meanings([text], [tokens], self._language)[0])
        alike /= _WHOLE
        return alike


def _nearest(likeness: Doubles) -> float:
    """The mean of the highest, 0 at least. Shape: (sentences,)."""
    highest = np.partition(likeness, -NEAREST)[-NEAREST:] if len(likeness) > NEAREST else likeness
    return float(np.maximum(highest, 0).mean())


@lru_cache(maxsize=4)
def small_talk(language: Language) -> SmallTalk:
    """What the language comes with, read once a language."""
    return SmallTalk(language)


def _rows(language: Language, sort: Chatter | None) -> Positions:
    """Which of the language's sentences are of one sort; None is what is no small talk. Shape: (sentences,)."""
    return np.array([at for at, (its, _) in enumerate(language.small_talk) if its is sort], np.int64)


def _features(tokens: Sequence[str]) -> tuple[Ints, Floats]:
    """The columns of a text and their values, so that two texts' product is what their cosines count for.

    Shape: (elements,) each.
    """
    said = [_once(token) for token in tokens]
    order = map(" ".join, pairwise(("^", *said, "$")))
    ordered = {crc32(feature.encode()) % BUCKETS for feature in (*said, *order)}
    runs = {run for word in said for run in _runs(word)}
    counts = (len(ordered), len(runs))
    values = [math.sqrt(counted / max(1, count)) for counted, count in zip((WORDS, LETTERS), counts, strict=True)]
    return np.fromiter((*ordered, *runs), np.int32), np.array(values, np.float32).repeat(counts)


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


def _meanings(texts: Sequence[str], said: Sequence[Tokens], language: Language) -> Floats:
    """What the encoder makes of texts, whose words are `said`. Shape: (texts, dimensions)."""
    return language.encoder.encode([(mended(text),) for text in texts] if language.reads_sentences else said)
