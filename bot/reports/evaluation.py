"""What `faqbot evaluate` says: how well the FAQ answered labelled questions."""

from collections.abc import Iterator
from itertools import islice
from textwrap import shorten

from bot.engine.curation.evaluation import Judged, Report
from bot.reports.results import Json

# The verdicts of an evaluation, in the order in which they are told; all are shown, also where there are none.
VERDICTS = ("right", "suggested", "wrong suggestions", "wrong", "silent", "correctly silent")
PRECISIONS = (0.95, 0.90)
RIGHTLY = {"right", "correctly silent"}
WORST = 10
MOST_FAILED, MOST_OF_ONE, MOST_WANTED = 100, 90, 3  # questions told of one by one; characters and entries of each
MILLISECONDS = 1000
WIDTH = 18


def in_words(report: Report) -> Iterator[str]:
    """The report as a table; below it the worst confusions, and the questions that were not answered as they should."""
    total = len(report.judged)
    yield f"{'questions':<{WIDTH}} {total:6,}"
    for verdict in VERDICTS:
        count = report.counts[verdict]
        yield f"{verdict:<{WIDTH}} {count:6,}  {count / total:6.1%}"
    yield f"{'first is right':<{WIDTH}}         {report.top_1():6.1%}  of the questions the FAQ answers"
    for precision in PRECISIONS:
        label = f"right at {precision:.0%}"
        share = f"{report.right_at(precision):6.1%}"
        yield f"{label:<{WIDTH}}         {share}  of them could be, if {precision:.0%} of what is shown had to be right"
    median, slow = (report.latency(share) * MILLISECONDS for share in (0.50, 0.99))
    yield f"{'latency':<{WIDTH}} {median:.1f} ms (p50), {slow:.1f} ms (p99)"
    confusions = report.confusions()[:WORST]
    if confusions:
        yield ""
        yield "worst confusions: meant → shown"
    for meant, shown, count in confusions:
        yield f"{count:6,}  {meant} → {shown}"
    failed = list(_failed(report))
    if failed:
        yield ""
        yield "not as they should be:"
    for one in islice(failed, MOST_FAILED):
        yield f"{one.verdict:<{WIDTH}} {shorten(one.case.question, MOST_OF_ONE, placeholder=' …')}"
        yield f"{'':<{WIDTH}} wanted {_wanted(one)}; was {_shown(one)}"
    if len(failed) > MOST_FAILED:
        yield f"… and {len(failed) - MOST_FAILED:,} more, which --json lists"


def _failed(report: Report) -> Iterator[Judged]:
    return (one for one in report.judged if one.verdict not in RIGHTLY)


def _wanted(one: Judged) -> str:
    if one.case.outcome is not None and not one.case.entries:
        return one.case.outcome.value
    likely, more = sorted(one.case.entries)[:MOST_WANTED], len(one.case.entries) > MOST_WANTED
    return " or ".join([*likely, *(["…"] if more else [])]) or "no answer"


def _shown(one: Judged) -> str:
    decision = one.decision
    named = " + ".join(decision.entries or decision.suggestions)
    sure = f" ({decision.confidence:.0%})" if named else ""
    return f"{decision.outcome.value}{': ' if named else ''}{named}{sure}"


def as_json(report: Report) -> Json:
    return {
        "questions": len(report.judged),
        "counts": {verdict: report.counts[verdict] for verdict in VERDICTS},
        "top_1": report.top_1(),
        "right_at_95": report.right_at(0.95),
        "right_at_90": report.right_at(0.90),
        "latency_ms": {
            "p50": report.latency(0.50) * MILLISECONDS,
            "p99": report.latency(0.99) * MILLISECONDS,
        },
        "confusions": [
            {"meant": meant, "shown": shown, "count": count} for meant, shown, count in report.confusions()[:WORST]
        ],
        "failed": [
            {
                "q": one.case.question,
                "verdict": one.verdict,
                "wanted": sorted(one.case.entries),
                "outcome": one.decision.outcome.value,
                "shown": list(one.decision.entries),
                "suggested": list(one.decision.suggestions),
                "confidence": round(one.decision.confidence, 3),
            }
            for one in _failed(report)
        ],
    }
