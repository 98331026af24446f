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
from tests.records.samples import ALICE, HERE, NOW, feedback, miss, question, reply

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


def test_what_gathers_is_written_in_its_order_where_it_is_about_the_same(tmp_path: Path) -> None:
    """Rows go to the database in heaps; what is to become of them before or after is not in those."""
    database = Database(tmp_path / "faqbot.sqlite3")
    database.start()
    records, held_up = Records(database), threading.Event()
    database.note(lambda _: held_up.wait(30))
    for message in ("400", "401", "402"):
        records.replies.note(reply(message))
        records.questions.note(question(message))
    records.replies.forget("400")
    records.replies.note(reply("401"))
    records.replies.forget("402")
    records.replies.note(reply("402"))
    held_up.set()
    database.close()
    with closing(sqlite3.connect(tmp_path / "faqbot.sqlite3")) as file:
        left = dict(file.execute("SELECT message, question FROM replies").fetchall())
        asked = {question for (question,) in file.execute("SELECT id FROM questions")}
    assert left == {"401": "q1 q1", "402": "q1"}
    assert asked == {"400", "401", "402"}


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
