"""Where the desk thinks: in the event loop, or beside it where that takes long.

The matcher by itself answers in a millisecond or two, and a thread would only cost time. A large model, or an index
that has to be built first, would have everyone wait for one question, and the heartbeat with them.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Thinks(Protocol):
    """Waits for what a call gives. What is shown is made of it in the event loop, which discord.py's views need."""

    async def __call__(self, call: Callable[[], T], /) -> T: ...


async def at_once(call: Callable[[], T], /) -> T:
    return call()


async def aside(call: Callable[[], T], /) -> T:
    return await asyncio.to_thread(call)
