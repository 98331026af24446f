"""Something that is to be done when the bot starts and once a day, beside everything else."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.errors import EditError, RecordsError

_log = logging.getLogger(__name__)

DAY_SECONDS = 24 * 60 * 60.0
AGAIN_SECONDS = 10 * 60.0  # where it could not be done


@contextmanager
def done_daily(job: Callable[[], None], every: float = DAY_SECONDS) -> Iterator[None]:
    """Do `job` now and every `every` seconds in a thread of its own, until the block ends."""
    over = threading.Event()

    def work() -> None:
        while True:
            try:
                job()
                pause = every
            except (RecordsError, EditError) as error:  # of the cause the host has been told
                _log.debug("put off: %s", error)
                pause = min(every, AGAIN_SECONDS)
            except Exception:  # whatever it is, it must not be the last time
                _log.exception("what is to be done daily was not done")
                pause = every
            if over.wait(pause):
                return

    thread = threading.Thread(target=work, name="daily", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
