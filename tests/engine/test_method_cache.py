"""Results of a method that are kept with its object, and go with it."""

import gc
from weakref import ref

from bot.engine.method_cache import method_cache


class Doubling:
    """Tells how often it has doubled a number, and what it was asked to."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.twice = method_cache(self._worked_out, 2)

    def _worked_out(self, number: int) -> int:
        self.done.append(number)
        return 2 * number


def test_the_last_results_are_kept() -> None:
    doubling = Doubling()
    assert [doubling.twice(number) for number in (1, 1, 2, 1)] == [2, 2, 4, 2]
    assert doubling.done == [1, 2]
    assert [doubling.twice(number) for number in (3, 2)] == [6, 4]
    assert doubling.done == [1, 2, 3, 2]


def test_each_object_has_results_of_its_own() -> None:
    one, other = Doubling(), Doubling()
    assert one.twice(1) == other.twice(1)
    assert one.done == other.done == [1]


def test_an_object_whose_results_are_kept_goes_with_who_holds_it() -> None:
    doubling = Doubling()
    doubling.twice(1)
    gone = ref(doubling)
    gc.disable()
    try:
        del doubling
        assert gone() is None
    finally:
        gc.enable()
