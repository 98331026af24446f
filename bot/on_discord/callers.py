"""Who is before the bot, and where: all that an answer may hang on besides the words."""

from dataclasses import dataclass
from typing import Any

import discord

from bot.desk import Place

Interaction = discord.Interaction[Any]


@dataclass(frozen=True)
class Caller:
    """A member in a place, and the language they are spoken to in (Discord's name for it, such as "de").

    `message` is the message they wrote, if it was one. `before_all` what they are told is read by the whole server.
    `server_locale` is the language of that server on Discord.
    """

    id: int
    place: Place
    locale: str | None = None
    message: str | None = None
    before_all: bool = False
    server_locale: str | None = None

    @property
    def member(self) -> str:
        """The member as the desk knows them."""
        return str(self.id)

    @property
    def on_server(self) -> bool:
        """Whether this is on a server the bot was added to, which has moderators who look after it."""
        return self.place.server is not None


def caller_of(interaction: Interaction) -> Caller:
    """Whoever ran a command or pressed something, in the language of their own Discord."""
    server = str(interaction.guild_id) if interaction.guild_id and interaction.is_guild_integration() else None
    place = Place(server, str(interaction.channel_id))
    spoken = str(interaction.guild_locale) if interaction.guild_locale else None
    return Caller(interaction.user.id, place, str(interaction.locale), server_locale=spoken)


def author_of(message: discord.Message) -> Caller:
    """Whoever wrote `message`; what they are told is read by the whole server, so in its language."""
    place, locale = in_channel(message.channel.id, message.guild)
    return Caller(message.author.id, place, locale, str(message.id), before_all=message.guild is not None)


def opener_of(thread: discord.Thread) -> Caller:
    """Whoever opened `thread`."""
    return Caller(thread.owner_id, *in_channel(thread.id, thread.guild), before_all=True)


def in_channel(channel: int, guild: discord.Guild | None) -> tuple[Place, str | None]:
    """A channel as a place, and the language spoken there."""
    if guild is None:
        return Place(None, str(channel)), None
    return Place(str(guild.id), str(channel)), str(guild.preferred_locale)
