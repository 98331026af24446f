"""A disk on which there is room for one more file."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.journal import write


def fills_up_after_one_file(patch: pytest.MonkeyPatch) -> None:
    """From now on the shelf writes one file, and for the next there is no space."""
    written: list[str] = []

    def fills_up(folder: Path, name: str, content: bytes, check: Callable[[], None] = lambda: None) -> None:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(name)
        write(folder, name, content, check)

    patch.setattr("bot.knowledge.shelf.write", fills_up)
