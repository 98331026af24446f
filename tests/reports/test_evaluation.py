"""The report of an evaluation, in words and for machines."""

import json
from collections import Counter

from bot.engine.curation.evaluation import Case, Judged, Report
from bot.engine.decision import Decision, Outcome, Ranked
from bot.reports.evaluation import MOST_FAILED, as_json, in_words


def judged(entries: str, shown: str, confidence: float, seconds: float) -> Judged:
    ranking = (Ranked(shown, confidence),)
    decision = Decision("q", Outcome.ANSWER, entries=(shown,), confidence=confidence, ranking=ranking)
    return Judged(Case("q", frozenset(entries)), decision, seconds)


JUDGED = (judged("a", "a", 0.9, 0.001), judged("a", "b", 0.4, 0.002), judged("b", "b", 0.8, 0.003))
REPORT = Report(JUDGED, Counter(one.verdict for one in JUDGED))


def test_the_table_has_every_number_that_is_promised() -> None:
    assert list(in_words(REPORT)) == [
        "questions               3",
        "right                   2   66.7%",
        "suggested               0    0.0%",
        "wrong suggestions       0    0.0%",
        "wrong                   1   33.3%",
        "silent                  0    0.0%",
        "correctly silent        0    0.0%",
        "first is right              66.7%  of the questions the FAQ answers",
        "right at 95%                66.7%  of them could be, if 95% of what is shown had to be right",
        "right at 90%                66.7%  of them could be, if 90% of what is shown had to be right",
        "latency            2.0 ms (p50), 3.0 ms (p99)",
        "",
        "worst confusions: meant → shown",
        "     1  a → b",
        "",
        "not as they should be:",
        "wrong              q",
        "                   wanted a; was answer: b (40%)",
    ]


def test_json_holds_the_same() -> None:
    found = as_json(REPORT)
    assert found["questions"] == 3
    assert found["counts"] == {
        "right": 2,
        "suggested": 0,
        "wrong suggestions": 0,
        "wrong": 1,
        "silent": 0,
        "correctly silent": 0,
    }
    assert found["confusions"] == [{"meant": "a", "shown": "b", "count": 1}]
    (failed,) = json.loads(json.dumps(found))["failed"]
    assert (failed["q"], failed["wanted"], failed["shown"]) == ("q", ["a"], ["b"])


def test_of_very_many_questions_the_first_are_told_and_the_rest_counted() -> None:
    many = Report((judged("a", "b", 0.4, 0.001),) * (MOST_FAILED + 2), Counter(wrong=MOST_FAILED + 2))
    assert list(in_words(many))[-1] == "… and 2 more, which --json lists"
