"""A terminal of its own for a program, and someone who types in it and reads what becomes visible."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Mapping, Sequence

PROMPT = b"> "
PATIENCE = 20.0  # seconds for anything to appear; far more than it takes


def type_in_a_terminal(
    command: Sequence[str], typed: Sequence[bytes], environ: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run `command`, type one of `typed` at each prompt; gives the exit code and everything that was visible."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command,
        env=environ,
        pass_fds=(theirs,),
        preexec_fn=lambda: os.login_tty(theirs),  # so that Ctrl-C reaches the program as it does in a real terminal
    )
    os.close(theirs)
    try:
        seen = b""
        for keys in typed:
            seen += _read(ours, until=PROMPT)
            os.write(ours, keys)
        seen += _read(ours, until=None)
        return process.wait(timeout=PATIENCE), seen.decode()
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read(terminal: int, until: bytes | None) -> bytes:
    """What appears up to the text `until`, or up to the end of the program."""
    seen, deadline = b"", time.monotonic() + PATIENCE
    while until is None or not seen.endswith(until):
        if not select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise AssertionError(f"waited in vain; so far: {seen!r}")
        try:
            more = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not more:
            break
        seen += more
    return seen
