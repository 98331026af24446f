"""The one way in which moderators' commands and presses are carried out: beside the event loop, and never silently.

What waits for the disk or the processor is done in a thread while Discord shows that it is being done. What cannot be
done is told in words, and what was pressed on stays as it was.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.errors import FaqBotError
from bot.knowledge.editing.fields import FieldFaults
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating.forms import Opens
from bot.on_discord.curating.previewing import faults_view, reason_of
from bot.on_discord.front import Front, Shown
from bot.on_discord.showing.text import coded

Interaction = discord.Interaction[Any]
Views = Callable[[], ui.LayoutView]  # to be called in the event loop, where alone discord.py makes views

CANNOT = FaqBotError
MOST_SAID = 1_500


async def do(
    front: Front,
    interaction: Interaction,
    make: Callable[[], Views | None],
    doing: str,
    files: Callable[[], Sequence[discord.File]] = tuple,
) -> None:
    """Show what `make` makes; in place of the message on which somebody pressed, if there is one. If it makes nothing,
    that message stays as it is.

    `files` gives what the message holds besides, anew for each try: sending a file uses it up.
    """
    instead = interaction.message is not None
    defer = interaction.response.defer
    if not await front.sender.respond(lambda: defer(ephemeral=True, thinking=not instead), doing):
        return
    try:
        made = await asyncio.to_thread(make)
        if made is None:
            return
        view, failed = made(), False
    except CANNOT as error:
        view, failed = told(front, caller_of(interaction), error), True
    except Exception as error:
        view, failed = front.broken(interaction, error, doing).view, True
    silent = discord.AllowedMentions.none()
    if failed and instead:
        await front.sender.change(lambda: interaction.followup.send(view=view, ephemeral=True), doing)
    else:
        edit = interaction.edit_original_response
        await front.sender.change(
            lambda: edit(view=view, allowed_mentions=silent, attachments=files() or discord.utils.MISSING), doing
        )


async def open_form(front: Front, interaction: Interaction, make: Callable[[], Opens], doing: str) -> None:
    """Show the form that `make` makes. It may think of what belongs into it, but not wait for anything else: a form has
    to be the first response.
    """
    try:
        opens = await front.answering.think(caller_of(interaction).place, make)
        form = opens()
    except CANNOT as error:
        notice = told(front, caller_of(interaction), error)
        await front.send(interaction, Shown(notice, private=True), doing)
    except Exception as error:
        await front.send(interaction, front.broken(interaction, error, doing), doing)
    else:
        await front.sender.respond(lambda: interaction.response.send_modal(form), doing)


def told(front: Front, caller: Caller, error: FaqBotError) -> ui.LayoutView:
    """Word of what cannot be done, and why."""
    voice = front.answering.voice(caller)
    if isinstance(error, FieldFaults):
        return faults_view(error, "", voice)
    return front.answering.notice(caller, "cannot_change", why=coded(reason_of(error, voice), MOST_SAID))
