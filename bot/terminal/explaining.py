"""Why a question was decided as it was, in lines for whoever tunes an FAQ.

Pure: a `Decision` in, passages out. These words are for curators and scripts, not for members.
"""

from collections.abc import Iterable, Iterator

from bot.engine.decision import Correction, Decision, Evidence
from bot.terminal.presenting import Passage, Tone

LABEL_WIDTH = 16
SUM = "log-odds"


def explanation(decision: Decision) -> tuple[Passage, ...]:
    """The evidence of a decision, a table for each part of the message."""
    head = [
        _row("outcome", f"{decision.outcome} ({decision.confidence:.0%})"),
        _row("corrected", _pairs(decision.corrections)),
        _row("ranking", ", ".join(f"{ranked.entry} {ranked.confidence:.0%}" for ranked in decision.ranking) or "–"),
    ]
    parts = (Passage(Tone.TABLE, "\n".join([f"“{evidence.part}”", *_rows(evidence)])) for evidence in decision.evidence)
    return (Passage(Tone.TABLE, "\n".join(head)), *parts)


def _rows(evidence: Evidence) -> Iterator[str]:
    runner_up = evidence.runner_up
    yield _row("read as", evidence.read_as)
    yield _row("entry", evidence.entry or "–")
    yield _row("nearest phrasing", evidence.phrasing or "–")
    yield _row("words matched", ", ".join(evidence.matched) or "–")
    yield _row("words unmatched", ", ".join(evidence.unmatched) or "–")
    yield _row("synonyms", _pairs(evidence.synonyms))
    yield from _shares(evidence)
    yield _row("runner-up", f"{runner_up.entry} {runner_up.confidence:.0%}" if runner_up else "–")
    yield _row("thresholds", f"answer from {evidence.answer_from:.0%}, suggest from {evidence.suggest_from:.0%}")
    yield _row("decided", evidence.reason)


def _shares(evidence: Evidence) -> Iterator[str]:
    """The sum behind the confidence, a signal a line, the weightiest first."""
    if not evidence.shares:
        return
    width = max(len(name) for name in (SUM, *(share.signal for share in evidence.shares)))
    label = "signals"
    for share in sorted(evidence.shares, key=lambda share: -abs(share.share)):
        sum_of = f"{share.signal:<{width}}  {share.value:7.3f} × {share.weight:+7.3f} = {share.share:+7.3f}"
        yield _row(label, sum_of)
        label = ""
    total = sum(share.share for share in evidence.shares)
    yield _row("", f"{SUM:<{width}}  {'':17} = {total:+7.3f}, confidence {evidence.confidence:.1%}")


def _pairs(corrections: Iterable[Correction]) -> str:
    return ", ".join(f"{correction.typed} → {correction.read_as}" for correction in corrections) or "–"


def _row(label: str, value: str) -> str:
    return f"  {label:<{LABEL_WIDTH}}  {value}"
