"""Weights fitted on an FAQ's own phrasings."""
# ruff: noqa: S311 -- nothing is secret here

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from benchmarks.calls import WORTH, of_messages
from benchmarks.fit import as_json, main
from benchmarks.halves import of_doubles
from benchmarks.lessons import Lessons
from benchmarks.logit import fitted
from benchmarks.sets import NamedFaq, load
from benchmarks.training import SILENCE, Example, Teacher
from benchmarks.trust import trusting
from benchmarks.turns import FEW, of_conversations, of_trust, thinned
from bot import english
from bot.engine.conversation.turn_signals import TURN_SIGNALS
from bot.engine.curation.evaluation import Case
from bot.engine.decision import Outcome
from bot.engine.index.kind_regression import NOTHING_SAID
from bot.engine.judging.confidence import Calibration, Weights
from bot.engine.judging.signals import SIGNALS
from bot.engine.judging.trust import AS_LIKELY
from bot.knowledge.model import Kind
from tests.benchmarks.folders import QUESTIONS, lines, written_set
from tests.engine.small_faqs import BONES, SAFETY, WORDS, faq_of, short, topic_of
from tests.fixtures import LIBRARY

BENCH = "scikit-learn, which brings scipy, comes with the extra `bench`"


def teacher() -> Teacher:
    return Teacher(load(LIBRARY, "library").faq, english.language(), 0.5)


def test_a_phrasing_teaches_its_entry_and_with_the_entry_left_out_silence() -> None:
    examples = teacher().of_phrasings(Random(1))
    assert any(SILENCE in example.right for example in examples)
    assert any(SILENCE not in example.right for example in examples)
    assert all(0 <= at < len(example.entry) for example in examples for at in example.right if at != SILENCE)


def test_the_same_seed_teaches_the_same() -> None:
    assert teacher().of_phrasings(Random(1), 5) == teacher().of_phrasings(Random(1), 5)


def test_a_labelled_question_teaches_its_entries_or_silence() -> None:
    inside, outside = teacher().of_questions(
        [
            Case("what is the fine for a late book", frozenset({"what-does-late-cost"})),
            Case("books about borrowing a cat"),
        ]
    )
    assert SILENCE not in inside.right
    assert SILENCE in outside.right


def test_fitted_weights_are_finite_and_bear_the_names_of_the_engines_signals() -> None:
    pytest.importorskip("scipy", reason=BENCH)
    lessons = Lessons(english.language(), samples=20)
    lessons.add(load(LIBRARY, "library"))
    calibration = lessons.calibration()
    assert calibration is not None
    for weights in (calibration.sparse, calibration.dense):
        assert weights.entry.keys() == SIGNALS.keys()
        assert all(math.isfinite(value) for value in (*weights.entry.values(), *weights.silence.values()))
    assert Calibration.parse(as_json(calibration)) == calibration


def test_an_faq_left_out_alone_leaves_nothing_to_fit_on() -> None:
    lessons = Lessons(english.language(), samples=5)
    lessons.add(load(LIBRARY, "library"))
    assert lessons.calibration(without="library") is None


def test_an_faq_with_many_phrasings_teaches_of_those_with_few_as_well() -> None:
    ways = [short(letter, f"{letter}?", *map(f"{letter} way {{}} in".format, range(60))) for letter in "abc"]
    lessons = Lessons(english.language(), samples=5)
    lessons.add(NamedFaq("many", faq_of(many=topic_of(*ways))))
    assert lessons.counts()["many"][0] >= 2 * 5
    assert lessons.calibration(without="many") is None


def example(entries: list[dict[str, float]], silence: Mapping[str, float], right: int) -> Example:
    kinds = (True,) * len(entries), (False,) * len(entries)
    worths = tuple(tuple(float(shown == meant) for meant in range(len(entries))) for shown in range(len(entries)))
    return Example(tuple(entries), silence, {right: 1.0}, *kinds, worths, NOTHING_SAID, words=5, strange=0.0)


def test_a_signal_that_tells_right_from_wrong_gets_weight_and_one_that_does_not_gets_none() -> None:
    pytest.importorskip("scipy", reason=BENCH)
    good, bad = {"tells": 1.0, "same": 1.0}, {"tells": 0.0, "same": 1.0}
    inside = [example([bad, good], {"always": 1.0}, 1)] * 3
    outside = [example([bad], {"always": 1.0}, SILENCE)] * 3
    entry, silence = fitted([inside, outside])
    assert entry["tells"] > 1
    assert silence["always"] > entry["same"]


def test_trust_is_learnt_from_questions_and_is_as_it_was_without_any() -> None:
    pytest.importorskip("scipy", reason=BENCH)
    weights = Weights({"tells": 4.0}, {"always": 0.0}, AS_LIKELY, {}, {}, {}, {}, {}, {})
    # The likeliest answer is right whenever it is put in many words, and never when in few.
    good = [replace(example([{"tells": 0.2}], {"always": 1.0}, 0), words=30)] * 9
    bad = [replace(example([{"tells": 0.2}], {"always": 1.0}, SILENCE), words=3)] * 9
    trust = trusting([*good, *bad], weights)
    assert trust.keys() == AS_LIKELY.keys()
    assert trust["words"] > 0.5
    assert trusting([], weights) == AS_LIKELY


OSTEOCLASTS, OSTEOBLASTS = "what-do-osteoclasts-do", "what-do-osteoblasts-do"
TALK = (
    Case("what do osteoclasts do", frozenset({OSTEOCLASTS}), conversation="a"),
    Case("what about osteoblasts", frozenset({OSTEOBLASTS}), conversation="a"),
    Case("what about the moon", conversation="a"),
    Case("so they build it", frozenset({OSTEOBLASTS}), conversation="a"),
    Case("what do osteoblasts do", frozenset({OSTEOBLASTS}), conversation="b"),
)


def test_a_turn_teaches_its_entries_or_silence_and_a_first_message_nothing() -> None:
    faq = faq_of(bones=BONES, words=WORDS)
    other, nothing, again = of_conversations(faq, english.language(), english.calibration(), TALK)
    assert all(signals.keys() == TURN_SIGNALS.keys() for signals in (*other.entry, *nothing.entry, *again.entry))
    assert nothing.right == {SILENCE: 1.0}
    assert [other.entry[at]["just_shown"] for at in other.right] == [0.0]
    assert [again.entry[at]["just_shown"] for at in again.right] == [1.0]  # silence leaves what was shown as it is


def test_the_trust_in_turns_learns_from_whether_the_likeliest_answer_was_right() -> None:
    other, nothing, again = of_trust(faq_of(bones=BONES, words=WORDS), english.language(), english.calibration(), TALK)
    assert [0 in choice.right for choice in (other, nothing, again)] == [True, False, True]
    assert other.entry[0]["likely"] > nothing.entry[0]["likely"]


def test_a_thinned_faq_keeps_few_phrasings_of_each_answer_and_nothing_else() -> None:
    whole = faq_of(
        bones=BONES, safety=SAFETY, many=topic_of(short("many", "Many?", *map("way {} in".format, range(60))))
    )
    few = thinned(whole)
    assert {entry.kind for entry in few.entries} == {Kind.ANSWER}
    assert len(few.entries) == sum(entry.kind is Kind.ANSWER for entry in whole.entries)
    assert len(few.by_id["many"].phrasings) == FEW


def test_the_command_writes_what_the_engine_reads(tmp_path: Path) -> None:
    pytest.importorskip("scipy", reason=BENCH)
    questions = tmp_path / "dev.jsonl"
    questions.write_text(lines(QUESTIONS), encoding="utf-8")
    sets = written_set(tmp_path / "sets", "other")
    out = tmp_path / "weights.json"
    options = ["--faq", str(LIBRARY), "--questions", str(questions), "--samples", "5", "--out", str(out)]
    done = CliRunner().invoke(main, [str(sets), *options])
    assert done.exit_code == 0, done.output
    assert Calibration.parse(out.read_text("utf-8")).sparse.entry.keys() == SIGNALS.keys()


def test_the_command_refuses_to_fit_on_nothing() -> None:
    done = CliRunner().invoke(main, ["--without", "own"])
    assert done.exit_code == 1
    assert "nothing to fit weights on" in done.output


def test_a_message_teaches_of_each_kind_of_call_whether_it_is_one_and_a_danger_nothing_of_advice() -> None:
    faq = faq_of(bones=BONES, safety=SAFETY, words=WORDS)
    cases = (
        Case("i fell and can not move", outcome=Outcome.URGENT),
        Case("should i stop my pills", outcome=Outcome.ADVICE),
        Case("what do osteoclasts do", frozenset({OSTEOCLASTS})),
        Case("should i", conversation="a"),
    )
    found = of_messages(faq, english.language(), english.calibration(), cases)
    called = {kind: [choice for choice in found[kind] if 0 in choice.right] for kind in WORTH}
    assert {kind: len(calls) for kind, calls in called.items()} == WORTH  # of each there is one, shown so often
    assert all(choice.entry[0]["sign"] for calls in called.values() for choice in calls)
    assert len(found[Kind.URGENT]) - WORTH[Kind.URGENT] == 2
    assert len(found[Kind.ADVICE]) - WORTH[Kind.ADVICE] == 1


def test_a_division_teaches_whether_a_message_was_meant_as_two_questions() -> None:
    faq = faq_of(bones=BONES, words=WORDS)
    both = (frozenset({OSTEOCLASTS}), frozenset({OSTEOBLASTS}))
    twice = "what do osteoclasts do and what do osteoblasts do"
    cases = (
        Case(twice, both[0] | both[1], both),
        Case(twice, frozenset({OSTEOCLASTS})),
        Case(twice, both[0] | both[1]),  # one question, though either answer is right to it
        Case(twice, frozenset({OSTEOCLASTS}), conversation="a"),
        Case("what do osteoclasts do", frozenset({OSTEOCLASTS})),
    )
    found = of_doubles(faq, english.language(), english.calibration(), cases)
    meant, mistaken = found[: len(found) // 3], found[len(found) // 3 :]
    assert all(choice.right == {0: 1.0} for choice in meant)
    assert all(choice.right == {SILENCE: 1.0} for choice in mistaken)
    assert [choice.entry for choice in (*meant, *meant)] == [choice.entry for choice in mistaken] != []
    assert found[0].entry[0].keys() | {"always"} == english.calibration().dense.double.keys()
