""" "Teach the FAQ from this", in the menu of a message: what somebody answered a member becomes a new entry, a draft.

The answer is the message; the question is the one it replies to, if that is still there. A message that replies to
nothing is a question itself, to which the moderator writes the answer. What the bot is shown of both comes with the
command.
"""

from typing import Any

import discord
from discord import app_commands

from bot.on_discord.bench import Work
from bot.on_discord.callers import caller_of
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import open_form
from bot.on_discord.curating.filling import MAX_ANSWER, MAX_QUESTION, form_of, phrasing_of
from bot.on_discord.front import Front
from bot.on_discord.members.asking import without_mention
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.text import shorten

Interaction = discord.Interaction[Any]


def menu(front: Front) -> app_commands.ContextMenu:
    """The entry in the menu of a message."""

    async def teach(interaction: Interaction, message: discord.Message) -> None:
        if await admits(front, interaction, "teaching from a message"):
            typed = _typed(message, interaction.application_id)
            work = Work(typed=typed, tests=tuple(filter(None, [typed.get("also")])))
            await open_form(
                front, interaction, lambda: form_of(front, caller_of(interaction), work), "teaching from a message"
            )

    made = app_commands.ContextMenu(
        name=term(front.desk.faq.voice, "menu_teach"),
        callback=teach,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    )
    made.default_permissions = discord.Permissions(manage_guild=True)
    return made


def _typed(message: discord.Message, me: int) -> dict[str, str]:
    replied_to = message.reference.resolved if message.reference else None
    said = without_mention(message.content, me)
    if message.type is not discord.MessageType.reply:
        return _asked(said)
    asked = _asked(without_mention(replied_to.content, me)) if isinstance(replied_to, discord.Message) else {}
    return {**asked, "answer": shorten(said, MAX_ANSWER)}


def _asked(words: str) -> dict[str, str]:
    """What a member asked, as the question of an entry; it stays a way of asking however that is put then."""
    asked = phrasing_of(words)
    return {"question": shorten(asked, MAX_QUESTION), "also": asked}
