"""Labelled sets as they are read from folders."""

from pathlib import Path

import pytest

from benchmarks.sets import own_sets, sets_in
from bot.engine.curation.evaluation import Case
from bot.engine.decision import Outcome
from bot.errors import FaqFaults, UsageError
from tests.benchmarks.folders import QUESTIONS, lines, written_set
from tests.fixtures import LIBRARY


def test_each_folder_with_an_faq_and_questions_is_a_set(tmp_path: Path) -> None:
    written_set(written_set(tmp_path, "a"), "b")
    (tmp_path / "notes").mkdir()
    first, second = sets_in(tmp_path)
    assert (first.name, second.name) == ("a", "b")
    assert first.cases[0] == Case(QUESTIONS[0][0], frozenset({"what-does-late-cost"}))
    assert not first.cases[-1].entries
    assert not first.own


def test_a_folder_without_sets_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no labelled sets"):
        sets_in(tmp_path)


def test_faults_of_a_set_are_told_with_its_path(tmp_path: Path) -> None:
    written_set(tmp_path, questions=[("what", "no-such-entry")])
    with pytest.raises(FaqFaults, match=r"library/questions\.jsonl:1: the FAQ has no entry"):
        sets_in(tmp_path)


def test_each_file_of_our_own_questions_is_a_set_and_says_whether_it_was_tuned_on(tmp_path: Path) -> None:
    for name in ("dev-one", "fresh"):
        (tmp_path / f"{name}.jsonl").write_text(lines(QUESTIONS), encoding="utf-8")
    sets = own_sets(LIBRARY, tmp_path)
    assert [(one.name, one.own, one.tuned_on) for one in sets] == [
        ("own/dev-one", True, True),
        ("own/fresh", True, False),
    ]
    assert sets[0].knowledge is sets[1].knowledge


def test_only_single_questions_are_put_to_every_system(tmp_path: Path) -> None:
    more = (
        '{"q": "both", "parts": [["what-does-late-cost"], ["when-is-it-open"]]}\n'
        '{"q": "and then?", "entry": null, "conversation": "c"}\n'
        '{"q": "help", "entry": null, "outcome": "urgent"}\n'
    )
    (tmp_path / "fresh.jsonl").write_text(lines(QUESTIONS) + more, encoding="utf-8")
    (one,) = own_sets(LIBRARY, tmp_path)
    assert [case.question for case in one.single] == [question for question, _ in QUESTIONS]
    assert one.cases[-1].outcome is Outcome.URGENT


def test_a_quick_look_takes_questions_from_the_whole_set(tmp_path: Path) -> None:
    (one,) = sets_in(written_set(tmp_path))
    assert [case.question for case in one.first(2).cases] == [QUESTIONS[0][0], QUESTIONS[2][0]]
