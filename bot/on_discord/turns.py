"""Taking turns: answers that can wait, to messages, leave the way free for commands and presses, which cannot.

Whoever waits goes on one at a time, each after everything else that is ready by then has had its go. As long as the bot
keeps up, nobody notices; where more comes than it can answer, messages wait until there is room.
"""

import asyncio
from collections import deque

MOST = 1_000  # waiting; beyond that whoever has waited longest is sent away


class Turns:
    """A queue of those who wait for their turn."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._waiting: deque[asyncio.Future[bool]] = deque()
        self._calling = False

    async def take(self) -> bool:
        """Wait for a turn; False if it will not come, because too many wait."""
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[bool] = loop.create_future()
        self._waiting.append(mine)
        if len(self._waiting) > self._most:
            _tell(self._waiting.popleft(), False)
        if not self._calling:
            self._calling = True
            loop.call_soon(self._call, loop)
        return await mine

    def _call(self, loop: asyncio.AbstractEventLoop) -> None:
        """The next one's turn: it goes on in the coming round of the event loop, in which all others do as well."""
        if self._waiting:
            _tell(self._waiting.popleft(), True)
            loop.call_soon(self._call, loop)
        else:
            self._calling = False


def _tell(waiting: asyncio.Future[bool], turn: bool) -> None:
    if not waiting.done():  # else whoever waited has gone
        waiting.set_result(turn)
