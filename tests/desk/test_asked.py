"""What is recorded of a question, and what is not."""

import pytest

from bot.desk import FaqDesk, Place
from bot.engine.matcher import Matcher
from bot.records.model import Keep, Miss, MissKind
from tests.desk.conftest import Library, asking
from tests.records.samples import ALICE, HERE, NOW

KNOWN = "when is the library open"
UNKNOWN = "any telescopes?"


def misses(library: Library) -> list[Miss]:
    return library.records.misses.open(HERE, NOW)


def test_a_question_is_recorded_with_its_outcome_but_without_who_asked(library: Library) -> None:
    recorded = library.records.questions.get(library.asks(KNOWN))
    assert recorded
    assert (recorded.server, recorded.channel, recorded.at) == (HERE, "300", NOW)
    assert (recorded.outcome, recorded.entries, recorded.text) == ("answer", ("when-is-it-open",), KNOWN)
    assert ALICE not in repr(recorded)


def test_a_question_without_an_answer_is_a_miss_whose_asker_can_be_told_later(library: Library) -> None:
    asked = library.asks(UNKNOWN)
    (miss,) = misses(library)
    assert (miss.question, miss.kind, miss.text) == (asked, MissKind.NO_ANSWER, UNKNOWN)
    assert (miss.asker, miss.channel, miss.message) == (ALICE, "300", "400")


def test_nobody_is_remembered_for_a_question_asked_in_private(library: Library) -> None:
    library.asks(UNKNOWN, private=True)
    (miss,) = misses(library)
    assert (miss.text, miss.asker, miss.message) == (UNKNOWN, None, None)


def test_the_words_of_whoever_may_be_in_danger_are_never_kept(library: Library) -> None:
    recorded = library.records.questions.get(library.asks("I see smoke in the reading room!"))
    assert recorded
    assert (recorded.outcome, recorded.text) == ("urgent", None)


def test_small_talk_is_not_recorded(library: Library) -> None:
    assert library.asks("hello there") == ""


def test_a_chosen_entry_is_counted_without_words(library: Library) -> None:
    reply = library.desk.show("may-i-eat", place=Place(HERE, "300"), member=ALICE)
    library.settle()
    assert reply
    recorded = library.records.questions.get(reply.asked)
    assert recorded
    assert (recorded.outcome, recorded.entries, recorded.text) == ("answer", ("may-i-eat",), None)


@pytest.mark.parametrize(
    ("keep", "known", "unknown"),
    [(Keep.ALL, KNOWN, UNKNOWN), (Keep.UNANSWERED, None, UNKNOWN), (Keep.NONE, None, None)],
)
def test_of_which_questions_the_words_are_kept_is_up_to_the_host(
    library: Library, known: str | None, unknown: str | None
) -> None:
    found = [library.records.questions.get(library.asks(text)) for text in (KNOWN, UNKNOWN)]
    assert [one.text for one in found if one] == [known, unknown]


def test_a_server_can_choose_otherwise(library: Library) -> None:
    library.desk.servers.change(HERE, keep=Keep.NONE)
    here, elsewhere = (library.records.questions.get(library.asks(KNOWN, server=server)) for server in (HERE, None))
    assert here
    assert elsewhere
    assert (here.text, elsewhere.text) == (None, KNOWN)


@pytest.mark.parametrize("keep", [Keep.NONE])
def test_where_no_words_are_kept_nobody_is_either(library: Library) -> None:
    asked = library.asks(UNKNOWN)
    library.desk.feedback.missed(asked, MissKind.NONE_OF_THESE, asking())
    assert library.records.people.held(ALICE).questions == 0
    assert library.records.counting.figures(HERE, NOW.date(), NOW.date()).misses == {
        MissKind.NO_ANSWER: 1,
        MissKind.NONE_OF_THESE: 1,
    }


@pytest.mark.parametrize("keep", [Keep.NONE])
def test_words_that_are_not_kept_are_gone_from_memory_after_an_hour(library: Library) -> None:
    asked = library.asks(KNOWN)
    library.clock.pass_by(minutes=59)
    assert library.desk.feedback.tell_moderators(asked, asking())
    library.clock.pass_by(minutes=2)
    assert not library.desk.feedback.tell_moderators(asked, asking())


def test_a_desk_without_records_answers_all_the_same(matcher: Matcher) -> None:
    reply = FaqDesk(matcher).ask(KNOWN, place=Place(HERE, "300"), member=ALICE)
    assert reply.decision.entries == ("when-is-it-open",)
    assert reply.asked == ""
