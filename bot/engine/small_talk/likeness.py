"""Small talk that no list of words foresees, and what is to be done with the last answer, told from all else.

The nearest neighbours of each class (Fix and Hodges 1951): a language comes with sentences of small talk, with those
that only move on or back, and with others in the same tone; a message is of the class that it is more like the nearest
of than like the nearest of all others. Nothing has to be fitted.

How like two texts are is a mean of three cosines: of their words with the order of those, of runs of letters, which
misspelt and foreign words keep, and of what they mean.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from sys import intern
from typing import Generic, NamedTuple, TypeVar
from zlib import crc32

import numpy as np

from bot.engine.decision import Alarm, Chatter, Move
from bot.engine.numeric.postings import Floats, Ints, Postings, pairs_of
from bot.engine.reading.language import Language
from bot.engine.reading.meaning import Tokens
from bot.engine.spelling.sentences import mended
from bot.engine.wording.grammar import STOP_WORDS
from bot.engine.wording.text import words

WORDS, LETTERS, MEANING = 1.0, 0.7, 1.0  # what each counts for in likeness
NEAREST = 10  # sentences of a class, and of all others, that a message is compared with
NEAREST_ALARMS = 4  # of those that differ in a word: "she is fine", "she is not fine"
LEAST_LIKE = 0.13  # the nearest of a class: what is less like them is like nothing
WORD_FOR_WORD = 1.0  # lead of what is said in the words of a sentence, whatever else it is like
LETTER_RUN = 4
BUCKETS = 2048  # columns that the features of a block share (Weinberger et al. 2009); no names of them are kept

NOTHING: tuple[Ints, Floats] = (np.zeros(0, np.int32), np.zeros(0, np.float32))

_WHOLE = WORDS + LETTERS + MEANING
_ORDER = (*Chatter, None, *Move, *Alarm)  # so that all but one class stand together
_REPEATED = re.compile(r"(.)\1+")


Sort = TypeVar("Sort", Chatter, Move)


class Talk(NamedTuple, Generic[Sort]):
    """The sort of a class that a message is, if it is of that class, and by how much it is more like it (-1 to 1)."""

    sort: Sort
    lead: float


class SmallTalk:
    """What a language comes with of small talk, ready to be compared with. Immutable.

    Sentences stand in the order of their sorts. `_postings` say which of them have a feature, given by its column.
    `vocabulary` are the words of small talk and moves; `alarming` those that tell of a danger and of no relief.
    Shape: `_vectors` (sentences, dimensions).
    """

    def __init__(self, language: Language) -> None:
        by_sort = [(sort, [text for its, text in language.small_talk if its is sort]) for sort in _ORDER]
        texts = [text for _, its in by_sort for text in its]
        said = [words(text) for text in texts]
        features = [_features(tokens) for tokens in said]
        columns, values = (np.concatenate(arrays) for arrays in zip(NOTHING, *features, strict=True))
        sentences = np.arange(len(said), dtype=np.int32).repeat([len(its) for its, _ in features])
        self._language = language
        self._postings = Postings.of(columns, pairs_of(sentences, values), 2 * BUCKETS, len(said), dense=False)
        self._vectors = _meanings(texts, said, language)
        ends = list(accumulate([len(its) for _, its in by_sort], initial=0))
        rows = [(sort, slice(*ends)) for (sort, its), ends in zip(by_sort, pairwise(ends), strict=True) if its]
        told = sum(len(its) for sort, its in by_sort if not isinstance(sort, Alarm))
        self._chatter = _Class({sort: its for sort, its in rows if isinstance(sort, Chatter)}, told)
        self._moves = _Class({sort: its for sort, its in rows if isinstance(sort, Move)}, told)
        self._in_these_words = {_in_one(words(text)): sort for sort, text in language.small_talk}
        small = [tokens for sort, its in rows if isinstance(sort, Chatter | Move) for tokens in said[its]]
        self.vocabulary = frozenset([intern(word) for tokens in small for word in tokens])
        self._relief = dict(by_sort)[Chatter.RELIEF]
        self._after_alarm = [dict(rows).get(sort, slice(0, 0)) for sort in (Chatter.RELIEF, Alarm.STANDS)]
        over, stands = ({word for tokens in said[its] for word in tokens} for its in self._after_alarm)
        self.alarming = frozenset(stands - over - STOP_WORDS)

    def talk(self, text: str, least: float = -1.0) -> Talk[Chatter] | None:
        """What sort of small talk `text` is, if it is more like it than like all else by at least `least`; None also
        where it is like nothing that is known of it.
        """
        return self._of_class(self._chatter, text, least)

    def move(self, text: str, least: float = -1.0) -> Talk[Move] | None:
        """The same of what `text` wants done after the last answer."""
        return self._of_class(self._moves, text, least)

    def after_alarm(self, text: str) -> "AfterAlarm":
        """What `text` is like of all that is said after an alarm."""
        alike = self._likeness(text)
        over, stands = (alike[its] for its in self._after_alarm)
        likest = self._relief[int(over.argmax())] if self._relief else ""
        return AfterAlarm(_nearest(over, NEAREST_ALARMS), _nearest(stands, NEAREST_ALARMS), likest)

    def _of_class(self, those: "_Class[Sort]", text: str, least: float) -> "Talk[Sort] | None":
        if not those:
            return None
        tokens = _in_one(words(text))
        if tokens in self._in_these_words:
            sort = next((one for one in those.sorts if one is self._in_these_words[tokens]), None)
            return Talk(sort, WORD_FOR_WORD) if sort else None
        return those.likest(self._likeness(text), least) if least < WORD_FOR_WORD else None

    def _likeness(self, text: str) -> Floats:
        """How like each sentence is to `text`, 1 at most; what is below 0 is as unlike. Shape: (sentences,)."""
        tokens = words(text)
        alike = self._postings.weighted_sum(*_features(tokens))
        alike += self._vectors @ (MEANING * _meanings([text], [tokens], self._language)[0])
        alike /= _WHOLE
        return alike


class AfterAlarm(NamedTuple):
    """How like a text is (1 at most) to what tells that a danger is over, and to what tells that it is not; and the
    sentence of the former that it is most like.
    """

    over: float
    stands: float
    likest: str

    @property
    def lead(self) -> float:
        """By how much it is more like what tells that a danger is over."""
        return self.over - self.stands


class _Class(Generic[Sort]):
    """The sentences of one class: where those of each sort stand among all, first of them or last."""

    def __init__(self, rows: Mapping[Sort, slice], sentences: int) -> None:
        """`sentences` is the number of all sentences."""
        spans = [*rows.values()] or [slice(0, 0)]
        self._rows: Mapping[Sort, slice] = rows
        self._own = own = slice(spans[0].start, spans[-1].stop)
        self._others = slice(0, own.start) if own.start else slice(own.stop, sentences)

    @property
    def sorts(self) -> Collection[Sort]:
        return self._rows.keys()

    def __bool__(self) -> bool:
        return bool(self._rows) and self._others.start < self._others.stop

    def likest(self, alike: Floats, least: float) -> Talk[Sort] | None:
        """The sort that a message is which is `alike` to all sentences.

        None where it is like none of the class, or more like it than like the others by less than `least`.
        """
        own = _nearest(alike[self._own])
        if own < max(LEAST_LIKE, least):  # the lead of which is less still
            return None
        lead = own - _nearest(alike[self._others])
        if lead < least:
            return None
        return Talk(max(self._rows, key=lambda sort: _nearest(alike[self._rows[sort]])), lead)


def _nearest(likeness: Floats, count: int = NEAREST) -> float:
    """The mean of the `count` highest, 0 at least. Shape: (sentences,)."""
    highest = np.partition(likeness, -count)[-count:] if len(likeness) > count else likeness
    return float(np.add.reduce(np.maximum(highest, 0))) / max(1, len(highest))


@lru_cache(maxsize=4)
def small_talk(language: Language) -> SmallTalk:
    """What the language comes with, read once a language."""
    return SmallTalk(language)


def _features(tokens: Sequence[str]) -> tuple[Ints, Floats]:
    """The columns of a text and their values, so that two texts' product is what their cosines count for.

    Shape: (elements,) each.
    """
    said = _in_one(tokens).split()
    order = map(" ".join, pairwise(("^", *said, "$")))
    ordered = {crc32(feature.encode()) % BUCKETS for feature in (*said, *order)}
    runs = {run for word in said for run in _runs(word)}
    counts = (len(ordered), len(runs))
    values = [math.sqrt(counted / max(1, count)) for counted, count in zip((WORDS, LETTERS), counts, strict=True)]
    return np.fromiter((*ordered, *runs), np.int32), np.array(values, np.float32).repeat(counts)


def _in_one(tokens: Sequence[str]) -> str:
    """A text without letters that are repeated: "yooo" is "yo", "lmaooo" is "lmao"."""
    return _REPEATED.sub(r"\1", " ".join(tokens))


@lru_cache(maxsize=512)
def _runs(word: str) -> tuple[int, ...]:
    """The columns of the runs of letters in a word."""
    framed = f"<{word}>"
    runs = (framed[at : at + LETTER_RUN] for at in range(max(1, len(framed) - LETTER_RUN + 1)))
    return tuple([BUCKETS + crc32(run.encode()) % BUCKETS for run in runs])


def _meanings(texts: Sequence[str], said: Sequence[Tokens], language: Language) -> Floats:
    """What the encoder makes of texts, whose words are `said`. Shape: (texts, dimensions)."""
    return language.encoder.encode([(mended(text),) for text in texts] if language.reads_sentences else said)
