"""What the engine is told of English: how common words are, which mean nearly the same, and what its signals weigh.

`near_synonyms.txt` holds a group a line, `word_classes.txt` a class a line behind its name, `small_talk.txt` a sentence
a line behind its sort. `weights.json` is written by `python -m benchmarks.fit`, `vectors.npz` by
`python -m benchmarks.distil`.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from types import MappingProxyType
from typing import IO

import msgpack
import numpy as np

from bot.engine.decision import Alarm, Chatter, Move
from bot.engine.judging.confidence import Calibration
from bot.engine.reading.language import Language, Sort
from bot.engine.reading.meaning import WordVectors

WORDS = "wordfreq/data/small_en.msgpack.gz"  # in the package `wordfreq`: every word met at least once in a million
WORDS_FORMAT = {"format": "cB", "version": 1}
# "source" and "general" are moves here: as small talk they are never learnt, only said.
SORTS: Mapping[str, Sort | None] = {"other": None, **{sort.value: sort for sort in (*Chatter, *Move, *Alarm)}}
NOTHING_KEPT: Mapping[str, str] = MappingProxyType({})


@cache
def language() -> Language:
    """English; read once a process."""
    shares = frequency()
    kept = dict(zip(shares, shares, strict=True))  # the other lists hold the same words, kept once
    return Language(shares, near_synonyms=_groups(kept), encoder=word_vectors(kept), small_talk=_small_talk())


def word_vectors(kept: Mapping[str, str] = NOTHING_KEPT) -> WordVectors:
    """What English words mean (see `benchmarks/distil.py` for whom they were learnt from)."""
    with files(__name__).joinpath("vectors.npz").open("rb") as file:
        return read_vectors(file, kept)


def read_vectors(file: IO[bytes], kept: Mapping[str, str] = NOTHING_KEPT) -> WordVectors:
    """The vectors in a file that `benchmarks.distil` wrote; of words that are `kept` already, those are taken."""
    with np.load(file) as found:
        names = [kept.get(name, name) for name in found["words"].tobytes().decode("utf-8").split()]
        return WordVectors({name: row for row, name in enumerate(names)}, found["matrix"], found["scale"])


def calibration(*, of_sentences: bool = False) -> Calibration:
    """The weights of the signals (see `benchmarks/fit.py` for what they were fitted on).

    `of_sentences`: for an encoder that reads whole sentences, which is to be believed more than one that adds words.
    """
    name = "weights_of_sentences.json" if of_sentences else "weights.json"
    return Calibration.parse(files(__name__).joinpath(name).read_text("utf-8"))


def frequency() -> dict[str, float]:
    """The share of running text of each word, the commonest first.

    The list of `wordfreq` is read without its code, which tells languages apart, cuts texts into words and takes more
    memory than the list. It holds the words of each share in a list of their own, by the share in hundredths of its
    common logarithm.
    """
    path = distribution("wordfreq").locate_file(WORDS)
    with gzip.open(str(path)) as file:
        head, *lists = msgpack.load(file)
    if head != WORDS_FORMAT:
        raise ValueError(f"{path}: the list of words is of another format than is read here: {head}")
    return {word: 10 ** (-number / 100) for number, words in enumerate(lists) for word in words}


def _groups(kept: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Groups of near-synonyms, then classes of words ("ramen" and "lasagna" are dishes), which serve the same way."""
    synonyms = [line.split(",") for line in _lines("near_synonyms.txt")]
    classes = [line.partition(":")[2].split(",") for line in _lines("word_classes.txt")]
    stripped = [[member.strip() for member in group] for group in (*synonyms, *classes)]
    return tuple(tuple([kept.get(member, member) for member in group]) for group in stripped)


def _small_talk() -> tuple[tuple[Sort | None, str], ...]:
    """Sentences with the sort each is of, None for what is of none."""
    lines = [line.partition(":") for line in _lines("small_talk.txt")]
    return tuple([(SORTS[sort], text.strip()) for sort, _, text in lines])


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
