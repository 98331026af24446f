"""What the moderators of each server have chosen, and which servers the bot has left."""

from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.records.database import Database
from bot.records.model import Boldness, Digest, Keep, ServerSettings
from bot.records.tables import servers


class Servers:
    """The servers the bot is or was on. Everything raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def settings(self) -> dict[str, ServerSettings]:
        """The settings of every server that has some."""
        return self._database.read(_read_settings)

    def tell_settings(self, take: Callable[[dict[str, ServerSettings]], None]) -> None:
        """Hand all settings to `take` as soon as the database can be used; never waits. Called from another thread."""
        self._database.note(lambda connection: take(_read_settings(connection)))

    def save_settings(self, server: str, settings: ServerSettings) -> None:
        self._put(server, settings=asdict(settings))

    def left(self, server: str, at: datetime) -> None:
        """The bot was removed from a server."""
        self._put(server, left=at)

    def joined(self, server: str) -> None:
        """The bot is on a server, again perhaps: nothing of it is to be deleted."""
        if self._database.read(lambda connection: _has_left(connection, server)):
            self._put(server, left=None)

    def _put(self, server: str, **values: object) -> None:
        def write(connection: Connection) -> None:
            mine = servers.c.server == server
            if connection.execute(update(servers).where(mine).values(**values)).rowcount == 0:
                connection.execute(insert(servers).values(server=server, **values))

        self._database.write(write)


def _read_settings(connection: Connection) -> dict[str, ServerSettings]:
    query = select(servers.c.server, servers.c.settings).where(servers.c.settings.is_not(None))
    return {row.server: _settings(row.settings) for row in connection.execute(query)}


def _has_left(connection: Connection, server: str) -> bool:
    query = select(servers.c.left).where(servers.c.server == server)
    return connection.scalar(query) is not None


_READ = {"boldness": Boldness, "digest": Digest, "keep": Keep}


def _settings(written: dict[str, Any]) -> ServerSettings:
    """The settings in a row; those that a later version knows and this one does not are passed over."""
    known = {field.name for field in fields(ServerSettings)}
    return ServerSettings(**{name: _read(name, chosen) for name, chosen in written.items() if name in known})


def _read(name: str, chosen: Any) -> Any:
    if isinstance(chosen, list):
        return tuple(chosen)
    return _READ[name](chosen) if name in _READ and chosen is not None else chosen
