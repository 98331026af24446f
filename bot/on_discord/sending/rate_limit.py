"""How often something may happen: the questions of one member, the answers in one channel, words that nobody asked for.

A token bucket each: it holds a minute's worth and fills up evenly, so that a short burst is fine and a steady stream
is not. Only those heard of last are remembered; a forgotten one starts afresh.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

WINDOW = 60.0  # seconds
MOST = 10_000


@dataclass(frozen=True)
class Allowance:
    """Whether it may happen now; if not, how long to wait, and whether that has yet to be told."""

    allowed: bool
    wait_seconds: int = 0
    first_refusal: bool = False


ALLOWED = Allowance(allowed=True)


@dataclass
class _Bucket:
    left: float
    filled_at: float
    told_at: float | None = None


class TokenBuckets:
    """A bucket for each of many, of which each may do so much `per_minute`; `most` are remembered."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._size = float(per_minute)
        self._clock = clock
        self._most = most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def ask(self, who: str) -> Allowance:
        """Count one more of `who`, unless it is one too many."""
        now = self._clock()
        bucket = self._bucket(who, now)
        if bucket.left >= 1:
            bucket.left -= 1
            return ALLOWED
        first = bucket.told_at is None or now - bucket.told_at >= WINDOW
        if first:
            bucket.told_at = now
        return Allowance(allowed=False, wait_seconds=self._seconds_to_one(bucket), first_refusal=first)

    def __len__(self) -> int:
        return len(self._buckets)

    def _bucket(self, who: str, now: float) -> _Bucket:
        self._forget_the_full(now)
        bucket = self._buckets.get(who)
        if bucket is None:
            bucket = self._buckets[who] = _Bucket(self._size, now)
            while len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(who)
        bucket.left = min(self._size, bucket.left + (now - bucket.filled_at) * self._size / WINDOW)
        bucket.filled_at = now
        return bucket

    def _forget_the_full(self, now: float) -> None:
        """Let go of those of whom nothing came for so long that they may do all again: they say who was there."""
        while self._buckets and now - next(iter(self._buckets.values())).filled_at >= WINDOW:
            self._buckets.popitem(last=False)

    def _seconds_to_one(self, bucket: _Bucket) -> int:
        return max(1, ceil((1 - bucket.left) * WINDOW / self._size))
