"""Labelled sets: an FAQ and questions of which it is known what answers them.

Our own FAQ makes one set of each file of questions, so that files the weights were fitted on and files kept apart
are told apart in every table. Any other folder holds sets as NAME/faq/ and NAME/questions.jsonl.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.engine.curation.evaluation import Case
from bot.errors import FaqFaults, UsageError
from bot.knowledge.model import Faq, Kind
from bot.knowledge.reading.checking import check
from bot.knowledge.shelf import Shelf
from bot.labelled import read_cases
from bot.places import in_folder

ROOT = Path(__file__).parent.parent
OWN_FAQ = ROOT / "faq"
OWN_QUESTIONS = ROOT / "benchmarks" / "questions"
# Files of questions by how their names begin. With the first in view the FAQ was written; weights may be fitted on the
# second; all others are for reporting only.
SEEN, FITTED_ON = "seen", "dev"


@dataclass(frozen=True)
class NamedFaq:
    """An FAQ and what it is called in the tables."""

    name: str
    faq: Faq

    @property
    def no_answers(self) -> frozenset[str]:
        """The ids of entries that are no answers: safety texts, and those that stand for silence."""
        return frozenset(entry.id for entry in self.faq.entries if entry.kind is not Kind.ANSWER)


@dataclass(frozen=True)
class LabelledSet:
    """Questions to one FAQ. `own` sets have categories.

    `tuned_on`: the FAQ or the shipped weights may have seen the questions; `fitted_on`: weights may be fitted on them.
    """

    name: str
    knowledge: NamedFaq
    cases: tuple[Case, ...]
    own: bool = False
    tuned_on: bool = False
    fitted_on: bool = False

    @property
    def single(self) -> tuple[Case, ...]:
        """One question each, and nothing but the FAQ needed to answer it: what every system can be asked.

        Without messages of several questions, conversations, and messages that call for a safety text or small talk.
        """
        return tuple(
            case for case in self.cases if not case.parts and case.conversation is None and case.outcome is None
        )

    def first(self, most: int) -> "LabelledSet":
        """The set with at most `most` of its questions, taken evenly from the whole."""
        step = max(1, -(-len(self.cases) // most))
        return replace(self, cases=self.cases[::step])


def own_sets(faq: Path = OWN_FAQ, questions: Path = OWN_QUESTIONS) -> list[LabelledSet]:
    """A set for each file of questions to our own FAQ. Raises FaqBotError."""
    knowledge = load(faq, "own")
    return [
        LabelledSet(
            f"own/{path.stem}",
            knowledge,
            cases_of(path, knowledge.faq),
            own=True,
            tuned_on=path.stem.startswith((SEEN, FITTED_ON)),
            fitted_on=path.stem.startswith(FITTED_ON),
        )
        for path in sorted(questions.glob("*.jsonl"))
    ]


def sets_in(folder: Path) -> list[LabelledSet]:
    """Every set in `folder`, in the order of their names. Raises FaqBotError, also if there is none."""
    found = list(_sets_in(folder))
    if not found:
        raise UsageError(f"{folder} holds no labelled sets; a set is NAME/faq/ beside NAME/questions.jsonl")
    return found


def load(folder: Path, name: str) -> NamedFaq:
    """The FAQ in `folder`. Raises FaqBotError; faults are named by the paths of their files."""
    reading = Shelf(folder).read()
    if faults := check(reading).faults:
        raise FaqFaults([in_folder(folder, fault) for fault in faults])
    return NamedFaq(name, reading.draft)


def cases_of(path: Path, faq: Faq) -> tuple[Case, ...]:
    """The labelled questions in a file. Raises FaqFaults."""
    return read_cases(str(path), path.read_bytes(), faq.by_id)


def _sets_in(folder: Path) -> Iterator[LabelledSet]:
    for questions in sorted(folder.glob("*/questions.jsonl")):
        if (questions.parent / "faq").is_dir():
            knowledge = load(questions.parent / "faq", questions.parent.name)
            yield LabelledSet(knowledge.name, knowledge, cases_of(questions, knowledge.faq))
