"""Answering those who asked what could not be answered then: where they asked, once, and when a moderator wants it."""

import asyncio
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import discord

from bot.errors import RecordsError
from bot.knowledge.model import Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.callers import Caller, caller_of, in_channel
from bot.on_discord.curating import ids
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import told
from bot.on_discord.front import Front
from bot.on_discord.sending.sender import NotAllowed
from bot.on_discord.showing.rendering import notice_view
from bot.records.model import Waiting

Interaction = discord.Interaction[Any]

DOING = "answering those who asked"
MOST_CHANNELS = 20  # that are named


async def answer(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The button below a question that was taught."""
    if not await admits(front, interaction, DOING):
        return
    caller = caller_of(interaction)
    work = front.bench.works.get(caller, match["key"])
    if not await front.sender.respond(lambda: interaction.response.defer(ephemeral=True, thinking=True), DOING):
        return
    try:
        waiting = work.waiting if work else await asyncio.to_thread(_alike, front, caller, match["misses"])
        told_of = await _answer_all(front, interaction, caller.place.server, waiting)
        view = notice_view(_report(told_of, front.answering.voice(caller)), asker=caller.id)
    except RecordsError as error:
        view = told(front, caller, error)
    except Exception as error:
        view = front.broken(interaction, error, DOING).view
    await front.sender.change(lambda: interaction.edit_original_response(view=view), DOING)


def _alike(front: Front, caller: Caller, told: str | None) -> Collection[int]:
    """Those who asked what the button tells, or the same. Raises RecordsError."""
    return front.desk.review.taught_alike(caller.place.server, ids.misses_in(told))


@dataclass
class Answered:
    """What became of those who waited: whether the answer was sent, of each to whom it could be; and the channels of
    the others, in which the bot may not write, by the ids of those members.
    """

    sent: list[bool] = field(default_factory=list)
    unreached: dict[str, str] = field(default_factory=dict)


async def _answer_all(front: Front, interaction: Interaction, server: str | None, misses: Collection[int]) -> Answered:
    """Answer one after another, each recorded before: a bot that is killed leaves at most one without an answer.
    Whoever cannot be reached for want of a permission waits on.
    """
    review, answered = front.desk.review, Answered()
    while one := await asyncio.to_thread(review.take_waiting, server, misses, tuple(answered.unreached)):
        try:
            answered.sent.append(await _answered(front, interaction, one))
        except NotAllowed:
            await asyncio.to_thread(review.put_back, server, one)
            answered.unreached[one.asker] = one.channel
    return answered


def _report(answered: Answered, voice: Voice) -> str:
    """What the moderator is told of it."""
    lines = [fill(voice.answered_askers, count=sum(answered.sent))] if answered.sent else []
    if answered.unreached:
        found = [f"<#{channel}>" for channel in dict.fromkeys(answered.unreached.values())]
        channels = ", ".join([*found[:MOST_CHANNELS], *(["…"] if len(found) > MOST_CHANNELS else [])])
        lines.append(fill(voice.askers_unreached, count=len(answered.unreached), channels=channels))
    return "\n".join(lines) or voice.nobody_waits


async def _answered(front: Front, interaction: Interaction, one: Waiting) -> bool:
    """Reply to a question with what is answered to it now, if anything is; whether that was sent. Raises NotAllowed."""
    guild = interaction.guild
    if guild is None or not one.text:
        return False
    view = await front.answering.at_last(one.text, _asker(one, guild))
    if view is None:
        return False
    # Not looked for among those that the bot knows: threads that have fallen asleep are not among them.
    channel = interaction.client.get_partial_messageable(int(one.channel), guild_id=guild.id)
    to = None
    if one.message:
        to = discord.MessageReference(message_id=int(one.message), channel_id=channel.id, fail_if_not_exists=False)
    return await front.sender.post(channel, view, crc32(one.question.encode()), to) is not None


def _asker(one: Waiting, guild: discord.Guild) -> Caller:
    place, locale = in_channel(int(one.channel), guild)
    return Caller(int(one.asker), place, locale, before_all=True)
