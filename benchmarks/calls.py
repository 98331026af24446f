"""What the weights of `bot.engine.safety.calls` learn from: labelled messages, and whether each is a call."""

from collections.abc import Iterable

from benchmarks.training import SILENCE, Choice
from bot.engine.curation.evaluation import Case
from bot.engine.decision import Outcome
from bot.engine.index.faq_index import FaqIndex
from bot.engine.judging.confidence import Calibration
from bot.engine.judging.judge import Judge
from bot.engine.reading.language import Language
from bot.engine.safety.calls import OUTCOMES, call_signals
from bot.engine.wording.signs import Signs
from bot.engine.wording.text import words
from bot.knowledge.model import Faq, Kind

# How often each call is shown: to miss one costs more than a false alarm, a danger most.
WORTH = {Kind.URGENT: 3, Kind.ADVICE: 2}


def of_messages(
    faq: Faq, language: Language, calibration: Calibration, cases: Iterable[Case]
) -> dict[Kind, list[Choice]]:
    """For each kind of call the messages among `cases`, each one or not. A danger teaches nothing of advice."""
    index = FaqIndex.build(faq, language)
    judge, watched = Judge(index, calibration.weights(index)), Signs(faq)
    found: dict[Kind, list[Choice]] = {kind: [] for kind in OUTCOMES}
    for case in cases:
        if case.conversation:
            continue
        tokens = words(case.question)
        signs = watched.met_in(tokens, [one.read_as for one in judge.spelt(tokens)])
        whole = judge.read(case.question)
        for kind, outcome in OUTCOMES.items():
            if kind is Kind.ADVICE and case.outcome is Outcome.URGENT:
                continue
            called = case.outcome is outcome
            signals = call_signals(whole, [sign for sign in signs if sign.kind is kind], kind)
            choice = Choice((signals,), {"always": 1.0}, {0 if called else SILENCE: 1.0})
            found[kind].extend([choice] * (WORTH[kind] if called else 1))
    return found
