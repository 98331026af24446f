"""Killed in the middle of writing, again and again: what was confirmed is there, and nothing is there by halves."""

import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from bot.records.model import MissKind
from bot.records.store import Records, records_at
from tests.records.samples import HERE, NOW

ROOT = Path(__file__).parents[2]
SECONDS_TO_LIVE = (0.05, 0.6, 0.21, 0.43)


def killed_while_writing(path: Path, run: str, after: float) -> list[str]:
    """What the program had confirmed when it was killed, `after` seconds from its first word."""
    command = [sys.executable, "-m", "tests.records.writing_forever", str(path), run]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        first = program.stdout.readline()
        time.sleep(after)
        program.kill()
        lines = [first, *program.stdout.readlines()]
    return [line.strip() for line in lines if line.endswith("\n")]


def recorded(records: Records) -> Counter[str]:
    return Counter(one.change.entry or "" for one in records.revisions.latest(HERE, limit=1_000_000))


def test_every_confirmed_write_outlives_kill_9_and_none_is_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "faqbot.sqlite3"
    confirmed: set[str] = set()
    for run, seconds in enumerate(SECONDS_TO_LIVE):
        confirmed.update(killed_while_writing(path, str(run), seconds))
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with records_at(path) as records:
            found = recorded(records)
            missed = {one.question for one in records.misses.open(HERE, NOW) if one.kind is MissKind.NOT_HELPFUL}
        assert len(confirmed) > run
        assert confirmed <= found.keys()
        assert confirmed <= missed
        assert set(found.values()) == {1}
        assert all(f"{name}-too" in found for name in found if not name.endswith("-too"))
