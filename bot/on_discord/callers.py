"""Who is before the bot, and where: all that an answer may hang on besides the words."""

from dataclasses import dataclass
from typing import Any

import discord

from bot.desk import Place

Interaction = discord.Interaction[Any]


@dataclass(frozen=True)
class Caller:
    """A member in a place, and the language they are spoken to in (Discord's name for it, such as "de")."""

    id: int
    place: Place
    locale: str | None = None

    @property
    def member(self) -> str:
        """The member as the desk knows them."""
        return str(self.id)


def caller_of(interaction: Interaction) -> Caller:
    """Whoever ran a command or pressed something, in the language of their own Discord."""
    server = str(interaction.guild_id) if interaction.guild_id else None
    return Caller(interaction.user.id, Place(server, str(interaction.channel_id)), str(interaction.locale))


def author_of(message: discord.Message) -> Caller:
    """Whoever wrote `message`; what they are told is read by the whole server, so in its language."""
    if message.guild is None:
        return Caller(message.author.id, Place(None, str(message.channel.id)))
    locale = str(message.guild.preferred_locale)
    return Caller(message.author.id, Place(str(message.guild.id), str(message.channel.id)), locale)
