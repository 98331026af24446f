"""What the weights of `bot.engine.messages.doubles` learn from: labelled messages, and how each may be divided."""

from collections.abc import Iterable

from benchmarks.training import SILENCE, Choice
from bot.engine.conversation.follow_ups import FollowUps
from bot.engine.curation.evaluation import Case
from bot.engine.judging.confidence import Calibration
from bot.engine.judging.judge import Judge
from bot.engine.judging.ruling import Ruling
from bot.engine.matcher import Matcher
from bot.engine.messages.doubles import Doubles, Halves, halves_signals
from bot.engine.reading.language import Language
from bot.engine.wording.parts import take_apart
from bot.knowledge.model import Faq


def of_doubles(faq: Faq, language: Language, calibration: Calibration, cases: Iterable[Case]) -> list[Choice]:
    """All divisions of single messages among `cases` into two halves that have answers, each meant so or not."""
    matcher = Matcher(faq, language, calibration)
    weights = calibration.weights(matcher.index)
    judge = Judge(matcher.index, weights)
    ruling = Ruling(judge, matcher.thresholds)
    doubles = Doubles(judge, ruling, FollowUps(judge, ruling, weights), matcher.memory_of, weights)
    found = []
    for case in cases:
        if case.conversation or case.outcome:
            continue
        for halves in doubles.halves(judge.read(case.question), take_apart(case.question)):
            right = {0 if _meant(halves, case) else SILENCE: 1.0}
            found.append(Choice((halves_signals(halves),), {"always": 1.0}, right))
    return found


def _meant(halves: Halves, case: Case) -> bool:
    """Whether a message was meant as these two questions: a single one is not, even where both answers suit it."""
    if not case.parts:
        return False
    entries, (first, second) = (halves.half.first.entry, halves.second.entry), case.parts[:2]
    return any(one in first and other in second for one, other in (entries, entries[::-1]))
