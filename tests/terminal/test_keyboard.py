"""Lines from a pipe, and lines from a person in a terminal (a real one, with readline)."""

import io
import stat
import sys
from pathlib import Path

from bot.terminal.keyboard import history_file, piped_lines
from tests.terminals import type_in_a_terminal

TYPE_UNTIL_THE_END = """
from pathlib import Path
import sys
from bot.terminal.keyboard import typed_lines
for line in typed_lines(Path(sys.argv[1])):
    print("heard", line)
"""
UP_ARROW, CTRL_C, CTRL_D = b"\x1b[A", b"\x03", b"\x04"


def type_lines(history: Path, *typed: bytes) -> tuple[int, str]:
    return type_in_a_terminal([sys.executable, "-c", TYPE_UNTIL_THE_END, str(history)], typed)


def test_piped_lines_lose_their_ends_and_survive_bytes_that_are_no_text() -> None:
    assert list(piped_lines(io.BytesIO(b"one\r\ntwo\n\xff\nlast"))) == ["one", "two", "�", "last"]


def test_history_is_kept_where_the_system_keeps_state() -> None:
    assert history_file({"XDG_STATE_HOME": "/state", "HOME": "/home/x"}) == Path("/state/faqbot/history")
    assert history_file({"HOME": "/home/x"}) == Path("/home/x/.local/state/faqbot/history")
    assert history_file({"XDG_STATE_HOME": "relative", "HOME": "/h"}) == Path("/h/.local/state/faqbot/history")


def test_typed_lines_are_remembered_for_the_next_time_and_private(tmp_path: Path) -> None:
    history = tmp_path / "state" / "faqbot" / "history"
    code, seen = type_lines(history, b"first\n", b"second\n", CTRL_D)
    assert code == 0
    assert "heard second" in seen
    assert history.read_text().split() == ["first", "second"]
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert "heard second" in type_lines(history, UP_ARROW + b"\n", CTRL_D)[1]


def test_ctrl_c_leaves_as_quietly_as_ctrl_d(tmp_path: Path) -> None:
    # The line break wakes the program up if the signal came in the instant before it began to wait for keys.
    code, seen = type_lines(tmp_path / "history", b"one\n", CTRL_C + b"\n")
    assert code == 0
    assert "Traceback" not in seen


def test_a_state_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    code, seen = type_lines(blocked / "faqbot" / "history", b"hello\n", CTRL_D)
    assert code == 0
    assert "heard hello" in seen
