"""Channels and forums in which the bot answers what it was not asked, because the moderators want that.

It speaks only when it is certain, and where people talk to each other it keeps out of it. In a thread of such a
channel, or a post of such a forum, it offers an answer once: to what the thread was opened with.

Discord keeps the words of such messages from a bot without the message content intent; the titles of threads it gives.
"""

from collections.abc import Sequence

import discord

from bot.desk.faq_desk import Overheard
from bot.on_discord.callers import Caller, author_of, opener_of
from bot.on_discord.front import Front
from bot.on_discord.members.asking import WRITTEN_BY_PEOPLE


async def overhear(front: Front, message: discord.Message) -> None:
    """Answer `message`, which is not for the bot, if it is for all in an answer channel and the answer is certain."""
    if texts := heard(front, message):
        caller = author_of(message)
        await front.reply_unasked(message, texts, lambda: answer(front, texts, caller))


def heard(front: Front, message: discord.Message) -> list[str]:
    """What `message`, which is not for the bot, may ask all in an answer channel: the first of it that has a certain
    answer is answered. Empty where the bot is not to listen.
    """
    channel = message.channel
    if not _is_for_all(message):
        return []
    if isinstance(channel, discord.Thread):
        if message.id == channel.id and _is_chosen(front, message.guild, channel.parent_id):  # opens a post of a forum
            return [channel.name, f"{channel.name}\n{message.content}", message.content]
    elif message.content and _is_chosen(front, message.guild, channel.id):
        return [message.content]
    return []


async def thread_opened(front: Front, thread: discord.Thread) -> None:
    """Answer a thread by its title. A post of a forum is answered when its first message has arrived."""
    if isinstance(thread.parent, discord.ForumChannel) or not _is_chosen(front, thread.guild, thread.parent_id):
        return
    if await front.replies.to(thread.id) is None:  # a thread on a message has its number: that may be answered already
        caller = opener_of(thread)
        await front.speak_up(thread, caller, lambda: answer(front, [thread.name], caller))


async def answer(front: Front, texts: Sequence[str], caller: Caller) -> Overheard | None:
    """The certain answer to the first of `texts` that has one."""
    for text in texts:
        if found := await front.answering.overheard(text, caller):
            return found
    return None


def _is_chosen(front: Front, guild: discord.Guild | None, channel: int) -> bool:
    return guild is not None and str(channel) in front.desk.servers.settings(str(guild.id)).answer_channels


def _is_for_all(message: discord.Message) -> bool:
    """Whether a person wrote it, to nobody in particular."""
    by_a_person = not message.author.bot and message.webhook_id is None and message.type in WRITTEN_BY_PEOPLE
    return by_a_person and message.reference is None and not message.mentions and not message.raw_role_mentions
