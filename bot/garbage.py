"""When Python looks for cycles among objects that nobody holds any more: next to nothing the bot makes is in one."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made beyond those that have gone, after which Python looks for cycles among them. Nearly all that a question
# makes goes by itself once it is answered; with Python's own 700 a busy bot spends a twentieth of its time looking.
LOOK_FOR_CYCLES_AFTER = 10_000


def look_for_cycles_rarely() -> None:
    """From now on in this process: what serves questions calls it when it starts."""
    gc.set_threshold(LOOK_FOR_CYCLES_AFTER, *gc.get_threshold()[1:])


@contextmanager
def no_garbage_looked_for() -> Iterator[None]:
    """While an index is built nearly everything made is kept: looking for garbage takes a third of the time.

    What is there at the end is not looked at again. It is freed all the same once nobody holds it, as nothing in an
    index holds itself.
    """
    looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if looked_for:
            gc.enable()
