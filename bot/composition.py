"""The one place where the parts are put together: settings -> shelf -> library -> FaqDesk.

Front ends and commands get a desk from here, and build none themselves.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from bot import encoders, english
from bot.config import Settings
from bot.desk import Archive, FaqDesk
from bot.desk.curating import CuratingDesk
from bot.desk.library import Library
from bot.desk.resting import Resting
from bot.desk.serving import Serving
from bot.desk.watching import watched
from bot.engine.judging.confidence import Calibration
from bot.engine.judging.judge import Thresholds
from bot.engine.matcher import Matcher
from bot.engine.reading.language import Language
from bot.errors import ConfigError, FaqFaults
from bot.garbage import no_garbage_looked_for
from bot.knowledge import builtin
from bot.knowledge.model import Faq, Voice
from bot.knowledge.reading.checking import check
from bot.knowledge.reading.reader import Reading, read_faq
from bot.knowledge.shelf import Shelf
from bot.places import in_folder


@dataclass(frozen=True)
class Base:
    """The folder of the base FAQ, and what was found there: no faults."""

    shelf: Shelf
    documents: Mapping[str, bytes]
    reading: Reading


def read_base(settings: Settings) -> Base:
    """The whole FAQ. Raises FaqFaults, with the paths by which the folder was called, if it has any, and ConfigError
    as `check_home` does.
    """
    check_home(settings)
    shelf = Shelf(settings.faq, came_along=settings.faq_came_along)
    with shelf.at_rest():
        documents = shelf.take()
    reading = read_faq(documents, builtin.voice())
    if faults := check(reading).faults:
        raise FaqFaults([in_folder(settings.faq, fault) for fault in faults])
    return Base(shelf, documents, reading)


def check_home(settings: Settings) -> None:
    """Raises ConfigError if the home server has entries of its own, which nobody could see or change."""
    home = settings.discord.home_server
    if home is not None and Shelf(own := settings.servers / home).has_documents():
        raise ConfigError(
            f"{own} holds entries that only the server {home} has, but by `discord.home_server` its moderators change "
            f"the FAQ that all share; move what is wanted of them to {settings.faq}, and the folder away"
        )


def load_faq(settings: Settings) -> Faq:
    """The FAQ of the base. Raises FaqFaults as `read_base` does."""
    return read_base(settings).reading.draft


def build_matcher(settings: Settings) -> Matcher:
    """The matcher over the base."""
    thresholds_of(settings)  # before the FAQ is read, so that wrong settings are told at once
    return matcher_over(load_faq(settings), settings)


def library_over(base: Base, settings: Settings) -> Library:
    """Every FAQ there is: the base, and the servers' own in their folders beside it."""
    library = unindexed(base, settings)
    library.matcher(None)
    return library


def unindexed(base: Base, settings: Settings) -> Library:
    """The same, for who may never ask anything: the index of the base is built when it is first wanted."""
    held = Resting(lambda: matcher_over(base.reading.draft, settings))
    return Library(base.shelf, base.documents, base.reading, held, settings.servers, settings.discord.home_server)


def build_library(settings: Settings) -> Library:
    thresholds_of(settings)
    return library_over(read_base(settings), settings)


def curating_desk(library: Library, archive: Archive) -> CuratingDesk:
    """The desk at which the FAQs of `library` are changed, with history and files in agreement."""
    curating = CuratingDesk(library, archive)
    curating.settle()
    return curating


def looking(settings: Settings) -> CuratingDesk:
    """The desk for who changes nothing: without history, so without a database, and without an index."""
    return CuratingDesk(unindexed(read_base(settings), settings), Archive())


@contextmanager
def curating(settings: Settings) -> Iterator[CuratingDesk]:
    """The desk at which an FAQ is changed, with its history where that can be had, until the block ends.

    There is no index before somebody wants to know what a change does to matching.
    """
    thresholds_of(settings)
    base = read_base(settings)
    with open_archive(settings) as archive:
        yield curating_desk(unindexed(base, settings), archive)


@contextmanager
def chatting(settings: Settings) -> Iterator[tuple[Voice, Callable[[], FaqDesk]]]:
    """The voice of the base at once; the desk from a function that waits until its index is built.

    From then on until the block ends the desk follows what is changed in the folders. It keeps no records.
    """
    thresholds_of(settings)  # wrong settings and faults of the FAQ are told before anything else
    base = read_base(settings)
    with ThreadPoolExecutor(max_workers=1) as aside, ExitStack() as until_the_end:
        library = aside.submit(library_over, base, settings)

        def desk() -> FaqDesk:
            until_the_end.enter_context(watched(library.result()))
            return desk_over(library.result(), settings)

        yield base.reading.draft.voice, desk


@contextmanager
def serving(settings: Settings, archive: Archive) -> Iterator[FaqDesk]:
    """The desk of a front end that runs: until the block ends it follows what is changed in the folders."""
    library = build_library(settings)
    curating = curating_desk(library, archive)
    with watched(library, curating.settle_one):
        yield desk_over(library, settings, archive=archive, curating=curating)


def matcher_over(faq: Faq, settings: Settings) -> Matcher:
    """The matcher over an FAQ that has been read already."""
    language, calibration = _english(settings)
    with no_garbage_looked_for():
        return Matcher(faq, language, calibration, thresholds_of(settings))


def _english(settings: Settings) -> tuple[Language, Calibration]:
    """English with the model of meaning that is set. Raises ConfigError if that cannot be used."""
    library, model = settings.meaning.library, settings.meaning.model
    if library is None or model is None:
        return english.language(), english.calibration()
    language = encoders.reading(english.language(), library, model)
    return language, english.calibration(of_sentences=language.reads_sentences)


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
    """A desk over the base, as it is now."""
    return desk_over(build_matcher(settings), settings, archive=archive)


@contextmanager
def open_archive(settings: Settings) -> Iterator[Archive]:
    """The records where the settings want them, until the block ends."""
    from bot.records.store import records_at  # loads SQLAlchemy, which the terminal does not need

    kept = settings.records
    with records_at(settings.database) as records:
        yield Archive(records, kept.keep, kept.keep_days, kept.server_days)


def desk_over(
    serving: Serving | Matcher,
    settings: Settings,
    clock: Callable[[], float] = time.monotonic,
    archive: Archive | None = None,
    curating: CuratingDesk | None = None,
) -> FaqDesk:
    """A desk that remembers nobody yet, and nobody for longer than the settings say."""
    desk = FaqDesk(serving, clock, settings.conversation.minutes * 60, archive, curating)
    if curating is not None:
        desk.privacy.on_forgetting(curating.forget)
        desk.privacy.on_erasing(lambda _: curating.forget_words())
    return desk


def build_batch_desks(settings: Settings) -> Callable[[], FaqDesk]:
    """Desks over one matcher for which time stands still.

    The lines of a batch carry no time, and how fast they arrive says nothing about the people who talk in them.
    """
    matcher = build_matcher(settings)
    return lambda: desk_over(matcher, settings, clock=lambda: 0.0)
