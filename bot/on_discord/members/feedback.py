"""What members say of answers: helpful or not, none of these, tell the moderators.

All of it is recorded, which waits for the disk, so it is done beside the event loop.
"""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import discord

from bot.desk import Asking
from bot.errors import RecordsError
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.front import Front, Shown
from bot.on_discord.members.questions import stays_private
from bot.on_discord.presses import on_press
from bot.on_discord.showing import custom_ids
from bot.on_discord.showing.rendering import tell_button
from bot.records.model import MissKind

Interaction = discord.Interaction[Any]


async def _rate(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """An answer was found helpful or not."""
    caller, helpful = caller_of(interaction), match["helpful"] == "yes"

    def record() -> str:
        asking = _asking(interaction, caller, asker=None)
        front.desk.feedback.rate(match["question"], asking, helpful=helpful)
        return "rated_helpful" if helpful else "rated_not_helpful"

    await _say(front, interaction, caller, record, "rating an answer")


async def _tell(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The moderators are to read a question. Its words are kept for that, so only whoever wrote them can want it."""
    caller, asker = caller_of(interaction), int(match["asker"])

    def record() -> str:
        if caller.id != asker:
            return "not_yours"
        asking = _asking(interaction, caller, asker)
        known = front.desk.feedback.tell_moderators(match["question"], asking)
        return "told_moderators" if known else "not_kept"

    await _say(front, interaction, caller, record, "telling the moderators")


async def _none(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """None of the questions offered is meant. What others say of it is no news."""
    caller, question, asker = caller_of(interaction), match["question"], int(match["asker"])
    private = stays_private(front, interaction, asker)

    async def make() -> Shown:
        if question and caller.id == asker:
            await note(front, question, MissKind.NONE_OF_THESE, _asking(interaction, caller, asker))
        voice = front.answering.voice(caller)
        below = tell_button(voice, asker, question or "") if caller.on_server else ()
        return Shown(front.answering.notice(caller, "nothing", below), private=private)

    await front.respond(interaction, make, "showing nothing")


async def note(front: Front, question: str, kind: MissKind, asking: Asking) -> None:
    """Record a miss if it can be recorded."""
    try:
        await asyncio.to_thread(front.desk.feedback.missed, question, kind, asking)
    except RecordsError:  # of which the host has been told
        return


async def _say(front: Front, interaction: Interaction, caller: Caller, record: Callable[[], str], doing: str) -> None:
    """Record something and say so, by the name of the text that `record` gives."""

    async def make() -> Shown:
        try:
            said = await asyncio.to_thread(record)
        except RecordsError:
            said = "not_saved"
        return Shown(front.answering.notice(caller, said), private=True)

    await front.respond(interaction, make, doing, is_question=False)


def _asking(interaction: Interaction, caller: Caller, asker: int | None) -> Asking:
    """Whoever pressed; they can be answered later only if the question is theirs and was there for all to see."""
    message = interaction.message
    theirs = caller.id == asker and message is not None and not message.flags.ephemeral
    reference = message.reference if message else None
    said = str(reference.message_id) if theirs and reference and reference.message_id else None
    return Asking(caller.place, caller.member, said, private=not theirs)


PRESSES = (
    on_press(custom_ids.RATE_PATTERN, _rate),
    on_press(custom_ids.TELL_PATTERN, _tell),
    on_press(custom_ids.NONE_PATTERN, _none),
)
