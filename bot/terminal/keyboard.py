"""The lines a person types: edited and remembered in a terminal, taken as they come from a pipe.

What was typed before is kept in the user's state folder, readable by nobody else. Where that cannot be written,
there is simply no history.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, TextIO

PROMPT = "> "
HISTORY_LINES = 1000


def lines_from(stdin: TextIO, stdout: TextIO) -> Iterator[str]:
    """Each line typed, until the end of input; a prompt is shown only where a person sits at both ends."""
    if stdin.isatty() and stdout.isatty():
        return typed_lines(history_file(os.environ))
    return piped_lines(stdin.buffer)


def piped_lines(stream: BinaryIO) -> Iterator[str]:
    """Lines of whatever bytes arrive; what is not UTF-8 is replaced, as a chat does not stop over it."""
    for line in stream:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def typed_lines(history: Path) -> Iterator[str]:
    """Lines edited with readline. Both Ctrl-D and Ctrl-C end them."""
    _load(history)
    try:
        while True:
            yield input(PROMPT)
    except (EOFError, KeyboardInterrupt):
        print()  # the shell's prompt belongs on a line of its own
    finally:
        _save(history)


def history_file(environ: Mapping[str, str]) -> Path:
    """Where the history is kept, by the XDG rules."""
    state = environ.get("XDG_STATE_HOME", "")
    folder = Path(state) if state.startswith("/") else Path(environ.get("HOME") or "~").expanduser() / ".local/state"
    return folder / "faqbot" / "history"


def _load(history: Path) -> None:
    with contextlib.suppress(ImportError, OSError):
        import readline

        readline.set_history_length(HISTORY_LINES)
        readline.read_history_file(history)


def _save(history: Path) -> None:
    with contextlib.suppress(ImportError, OSError):
        import readline

        history.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        history.touch(mode=0o600)  # private from the first byte on
        history.chmod(0o600)
        readline.write_history_file(history)
