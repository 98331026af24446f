"""Many questions at once: one result a line, in order, as they come."""

import json
from collections.abc import Iterator

import pytest

from bot import composition, config
from bot.desk import FaqDesk, Place, Reply
from bot.reports import batch
from bot.reports.batch import LineError
from bot.reports.results import Json
from tests.fixtures import LIBRARY

SETTINGS = config.load(faq=LIBRARY, environ={}, folder=LIBRARY)


def results(*lines: bytes) -> list[Json]:
    return [answered.result for answered in batch.answer(lines, composition.build_batch_desks(SETTINGS))]


class ListeningDesk(FaqDesk):
    """A desk that notes who asked."""

    heard: list[tuple["ListeningDesk", str, str]] = []  # noqa: RUF012 -- shared by all desks of a test on purpose

    def ask(self, question: str, *, place: Place, member: str, after: tuple[str, ...] = ()) -> Reply:  # type: ignore[override]
        self.heard.append((self, place.channel, question))
        return super().ask(question, place=place, member=member, after=after)


def test_a_result_has_exactly_the_fields_that_scripts_rely_on() -> None:
    (result,) = results(b'{"q": "How do I join?"}')
    ranking = result.pop("ranking")
    confidence = result.pop("confidence")
    assert result == {
        "q": "How do I join?",
        "outcome": "answer",
        "too_long": False,
        "entries": ["how-do-i-join"],
        "suggestions": [],
        "follow_ups": ["when-is-it-open"],
    }
    assert isinstance(confidence, float)
    assert isinstance(ranking, list)
    assert 1 <= len(ranking) <= 5
    assert ranking[0].keys() == {"entry", "confidence"}
    assert ranking[0]["entry"] == "how-do-i-join"


def test_results_come_in_order_one_for_each_line() -> None:
    questions = ["How do I join?", "hi", "", "May I eat in the reading room?", "�", "x" * 3000]
    lines = [json.dumps({"q": question}).encode() for question in questions]
    assert [result["q"] for result in results(*lines)] == questions


def test_a_faulty_line_is_named_and_the_rest_is_answered() -> None:
    lines = [b"nonsense", b'{"q": 1}', b'["q"]', b'{"q": "hi", "conversation": 3}', b'{"q": "\xff"}', b"[" * 10_000]
    answered = list(batch.answer([*lines, b'{"q": "hi"}'], composition.build_batch_desks(SETTINGS)))
    assert [one.fault is not None for one in answered] == [True] * 6 + [False]
    assert answered[0].result == {"q": None, "error": 'line 1: this is not JSON; write {"q": "…"}'}
    assert answered[1].fault == 'line 2: there is no question; write {"q": "…"}'
    assert answered[6].result["outcome"] == "chatter"


def test_empty_lines_are_no_questions_but_count_as_lines() -> None:
    answered = list(batch.answer([b"\n", b"  \n", b"?"], composition.build_batch_desks(SETTINGS)))
    assert [one.fault for one in answered] == ['line 3: this is not JSON; write {"q": "…"}']


def test_labelled_questions_can_be_asked_as_they_are() -> None:
    assert batch.parse(b'{"q": "a", "entry": "b", "parts": [["c"]]}').question == "a"


def test_what_is_not_a_question_is_an_error() -> None:
    with pytest.raises(LineError):
        batch.parse(b"null")


def test_a_question_with_half_a_character_is_answered_and_given_back() -> None:
    """Half of an emoji, as JSON can hold it, has no UTF-8; it must break neither the engine nor the output."""
    (result,) = results(b'{"q": "join \\ud83d"}')
    assert result["q"] == "join \ud83d"


def test_lines_of_one_conversation_meet_one_desk_and_strangers_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListeningDesk, "heard", [])
    matcher = composition.build_matcher(SETTINGS)
    lines = [b'{"q": "1", "conversation": "a"}', b'{"q": "2"}', b'{"q": "3", "conversation": "b"}']
    list(batch.answer([*lines, b'{"q": "4"}', b'{"q": "5", "conversation": "a"}'], lambda: ListeningDesk(matcher)))
    (first, second, third, fourth, fifth) = ListeningDesk.heard
    assert first[:2] == (fifth[0], fifth[1])
    assert first[0] is third[0]
    assert first[1] != third[1]
    assert len({first[0], second[0], fourth[0]}) == 3


def test_answers_are_given_line_by_line_without_waiting_for_the_end() -> None:
    taken = 0

    def lines() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b'{"q": "hi"}'

    answers = batch.answer(lines(), composition.build_batch_desks(SETTINGS))
    next(answers)
    assert taken == 1
