"""What is held in memory for a while, and not a moment longer than somebody looks."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Fading(Generic[K, V]):
    """Values by their keys, each for `seconds` on the scale of `clock`, and no more than the latest `most`.

    Any thread may ask, and whatever is past its time goes with the next call of anything.
    """

    def __init__(self, seconds: float, most: int, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._held: OrderedDict[K, tuple[V, float]] = OrderedDict()  # with the time since when, the latest last
        self._turn = threading.Lock()

    def get(self, key: K) -> V | None:
        with self._turn:
            self._fade(self._clock())
            held = self._held.get(key)
            return held[0] if held else None

    def put(self, key: K, value: V) -> None:
        """Hold `value` from now on, in place of what `key` led to."""
        with self._turn:
            self._put(key, value)

    def swap(self, key: K, before: V | None, value: V) -> bool:
        """As `put`, if `before` is what `key` leads to (None: to nothing); whether it was."""
        with self._turn:
            self._fade(self._clock())
            held = self._held.get(key)
            is_as_before = (held[0] if held else None) is before
            if is_as_before:
                self._put(key, value)
            return is_as_before

    def keys(self, is_meant: Callable[[K, V], bool]) -> list[K]:
        """The keys of what is meant."""
        with self._turn:
            self._fade(self._clock())
            return [key for key, (value, _) in self._held.items() if is_meant(key, value)]

    def revise(self, change: Callable[[V], V]) -> None:
        """Hold what `change` makes of each value, in its place and for no longer."""
        with self._turn:
            self._fade(self._clock())
            for key, (value, since) in list(self._held.items()):
                self._held[key] = change(value), since

    def forget(self, is_meant: Callable[[K, V], bool]) -> None:
        for key in self.keys(is_meant):
            with self._turn:
                self._held.pop(key, None)

    def _put(self, key: K, value: V) -> None:
        now = self._clock()
        self._held[key] = value, now
        self._held.move_to_end(key)
        self._fade(now)

    def _fade(self, now: float) -> None:
        long_ago = now - self._seconds
        while self._held and (len(self._held) > self._most or next(iter(self._held.values()))[1] < long_ago):
            self._held.popitem(last=False)
