"""When the interpreter looks for garbage, and when not."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage_looked_for() -> Iterator[None]:
    """While an index is built nearly everything made is kept: looking for garbage takes a third of the time.

    What is there at the end is not looked at again. It is freed all the same once nobody holds it, as nothing in an
    index holds itself.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
