"""How well a matcher does on labelled questions.

A question is labelled with the entries that answer it rightly (none: the FAQ does not), and every number follows
from the decisions. "Right at 95 %" is the share of answerable questions answered rightly at the lowest threshold on
the confidence of the first entry in the ranking that keeps 95 % of all shown answers right.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision, Outcome
from bot.engine.matcher import Matcher

# What is said then is no answer, at whatever threshold.
NO_ANSWERS = frozenset({Outcome.CHATTER, Outcome.ADVICE, Outcome.URGENT})
SILENT = NO_ANSWERS | {Outcome.NONE}


@dataclass(frozen=True)
class Case:
    """A labelled question. `entries` answer it rightly; `parts` are those of each question in the message.

    Cases of one `conversation` are one person talking, in order. `outcome` is the expected one where it matters.
    """

    question: str
    entries: frozenset[str] = frozenset()
    parts: tuple[frozenset[str], ...] = ()
    conversation: str | None = None
    outcome: Outcome | None = None
    category: str = ""


@dataclass(frozen=True)
class Judged:
    """A case with what the matcher decided and how long that took, in seconds."""

    case: Case
    decision: Decision
    seconds: float

    @property
    def verdict(self) -> str:
        """right, suggested, wrong or silent for an answerable question; else silent rightly, suggested or wrong."""
        case, decision = self.case, self.decision
        if case.outcome not in (None, Outcome.ANSWER):
            return "right" if decision.outcome is case.outcome else "wrong"
        if decision.outcome is Outcome.ANSWER:
            return "right" if self._all_shown_right() else "wrong"
        if not case.entries:
            return "correctly silent" if decision.outcome in SILENT else "suggested"
        if decision.outcome is Outcome.SUGGEST:
            return "suggested" if case.entries & set(decision.suggestions) else "wrong suggestions"
        return "silent"

    def _all_shown_right(self) -> bool:
        shown = self.decision.entries
        if any(part and not set(shown) & part for part in self.case.parts):
            return False
        return bool(shown) and all(entry in self.case.entries for entry in shown)

    @property
    def first_is_right(self) -> bool:
        return bool(self.decision.ranking) and self.decision.ranking[0].entry in self.case.entries


@dataclass(frozen=True)
class Report:
    """All judged cases and what they add up to; shares are 0 to 1."""

    judged: tuple[Judged, ...]
    counts: Counter[str] = field(default_factory=Counter)

    def share(self, verdict: str, answerable: bool | None = None) -> float:
        among = [one for one in self.judged if answerable is None or bool(one.case.entries) == answerable]
        return sum(one.verdict == verdict for one in among) / len(among) if among else 0.0

    def top_1(self) -> float:
        """The share of answerable questions whose first entry in the ranking is right."""
        answerable = [one for one in self.judged if one.case.entries]
        return sum(one.first_is_right for one in answerable) / len(answerable) if answerable else 0.0

    def right_at(self, precision: float) -> float:
        """See the module's text."""
        points = [
            (one.decision.ranking[0].confidence, one.first_is_right)
            for one in self.judged
            if one.decision.ranking and one.decision.outcome not in NO_ANSWERS
        ]
        answerable = sum(bool(one.case.entries) for one in self.judged)
        return right_at(points, answerable, precision)

    def latency(self, share: float) -> float:
        """The time in seconds within which `share` of the questions were decided."""
        times = sorted(one.seconds for one in self.judged)
        return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0

    def confusions(self) -> list[tuple[str, str, int]]:
        """(an entry that was right, the entry shown instead, how often), the most frequent first."""
        pairs: Counter[tuple[str, str]] = Counter()
        for one in self.judged:
            if one.case.entries and one.verdict == "wrong":
                for shown in one.decision.entries:
                    if shown not in one.case.entries:
                        pairs[min(one.case.entries), shown] += 1
        return [(meant, shown, count) for (meant, shown), count in pairs.most_common()]


def right_at(points: Sequence[tuple[float, bool]], answerable: int, precision: float) -> float:
    """The greatest share of `answerable` answered rightly by a threshold at which `precision` of the shown is right.

    `points` are (confidence, right) of every question, those outside the FAQ included, as never right.
    """
    shown = right = best = 0
    for confidence, group in _by_confidence(points):
        del confidence
        shown += len(group)
        right += sum(group)
        if right >= precision * shown:
            best = right
    return best / answerable if answerable else 0.0


def _by_confidence(points: Sequence[tuple[float, bool]]) -> Iterable[tuple[float, list[bool]]]:
    groups: dict[float, list[bool]] = {}
    for confidence, is_right in points:
        groups.setdefault(confidence, []).append(is_right)
    return sorted(groups.items(), reverse=True)


def evaluate(matcher: Matcher, cases: Iterable[Case], clock: Callable[[], float]) -> Report:
    """Decide every case and compare. Cases without a conversation stand alone. `clock` gives seconds."""
    memories: dict[str, Memory] = {}
    judged = []
    for case in cases:
        memory = memories.get(case.conversation, Memory()) if case.conversation else Memory()
        began = clock()
        decision, memory = matcher.decide(case.question, memory)
        judged.append(Judged(case, decision, clock() - began))
        if case.conversation:
            memories[case.conversation] = memory
    return Report(tuple(judged), Counter(one.verdict for one in judged))
