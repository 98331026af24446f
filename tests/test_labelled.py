"""Labelled questions: what is read, and what is said about lines that are no such thing."""

import pytest

from bot.engine.curation.evaluation import Case
from bot.engine.decision import Outcome
from bot.errors import FaqFaults
from bot.labelled import read_cases

KNOWN = {"a", "b", "c"}


def read(*lines: str) -> tuple[Case, ...]:
    return read_cases("q.jsonl", "\n".join(lines).encode(), KNOWN)


def faults(*lines: str) -> list[str]:
    with pytest.raises(FaqFaults) as raised:
        read(*lines)
    return [f"{fault.line}: {fault.what}" for fault in raised.value.faults]


def test_a_question_may_have_one_right_entry_several_or_none() -> None:
    cases = read('{"q": "1", "entry": "a"}', "", '{"q": "2", "entry": ["a", "b"]}', '{"q": "3", "entry": null}')
    assert cases == (Case("1", frozenset("a")), Case("2", frozenset("ab")), Case("3"))


def test_the_entries_of_all_parts_answer_the_whole() -> None:
    (case,) = read('{"q": "1", "parts": [["a"], ["b", "c"]]}')
    assert case.parts == (frozenset("a"), frozenset("bc"))
    assert case.entries == frozenset("abc")


def test_conversation_outcome_and_category_are_kept() -> None:
    (case,) = read('{"q": "1", "entry": null, "conversation": "x", "outcome": "urgent", "category": "falls"}')
    assert (case.conversation, case.outcome, case.category) == ("x", Outcome.URGENT, "falls")


def test_every_faulty_line_is_named_at_once() -> None:
    assert faults(
        "nonsense",
        '{"q": "1", "entry": "z"}',
        '{"q": "1", "entry": 3}',
        '{"q": "1", "entry": [3]}',
        '{"q": 1, "entry": "a"}',
        '{"q": "1"}',
        '{"q": "1", "entri": "a"}',
        '{"q": "1", "entry": "a", "parts": "a"}',
        '{"q": "1", "entry": "a", "conversation": 1}',
        '{"q": "1", "entry": null, "outcome": "maybe"}',
        "[]",
        "[" * 10_000,
        '{"q": "1", "entry": "a"}',
    ) == [
        "1: this is not JSON",
        "2: the FAQ has no entry `z`",
        "3: `entry` is not a list",
        "4: `entry` holds something that is not an id",
        "5: `q` is not a text",
        "6: the question is not labelled",
        "7: `entri` is not a part of a labelled question",
        "8: `parts` is not a list",
        "9: `conversation` is not a text",
        "10: `maybe` is not an outcome",
        "11: this is not a labelled question",
        "12: this is not JSON",
    ]


def test_a_file_without_questions_is_a_fault() -> None:
    assert faults("", "  ") == ["1: there are no questions here"]
