"""What a text means as a whole: a vector that lies near those of texts which mean the same in other words.

Where vectors come from is an `Encoder`'s business. `WordVectors` is the small one that is always there; a larger
model may stand in its place (see `bot.encoders`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import shake_128
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.engine.numeric.postings import Floats, Ints, Positions
from bot.engine.wording.text import stem

Tokens = Sequence[str]

RARE_LENGTH = np.float32(0.85)  # that of the vectors of rare words which are known
MIDDLE = np.float32(np.iinfo(np.uint8).max / 2)  # of all bytes
LEAST_LENGTH = np.float32(1e-12)  # of a vector that is not zero


class Encoder(Protocol):
    """Turns texts into vectors."""

    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def encode(self, texts: Sequence[Tokens]) -> Floats:
        """A vector of length 1 for each text. Shape: (texts, dimensions).

        Texts are given as corrected words, to an encoder that reads whole sentences as a sentence in one piece.
        """
        ...


@dataclass(frozen=True, eq=False)
class WordVectors:
    """Texts as the sum of the vectors of their words.

    Vectors whose lengths are learnt along with their directions weigh the words by themselves ("static embeddings",
    Tulkens and van Dongen 2024). A word without one, such as a term of the trade, gets a direction of its own at
    random: it is like itself and nothing else. Shapes: `matrix` (words, dimensions), whole numbers; `scale` (words,),
    what each row is to be multiplied by. `rows` is the row of each word.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    matrix: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    scale: Floats = field(default_factory=lambda: np.zeros(0, np.float32))

    def dimensions(self) -> int:
        return int(self.matrix.shape[1])

    def encode(self, texts: Sequence[Tokens]) -> Floats:
        sums = np.zeros((len(texts), self.dimensions()), np.float32)
        for at, text in enumerate(texts):
            known = np.array([row for word in text if (row := self.rows.get(word)) is not None], np.int64)
            sums[at] = self.scale.take(known) @ self.matrix.take(known, axis=0)
            for word in text if len(known) < len(text) else ():
                if word not in self.rows:
                    sums[at] += _direction(stem(word), self.dimensions())
        return unit_length(sums)


class Meanings:
    """The vectors of all phrasings of an FAQ. Shapes: `vectors` (phrasings, dimensions); `owners` (phrasings,)."""

    def __init__(self, vectors: Floats, owners: Ints, entries: int) -> None:
        self.vectors = vectors
        self._counts = np.bincount(owners, minlength=entries)  # phrasings of each entry, whose rows stand together
        self._middles = middles(vectors, owners, entries)

    def nearness(self, meaning: Floats) -> Floats:
        """For each phrasing the cosine of a question with the middle of the phrasing's entry. Shape: (phrasings,)."""
        near: Floats = (self._middles @ meaning).repeat(self._counts)
        return near

    def nearest_of(self, entry: int, meaning: Floats, left_out: Positions) -> int | None:
        """The phrasing of `entry` whose meaning is nearest, None if all of them are left out."""
        first = int(self._counts[:entry].sum())
        rows = np.setdiff1d(np.arange(first, first + self._counts[entry]), left_out)
        return int(rows[(self.vectors[rows] @ meaning).argmax()]) if len(rows) else None

    def cosines_among(self, rows: Positions, meaning: Floats) -> Floats:
        """Cosines of chosen phrasings, and of a question after them, with each other. Shape: (rows + 1, rows + 1)."""
        vectors = np.concatenate([self.vectors.take(rows, axis=0), meaning[None]])
        cosines: Floats = vectors @ vectors.T
        return cosines


@lru_cache(maxsize=8_192)
def _direction(name: str, dimensions: int) -> Floats:
    """A direction that `name` alone decides, as long as the vector of a rare word."""
    drawn = np.frombuffer(shake_128(name.encode()).digest(dimensions), np.uint8).astype(np.float32)
    found: Floats = RARE_LENGTH * unit_length(drawn[None] - MIDDLE)[0]
    return found


def middles(vectors: Floats, owners: Ints | Positions, entries: int) -> Floats:
    """The direction of each entry's vectors taken together, which stand together. Shape: (entries, dimensions)."""
    sums = np.zeros((entries, vectors.shape[1]), np.float32)
    counts = np.bincount(owners, minlength=entries)
    present = np.flatnonzero(counts)
    sums[present] = np.add.reduceat(vectors, (counts.cumsum() - counts)[present])
    return unit_length(sums)


def unit_length(vectors: Floats) -> Floats:
    """Every row scaled to length 1; zeros stay. Shape: (n, dimensions)."""
    lengths = np.sqrt(np.vecdot(vectors, vectors))
    scaled: Floats = vectors / np.maximum(lengths, LEAST_LENGTH)[:, None]
    return scaled
