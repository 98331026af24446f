"""A database that is damaged, locked, full or from the future: told once, in the way of nobody, never half-written."""

import logging
import resource
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from bot.errors import RecordsError
from bot.records import writing
from bot.records.database import Database
from bot.records.model import DocumentSnapshot
from bot.records.store import Records, records_at
from tests.records.conftest import downgrade
from tests.records.samples import HERE, NOW, change, miss, question


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "faqbot.sqlite3"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While inside, another program writes to the file and does not come to an end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full_at(size: int) -> Iterator[None]:
    """While inside, no file can grow beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the host was told that needs mending."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def settle(records: Records) -> None:
    records.revisions.know()


def save_something(records: Records) -> None:
    records.revisions.record([change(after="x" * 5000)], NOW, DocumentSnapshot(HERE, "bones.yaml", "x" * 5000))


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be looked at " * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_file_is_told_once_refuses_everything_and_is_left_as_it_is(
    content: bytes, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody may want to rescue what is in it."""
    path.write_bytes(content)
    with records_at(path) as records:
        records.questions.note(question())
        records.misses.note(miss())
        for _ in range(3):
            with pytest.raises(RecordsError, match=r"saved|opened"):
                save_something(records)
            with pytest.raises(RecordsError, match="opened"):
                records.questions.get("q1")
    assert len(told(caplog)) == 1
    assert str(path) in told(caplog)[0]
    assert "put a backup in its place" in told(caplog)[0]
    assert path.read_bytes() == content


def test_a_file_that_is_damaged_while_the_bot_runs_ends_nothing(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with records_at(path) as records:
        save_something(records)
    with records_at(path) as records:
        with path.open("r+b") as file:
            file.write(b"\0" * path.stat().st_size)
        records.questions.note(question())
        for _ in range(3):
            with pytest.raises(RecordsError):
                save_something(records)
        with pytest.raises(RecordsError):
            records.questions.get("q1")
    assert len(told(caplog)) == 1


def test_what_is_noted_while_the_file_is_locked_is_written_afterwards(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with records_at(path) as records:
        with locked(path):
            for number in range(20):
                records.questions.note(question(f"q{number}"))
            for _ in range(2):
                with pytest.raises(RecordsError, match="locked"):
                    save_something(records)
            assert records.questions.get("q1") is None  # reading goes on meanwhile
        settle(records)
        assert all(records.questions.get(f"q{number}") == question(f"q{number}") for number in range(20))
        assert records.revisions.latest(HERE) == []  # what was refused did not happen after all
        save_something(records)
        assert len(records.revisions.latest(HERE)) == 1
    assert len(told(caplog)) == 1
    assert "close the program that keeps it locked" in told(caplog)[0]


def test_a_file_that_is_locked_when_the_bot_starts_is_used_as_soon_as_it_is_free(path: Path) -> None:
    with records_at(path) as records:
        save_something(records)
    engine = create_engine(f"sqlite:///{path}")
    downgrade(engine, "0003")
    engine.dispose()
    with ExitStack() as stack:
        lock = stack.enter_context(ExitStack())
        lock.enter_context(locked(path))
        records = stack.enter_context(records_at(path))
        records.questions.note(question())
        with pytest.raises(RecordsError):
            records.revisions.latest(HERE)
        lock.close()
        save_something(records)
        assert len(records.revisions.latest(HERE)) == 2
        assert records.questions.get("q1") == question()


def test_no_more_is_kept_waiting_than_there_is_room_for(
    path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_NOTES", 10)
    caplog.set_level(logging.INFO)
    with records_at(path) as records:
        with locked(path):
            for number in range(15):
                records.questions.note(question(f"q{number}"))
            with pytest.raises(RecordsError):
                save_something(records)
        settle(records)
        assert [number for number in range(15) if records.questions.get(f"q{number}")] == list(range(10))
    assert "5 record(s) were lost meanwhile" in caplog.text


def test_a_full_disk_keeps_what_is_there_and_writes_nothing_by_halves(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with records_at(path) as records:
        save_something(records)
        saved = records.revisions.latest(HERE)
        with full_at(path.stat().st_size):
            records.questions.note(question())
            while True:  # the log beside the file has some room left
                before = records.revisions.latest(HERE)
                try:
                    save_something(records)
                except RecordsError:
                    break
            assert records.revisions.latest(HERE) == before
            with pytest.raises(RecordsError):
                save_something(records)
        save_something(records)
        assert records.questions.get("q1") == question()
        assert records.revisions.latest(HERE)[-1:] == saved
        assert len(records.revisions.latest(HERE)) == len(before) + 1
    assert len(told(caplog)) == 1
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_of_a_later_version_is_told_and_left_as_it_is(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with records_at(path) as records:
        save_something(records)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with records_at(path) as records, pytest.raises(RecordsError, match="another version"):
        records.revisions.latest(HERE)
    assert len(told(caplog)) == 1
    assert "another version" in told(caplog)[0]
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    with records_at(tmp_path / "data" / "faqbot.sqlite3") as records, pytest.raises(RecordsError):
        save_something(records)
    assert len(told(caplog)) == 1
    assert "see to it that its folder can be written to" in told(caplog)[0]
    assert "Errno" not in caplog.text


def test_a_record_that_cannot_be_written_takes_no_other_with_it(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with records_at(path) as records:
        with locked(path):  # so that they are all written at once
            for name in ("a", "b", "a", "c"):
                records.questions.note(question(name, text="a secret of mine"))
        settle(records)
        assert all(records.questions.get(name) for name in "abc")
    assert len(told(caplog)) == 1
    assert "secret" not in caplog.text


def test_what_was_written_before_the_trouble_began_is_neither_written_again_nor_counted_as_lost(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A note that cannot be written has each of its batch written alone, and one of those meets a disk that refuses."""
    caplog.set_level(logging.INFO)
    database, held_up, tried = Database(path), threading.Event(), []
    database.start()
    records = Records(database)

    def refused_once(connection: Connection) -> None:
        tried.append(connection)
        if len(tried) == 1:
            connection.exec_driver_sql("SELECT * FROM nowhere")

    database.note(lambda _: held_up.wait(30))
    for name in ("a", "b", "a"):
        records.questions.note(question(name))
    database.note(refused_once)
    held_up.set()
    with suppress(RecordsError):  # whoever waits when the disk refuses is told so
        settle(records)
    settle(records)
    assert [bool(records.questions.get(name)) for name in "ab"] == [True, True]
    database.close()
    assert caplog.text.count("a record cannot be written") == 1
    assert "1 record(s) were lost meanwhile" in caplog.text


def test_what_was_refused_because_of_too_much_to_do_is_not_done_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PATIENCE_SECONDS", 0.05)
    database, held_up = Database(path), threading.Event()
    database.start()
    try:
        records = Records(database)
        database.note(lambda _: held_up.wait(30))
        with pytest.raises(RecordsError, match="too busy"):
            save_something(records)
        held_up.set()
        monkeypatch.setattr(writing, "PATIENCE_SECONDS", 60.0)
        settle(records)
        assert records.revisions.latest(HERE) == []
    finally:
        held_up.set()
        database.close()


def test_what_was_refused_is_not_counted_as_lost_when_another_record_of_its_batch_cannot_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(writing, "PATIENCE_SECONDS", 0.05)
    database, held_up, holding = Database(path), threading.Event(), threading.Event()

    def hold_up(_: Connection) -> None:
        holding.set()
        held_up.wait(30)

    database.start()
    try:
        records = Records(database)
        database.note(hold_up)
        assert holding.wait(30)  # what comes now shares a batch with what comes after it
        with pytest.raises(RecordsError, match="too busy"):
            save_something(records)
        for _ in range(2):
            records.questions.note(question("a"))
        held_up.set()
    finally:
        held_up.set()
        database.close()
    assert caplog.text.count("a record cannot be written") == 1
    assert "1 record(s) were lost" in caplog.text
    assert "unexpected state" not in caplog.text


def test_an_error_in_the_middle_of_a_change_takes_all_of_it_back(path: Path) -> None:
    impossible = change(entry=None, after=None)
    object.__setattr__(impossible, "file", None)
    with records_at(path) as records:
        with pytest.raises(RecordsError):
            records.revisions.record([change(), impossible], NOW, DocumentSnapshot(HERE, "bones.yaml", "after"))
        assert records.revisions.latest(HERE) == []
        assert records.revisions.documents(HERE) == {}


def test_records_that_are_closed_refuse_what_is_to_be_saved(path: Path) -> None:
    with records_at(path) as records:
        records.questions.note(question())
    with pytest.raises(RecordsError, match="closed"):
        save_something(records)
    with records_at(path) as records:
        assert records.questions.get("q1") == question()  # what was noted before was still written
