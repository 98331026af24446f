"""Where faults are, as whoever typed the name of the folder would find them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bot.errors import Fault


def in_folder(folder: Path, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The same faults with the path of each file; what is wrong with no single file is wrong with the folder."""
    return tuple(replace(fault, file=_path(folder, fault.file)) for fault in faults)


def _path(folder: Path, file: str) -> str:
    return str(folder / file if file.endswith((".yaml", ".yml")) else folder)
