"""Taking turns at what takes long: reading a question and finding its answer.

In each round of the event loop one question is thought about. So what was decided before is sent meanwhile, and what
has just come is heard. Whoever came first goes first, as long as nobody has waited for long: to let some overtake would
have the others wait for twice the time after every rush. Once somebody has, what cannot wait goes before what can:
commands, for which Discord waits three seconds, before messages. Of commands the latest then goes first: where more is
asked than can be answered, most are answered at once, and not all of them too late.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MOST = 1_000  # messages waiting; beyond that whoever has waited longest is sent away
LONG = 0.25  # seconds


@dataclass(frozen=True)
class _Turn:
    """The turn of one who waits since `since`."""

    since: float
    comes: asyncio.Future[bool]


class Turns:
    """Those who wait for their turn: at most `most` of those who can wait for long; those who cannot are soon gone.

    `clock` gives seconds and never goes back.
    """

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._patient: deque[_Turn] = deque()
        self._hurried: deque[_Turn] = deque()
        self._taken = False  # in this round

    async def take(self) -> bool:
        """Wait for a turn however long it takes; False if it will not come, because too many wait."""
        if self._is_free():
            return True
        mine = self._queue(self._patient)
        if len(self._patient) > self._most:
            _tell(self._patient.popleft(), False)
        return await mine.comes

    async def take_within(self, seconds: float) -> bool:
        """Wait for a turn, if need be going before all who can wait for longer; False if it has not come within so many
        seconds.
        """
        if seconds <= 0:
            return False
        if self._is_free():
            return True
        mine = self._queue(self._hurried)
        timer = asyncio.get_running_loop().call_later(seconds, _tell, mine, False)
        try:
            return await mine.comes
        finally:
            timer.cancel()

    def _is_free(self) -> bool:
        """Take this round's turn if nobody has it."""
        if self._taken:
            return False
        self._taken = True
        asyncio.get_running_loop().call_soon(self._call)
        return True

    def _queue(self, waiting: deque[_Turn]) -> _Turn:
        mine = _Turn(self._clock(), asyncio.get_running_loop().create_future())
        waiting.append(mine)
        return mine

    def _call(self) -> None:
        """Another round: the turn of the next one."""
        while self._hurried and self._hurried[0].comes.done():  # sent away when their time was up
            self._hurried.popleft()
        if not (self._hurried or self._patient):
            self._taken = False
            return
        _tell(self._next(), True)
        asyncio.get_running_loop().call_soon(self._call)

    def _next(self) -> _Turn:
        """Whose turn it is; somebody waits."""
        first = min((waiting for waiting in (self._hurried, self._patient) if waiting), key=lambda one: one[0].since)
        if self._clock() - first[0].since < LONG:
            return first.popleft()
        return self._hurried.pop() if self._hurried else self._patient.popleft()


def _tell(waiting: _Turn, turn: bool) -> None:
    if not waiting.comes.done():  # else whoever waited has gone
        waiting.comes.set_result(turn)
