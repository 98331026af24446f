"""A house for each test, and one process in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.curating.shelves import House, Open, furnish


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path)


@pytest.fixture
def here(house: House) -> Iterator[Open]:
    with house.opened() as opened:
        yield opened
