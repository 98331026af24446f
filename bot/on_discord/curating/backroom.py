"""What is said in the moderators' channel of a server, where they have chosen one, in the language of the server."""

from collections.abc import Callable
from contextlib import suppress

import discord
from discord import ui

from bot.desk import Place
from bot.knowledge.model import Voice
from bot.on_discord.front import Front
from bot.on_discord.sending.sender import NotAllowed


async def tell(
    front: Front, client: discord.Client, server: str | None, make: Callable[[Voice], ui.LayoutView], about: int
) -> bool:
    """Say there what `make` makes; whether that was done. `about` is as in `Sender.post`."""
    settings = front.desk.servers.settings(server)
    if server is None or settings.moderators_channel is None:
        return False
    channel, guild = client.get_partial_messageable(int(settings.moderators_channel)), client.get_guild(int(server))
    language = settings.language or (str(guild.preferred_locale) if guild else None)
    voice = front.desk.faq_of(Place(server, str(channel.id))).voice_in(language)
    with suppress(NotAllowed):
        return await front.sender.post(channel, make(voice), about) is not None
    return False
