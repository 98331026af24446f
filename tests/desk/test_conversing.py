"""What is remembered of a conversation, however its messages come: at once, as replies, unasked."""

from collections.abc import Callable

import pytest

from bot.desk import FaqDesk, Place
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision
from bot.engine.matcher import Matcher
from tests.records.samples import ALICE, HERE

CHANNEL = Place(HERE, "300")
BOTH = ("how-do-i-join", "what-does-late-cost")


def offered(desk: FaqDesk, after: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What is offered to Alice below the opening hours: nothing that she has been told."""
    reply = desk.ask("opening hours", place=CHANNEL, member=ALICE, after=after)
    return tuple(entry.id for entry in reply.follow_ups)


def tell_how_to_join(desk: FaqDesk) -> None:
    desk.ask("How do I join?", place=CHANNEL, member=ALICE)


def eat(desk: FaqDesk) -> None:
    desk.ask("May I eat in the reading room?", place=CHANNEL, member=ALICE)


def show_eating(desk: FaqDesk) -> None:
    desk.show("may-i-eat", place=CHANNEL, member=ALICE)


def test_what_was_told_is_not_offered(matcher: Matcher) -> None:
    desk = FaqDesk(matcher)
    assert offered(desk) == BOTH
    tell_how_to_join(desk)
    assert offered(desk) == BOTH[1:]


def test_who_replies_to_an_answer_is_not_offered_what_they_were_told_elsewhere(matcher: Matcher) -> None:
    desk = FaqDesk(matcher)
    tell_how_to_join(desk)
    assert offered(desk, after=("may-i-eat",)) == BOTH[1:]


def test_an_answer_nobody_asked_for_has_nothing_forgotten_that_was_told_before(matcher: Matcher) -> None:
    desk = FaqDesk(matcher)
    tell_how_to_join(desk)
    heard = desk.overhear("May I eat in the reading room?", place=CHANNEL)
    assert heard
    desk.speak_up(heard, place=CHANNEL, member=ALICE)
    assert offered(desk) == BOTH[1:]


@pytest.mark.parametrize("slow", [tell_how_to_join, eat])
@pytest.mark.parametrize("quick", [tell_how_to_join, eat, show_eating])
def test_of_two_messages_that_are_thought_about_at_once_both_are_remembered(
    slow: Callable[[FaqDesk], None],
    quick: Callable[[FaqDesk], None],
    matcher: Matcher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, decide = FaqDesk(matcher), Matcher.decide
    meanwhile = [quick]

    def interrupted(matcher: Matcher, question: str, memory: Memory) -> tuple[Decision, Memory]:
        decided = decide(matcher, question, memory)
        if meanwhile:
            meanwhile.pop()(desk)
        return decided

    monkeypatch.setattr(Matcher, "decide", interrupted)
    slow(desk)
    assert offered(desk) == (BOTH[1:] if tell_how_to_join in (slow, quick) else BOTH)
