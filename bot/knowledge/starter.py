"""A small FAQ for a new community to begin with."""

from pathlib import Path

from bot.errors import FaqBotError, UsageError
from bot.knowledge import builtin
from bot.knowledge.reading.schema import json_schema

CONFIG = "config.example.yaml"
SCHEMA = "faq/faq.schema.json"


def write_starter(folder: Path, config: str) -> list[Path]:
    """Write the starter FAQ and the settings template `config` into `folder`, made if need be.

    Gives the paths of the files written, in order. Raises UsageError if the folder already holds something, and
    FaqBotError if it cannot be written.
    """
    try:
        _refuse_unless_empty(folder)
        written = [
            _write(folder / name, text)
            for name, text in {**builtin.starter(), SCHEMA: json_schema(), CONFIG: config}.items()
        ]
    except OSError as error:
        raise FaqBotError(f"{folder} cannot be written ({error.strerror}); choose another folder") from error
    return sorted(written)


def _refuse_unless_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; choose a new or empty folder")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; choose a new or empty folder, so that nothing is overwritten")


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
