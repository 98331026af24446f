"""Who wants to know when something happens."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Generic, ParamSpec

P = ParamSpec("P")

_log = logging.getLogger(__name__)

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
        """Call them all. Raises, at the end, what the first that failed raised; the others are logged."""
        failed: Exception | None = None
        for listener in tuple(self._all):
            try:
                listener(*args, **kwargs)
            except Exception as error:  # the others need not wait for this one
                if failed is not None:
                    _log.exception("of those who were told of the same, another failed as well")
                failed = failed or error
        if failed is not None:
            raise failed
