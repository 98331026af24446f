"""Groups of phrases that stand for one another, found in running text by their stems."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.engine.grammar import SHORT_FORMS
from bot.engine.text import stem, words


@dataclass(frozen=True)
class Found:
    """A phrase of group number `group` at tokens `start` up to, not including, `end`."""

    start: int
    end: int
    group: int


def stems_of(phrase: str) -> tuple[str, ...]:
    typed = phrase.lower().split()
    if phrase.isascii() and all(map(str.isalpha, typed)) and SHORT_FORMS.keys().isdisjoint(typed):
        return tuple(map(stem, typed))  # as below, in a fraction of the time
    return tuple(map(stem, words(phrase)))


class Phrasebook:
    """Finds phrases of known groups; a phrase may belong to several groups."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self.names: list[str] = []
        self._groups_of: dict[tuple[str, ...], tuple[int, ...]] = {}
        # The first two stems of a longer phrase -> the lengths of phrases that begin so, the longest first.
        self._lengths: dict[tuple[str, str], list[int]] = {}
        for number, group in enumerate(groups):
            self.names.append(group[0])
            alone = (number,)  # shared, as most phrases belong to one group
            for phrase in group:
                stems = stems_of(phrase)
                if stems:
                    others = self._groups_of.get(stems)
                    self._groups_of[stems] = others + alone if others else alone
                if len(stems) > 1:
                    lengths = self._lengths.setdefault((stems[0], stems[1]), [])
                    if len(stems) not in lengths:
                        lengths.append(len(stems))
                        lengths.sort(reverse=True)

    @cached_property
    def _begins(self) -> frozenset[str]:
        """The stems with which a phrase begins: most words of a text are none."""
        return frozenset([stems[0] for stems in self._groups_of])

    def longest(self, stems: Sequence[str]) -> Iterator[Found]:
        """Phrases from left to right, the longest first, none overlapping another."""
        at, last = 0, len(stems) - 1
        while at <= last:
            if stems[at] not in self._begins:
                at += 1
                continue
            found = None
            if at < last and (stems[at], stems[at + 1]) in self._lengths:
                found = next(self._longer(stems, at), None)
            if found is None and (groups := self._groups_of.get((stems[at],))):
                found = Found(at, at + 1, groups[0])
            if found is None:
                at += 1
            else:
                yield found
                at = found.end

    def of_one_word(self, word: str) -> tuple[int, ...]:
        """The groups in which the stem `word` stands by itself."""
        return self._groups_of.get((word,), ())

    def of_several_words(self, stems: Sequence[str]) -> Iterator[Found]:
        """Every phrase of two words or more, in every group, overlaps included."""
        if self._lengths.keys().isdisjoint(pairwise(stems)):  # as for most texts, which is sooner seen
            return
        for at, pair in enumerate(pairwise(stems)):
            if pair in self._lengths:
                yield from self._longer(stems, at)

    def _longer(self, stems: Sequence[str], at: int) -> Iterator[Found]:
        if at + 1 < len(stems):
            for length in self._lengths.get((stems[at], stems[at + 1]), ()):
                for group in self._groups_of.get(tuple(stems[at : at + length]), ()):
                    yield Found(at, at + length, group)
