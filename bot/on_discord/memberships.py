"""On which servers the bot is, told to the desk, which deletes what is held on a server some time after it is left."""

import asyncio
import logging
from collections.abc import Callable

import discord

from bot.errors import RecordsError
from bot.on_discord.front import Front

_log = logging.getLogger(__name__)


async def present(front: Front, guilds: list[discord.Guild]) -> None:
    """The bot is on these servers. It may have been added and removed while it was not running."""
    await _tell(front, lambda: front.desk.servers.present({str(guild.id) for guild in guilds}))


async def joined(front: Front, guild: discord.Guild) -> None:
    _log.info("added to a server, %d", guild.id)
    await _tell(front, lambda: front.desk.servers.joined(str(guild.id)))


async def left(front: Front, guild: discord.Guild) -> None:
    """The bot was removed from a server, or the server is no more."""
    _log.info("removed from a server, %d", guild.id)
    await _tell(front, lambda: front.desk.servers.left(str(guild.id)))


async def _tell(front: Front, tell: Callable[[], None]) -> None:
    if not front.desk.privacy.records_anything:
        return
    try:
        await asyncio.to_thread(tell)
    except RecordsError as error:  # the next start puts it right
        _log.warning("which servers the bot is on could not be recorded: %s", error)
