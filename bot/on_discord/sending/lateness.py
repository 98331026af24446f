"""How late the bot is: for how long something that happened on Discord has waited for it.

Discord's ids hold the moment at which it happened, by Discord's clock. By ours it came later: by the delay, and by
however the clocks differ. The smallest difference of late stands for no delay at all; so it does not matter whether
this machine's clock is right, nor whether somebody sets it meanwhile.
"""

import time
from collections.abc import Callable
from math import inf

# Discord waits three seconds for the first response to a command. Whoever has waited for half of that is asked to come
# back, which takes a fraction of the work of an answer; what can no longer be in time is not begun.
PUT_OFF_AFTER = 1.5  # seconds
TOO_LATE_AFTER = 2.7

WINDOW = 300.0  # seconds for which a smallest difference holds at least: clocks drift apart


class Lateness:
    """Measures by how much longer than usual something has taken to reach us. `clock` is monotonic."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._least = inf
        self._least_before = inf
        self._since = clock()

    def of(self, happened: int) -> float:
        """Seconds, at least 0, for what Discord gave the id `happened`."""
        now = self._clock()
        difference = now - (happened >> 22) / 1000
        if now - self._since > WINDOW:
            self._least, self._least_before, self._since = inf, self._least, now
        self._least = min(self._least, difference)
        return difference - min(self._least, self._least_before)
