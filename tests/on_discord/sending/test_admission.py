"""Whether a question is answered now, and before whom."""

from bot.desk import Place
from bot.on_discord.callers import Caller
from bot.on_discord.sending.admission import HELPED_SECONDS, WORDS_APART, Admission, Course
from tests.discord_server.server import Clock

HELP = "help"


async def _is_urgent() -> bool:
    return True


async def _is_not() -> bool:
    return False


def admission(clock: Clock, per_member: int = 2, per_channel: int = 3) -> Admission:
    return Admission(per_member, per_channel, clock)


def caller(member: int, channel: str = "c") -> Caller:
    return Caller(member, Place("s", channel))


async def courses(found: Admission, *asked: tuple[int, str]) -> list[str]:
    looks = [(caller(member), _is_urgent if words == HELP else _is_not) for member, words in asked]
    return [(await found.admit(who, look, public=True)).course.name for who, look in looks]


async def test_a_member_is_asked_to_wait_once_and_then_met_with_silence() -> None:
    assert await courses(admission(Clock()), *[(1, "hm")] * 5) == ["ANSWER", "ANSWER", "WAIT", "SILENCE", "SILENCE"]


async def test_a_channel_that_has_had_its_share_leaves_answers_to_the_asker_alone() -> None:
    assert (
        await courses(admission(Clock()), (1, ""), (2, ""), (3, ""), (4, ""), (5, "")) == ["ANSWER"] * 3 + ["ALONE"] * 2
    )


async def test_what_only_the_asker_sees_takes_nothing_of_the_channels_share() -> None:
    found = admission(Clock())
    assert {(await found.admit(caller(member))).course for member in range(100)} == {Course.ANSWER}
    assert found.has_room(caller(0))


async def test_a_call_for_help_passes_both_limits() -> None:
    found = admission(Clock(), per_member=1, per_channel=1)
    assert await courses(found, (1, "hm"), (1, "hm"), (1, HELP), (2, HELP)) == ["ANSWER", "WAIT", "ANSWER", "ANSWER"]


async def test_what_is_known_to_be_a_call_for_help_is_not_looked_into() -> None:
    found = admission(Clock(), per_member=1, per_channel=1)
    assert {(await found.admit(caller(member), True, public=True)).course for member in (1, 1, 2)} == {Course.ANSWER}


async def test_the_answer_to_a_call_for_help_stands_for_the_next_of_the_same_member_for_a_while() -> None:
    clock = Clock()
    found = admission(clock, per_member=1)
    assert await courses(found, (1, "hm"), (1, HELP), (1, HELP)) == ["ANSWER", "ANSWER", "SILENCE"]
    assert (await found.admit(caller(1, "elsewhere"), _is_urgent)).course is Course.ANSWER
    assert (await found.admit(caller(1), _is_urgent, must_respond=True)).course is Course.ANSWER
    clock.advance(HELPED_SECONDS)
    assert await courses(found, (1, HELP)) == ["ANSWER"]


async def test_only_so_many_are_written_to_unasked_and_each_once_in_a_while() -> None:
    found = admission(Clock())
    assert found.may_take_aside(caller(1))
    assert not found.may_take_aside(caller(1))
    assert sum(found.may_take_aside(caller(member)) for member in range(2, 100)) == WORDS_APART - 1
