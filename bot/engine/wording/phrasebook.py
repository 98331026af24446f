"""Groups of phrases that stand for one another, found in running text by their stems."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.engine.wording.grammar import SHORT_FORMS
from bot.engine.wording.text import stemmed, words


@dataclass(frozen=True)
class Found:
    """A phrase of group number `group` at tokens `start` up to, not including, `end`."""

    start: int
    end: int
    group: int


def stems_of(phrase: str) -> tuple[str, ...]:
    typed = phrase.lower().split()
    if phrase.isascii() and all(map(str.isalpha, typed)) and SHORT_FORMS.keys().isdisjoint(typed):
        return stemmed(typed)  # as below, in a fraction of the time
    return stemmed(words(phrase))


class Phrasebook:
    """Finds phrases of known groups; a phrase may belong to several groups."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self.names: list[str] = []
        self._groups_of_one: dict[str, tuple[int, ...]] = {}  # by the stem that is a phrase by itself
        longer: defaultdict[tuple[str, ...], dict[tuple[str, ...], tuple[int, ...]]] = defaultdict(dict)
        for number, group in enumerate(groups):
            self.names.append(group[0])
            alone = (number,)  # shared, as most phrases belong to one group
            for phrase in group:
                first, *others = stems_of(phrase) or ("",)
                if others:
                    rests, rest = longer[first, others[0]], tuple(others[1:])
                    rests[rest] = rests.get(rest, ()) + alone
                elif first:
                    self._groups_of_one[first] = self._groups_of_one.get(first, ()) + alone
        # The first two stems of longer phrases -> what follows in each, and its groups; the longest first.
        self._longer = {pair: tuple(sorted(rests.items(), key=_length, reverse=True)) for pair, rests in longer.items()}

    @cached_property
    def _begins(self) -> frozenset[str]:
        """The stems with which a phrase begins: most words of a text are none."""
        return frozenset([*self._groups_of_one, *(first for first, _ in self._longer)])

    def longest(self, stems: Sequence[str]) -> Iterator[Found]:
        """Phrases from left to right, the longest first, none overlapping another."""
        if self._begins.isdisjoint(stems):
            return
        at, last = 0, len(stems) - 1
        while at <= last:
            if stems[at] not in self._begins:
                at += 1
                continue
            found = None
            if at < last and (stems[at], stems[at + 1]) in self._longer:
                found = next(self._longer_at(stems, at), None)
            if found is None and (groups := self._groups_of_one.get(stems[at])):
                found = Found(at, at + 1, groups[0])
            if found is None:
                at += 1
            else:
                yield found
                at = found.end

    def of_one_word(self, word: str) -> tuple[int, ...]:
        """The groups in which the stem `word` stands by itself."""
        return self._groups_of_one.get(word, ())

    def of_several_words(self, stems: Sequence[str]) -> Iterator[Found]:
        """Every phrase of two words or more, in every group, overlaps included."""
        if self._longer.keys().isdisjoint(pairwise(stems)):  # as for most texts, which is sooner seen
            return
        for at, pair in enumerate(pairwise(stems)):
            if pair in self._longer:
                yield from self._longer_at(stems, at)

    def _longer_at(self, stems: Sequence[str], at: int) -> Iterator[Found]:
        """Phrases that begin with the two stems which stand there."""
        for rest, groups in self._longer[stems[at], stems[at + 1]]:
            end = at + 2 + len(rest)
            if tuple(stems[at + 2 : end]) == rest:
                for group in groups:
                    yield Found(at, end, group)


def _length(phrase: tuple[tuple[str, ...], tuple[int, ...]]) -> int:
    return len(phrase[0])
