"""Examples of several FAQs, worked out once, and the weights fitted with any one of the FAQs left out.

FAQs with few phrasings an entry and those with many are fitted apart (see `Calibration`). One with many teaches both
sorts: as it is, and as little of it as a community may begin with. Where there is only one sort, its weights serve for
both.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

from benchmarks.logit import fitted
from benchmarks.packages import AbsentError
from benchmarks.sets import NamedFaq
from benchmarks.training import SAMPLES, Example, Teacher
from benchmarks.trust import trusting
from benchmarks.turns import thinned
from bot import english
from bot.engine.curation.evaluation import Case
from bot.engine.judging.confidence import DENSE, SPARSE, Calibration, Weights
from bot.engine.judging.trust import AS_LIKELY
from bot.engine.reading.language import Language
from bot.knowledge.model import Faq

SEED = 5
DENSE_FROM = math.sqrt(SPARSE * DENSE)  # phrasings an entry: halfway between the two on the engine's own scale

# Of the phrasings taken, the share asked once more with their entry left out. What strangers ask an FAQ with many
# phrasings is nearer to it, and so there is more to learn of it.
OUTSIDE_IF_SPARSE, OUTSIDE_IF_DENSE = 0.35, 0.5

# Of an FAQ with many phrasings, phrasings taken where a classifier is to be taught anew without each: a second apiece.
MOST_TAUGHT_ANEW = 300


@dataclass(frozen=True)
class _Lesson:
    """What one FAQ teaches by its phrasings, and by questions, if there are any."""

    dense: bool
    phrasings: tuple[Example, ...]
    questions: tuple[Example, ...]


class Lessons:
    """What there is to learn from each FAQ."""

    def __init__(self, language: Language, samples: int = SAMPLES) -> None:
        self._language = language
        self._samples = samples
        self._lessons: dict[str, tuple[_Lesson, ...]] = {}

    def add(self, knowledge: NamedFaq, questions: Iterable[Case] = ()) -> None:
        """Learn from an FAQ and from labelled questions to it. Seeded by its name: the company it is in is all one."""
        whole = self._lesson(knowledge.name, knowledge.faq, questions)
        begun = (self._lesson(knowledge.name, thinned(knowledge.faq)),) if whole.dense else ()
        self._lessons[knowledge.name] = (whole, *begun)

    def _lesson(self, name: str, faq: Faq, questions: Iterable[Case] = ()) -> _Lesson:
        dense = is_dense(faq)
        teacher = Teacher(faq, self._language, OUTSIDE_IF_DENSE if dense else OUTSIDE_IF_SPARSE)
        rng = Random(f"{SEED} {name}")  # noqa: S311 -- nothing is secret here
        slow = dense and self._language.reads_sentences
        samples = min(self._samples, MOST_TAUGHT_ANEW) if slow else self._samples
        return _Lesson(dense, tuple(teacher.of_phrasings(rng, samples)), tuple(teacher.of_questions(questions)))

    def counts(self) -> Mapping[str, Sequence[int]]:
        """The number of examples of phrasings and of questions of each FAQ."""
        return {
            name: (sum(len(one.phrasings) for one in lessons), sum(len(one.questions) for one in lessons))
            for name, lessons in self._lessons.items()
        }

    def calibration_or_none(self, without: str | None) -> Calibration | None:
        """As `calibration`, and None too where scipy is not installed."""
        try:
            return self.calibration(without)
        except AbsentError:
            return None

    def calibration(self, without: str | None = None) -> Calibration | None:
        """What all FAQs teach but the one named `without`, or None if that leaves nothing. Raises AbsentError.

        What conversations teach is as it was.
        """
        sparse, dense = self._weights(False, without), self._weights(True, without)
        first = sparse or dense
        return Calibration(first, dense or first) if first else None

    def _weights(self, dense: bool, without: str | None) -> Weights | None:
        taught = chain.from_iterable(lessons for name, lessons in self._lessons.items() if name != without)
        kept = [one for one in taught if one.dense is dense]
        groups = [group for lesson in kept for group in (lesson.phrasings, lesson.questions) if group]
        if not groups:
            return None
        both = english.calibration(of_sentences=self._language.reads_sentences)
        shipped = both.dense if dense else both.sparse
        entry, silence = fitted(groups)
        weights = replace(shipped, entry=entry, silence=silence, trust=AS_LIKELY)
        asked = (example for lesson in kept for example in lesson.questions)
        return replace(weights, trust=trusting(asked, weights))


def is_dense(faq: Faq) -> bool:
    """Whether an FAQ counts among those with many phrasings an entry."""
    phrasings = sum(len(entry.phrasings) for entry in faq.entries)
    return phrasings / max(1, len(faq.entries)) >= DENSE_FROM
