"""/privacy: what is kept of whoever asks, and having it deleted."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.errors import RecordsError
from bot.knowledge.model import Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.front import Front, Shown
from bot.on_discord.presses import on_press
from bot.on_discord.showing import buttons, custom_ids
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.rendering import notice_view
from bot.records.model import HeldData, Keep

Interaction = discord.Interaction[Any]


def commands(front: Front) -> Iterator[app_commands.Command[Any, ..., None]]:
    """/privacy, wherever commands can be."""
    voice = front.desk.faq.voice

    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(interaction: Interaction) -> None:
        caller = caller_of(interaction)

        async def make() -> Shown:
            held = await asyncio.to_thread(_held, front, caller)
            return Shown(_told(front, caller, held), private=True)

        await front.respond(interaction, make, "telling of privacy", is_question=False)

    yield app_commands.Command(
        name=term(voice, "name_privacy"), description=term(voice, "about_privacy"), callback=privacy
    )


def _held(front: Front, caller: Caller) -> HeldData | None:
    """How much is held on a member, or None if that cannot be seen now."""
    try:
        return front.desk.privacy.held(caller.member)
    except RecordsError:
        return None


def _told(front: Front, caller: Caller, held: HeldData | None) -> discord.ui.LayoutView:
    voice = front.answering.voice(caller)
    parts = [fill(voice.privacy, minutes=front.desk.memory_minutes)]
    if front.desk.privacy.records_anything:
        policy = front.desk.servers.policy(caller.place.server)
        words = {
            Keep.ALL: voice.privacy_all,
            Keep.UNANSWERED: voice.privacy_unanswered,
            Keep.NONE: voice.privacy_none,
        }
        parts += [fill(words[policy.keep], days=policy.days), voice.privacy_linked]
        if held is not None:
            counts = {"feedback": held.feedback, "questions": held.questions, "replies": held.replies}
            parts += [fill(voice.privacy_held, **counts), *_staying(voice, held)]
    else:
        parts.append(voice.privacy_nothing)
    delete = buttons.button(voice.delete_mine, custom_ids.FORGET)
    delete.style = discord.ButtonStyle.danger
    return notice_view("\n\n".join(parts), asker=caller.id, below=[delete])


def _staying(voice: Voice, held: HeldData | None) -> Iterator[str]:
    """What is told of what is not deleted, where there is any."""
    if held and held.changes:
        yield fill(voice.privacy_changes, changes=held.changes)


async def _forget(front: Front, interaction: Interaction, _: re.Match[str]) -> None:
    """Delete what is held on whoever pressed."""
    caller = caller_of(interaction)

    def forget() -> HeldData | None:
        front.desk.privacy.forget(caller.member)
        return _held(front, caller)

    async def make() -> Shown:
        try:
            left = await asyncio.to_thread(forget)
        except RecordsError:
            return Shown(front.answering.notice(caller, "not_deleted"), private=True)
        voice = front.answering.voice(caller)
        return Shown(
            notice_view("\n\n".join([voice.deleted_mine, *_staying(voice, left)]), asker=caller.id), private=True
        )

    await front.respond(interaction, make, "forgetting a member", is_question=False)


PRESSES = (on_press(custom_ids.FORGET, _forget),)
