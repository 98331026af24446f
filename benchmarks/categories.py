"""Our own questions by what kind of message they are: what a member would have seen.

The categories of a case are those of `benchmarks/questions`: in, near, off, urgent, advice, chatter, double,
conversation. Decided by the whole matcher, with the thresholds and weights that the program comes with.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks.sets import LabelledSet
from benchmarks.tables import table
from bot.engine.curation.evaluation import Judged, evaluate
from bot.engine.decision import Outcome
from bot.engine.matcher import Matcher
from bot.on_discord.showing.rendering import BUTTONS

Test = Callable[[Judged], bool]
SAFETY = ("urgent", "advice")
CALLS = frozenset({Outcome.URGENT, Outcome.ADVICE})


def _verdict(*verdicts: str) -> Test:
    return lambda judged: judged.verdict in verdicts


def _outcome(outcome: Outcome) -> Test:
    return lambda judged: judged.decision.outcome is outcome


def both_parts(judged: Judged) -> bool:
    """Whether every question in the message that the FAQ answers got an entry that answers it."""
    return all(set(judged.decision.entries) & part for part in judged.case.parts if part)


def in_sight(judged: Judged) -> bool:
    """Whether an entry that answers the question is shown, suggested, or one press away beside what is shown."""
    decision = judged.decision
    return bool(judged.case.entries & {*decision.entries, *decision.suggestions, *decision.follow_ups[:BUTTONS]})


def _turn(judged: Judged) -> bool:
    return judged.verdict in {"right", "correctly silent"}


# What is counted, among the cases of which categories, by which test. "other": all but calls for a safety text, also
# those in conversations.
FIGURES: tuple[tuple[str, str, Test], ...] = (
    ("in: right", "in", _verdict("right")),
    ("in: right or among the suggestions", "in", _verdict("right", "suggested")),
    ("in: a right one shown or offered", "in", in_sight),
    ("in: wrong answer", "in", _verdict("wrong")),
    ("in: only wrong suggestions", "in", _verdict("wrong suggestions")),
    ("in: silent", "in", _verdict("silent")),
    ("near: answered", "near", _outcome(Outcome.ANSWER)),
    ("near: suggestions", "near", _outcome(Outcome.SUGGEST)),
    ("off: answered", "off", _outcome(Outcome.ANSWER)),
    ("off: suggestions", "off", _outcome(Outcome.SUGGEST)),
    ("urgent: recognised", "urgent", _outcome(Outcome.URGENT)),
    ("urgent: false alarms among all others", "other", _outcome(Outcome.URGENT)),
    ("advice: recognised", "advice", _outcome(Outcome.ADVICE)),
    ("advice: false alarms among all others", "other", _outcome(Outcome.ADVICE)),
    ("chatter: recognised", "chatter", _outcome(Outcome.CHATTER)),
    ("double: both parts answered", "double", both_parts),
    ("conversation: turns right", "conversation", _turn),
)


def judged_by(matcher: Matcher, one: LabelledSet) -> tuple[Judged, ...]:
    """Every case of a set, decided; the turns of a conversation in order."""
    return evaluate(matcher, one.cases, time.perf_counter).judged


def lines(judged: Mapping[str, Sequence[Judged]]) -> Iterator[str]:
    """The table: a row a figure, a column a set, each cell a share and the number of cases it is of."""
    rows = []
    for name, category, test in FIGURES:
        cells = [_cell([case for case in cases if _counts(case, category)], test) for cases in judged.values()]
        rows.append((name, *cells))
    yield from table("Our own questions, as shipped", ("of the category: what", *judged), rows)


def _counts(judged: Judged, category: str) -> bool:
    case = judged.case
    return (
        case.category not in SAFETY and case.outcome not in CALLS if category == "other" else case.category == category
    )


def _cell(cases: Sequence[Judged], test: Test) -> str:
    return f"{sum(test(case) for case in cases) / len(cases):.1%} of {len(cases)}" if cases else "—"
