"""/privacy: what is kept of whoever asks, and having it deleted."""

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.knowledge.voice import fill
from bot.on_discord import buttons, custom_ids
from bot.on_discord.callers import caller_of
from bot.on_discord.front import Front, Shown
from bot.on_discord.localising import term
from bot.on_discord.presses import on_press
from bot.on_discord.rendering import notice_view

Interaction = discord.Interaction[Any]


def commands(front: Front) -> Iterator[app_commands.Command[Any, ..., None]]:
    """/privacy, wherever commands can be."""
    voice = front.desk.faq.voice

    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(interaction: Interaction) -> None:
        await front.respond(
            interaction, lambda: Shown(_told(front, interaction), private=True), "telling of privacy", is_question=False
        )

    yield app_commands.Command(
        name=term(voice, "name_privacy"), description=term(voice, "about_privacy"), callback=privacy
    )


def _told(front: Front, interaction: Interaction) -> discord.ui.LayoutView:
    caller = caller_of(interaction)
    voice = front.answering.voice(caller)
    text = fill(voice.privacy, minutes=front.desk.memory_minutes)
    delete = buttons.button(voice.delete_mine, custom_ids.FORGET)
    delete.style = discord.ButtonStyle.danger
    return notice_view(text, asker=caller.id, below=[delete])


async def _forget(front: Front, interaction: Interaction, _: re.Match[str]) -> None:
    """Delete what is held on whoever pressed."""
    caller = caller_of(interaction)

    def make() -> Shown:
        front.desk.forget(caller.member)
        return Shown(front.answering.notice(caller, "deleted_mine"), private=True)

    await front.respond(interaction, make, "forgetting a member", is_question=False)


PRESSES = (on_press(custom_ids.FORGET, _forget),)
