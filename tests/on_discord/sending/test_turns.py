"""Who goes on when, where more is to be done than there is time for."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from itertools import count, pairwise
from typing import Any

from bot.on_discord.sending import turns
from bot.on_discord.sending.turns import Turns

LONG = 60.0


class Queue:
    """Turns, and who had theirs so far. Each look at the clock finds it `tick` seconds on."""

    def __init__(self, most: int = 100, tick: float = 0.0) -> None:
        clock = count()
        self.turns = Turns(most, lambda: tick * next(clock))
        self.went: list[str] = []

    async def patient(self, name: str) -> None:
        if await self.turns.take():
            self.went.append(name)

    async def hurried(self, name: str, within: float = LONG) -> None:
        if await self.turns.take_within(within):
            self.went.append(name)


async def all_of(*waiting: Coroutine[Any, Any, None]) -> None:
    await asyncio.gather(*waiting)


async def test_whoever_comes_alone_goes_on_at_once() -> None:
    queue = Queue()
    waiting = queue.patient("a")
    with suppress(StopIteration):
        waiting.send(None)
    assert queue.went == ["a"]


async def test_those_who_can_wait_go_on_in_the_order_of_their_coming() -> None:
    queue = Queue()
    await all_of(*(queue.patient(name) for name in "abcd"))
    assert queue.went == ["a", "b", "c", "d"]


async def test_as_long_as_nobody_waits_for_long_whoever_came_first_goes_first() -> None:
    queue = Queue(tick=turns.LONG / 100)
    await all_of(queue.hurried("x"), queue.patient("a"), queue.hurried("y"), queue.hurried("z"), queue.patient("b"))
    assert queue.went == ["x", "a", "y", "z", "b"]


async def test_once_somebody_does_those_who_cannot_wait_go_first_and_the_latest_of_them_before_the_others() -> None:
    queue = Queue(tick=turns.LONG)
    await all_of(*(queue.patient(name) for name in "abc"), *(queue.hurried(name) for name in "xyz"))
    assert queue.went == ["a", "z", "y", "x", "b", "c"]


async def test_one_goes_on_in_each_round_of_the_event_loop() -> None:
    queue = Queue()
    waiting = [asyncio.create_task(queue.hurried(name)) for name in "abc"]
    went = []
    for _ in range(8):
        await asyncio.sleep(0)
        went.append(len(queue.went))
    assert all(later - earlier <= 1 for earlier, later in pairwise(went))
    await asyncio.gather(*waiting)
    assert len(queue.went) == 3


async def test_whose_time_is_up_is_sent_away_and_nobody_waits_for_them() -> None:
    queue = Queue()
    await all_of(queue.patient("a"), queue.hurried("late", within=0), queue.patient("b"))
    assert queue.went == ["a", "b"]


async def test_whoever_waits_behind_others_without_end_is_sent_away_when_their_time_is_up() -> None:
    queue, over = Queue(tick=turns.LONG), asyncio.Event()

    async def crowd() -> None:
        while not over.is_set():
            await queue.hurried("crowd")

    async def one() -> None:
        await queue.hurried("one", within=0.02)
        over.set()

    await all_of(queue.hurried("first"), one(), crowd())
    assert set(queue.went) == {"first", "crowd"}


async def test_of_too_many_who_can_wait_those_who_have_waited_longest_are_sent_away() -> None:
    queue = Queue(most=3)
    await all_of(*(queue.patient(name) for name in "abcdef"))
    assert queue.went == ["a", "d", "e", "f"]
    await queue.patient("g")
    assert queue.went[-1] == "g"


async def test_who_goes_away_while_waiting_holds_up_nobody() -> None:
    queue = Queue()
    waiting = [asyncio.create_task(queue.hurried(name)) for name in "abc"]
    await asyncio.sleep(0)
    waiting[1].cancel()
    waiting[2].cancel()
    await queue.patient("d")
    assert queue.went == ["a", "d"]
