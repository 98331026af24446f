"""On which servers the bot is: what is recorded of one it was removed from has its days counted.

All of it is written beside the event loop. Where it cannot be written, of which the host has been told, the next start
or the next day makes up for it.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import discord

from bot.errors import EditError, RecordsError
from bot.on_discord.front import Front


async def online(front: Front, client: discord.Client) -> None:
    """The bot knows on which servers it is."""
    servers = [str(guild.id) for guild in client.guilds]

    def count() -> None:
        front.desk.servers.present(servers)
        front.desk.privacy.forget_left()

    await _record(count)


async def joined(front: Front, guild: discord.Guild) -> None:
    await _record(lambda: front.desk.servers.joined(str(guild.id)))


async def left(front: Front, guild: discord.Guild) -> None:
    await _record(lambda: front.desk.servers.left(str(guild.id)))


async def _record(write: Callable[[], None]) -> None:
    with suppress(RecordsError, EditError):
        await asyncio.to_thread(write)
