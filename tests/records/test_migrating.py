"""A database that any earlier version made becomes one of this version, with everything that was in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    Table,
    create_engine,
    insert,
    make_url,
    select,
    text,
)
from sqlalchemy.schema import CreateTable

from bot.records import migrating
from bot.records.store import records_at
from bot.records.tables import metadata
from tests.records.conftest import downgrade
from tests.records.samples import NOW, change, question

Content = dict[str, list[dict[str, object]]]

GONE = {("questions", "confidence"), ("feedback", "entries")}  # columns that some step drops


def steps() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


@contextmanager
def engine_on(path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


def example_of(column: Column[object], number: int) -> object:
    """Something to stand in `column` of the row with that number, whatever the column is for."""
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Integer | BigInteger):
        return number
    if isinstance(column.type, Float):
        return number / 2
    return f'"{column.name} {number}"'


def tables_in(connection: Connection) -> list[Table]:
    """The tables as they are, not as this version thinks they are."""
    tables = MetaData()
    tables.reflect(connection)
    return [table for table in tables.sorted_tables if table.name != "alembic_version"]


def everything(connection: Connection) -> Content:
    return {
        table.name: [dict(row._mapping) for row in connection.execute(select(table))] for table in tables_in(connection)
    }


def fill(connection: Connection) -> None:
    """Put two rows into every table."""
    for table in tables_in(connection):
        for number in (1, 2):
            values = {column.name: example_of(column, number) for column in table.columns}
            connection.execute(insert(table).values(values))


def without_what_is_new(after: Content, before: Content) -> Content:
    """The tables and columns of `after` that `before` has too."""
    return {
        name: [{column: row[column] for column in row if column in before[name][0]} for row in rows]
        for name, rows in after.items()
        if name in before
    }


def without_what_is_gone(before: Content) -> Content:
    return {
        name: [{column: row[column] for column in row if (name, column) not in GONE} for row in rows]
        for name, rows in before.items()
    }


def test_the_newest_step_is_the_one_that_is_taken_for_it() -> None:
    assert steps()[-1] == migrating.HEAD


@pytest.mark.parametrize("step", steps())
def test_from_every_step_the_tables_become_those_of_this_version_and_keep_what_they_hold(
    step: str, tmp_path: Path
) -> None:
    with engine_on(tmp_path / "old.sqlite3") as engine:
        migrating.upgrade(engine, step)
        assert migrating.version(engine) == step
        with engine.begin() as connection:
            fill(connection)
            before = everything(connection)
        migrating.upgrade(engine)
        assert migrating.version(engine) == migrating.HEAD
        with engine.connect() as connection:
            assert without_what_is_new(everything(connection), before) == without_what_is_gone(before)
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"


def test_what_an_earlier_version_recorded_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    with engine_on(path) as engine:
        migrating.upgrade(engine, "0001")
        with engine.begin() as connection:
            at = round(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp() * 1000)
            values = f"'q1', '100000000000000001', '300', {at}, 'answer', 'thinning', 0.5, 'why do bones thin?'"
            columns = "id, server, channel, at, outcome, entries, confidence, text"
            connection.execute(text(f"INSERT INTO questions ({columns}) VALUES ({values})"))  # noqa: S608 -- ours
    with records_at(path) as records:
        assert records.questions.get("q1") == question()
        records.revisions.record([change()], NOW)


def test_the_last_steps_can_be_taken_back_with_everything_else_that_was_recorded(tmp_path: Path) -> None:
    with engine_on(tmp_path / "new.sqlite3") as engine:
        migrating.upgrade(engine)
        with engine.begin() as connection:
            fill(connection)
            before = everything(connection)
        downgrade(engine, "0003")
        with engine.connect() as connection:
            after = everything(connection)
            assert [row["confidence"] for row in after["questions"]] == [0.0, 0.0]
            assert [row["entries"] for row in after["feedback"]] == ["", ""]
            assert without_what_is_gone(after) == before
        migrating.upgrade(engine)
        with engine.connect() as connection:
            assert everything(connection) == before


def test_the_tables_could_be_made_in_postgresql_too() -> None:
    """It is not used; but nothing in them is to stand in its way."""
    dialect = make_url("postgresql://").get_dialect()()
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]
    assert any("BIGSERIAL" in statement for statement in made)


def test_tables_that_are_up_to_date_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "faqbot.sqlite3"
    with records_at(path):
        pass
    before = path.read_bytes()
    with records_at(path):
        pass
    assert path.read_bytes() == before
