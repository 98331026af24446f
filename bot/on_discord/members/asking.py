"""Whether a message is for the bot, and what it asks.

For the bot are: a direct message, a message that mentions it by name, and a reply to one of its own. Not for it are
messages of bots, webhooks and Discord itself, and calls to everyone or to a role.
"""

import re
from dataclasses import dataclass

import discord

from bot.on_discord.showing.components import marks

WRITTEN_BY_PEOPLE = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True)
class Query:
    """A message for the bot: its words without the mention, and the marks in the message of ours it replies to."""

    text: str
    replies_to_marks: tuple[int, ...] = ()


def asked(message: discord.Message, me: int) -> Query | None:
    """What `message` asks the bot, whose id is `me`; None if it is not for the bot."""
    if message.author.bot or message.webhook_id is not None or message.type not in WRITTEN_BY_PEOPLE:
        return None
    ours = _message_of_ours(message, me)
    called = isinstance(message.channel, discord.DMChannel) or any(user.id == me for user in message.mentions)
    if not called and (ours is None or not message.content):
        # A reply that does not ping reaches us without its words unless we may read every message.
        return None
    return Query(words_of(message, me), tuple(marks(ours.components)) if ours else ())


def words_of(message: discord.Message, me: int) -> str:
    """What `message` says: its own words without the mention, or those of the message that it hands on."""
    handed_on = next((one.content for one in message.message_snapshots if one.content), "")
    return without_mention(message.content or handed_on, me)


def without_mention(text: str, me: int) -> str:
    """What is left to read when the bot is not called by its name."""
    return re.sub(rf"<@!?{me}>", " ", text).strip()


def _message_of_ours(message: discord.Message, me: int) -> discord.Message | None:
    """The message of the bot that `message` replies to."""
    replied = message.reference.resolved if message.reference else None
    return replied if isinstance(replied, discord.Message) and replied.author.id == me else None
