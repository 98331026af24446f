"""What the moderators of each server have chosen, and which servers the bot has left."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, fields, replace
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

    def change_settings(self, server: str, chosen: Mapping[str, Any]) -> ServerSettings:
        """Set the fields of `ServerSettings` that are `chosen`, and none besides; gives all as they are then."""

        def write(connection: Connection) -> ServerSettings:
            held = connection.scalar(select(servers.c.settings).where(servers.c.server == server))
            settings = replace(_settings(held or {}), **chosen)
            _put(connection, server, settings=asdict(settings))
            return settings

        return self._database.write(write)

    def joined(self, server: str) -> None:
        """The bot is on a server, again perhaps: nothing of it is to be deleted."""
        self._database.write(lambda connection: _put(connection, server, left=None))

    def left(self, server: str, at: datetime) -> None:
        """The bot was removed from a server."""
        self._database.write(lambda connection: _put(connection, server, left=at))

    def left_before(self, at: datetime) -> list[str]:
        """The servers the bot left before `at` and did not come back to."""
        query = select(servers.c.server).where(servers.c.left < at).order_by(servers.c.server)
        return list(self._database.read(lambda connection: connection.scalars(query).all()))

    def present(self, ids: Collection[str], at: datetime) -> None:
        """The bot is on these servers and on no others; what it left without noticing, it left at `at`."""

        def write(connection: Connection) -> None:
            known = set(connection.scalars(select(servers.c.server)))
            if new := [{"server": server} for server in ids if server not in known]:
                connection.execute(insert(servers), new)
            gone = set(connection.scalars(select(servers.c.server).where(servers.c.left.is_not(None))))
            _set_left(connection, gone & set(ids), None)
            _set_left(connection, known - gone - set(ids), at)

        self._database.write(write)


def _put(connection: Connection, server: str, **values: object) -> None:
    if connection.execute(update(servers).where(servers.c.server == server).values(**values)).rowcount == 0:
        connection.execute(insert(servers).values(server=server, **values))


def _set_left(connection: Connection, ids: Iterable[str], at: datetime | None) -> None:
    for server in ids:
        connection.execute(update(servers).where(servers.c.server == server).values(left=at))


def _read_settings(connection: Connection) -> dict[str, ServerSettings]:
    query = select(servers.c.server, servers.c.settings).where(servers.c.settings.is_not(None))
    return {row.server: _settings(row.settings) for row in connection.execute(query)}


_READ = {"boldness": Boldness, "digest": Digest, "keep": Keep}


def _settings(written: dict[str, Any]) -> ServerSettings:
    """The settings in a row; what a later version knows and this one does not is passed over."""
    settings = ServerSettings()
    for field in fields(ServerSettings):
        if field.name in written:
            with suppress(ValueError):
                settings = replace(settings, **{field.name: _read(field.name, written[field.name])})
    return settings


def _read(name: str, chosen: Any) -> Any:
    if isinstance(chosen, list):
        return tuple(chosen)
    return _READ[name](chosen) if name in _READ and chosen is not None else chosen
