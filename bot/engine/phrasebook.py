"""Groups of phrases that stand for one another, found in running text by their stems."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.engine.text import stem, words


@dataclass(frozen=True)
class Found:
    """A phrase of group number `group` at tokens `start` up to, not including, `end`."""

    start: int
    end: int
    group: int


def stems_of(phrase: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(phrase))


class Phrasebook:
    """Finds phrases of known groups; a phrase may belong to several groups."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self.names: list[str] = []
        self._groups_of: dict[tuple[str, ...], list[int]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}  # first stem -> lengths of phrases that begin so, longest first
        lengths: dict[str, set[int]] = {}
        for number, group in enumerate(groups):
            self.names.append(group[0])
            for phrase in group:
                stems = stems_of(phrase)
                if stems:
                    self._groups_of.setdefault(stems, []).append(number)
                    lengths.setdefault(stems[0], set()).add(len(stems))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def longest(self, stems: Sequence[str]) -> Iterator[Found]:
        """Phrases from left to right, the longest first, none overlapping another."""
        at = 0
        while at < len(stems):
            found = next(self._starting(stems, at), None)
            if found is None:
                at += 1
            else:
                yield found
                at = found.end

    def of_one_word(self, word: str) -> tuple[int, ...]:
        """The groups in which the stem `word` stands by itself."""
        return tuple(self._groups_of.get((word,), ()))

    def of_several_words(self, stems: Sequence[str]) -> Iterator[Found]:
        """Every phrase of two words or more, in every group, overlaps included."""
        for at, word in enumerate(stems):
            if self._lengths.get(word, (1,))[0] > 1:
                yield from (found for found in self._starting(stems, at) if found.end - found.start > 1)

    def _starting(self, stems: Sequence[str], at: int) -> Iterator[Found]:
        for length in self._lengths.get(stems[at], ()):
            for group in self._groups_of.get(tuple(stems[at : at + length]), ()):
                yield Found(at, at + length, group)
