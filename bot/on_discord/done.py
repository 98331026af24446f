"""What was done already, so that what is asked for twice is done once."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST = 500


class Once:
    """Knows the latest `most` things that were done."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._done: OrderedDict[int, None] = OrderedDict()

    def first(self, key: int) -> bool:
        """Whether this is the first time for `key`; from now on it is not."""
        if key in self._done:
            return False
        self._done[key] = None
        while len(self._done) > self._most:
            self._done.popitem(last=False)
        return True

    def undo(self, key: int) -> None:
        """It was not done after all."""
        self._done.pop(key, None)


class Lately:
    """Knows what was done within the last `seconds`, as far as it is among the latest `most` things."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._seconds = seconds
        self._clock = clock
        self._most = most
        self._done_at: OrderedDict[Hashable, float] = OrderedDict()

    def again(self, what: Hashable) -> bool:
        """Whether `what` was done a moment ago; now it is done in any case."""
        now, before = self._clock(), self._done_at.get(what)
        self._done_at[what] = now
        self._done_at.move_to_end(what)
        while len(self._done_at) > self._most:
            self._done_at.popitem(last=False)
        return before is not None and now - before < self._seconds
