"""What `faqbot evaluate` says: how well the FAQ answered labelled questions."""

from collections.abc import Iterator

from bot.engine.evaluation import Report
from bot.results import Json

# The verdicts of an evaluation, in the order in which they are told; all are shown, also where there are none.
VERDICTS = ("right", "suggested", "wrong suggestions", "wrong", "silent", "correctly silent")
PRECISIONS = (0.95, 0.90)
WORST = 10
MILLISECONDS = 1000
WIDTH = 18


def in_words(report: Report) -> Iterator[str]:
    """The report as a table, the worst confusions last."""
    total = len(report.judged)
    yield f"{'questions':<{WIDTH}} {total:6,}"
    for verdict in VERDICTS:
        count = report.counts[verdict]
        yield f"{verdict:<{WIDTH}} {count:6,}  {count / total:6.1%}"
    yield f"{'first is right':<{WIDTH}}         {report.top_1():6.1%}  of the questions the FAQ answers"
    for precision in PRECISIONS:
        label = f"right at {precision:.0%}"
        yield f"{label:<{WIDTH}}         {report.right_at(precision):6.1%}  with {precision:.0%} of what is shown right"
    median, slow = (report.latency(share) * MILLISECONDS for share in (0.50, 0.99))
    yield f"{'latency':<{WIDTH}} {median:.1f} ms (p50), {slow:.1f} ms (p99)"
    confusions = report.confusions()[:WORST]
    if confusions:
        yield ""
        yield "worst confusions: meant → shown"
    for meant, shown, count in confusions:
        yield f"{count:6,}  {meant} → {shown}"


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
    }
