"""Real records, in a file that each test has to itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from bot.records import migrating, writing
from bot.records.store import Records, records_at


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other tests is no reason to give up."""
    monkeypatch.setattr(writing, "PATIENCE_SECONDS", 60.0)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with records_at(tmp_path / "data" / "faqbot.sqlite3") as records:
        yield records


def downgrade(engine: Engine, step: str) -> None:
    """Take the tables back to those of an earlier version, with what is in them."""
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(migrating.MIGRATIONS))
        command.downgrade(config, step)
