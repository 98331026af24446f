"""The tables. What changes here needs a migration in `migrations/versions`; a test compares the two."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from bot.records.model import ExampleUse, MissKind, Resolution

metadata = MetaData(
    naming_convention={  # so that every database calls them the same
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware datetime as whole milliseconds since 1970: the same in every database, and easy to count by days."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


class Ids(TypeDecorator[tuple[str, ...]]):
    """Ids of entries, which have no spaces in them, with one between two: can be compared and counted in SQL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else " ".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002
        return None if value is None else tuple(value.split())


class FreeText(TypeDecorator[str]):
    """What people wrote, without what no database can hold: halves of characters, and characters that are none."""

    impl: type[String] = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.encode("utf-8", "replace").decode().replace("\0", "")


class Name(FreeText):
    """The same in a column of limited length."""

    impl = String
    cache_ok = True


class EnumText(TypeDecorator[StrEnum]):
    """A value of a StrEnum as its text."""

    impl = String(20)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        return None if value is None else self.kind(value)


# SQLite numbers the rows of a table by itself only if the key is called INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")

questions = Table(
    "questions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("server", String(20)),
    Column("channel", String(20)),
    Column("at", Instant, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("entries", Ids, nullable=False),
    Column("text", FreeText),
    Column("used", EnumText(ExampleUse)),
    Index(None, "server", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Number, primary_key=True),
    Column("question", String(32), nullable=False),
    Column("server", String(20)),
    Column("member", String(20)),
    Column("at", Instant, nullable=False),
    Column("helpful", Boolean, nullable=False),
    UniqueConstraint("question", "member"),
    Index(None, "server", "at"),
    Index(None, "member"),
)

misses = Table(
    "misses",
    metadata,
    Column("id", Number, primary_key=True),
    Column("question", String(32), nullable=False),
    Column("server", String(20)),
    Column("channel", String(20)),
    Column("at", Instant, nullable=False),
    Column("kind", EnumText(MissKind), nullable=False),
    Column("text", FreeText),
    Column("asker", String(20)),
    Column("message", String(20)),
    Column("verdict", EnumText(Resolution)),
    Column("later", Instant),  # not to be reviewed before
    UniqueConstraint("question", "kind"),
    Index(None, "server", "at"),
    Index(None, "asker"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("server", String(20)),
    Column("file", String(255), nullable=False),
    Column("entry", String(100)),
    Column("action", String(40), nullable=False),
    Column("author", String(20)),
    Column("author_name", Name(100), nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", FreeText),
    Column("before", Text),
    Column("after", Text),
    Column("undoes", Number, ForeignKey("revisions.id")),
    Column("together", String(40), nullable=False, server_default=""),
    Column("behind", String(100)),
    Column("gap", Number, nullable=False, server_default="0"),
    Index(None, "server", "entry"),
    Index(None, "together"),
    Index(None, "author"),
    sqlite_autoincrement=True,  # an id is never given twice, not even after the last row was deleted
)

documents = Table(
    "documents",
    metadata,
    Column("server", String(20), primary_key=True),  # "" for the base
    Column("file", String(255), primary_key=True),
    Column("text", Text, nullable=False),
)

servers = Table(
    "servers",
    metadata,
    Column("server", String(20), primary_key=True),
    Column("settings", JSON(none_as_null=True)),
    Column("left", Instant),
)

replies = Table(
    "replies",
    metadata,
    Column("message", String(20), primary_key=True),
    Column("reply", String(20), nullable=False),
    Column("server", String(20)),
    Column("channel", String(20), nullable=False),
    Column("asker", String(20), nullable=False),
    Column("question", String(32), nullable=False),
    Column("digest", String(64), nullable=False, server_default=""),
    Column("until", Instant, nullable=False),
    Index(None, "until"),
    Index(None, "asker"),
)
