"""Noticing within a second that somebody has changed the YAML: an editor, `git pull`, another process.

And building the indexes that a change of the base has let go of, whoever made it.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from bot.desk.library import Library

_log = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
REST_SECONDS = 0.1  # for which nothing may change before it is read: editors and git write in steps


@contextmanager
def watched(library: Library, settle: Callable[[str | None], None] = lambda _server: None) -> Iterator[None]:
    """Let `library` follow its folders until the block ends, and wake what is due, each in a thread of its own.

    `settle` is called with each server whose FAQ was changed on the disk (None for the base), once that serves.
    """
    ended = threading.Event()

    def follow() -> None:
        _look(library, settle, ended)
        library.let_rest()

    steps = [
        ("faq watch", follow, "the FAQ's folder could not be looked at"),
        ("faq waking", partial(_wake, library, ended), "the index of a server could not be built"),
    ]
    threads = [
        threading.Thread(target=_again_and_again, args=(step, ended, failing), name=name, daemon=True)
        for name, step, failing in steps
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _again_and_again(step: Callable[[], None], ended: threading.Event, failing: str) -> None:
    trouble = ""
    while not ended.wait(LOOK_SECONDS):
        try:
            step()
            trouble = ""
        except Exception as error:  # whatever it is, members get answers, and the next look may go better
            if repr(error) != trouble:  # of what goes on, the host need not be told four times a second
                _log.exception(failing)
            trouble = repr(error)


def _look(library: Library, settle: Callable[[str | None], None], ended: threading.Event) -> None:
    changed = library.changed()
    while any(library.shelf(server).moved() for server in changed) and not ended.wait(REST_SECONDS):
        pass
    for server in changed:
        if library.reread(server):
            settle(server)


def _wake(library: Library, ended: threading.Event) -> None:
    """Build what is due, one after another; the base may change meanwhile, and other matchers be due."""
    while (due := library.due()) and not ended.is_set():
        due[0].get()
