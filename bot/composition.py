"""The one place where the parts are put together: settings -> shelf -> Faq -> Matcher -> FaqDesk.

Front ends get a desk from here and build nothing themselves.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot import english
from bot.config import Settings
from bot.desk import Archive, FaqDesk
from bot.engine.judging import Thresholds
from bot.engine.matcher import Matcher
from bot.errors import ConfigError, FaqFaults
from bot.knowledge.model import Faq
from bot.knowledge.shelf import Shelf
from bot.places import in_folder


def load_faq(settings: Settings) -> Faq:
    """The whole FAQ. Raises FaqFaults, with the paths by which the folder was called, if it has any."""
    try:
        return Shelf(settings.faq).load()
    except FaqFaults as error:
        raise FaqFaults(in_folder(settings.faq, error.faults)) from None


def build_matcher(settings: Settings) -> Matcher:
    """The matcher over the whole FAQ."""
    thresholds_of(settings)  # before the FAQ is read, so that wrong settings are told at once
    return matcher_over(load_faq(settings), settings)


def matcher_over(faq: Faq, settings: Settings) -> Matcher:
    """The matcher over an FAQ that has been read already."""
    with _no_garbage_looked_for():
        return Matcher(faq, english.language(), english.calibration(), thresholds_of(settings))


@contextmanager
def _no_garbage_looked_for() -> Iterator[None]:
    """While an index is built nearly everything made is kept: looking for garbage takes a third of the time."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def thresholds_of(settings: Settings) -> Thresholds:
    """The thresholds that are set, the engine's own for the others. Raises ConfigError if they do not go together."""
    chosen = {name: value for name, value in settings.answering.model_dump().items() if value is not None}
    thresholds = Thresholds(**chosen)
    if thresholds.suggest_from > thresholds.answer_from:
        raise ConfigError(
            f"`answering.suggest_from` ({thresholds.suggest_from}) is above `answering.answer_from` "
            f"({thresholds.answer_from}), counting what is left at its default; set both"
        )
    return thresholds


def build_desk(settings: Settings, archive: Archive | None = None) -> FaqDesk:
    """The desk of a front end where people talk."""
    return desk_over(build_matcher(settings), settings, archive=archive)


@contextmanager
def open_archive(settings: Settings) -> Iterator[Archive]:
    """The records where the settings want them, until the block ends."""
    from bot.records.store import records_at  # loads SQLAlchemy, which the terminal does not need

    kept = settings.records
    with records_at(settings.database) as records:
        yield Archive(records, kept.keep, kept.keep_days, kept.server_days)


def desk_for(faq: Faq, settings: Settings) -> FaqDesk:
    """The desk over an FAQ that has been read already."""
    return desk_over(matcher_over(faq, settings), settings)


def desk_over(
    matcher: Matcher,
    settings: Settings,
    clock: Callable[[], float] = time.monotonic,
    archive: Archive | None = None,
) -> FaqDesk:
    """A desk that remembers nobody yet, and nobody for longer than the settings say."""
    return FaqDesk(matcher, clock, settings.conversation.minutes * 60, archive)


def build_batch_desks(settings: Settings) -> Callable[[], FaqDesk]:
    """Desks over one matcher for which time stands still.

    The lines of a batch carry no time, and how fast they arrive says nothing about the people who talk in them.
    """
    matcher = build_matcher(settings)
    return lambda: desk_over(matcher, settings, clock=lambda: 0.0)
