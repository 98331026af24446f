"""Between the values of `model` and rows: where both call a thing the same, neither has to be spelt out."""

from collections.abc import Iterable
from dataclasses import Field, fields
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar

from sqlalchemy import ColumnElement, Row, Table, TextClause, bindparam, text
from sqlalchemy.dialects import sqlite


class _Value(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


T = TypeVar("T", bound=_Value)


def columns(kind: type[_Value], table: Table) -> list[ColumnElement[Any]]:
    """The columns of `table` that make a value of `kind`."""
    return [table.c[name] for name in _names(kind)]


def value(kind: type[T], row: Row[Any]) -> T:
    """The value in a row that has at least the columns of `kind`."""
    return kind(**{name: row._mapping[name] for name in _names(kind)})


def values(kind: type[T], rows: Iterable[Row[Any]]) -> list[T]:
    return [value(kind, row) for row in rows]


def row(one: _Value, *without: str) -> dict[str, Any]:
    """The row for a value, less the columns that the database fills."""
    return {name: getattr(one, name) for name in _names(type(one)) if name not in without}


def written_out(statement: sqlite.Insert, kind: type[_Value], *without: str) -> TextClause:
    """`statement`, which takes the rows that `row` gives for values of `kind`, as SQL.

    SQLAlchemy keeps no statement that says what is done about conflicts, and would write it anew for every row.
    """
    names = [name for name in _names(kind) if name not in without]
    sql = str(statement.compile(dialect=sqlite.dialect(paramstyle="named"), column_keys=names))
    return text(sql).bindparams(*(bindparam(name, type_=statement.table.c[name].type) for name in names))


@cache
def _names(kind: type[_Value]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
