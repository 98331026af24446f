"""Real records, in a file that each test has to itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.records.store import Records, records_at


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with records_at(tmp_path / "data" / "faqbot.sqlite3") as records:
        yield records
