"""A matcher that is there when somebody wants it, and not in memory while nobody does.

An index takes tens of megabytes, and a server with entries of its own needs one of its own. So it is built when the
first question comes, and let go when none has come for a while. To build it from that of the base takes 0.6 seconds of
the processor over the FAQ that comes with the bot (125 entries), and two or three by the clock where there is much
else to do: too long for an event loop, which asks `is_awake` first. Where it is due, somebody is going to ask soon: it
is built as soon as a thread has the time, if nobody asks before.
"""

import threading
import time
from collections.abc import Callable

from bot.engine.matcher import Matcher

Builds = Callable[[], Matcher]


class Resting:
    """One matcher, which `build` builds; it may be there already. Any thread may want it."""

    def __init__(
        self,
        build: Builds,
        built: Matcher | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        due: bool = False,
    ) -> None:
        self._build = build
        self._matcher = built
        self._clock = clock
        self._due = due
        self._wanted_at = clock()
        self._building = threading.Lock()

    @property
    def built(self) -> Matcher | None:
        """The matcher, if it is in memory."""
        return self._matcher

    @property
    def is_awake(self) -> bool:
        return self._matcher is not None

    @property
    def is_due(self) -> bool:
        """Whether it is not in memory and should be. Not where building it has failed: whoever asks is told why."""
        return self._due and self._matcher is None

    def get(self) -> Matcher:
        self._wanted_at = self._clock()
        matcher = self._matcher
        if matcher is None:
            with self._building:  # of two who want it at once, one waits for the other
                try:
                    matcher = self._matcher = self._matcher or self._build()
                finally:
                    self._due = False
        return matcher

    def rest(self, after: float) -> None:
        """Let it go if nobody has wanted it for so many seconds; whoever has it still, keeps it."""
        if self._clock() - self._wanted_at >= after:
            self._matcher, self._due = None, False
