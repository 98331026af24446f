"""Noticing within a second that somebody has changed the YAML: an editor, `git pull`, another process."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.desk.library import Library

_log = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
REST_SECONDS = 0.1  # for which nothing may change before it is read: editors and git write in steps


@contextmanager
def watched(library: Library, settle: Callable[[str | None], None] = lambda _server: None) -> Iterator[None]:
    """Let `library` follow its folders until the block ends, in a thread of its own.

    `settle` is called with each server whose FAQ was changed on the disk (None for the base), once that serves.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(library, settle, ended), name="faq watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _watch(library: Library, settle: Callable[[str | None], None], ended: threading.Event) -> None:
    trouble = ""
    while not ended.wait(LOOK_SECONDS):
        try:
            _look(library, settle, ended)
            library.let_rest()
            trouble = ""
        except Exception as error:  # whatever it is, members get answers, and the next look may go better
            if repr(error) != trouble:  # of what goes on, the host need not be told four times a second
                _log.exception("the FAQ's folder could not be looked at")
            trouble = repr(error)


def _look(library: Library, settle: Callable[[str | None], None], ended: threading.Event) -> None:
    changed = library.changed()
    while any(library.shelf(server).moved() for server in changed) and not ended.wait(REST_SECONDS):
        pass
    for server in changed:
        if library.reread(server):
            settle(server)
