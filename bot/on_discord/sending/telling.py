"""Telling the host what goes on, in the log: each trouble once, not once for every member who meets it."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable

_log = logging.getLogger(__name__)

AGAIN_AFTER = 60 * 60.0  # seconds
TROUBLES = 1_000  # remembered

# How discord.py begins what it says too often, or with a traceback, and the loggers it says it to.
RATE_LIMITED = ("We are being rate limited.", "Global rate limit has been hit.", "Webhook ID %s is rate limited.")
RECONNECTING = "Attempting a reconnect in"
COMPLETING = "Ignoring exception in autocomplete"
TALKATIVE = ("discord.app_commands.tree", "discord.http", "discord.webhook.async_", "discord.client")


class AlreadyTold(Exception):  # noqa: N818 -- no error, but what to make of one
    """What the library is stopped with where there is nothing more to do, nor to tell the host."""


class HostLog:
    """Says the same thing at most once in an hour."""

    def __init__(self, log: logging.Logger, clock: Callable[[], float] = time.monotonic) -> None:
        self._log = log
        self._clock = clock
        self._told: OrderedDict[str, float] = OrderedDict()

    def warn(self, trouble: str, text: str, *values: object) -> None:
        """Log `text` as a warning unless `trouble`, which names the matter, was told within the hour."""
        now = self._clock()
        told = self._told.get(trouble)
        if told is not None and now - told < AGAIN_AFTER:
            return
        self._log.warning(text, *values)
        self._told[trouble] = now
        self._told.move_to_end(trouble)
        while len(self._told) > TROUBLES:
            self._told.popitem(last=False)


class _InPlainWords(logging.Filter):
    """What discord.py says of limits and lost connections: once, in a line, without a traceback."""

    def __init__(self) -> None:
        super().__init__()
        self._host = HostLog(_log)

    def filter(self, record: logging.LogRecord) -> bool:
        text = str(record.msg)
        if text.startswith(RATE_LIMITED):
            self._host.warn("rate limit", "Discord asks the bot to send more slowly; what it has to say waits")
            return False
        if record.exc_info and isinstance(record.exc_info[1], AlreadyTold):
            return False
        if text.startswith(COMPLETING):
            words = "suggestions while someone types did not reach Discord in time (%s)"
            self._host.warn("completing", words, _kind(record))
            return False
        if text.startswith(RECONNECTING):
            record.msg = "lost the connection to Discord (%s); trying again in %.1f s"
            record.args = (_kind(record), *_args(record))
            record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
        return True


def quieten_library() -> None:
    """Make discord.py's log say what a host can do something with."""
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        if not any(isinstance(one, _InPlainWords) for one in logger.filters):
            logger.addFilter(_InPlainWords())


def _kind(record: logging.LogRecord) -> str:
    """The kind of error a record is about."""
    return record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "no reason given"


def _args(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else ()
