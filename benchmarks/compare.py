"""Every system on every set: who is right, how often, how surely and how fast.

Our own weights are fitted for each FAQ on all the others (`OURS`), so that a row says what to expect of an FAQ that
was never seen; a second row (`SHIPPED`) has the weights that the program comes with, which may have seen it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

from benchmarks.marks import Marks, mark
from benchmarks.ours import Ours
from benchmarks.packages import AbsentError
from benchmarks.peers import Peer
from benchmarks.sets import LabelledSet, NamedFaq
from benchmarks.tables import share, table
from benchmarks.typos import mistyped
from bot.engine.curation.evaluation import Case
from bot.engine.judging.confidence import Calibration
from bot.engine.reading.language import Language

OURS = "ours, fitted without this FAQ"
SHIPPED = "ours, as shipped"
MISTYPED_LETTERS = 0.08
SEED = 8
UNFITTED = "weights need another FAQ, and scipy, to be fitted"

HEADS = ("set", "system", "top-1", "top-1 mistyped", "right@95", "right@90", "p50 ms", "p99 ms")


@dataclass(frozen=True)
class WithModel:
    """Our matcher with another model of meaning, and its weights fitted without an FAQ, by name."""

    name: str
    language: Language
    calibrated_without: Callable[[str], Calibration | None]

    def on(self, knowledge: NamedFaq) -> Ours:
        fitted = self.calibrated_without(knowledge.name)
        if fitted is None:
            raise AbsentError(f"{self.name} has no weights: {UNFITTED}")
        return Ours(f"{OURS}, {self.name}", knowledge.faq, fitted, self.language)


@dataclass(frozen=True)
class Row:
    """One system on one set; `mistyped` are its marks on the same questions with letters mistyped."""

    of: LabelledSet
    system: str
    marks: Marks
    mistyped: Marks | None = None


def compare(
    sets: Sequence[LabelledSet],
    peers: Mapping[str, Callable[[], Peer]],
    calibrated_without: Callable[[str], Calibration | None],
    shipped: Calibration,
    say: Callable[[str], None],
    models: Sequence[WithModel] = (),
) -> Iterator[Row]:
    """The rows of the table, set by set. What cannot be had is told by `say`, once, and left out."""
    absent: set[str] = set()
    for knowledge in _faqs(sets):
        asked = [one for one in sets if one.knowledge.name == knowledge.name]
        for name, make in peers.items():
            if name in absent:
                continue
            say(f"{knowledge.name}: {name}")
            try:
                peer = _taught(make(), knowledge)
            except AbsentError as error:
                absent.add(name)
                say(f"left out: {name} ({error})")
                continue
            yield from (Row(one, peer.name, mark(peer, one.single, knowledge.no_answers)) for one in asked)
        systems = (model.on(knowledge) for model in models)
        for system in chain(_ours(knowledge, calibrated_without, shipped, say), systems):
            say(f"{knowledge.name}: {system.name}")
            yield from (_row_of_ours(system, one) for one in asked)


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """The table, the rows of a set together, ours last."""
    cells = []
    for one in sorted(rows, key=lambda row: row.of.name):
        typed = share(one.mistyped.top_1 if one.mistyped else None)
        marks = one.marks
        cells.append(
            (
                one.of.name,
                one.system,
                share(marks.top_1),
                typed,
                share(marks.right_at(0.95)),
                share(marks.right_at(0.90)),
                f"{marks.latency(0.50):.2f}",
                f"{marks.latency(0.99):.2f}",
            )
        )
    yield from table("Ours and its peers", HEADS, cells)
    for name, (questions, answerable) in sorted({row.of.name: _size(row.of) for row in rows}.items()):
        yield f"{name}: {questions} questions, {questions - answerable} of them not answered by the FAQ."
    yield ""


def honest(rows: Sequence[Row]) -> dict[str, Marks]:
    """Our marks on each set, by its name: with weights that never saw the FAQ, or as shipped where there are none."""
    found = {row.of.name: row.marks for row in rows if row.system == SHIPPED}
    return found | {row.of.name: row.marks for row in rows if row.system == OURS}


def with_typos(cases: Sequence[Case]) -> list[Case]:
    """The cases with their questions mistyped; each question always in the same way."""
    rng = Random()  # noqa: S311 -- nothing is secret here
    found = []
    for case in cases:
        rng.seed(f"{SEED} {case.question}")
        found.append(replace(case, question=mistyped(case.question, MISTYPED_LETTERS, rng)))
    return found


def _faqs(sets: Sequence[LabelledSet]) -> list[NamedFaq]:
    return list({one.knowledge.name: one.knowledge for one in sets}.values())


def _taught(peer: Peer, knowledge: NamedFaq) -> Peer:
    """`peer`, given all that our own index is given."""
    pairs = [(phrasing, entry.id) for entry in knowledge.faq.entries for phrasing in entry.phrasings]
    peer.fit([phrasing for phrasing, _ in pairs], [entry for _, entry in pairs])
    return peer


def _ours(
    knowledge: NamedFaq,
    calibrated_without: Callable[[str], Calibration | None],
    shipped: Calibration,
    say: Callable[[str], None],
) -> Iterator[Ours]:
    fitted = calibrated_without(knowledge.name)
    if fitted:
        yield Ours(OURS, knowledge.faq, fitted)
    else:
        say(f"left out: {OURS} on {knowledge.name} ({UNFITTED})")
    yield Ours(SHIPPED, knowledge.faq, shipped)


def _row_of_ours(system: Ours, one: LabelledSet) -> Row:
    plain = mark(system, one.single, one.knowledge.no_answers)
    return Row(one, system.name, plain, mark(system, with_typos(one.single), one.knowledge.no_answers))


def _size(one: LabelledSet) -> tuple[int, int]:
    return len(one.single), sum(bool(case.entries) for case in one.single)
