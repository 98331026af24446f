"""What the weights learn from: questions with known answers, drawn from FAQs themselves.

An FAQ's own phrasings teach twice. With one phrasing left out of the index, the entry it belongs to is right. With
the whole entry left out, nothing is: a question near to the FAQ that it does not answer. Where answers overlap
(`Kinship`), the entries that answer it as well are left out with it, and count as right where it stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.typos import mistyped
from bot.engine.curation.evaluation import Case
from bot.engine.index.candidates import NO_ROWS, Candidate, first_look, question_of
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.kind_regression import KindOdds
from bot.engine.index.kinship import Kinship, has_real_answers
from bot.engine.judging.confidence import entry_signals, silence_signals
from bot.engine.judging.own_lessons import KIN_FROM, RIGHT_FROM
from bot.engine.judging.signals import SIGNALS
from bot.engine.reading.language import Language
from bot.engine.wording.text import without_fillers, words
from bot.knowledge.model import Faq, Kind

SILENCE = -1  # stands for "not in the FAQ" beside the numbers of candidates

SAMPLES = 900  # phrasings taken of an FAQ
MISTYPED_SHARE = 0.25  # of the phrasings taken
MISTYPED_LETTERS = 0.06  # of the letters of those


@dataclass(frozen=True)
class Choice:
    """One question: the signals of each candidate and of silence, by name, and which of them are right.

    `right` maps the number of a candidate, or SILENCE, to how right it is (0 to 1).
    """

    entry: tuple[Mapping[str, float], ...]
    silence: Mapping[str, float]
    right: Mapping[int, float]


@dataclass(frozen=True)
class Example(Choice):
    """A choice with what `trust` in an answer goes by.

    Shapes: `answers` and `outside`, which candidates are of that kind, (candidates,); `worths`, what the answer of
    each is worth to who meant each other, (candidates, candidates). `kinds` is which kind of entry it asks for,
    `words` how many were asked, and `strange` as in `Question`.
    """

    answers: tuple[bool, ...]
    outside: tuple[bool, ...]
    worths: tuple[tuple[float, ...], ...]
    kinds: KindOdds
    words: int
    strange: float


class Teacher:
    """Makes examples of one FAQ; `outside_share` (0 to 1) of its phrasings also teach silence."""

    def __init__(self, faq: Faq, language: Language, outside_share: float) -> None:
        self._outside_share = outside_share
        self._index = FaqIndex.build(faq, language)
        self._kinship = Kinship(self._index) if has_real_answers(faq) else None

    def of_phrasings(self, rng: Random, samples: int = SAMPLES) -> list[Example]:
        """Examples of `samples` of the FAQ's phrasings; of all if there are fewer."""
        kinds = [self._index.entries[owner].kind for owner in self._index.owners]
        rows = [row for row, kind in enumerate(kinds) if kind is Kind.ANSWER]
        return [example for row in rng.sample(rows, min(samples, len(rows))) for example in self._of_row(row, rng)]

    def of_questions(self, cases: Iterable[Case]) -> list[Example]:
        """Examples of labelled questions; those none of whose entries is a candidate teach nothing."""
        found = (self._of_case(case) for case in cases if not case.parts and not case.conversation and not case.outcome)
        return [example for example in found if example]

    def _of_row(self, row: int, rng: Random) -> Iterator[Example]:
        text, owner = self._index.phrasings[row].text, int(self._index.owners[row])
        if rng.random() < MISTYPED_SHARE:
            text = mistyped(text, MISTYPED_LETTERS, rng)
        inside = self._example(text, self._right_beside(owner), np.array([row]))
        if inside:
            yield inside
        if rng.random() < self._outside_share:
            kin = [entry for entry, worth in enumerate(self._worths(owner)) if worth > KIN_FROM]
            outside = self._example(text, {}, np.flatnonzero(np.isin(self._index.owners, kin)))
            if outside:
                yield outside

    def _of_case(self, case: Case) -> Example | None:
        right = {number: 1.0 for number, entry in enumerate(self._index.entries) if entry.id in case.entries}
        return self._example(case.question, right)

    def _example(self, text: str, right: Mapping[int, float], left_out: NDArray[np.int64] = NO_ROWS) -> Example | None:
        """`text` asked with the rows `left_out`; `right` by number of entry, empty if the FAQ does not answer it."""
        spelt = self._index.speller.read(words(text))
        reading = self._index.read(without_fillers(tuple(one.read_as for one in spelt)))
        meaning = self._index.meaning(self._index.said(text, spelt, reading))
        question = question_of(self._index, reading, left_out, meaning)
        look = first_look(self._index, question)
        found = look.candidates
        rightly = self._rightly(found, right)
        if not found or not rightly:
            return None
        signals = tuple(
            dict(zip(SIGNALS, entry_signals(question, candidate, self._index), strict=True)) for candidate in found
        )
        kinds = [self._index.entries[one.entry].kind for one in found]
        return Example(
            signals,
            silence_signals(question),
            rightly,
            answers=tuple(kind is Kind.ANSWER for kind in kinds),
            outside=tuple(kind is Kind.OUTSIDE for kind in kinds),
            worths=tuple(tuple(self._worth(shown.entry, meant.entry) for meant in found) for shown in found),
            kinds=look.kinds,
            words=len(reading.tokens),
            strange=question.strange,
        )

    def _rightly(self, found: Sequence[Candidate], right: Mapping[int, float]) -> dict[int, float]:
        """`right` by number of candidate; without any, silence and entries that stand for it."""
        if right:
            return {at: right[one.entry] for at, one in enumerate(found) if one.entry in right}
        outside = [at for at, one in enumerate(found) if self._index.entries[one.entry].kind is Kind.OUTSIDE]
        return dict.fromkeys([SILENCE, *outside], 1.0)

    def _right_beside(self, owner: int) -> dict[int, float]:
        return {entry: worth for entry, worth in enumerate(self._worths(owner)) if worth > RIGHT_FROM}

    def _worths(self, owner: int) -> list[float]:
        """What each entry's answer is worth to who meant `owner`, 0 to 1. Shape: (entries,)."""
        return [self._worth(entry, owner) for entry in range(len(self._index.entries))]

    def _worth(self, shown: int, meant: int) -> float:
        return self._kinship.worth(shown, meant) if self._kinship else float(shown == meant)
