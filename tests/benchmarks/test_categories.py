"""What is counted of our own questions."""

from benchmarks.categories import lines
from bot.engine.curation.evaluation import Case, Judged
from bot.engine.decision import Decision, Outcome

ALARM = Decision("q", Outcome.URGENT, entries=("fall",))


def row(name: str, *judged: Judged) -> str:
    """What the table says in the row of that name."""
    (found,) = (line for line in lines({"some": judged}) if line.startswith(f"| {name} "))
    return found.split("|")[2].strip()


def test_a_call_for_help_in_a_conversation_is_no_false_alarm() -> None:
    called = Judged(Case("help", conversation="c1", outcome=Outcome.URGENT, category="conversation"), ALARM, 0.0)
    asked = Judged(Case("forever?", conversation="c1", category="conversation"), ALARM, 0.0)
    assert row("urgent: false alarms among all others", called) == "—"
    assert row("urgent: false alarms among all others", called, asked) == "100.0% of 1"
