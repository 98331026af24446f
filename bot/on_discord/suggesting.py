"""What is offered while someone types an option of a command.

discord.py would send it by itself, outside of what `sending` does about failures; so it is sent here, and the library
finds it done.
"""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.on_discord import failures
from bot.on_discord.front import Front
from bot.on_discord.sending.telling import AlreadyTold
from bot.on_discord.showing.limits import MAX_OPTIONS

Interaction = discord.Interaction[Any]
Completes = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]
Offers = Callable[[Interaction, str], Awaitable[Sequence[tuple[str, str]]]]


def completes(front: Front, offers: Offers, doing: str) -> Completes:
    """What discord.py calls while someone types: it suggests what `offers` gives, as it is read and as it is sent."""

    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if not await front.suggests(interaction):
            raise AlreadyTold
        try:
            offered = await offers(interaction, typed)
        except Exception as error:
            failures.record(error, doing)
            offered = ()
        choices = [app_commands.Choice(name=name, value=value) for name, value in offered[:MAX_OPTIONS]]
        await front.sender.respond(lambda: interaction.response.autocomplete(choices), doing)
        if not interaction.response.is_done():
            raise AlreadyTold  # or else discord.py would send them once more
        return choices

    return complete
