"""Who wants to know when something happens."""

from collections.abc import Callable
from functools import partial
from typing import Generic, ParamSpec

P = ParamSpec("P")

Unsubscribe = Callable[[], None]


class Listeners(Generic[P]):
    """Functions that are called with whatever is told, in the order in which they came, until they are unsubscribed.

    Any thread may tell, come or go.
    """

    def __init__(self) -> None:
        self._all: list[Callable[P, object]] = []

    def add(self, listener: Callable[P, object]) -> Unsubscribe:
        """Call `listener` from now on, until what is given here is called, which is to be done once."""
        self._all.append(listener)
        return partial(self._all.remove, listener)

    def tell(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for listener in tuple(self._all):
            listener(*args, **kwargs)
