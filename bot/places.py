"""Where faults are, as whoever typed the name of the folder would find them."""

from dataclasses import replace
from pathlib import Path

from bot.errors import Fault


def in_folder(folder: Path, fault: Fault) -> Fault:
    """The same fault with the path of its file; what is wrong with no single file is wrong with the folder."""
    return replace(fault, file=str(folder / fault.file if fault.file.endswith((".yaml", ".yml")) else folder))
