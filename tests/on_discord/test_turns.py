"""Who goes on when, where more is to be done than there is time for."""

import asyncio

from bot.on_discord.turns import Turns


async def test_whoever_waits_goes_on_in_the_order_of_their_coming() -> None:
    turns, went = Turns(), []

    async def wait(name: str) -> None:
        assert await turns.take()
        went.append(name)

    await asyncio.gather(*(wait(name) for name in "abc"))
    assert went == ["a", "b", "c"]


async def test_what_cannot_wait_goes_before_all_but_the_first_of_those_who_can() -> None:
    turns, went = Turns(), []

    async def wait(name: str) -> None:
        assert await turns.take()
        went.append(name)

    async def hurry() -> None:
        went.append("hurried")

    waiting = [asyncio.create_task(wait(name)) for name in "abc"]
    for _ in range(3):
        await asyncio.sleep(0)
    await asyncio.gather(hurry(), *waiting)
    assert "hurried" in went[:3]


async def test_of_too_many_those_who_have_waited_longest_are_sent_away_and_all_others_have_their_turn() -> None:
    turns = Turns(most=3)
    came = await asyncio.gather(*(turns.take() for _ in range(5)))
    assert came == [False, False, True, True, True]
    assert await turns.take()


async def test_who_goes_away_while_waiting_holds_up_nobody() -> None:
    turns = Turns()
    gone = asyncio.create_task(turns.take())
    await asyncio.sleep(0)
    gone.cancel()
    assert await turns.take()
