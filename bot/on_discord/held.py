"""Values held in memory, each for whoever it is, on the server it is for."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from bot.on_discord.callers import Caller

T = TypeVar("T")

MOST = 500
KEY_BYTES = 6


class Held(Generic[T]):
    """Values by their keys; the `most` that were kept last. Nobody gets what somebody else, or another server, has."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[tuple[str, int, str | None], T] = OrderedDict()

    def keep(self, caller: Caller, value: T, key: str = "") -> str:
        """Hold `value`, in place of what `key` leads to; the key by which it is found."""
        key = key or secrets.token_hex(KEY_BYTES)
        place = self._place(caller, key)
        self._values[place] = value
        with suppress(KeyError):  # another thread has just forgotten the server
            self._values.move_to_end(place)
        while len(self._values) > self._most:
            self._values.popitem(last=False)
        return key

    def get(self, caller: Caller, key: str) -> T | None:
        return self._values.get(self._place(caller, key))

    def take(self, caller: Caller, key: str) -> T | None:
        """As `get`, and it is held no more: of two presses one gets it."""
        return self._values.pop(self._place(caller, key), None)

    def revise(self, change: Callable[[T], T | None]) -> None:
        """Hold what `change` makes of each value, in its place; nothing where that is None."""
        for place, value in list(self._values.items()):
            changed = change(value)
            if changed is None:
                self._values.pop(place, None)
            elif changed is not value and self._values.get(place) is value:
                self._values[place] = changed

    def forget_server(self, server: str) -> None:
        for place in [one for one in list(self._values) if one[2] == server]:
            self._values.pop(place, None)

    def _place(self, caller: Caller, key: str) -> tuple[str, int, str | None]:
        return key, caller.id, caller.place.server
