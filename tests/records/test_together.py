"""What waits to be written at the same time goes to the disk together, and each caller learns of their own."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.records import writing
from bot.records.database import Database
from bot.records.store import Records, records_at
from tests.records.samples import ALICE, HERE, NOW, feedback, miss, question

CALLERS = 8


def test_whoever_waits_for_a_write_does_not_wait_until_notes_have_gathered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "GATHER_SECONDS", 60.0)
    monkeypatch.setattr(writing, "PATIENCE_SECONDS", 10.0)
    with records_at(tmp_path / "faqbot.sqlite3") as records:
        for number in range(CALLERS):
            records.questions.note(question(f"q{number}"))
            records.misses.add(miss(f"q{number}"))
        assert len(records.misses.open(HERE, NOW)) == CALLERS
        assert records.questions.get(f"q{CALLERS - 1}") is not None  # noted before, so written before


def test_of_many_who_save_something_at_once_one_who_fails_takes_no_other_with_them(tmp_path: Path) -> None:
    database = Database(tmp_path / "faqbot.sqlite3")
    database.start()
    records, held_up, ready = Records(database), threading.Event(), threading.Barrier(CALLERS + 1)

    def refuse(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM feedback")
        raise ValueError("this one thought better of it")

    def save(number: int) -> None:
        ready.wait()
        if number == CALLERS // 2:
            database.write(refuse)
        else:
            records.feedback.give(feedback(f"q{number}", ALICE), miss(f"q{number}"))

    with ThreadPoolExecutor(CALLERS) as callers:
        database.note(lambda _: held_up.wait(30))
        begun = [callers.submit(save, number) for number in range(CALLERS)]
        ready.wait()
        held_up.set()
    database.close()
    assert [number for number, one in enumerate(begun) if one.exception()] == [CALLERS // 2]
    with closing(sqlite3.connect(tmp_path / "faqbot.sqlite3")) as file:
        saved = {question for (question,) in file.execute("SELECT question FROM feedback")}
    assert saved == {f"q{number}" for number in range(CALLERS)} - {f"q{CALLERS // 2}"}
