"""Small talk that no list of words foresees, told from all else by the sentences it is most like.

A kernel classifier (Nadaraya 1964, Watson 1964): the sentences that a language comes with each speak for their sort as
far as a message is like them, and small talk is what on average is more like small talk than like anything else.
Nothing has to be fitted. They speak by the fourth power of likeness: a few that are near say more than many that are
not.

How like two texts are is a mean of three cosines: of their words with the order of those, of runs of letters, which
misspelt and foreign words keep, and of what they mean.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from sys import intern
from typing import NamedTuple
from zlib import crc32

import numpy as np

from bot.engine.decision import Chatter
from bot.engine.language import Language
from bot.engine.meaning import Tokens
from bot.engine.postings import Doubles, Floats, Ints, Postings, pairs_of
from bot.engine.sentences import mended
from bot.engine.text import words

WORDS, LETTERS, MEANING = 1.0, 0.7, 1.0  # what each counts for in likeness
UNLIKE = 1e-4  # what a message is like that is like nothing
LETTER_RUN = 4
BUCKETS = 2048  # columns that the features of a block share (Weinberger et al. 2009); no names of them are kept

_WHOLE = WORDS + LETTERS + MEANING
_REPEATED = re.compile(r"(.)\1+")


class Talk(NamedTuple):
    """The sort of small talk that a message is, if it is any, and the log-odds that it is."""

    sort: Chatter
    odds: float


class SmallTalk:
    """What a language comes with of small talk, ready to be compared with. Immutable.

    `_postings` say which sentences have a feature, given by its column. Shape: `_vectors` (sentences, dimensions).
    """

    def __init__(self, language: Language) -> None:
        texts = [text for _, text in language.small_talk]
        said = [words(text) for text in texts]
        rows = [_features(tokens) for tokens in said]
        columns, values = _arrays(rows)
        sentences = np.arange(len(rows), dtype=np.int32).repeat([len(row) for row in rows])
        self._language = language
        self._postings = Postings.of(columns, pairs_of(sentences, values), 2 * BUCKETS, len(rows), dense=False)
        self._vectors = _meanings(texts, said, language)
        # What is no small talk is one sort more, behind all others.
        self._sorts = sorted({sort for sort, _ in language.small_talk if sort})
        sorts: list[Chatter | None] = [*self._sorts, None]
        self._sort_of = np.array([sorts.index(sort) for sort, _ in language.small_talk], np.int64)
        self._other = np.count_nonzero(self._sort_of == len(self._sorts))
        small = [tokens for tokens, (sort, _) in zip(said, language.small_talk, strict=True) if sort]
        self.vocabulary = frozenset([intern(word) for tokens in small for word in tokens])

    def talk(self, text: str) -> Talk | None:
        """What sort of small talk `text` is, however unlikely; None where nothing of small talk is known."""
        if not self._sorts or not self._other:
            return None
        *sums, others = np.bincount(self._sort_of, weights=self._nearness(text)).tolist()
        small, other = sum(sums) / (len(self._sort_of) - self._other), others / self._other
        return Talk(self._sorts[sums.index(max(sums))], math.log((small + UNLIKE) / (other + UNLIKE)))

    def _nearness(self, text: str) -> Doubles:
        """How far each sentence speaks for its sort, as far as `text` is like it. Shape: (sentences,)."""
        tokens = words(text)
        alike = self._postings.weighted_sum(*_arrays([_features(tokens)]))
        alike += MEANING * (self._vectors @ _meanings([text], [tokens], self._language)[0])
        likeness = np.maximum(alike / _WHOLE, 0)
        squares: Doubles = likeness * likeness
        return squares * squares  # a twentieth of the time that raising to a power takes


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


def _arrays(rows: Sequence[Mapping[int, float]]) -> tuple[Ints, Floats]:
    """The columns of features and their values, one text after another. Shape: (elements,) each."""
    columns = np.fromiter(chain.from_iterable(rows), np.int32)
    values = np.fromiter(chain.from_iterable([row.values() for row in rows]), np.float32)
    return columns, values


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
