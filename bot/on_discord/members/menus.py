"""Commands in the menu of a message, which Discord shows there under "Apps"."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from bot.on_discord.front import Front
from bot.on_discord.showing.localising import term

Interaction = discord.Interaction[Any]
Uses = Callable[[Front, Interaction, discord.Message], Awaitable[None]]


def menu_of_messages(front: Front, name: str, uses: Uses) -> app_commands.ContextMenu:
    """A command for everyone on every message, on servers and for single users; it is called by the text `name`."""

    async def use(interaction: Interaction, message: discord.Message) -> None:
        await uses(front, interaction, message)

    return app_commands.ContextMenu(
        name=term(front.desk.faq.voice, name),
        callback=use,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
    )
