"""The records as the desk holds them: maybe none, what the host lets be kept, and what time it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import RecordsError
from bot.records.model import Keep

if TYPE_CHECKING:  # the terminal keeps no records, and does not wait for SQLAlchemy to be loaded
    from bot.records.store import Records


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Archive:
    """`keep` and `keep_days` are the host's, for servers that have not chosen and for direct messages."""

    records: "Records | None" = None
    keep: Keep = Keep.ALL
    keep_days: int = 90
    server_days: int = 30  # until what is held on a server is deleted, after the bot was removed from it
    now: Callable[[], datetime] = utc_now

    def open(self) -> "Records":
        """The records. Raises RecordsError where none are kept."""
        if self.records is None:
            raise RecordsError("nothing is recorded here")
        return self.records

    def ago(self, days: float) -> datetime:
        return self.now() - timedelta(days=days)
