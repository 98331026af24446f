"""A reply of the bot taken away from its menu, by whoever asked for it or by a moderator."""

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.desk import Asking
from bot.on_discord import failures
from bot.on_discord.callers import caller_of
from bot.on_discord.front import Front
from bot.on_discord.members.feedback import note
from bot.on_discord.members.menus import menu_of_messages
from bot.on_discord.sending.sender import NotAllowed
from bot.on_discord.showing import custom_ids
from bot.on_discord.showing.components import custom_ids_of, marks
from bot.records.model import MissKind

Interaction = discord.Interaction[Any]

DOING = "removing an answer"


def commands(front: Front) -> Iterator[app_commands.ContextMenu]:
    """The entry in the menu of a message."""
    yield menu_of_messages(front, "menu_remove", _remove)


async def _remove(front: Front, interaction: Interaction, message: discord.Message) -> None:
    try:
        if not await front.sender.respond(lambda: interaction.response.defer(ephemeral=True), DOING):
            return
        notice = front.answering.notice(caller_of(interaction), await _what_becomes_of(front, interaction, message))
        await front.sender.change(lambda: interaction.edit_original_response(view=notice), DOING)
    except Exception as error:
        failures.record(error, DOING)


async def _what_becomes_of(front: Front, interaction: Interaction, message: discord.Message) -> str:
    """Remove `message` if that is right; gives the name of the text that says what became of it."""
    caller = caller_of(interaction)
    if message.author.id != interaction.application_id:
        return "not_mine"
    asked_for_it = custom_ids.member_mark(caller.id) in marks(message.components)
    if not asked_for_it and not _moderates(interaction):
        return "not_theirs"
    question = custom_ids.question_in(custom_ids_of(message.components))
    try:
        gone = await front.sender.delete(message, DOING, as_member=interaction.is_guild_integration())
    except NotAllowed:
        return "cannot_remove"
    if not gone:
        return "not_posted"
    if question:
        await note(front, question, MissKind.REMOVED, Asking(caller.place, caller.member, private=True))
    return "removed"


def _moderates(interaction: Interaction) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_messages
