"""The last results of a method, kept for one object.

`lru_cache(self.method)` as an attribute of `self` is a circle of references. An index in one outlives its last use
until garbage is next looked for, and for good if it was built before `gc.freeze`; without circles its tens of
megabytes are given back at once.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar
from weakref import WeakMethod

P = ParamSpec("P")
T = TypeVar("T")


def method_cache(method: Callable[P, T], most: int) -> Callable[..., T]:
    """`method`, bound to an object that keeps what is returned here, with its `most` last results kept."""
    weak = WeakMethod(method)

    @lru_cache(most)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        found = weak()
        assert found is not None, "called by the object itself, which is there as long as its method runs"
        return found(*args, **kwargs)

    return kept
