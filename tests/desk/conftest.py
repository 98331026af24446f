"""A desk over a small FAQ with real records, at a time that stands still unless a test moves it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import composition, config
from bot.desk import Archive, Asking, FaqDesk, Place
from bot.engine.matcher import Matcher
from bot.records import writing
from bot.records.model import Keep
from bot.records.store import Records, records_at
from tests.fixtures import LIBRARY
from tests.records.samples import ALICE, HERE, NOW


@dataclass
class Clock:
    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Library:
    """The desk of a library, its records and its clock."""

    desk: FaqDesk
    records: Records
    clock: Clock
    archive: Archive

    def asks(self, question: str, *, server: str | None = HERE, member: str = ALICE, private: bool = False) -> str:
        """Ask, wait until it is recorded, and give the id of the question."""
        place = Place(server, "300")
        reply = self.desk.ask(question, place=place, member=member, message="400", private=private)
        self.settle()
        return reply.asked

    def settle(self) -> None:
        self.records.revisions.know()


def asking(member: str = ALICE, *, server: str | None = HERE, private: bool = False) -> Asking:
    return Asking(Place(server, "300"), member, "400", private)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other tests is no reason to give up."""
    monkeypatch.setattr(writing, "PATIENCE_SECONDS", 60.0)


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return composition.build_matcher(config.load(faq=LIBRARY, environ={}, folder=LIBRARY))


@pytest.fixture
def keep() -> Keep:
    """What the host keeps, unless a test says otherwise."""
    return Keep.ALL


@pytest.fixture
def library(matcher: Matcher, keep: Keep, tmp_path: Path) -> Iterator[Library]:
    clock = Clock()
    with records_at(tmp_path / "faqbot.sqlite3") as records:
        archive = Archive(records, keep, now=clock)
        yield Library(FaqDesk(matcher, archive=archive), records, clock, archive)
