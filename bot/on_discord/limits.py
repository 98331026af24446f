"""How often one member may ask.

A token bucket a member: it holds a minute's worth of questions and fills up evenly, so that a short burst is fine
and a steady stream is not. Only the members heard of last are remembered; a forgotten one starts afresh.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

WINDOW = 60.0  # seconds
PEOPLE = 10_000


@dataclass(frozen=True)
class Verdict:
    """Whether a member may ask now; if not, how long to wait, and whether they have yet to be told."""

    allowed: bool
    wait_seconds: int = 0
    first_refusal: bool = False


@dataclass
class _Bucket:
    questions: float
    filled_at: float
    told_at: float | None = None


class MemberLimit:
    """Counts the questions of each member against `per_minute`."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic, people: int = PEOPLE) -> None:
        self._size = float(per_minute)
        self._clock = clock
        self._people = people
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def ask(self, member: str) -> Verdict:
        """Count one question of `member`, unless it is one too many."""
        now = self._clock()
        bucket = self._bucket(member, now)
        if bucket.questions >= 1:
            bucket.questions -= 1
            return Verdict(allowed=True)
        first = bucket.told_at is None or now - bucket.told_at >= WINDOW
        if first:
            bucket.told_at = now
        return Verdict(allowed=False, wait_seconds=self._seconds_to_one(bucket), first_refusal=first)

    def __len__(self) -> int:
        return len(self._buckets)

    def _bucket(self, member: str, now: float) -> _Bucket:
        bucket = self._buckets.setdefault(member, _Bucket(self._size, now))
        self._buckets.move_to_end(member)
        while len(self._buckets) > self._people:
            self._buckets.popitem(last=False)
        bucket.questions = min(self._size, bucket.questions + (now - bucket.filled_at) * self._size / WINDOW)
        bucket.filled_at = now
        return bucket

    def _seconds_to_one(self, bucket: _Bucket) -> int:
        return max(1, ceil((1 - bucket.questions) * WINDOW / self._size))
