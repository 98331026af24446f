"""Taking turns at what takes long: reading a question and finding its answer.

In each round of the event loop one question is thought about. So what was decided before is sent meanwhile, what has
just come is heard, and what cannot wait goes before what can: commands, for which Discord waits three seconds, before
messages. Of commands the latest goes first: where more is asked than can be answered, most are answered at once, and
not all of them too late. As long as the bot keeps up, nobody notices.
"""

import asyncio
from collections import deque

MOST = 1_000  # messages waiting; beyond that whoever has waited longest is sent away

Turn = asyncio.Future[bool]


class Turns:
    """Those who wait for their turn: at most `most` of those who can wait for long; those who cannot are soon gone."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._patient: deque[Turn] = deque()
        self._hurried: deque[Turn] = deque()
        self._taken = False  # in this round

    async def take(self) -> bool:
        """Wait for a turn however long it takes; False if it will not come, because too many wait."""
        if self._is_free():
            return True
        mine = self._queue(self._patient)
        if len(self._patient) > self._most:
            _tell(self._patient.popleft(), False)
        return await mine

    async def take_within(self, seconds: float) -> bool:
        """Wait for a turn before all who can wait for longer; False if it has not come within so many seconds."""
        if seconds <= 0:
            return False
        if self._is_free():
            return True
        mine = self._queue(self._hurried)
        timer = mine.get_loop().call_later(seconds, _tell, mine, False)
        try:
            return await mine
        finally:
            timer.cancel()

    def _is_free(self) -> bool:
        """Take this round's turn if nobody has it."""
        if self._taken:
            return False
        self._taken = True
        asyncio.get_running_loop().call_soon(self._call)
        return True

    def _queue(self, waiting: deque[Turn]) -> Turn:
        mine: Turn = asyncio.get_running_loop().create_future()
        waiting.append(mine)
        return mine

    def _call(self) -> None:
        """Another round: the turn of the next one."""
        while self._hurried and self._hurried[0].done():  # sent away when their time was up
            self._hurried.popleft()
        if self._hurried:
            _tell(self._hurried.pop(), True)
        elif self._patient:
            _tell(self._patient.popleft(), True)
        else:
            self._taken = False
            return
        asyncio.get_running_loop().call_soon(self._call)


def _tell(waiting: Turn, turn: bool) -> None:
    if not waiting.done():  # else whoever waited has gone
        waiting.set_result(turn)
