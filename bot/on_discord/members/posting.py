"""A message answered from its menu: first for whoever asked for that, then for all if they may post there.

What the bot is shown of the message comes with the command, so this works without the message content intent.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

import discord
from discord import app_commands, ui

from bot.desk import Reply
from bot.on_discord import failures
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.front import Front, Shown
from bot.on_discord.members.asking import words_of
from bot.on_discord.members.menus import menu_of_messages
from bot.on_discord.presses import on_press
from bot.on_discord.sending.sender import NotAllowed
from bot.on_discord.showing import buttons, custom_ids
from bot.on_discord.showing.components import marks

Interaction = discord.Interaction[Any]

DOING = "posting an answer"


def commands(front: Front) -> Iterator[app_commands.ContextMenu]:
    """The entry in the menu of a message."""
    yield menu_of_messages(front, "menu_answer", _answer)


async def _answer(front: Front, interaction: Interaction, message: discord.Message) -> None:
    caller = caller_of(interaction)
    text = words_of(message, interaction.application_id)

    async def make() -> Shown:
        if not text:
            return Shown(front.answering.notice(caller, "no_words"), private=True)
        below = lambda reply: _post_button(front, interaction, message, reply)  # noqa: E731 -- two lines
        answered = await front.answering.question(text, caller, private=True, below=below)
        return Shown(answered.view, private=True)

    await front.respond(interaction, make, "answering a message from its menu", words=text)


def _post_button(
    front: Front, interaction: Interaction, message: discord.Message, reply: Reply
) -> Sequence[ui.Item[Any]]:
    if not reply.blocks or not _may_post(interaction):
        return ()
    label = front.answering.voice(caller_of(interaction)).post_here
    return [buttons.button(label, custom_ids.post(message.id, message.author.id))]


async def _post(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """Show the answer to everyone."""
    caller = caller_of(interaction)
    shown = marks(interaction.message.components) if interaction.message else ()
    try:
        view = await _for_all(front, caller, tuple(shown), int(match["author"]))
        if view and _may_post(interaction) and not _is_member(interaction):
            await _post_as_response(front, interaction, view)
            return
        if not await front.sender.respond(interaction.response.defer, DOING):
            return
        said = (
            await _reply(front, interaction, view, int(match["message"])) if view and _may_post(interaction) else None
        )
        notice = front.answering.notice(caller, said or ("cannot_post" if view else "entry_gone"))
        await front.sender.change(
            lambda: interaction.edit_original_response(view=notice, allowed_mentions=discord.AllowedMentions.none()),
            DOING,
        )
    except Exception as error:
        failures.record(error, DOING)


async def _for_all(front: Front, caller: Caller, shown: Sequence[int], author: int) -> ui.LayoutView | None:
    entries = front.answering.entries_of(shown, caller.place)
    return await front.answering.entries(entries, caller, author) if entries else None


async def _post_as_response(front: Front, interaction: Interaction, view: ui.LayoutView) -> None:
    """Post where the bot is no member, which it can do only in response to the press.

    A further message would carry no nonce, and so might be there twice; a first response cannot. As it is given to the
    press, the message with the button stays as it is, and can be pressed again: so what was posted is remembered, for
    as long as replies are, and no longer than the records are. A bot that is killed within the moment it takes to write
    that down may post once more.
    """
    caller, pressed_on = caller_of(interaction), interaction.message.id if interaction.message else interaction.id
    if front.posted.first(pressed_on) and not await front.replies.was_shown(pressed_on):
        if await front.sender.respond(lambda: interaction.response.send_message(view=view), DOING):
            front.replies.note_shown(caller, pressed_on, interaction.id)
        else:
            front.posted.undo(pressed_on)
    else:
        again = Shown(front.answering.notice(caller, "posted"), private=True)
        await front.send(interaction, again, DOING)


async def _reply(front: Front, interaction: Interaction, view: ui.LayoutView, target: int) -> str:
    """Reply with `view` to the message `target`; gives the name of the text that says what became of it."""
    channel = cast("discord.abc.MessageableChannel", interaction.channel)
    place = discord.MessageReference(message_id=target, channel_id=channel.id, fail_if_not_exists=False)
    about = interaction.message.id if interaction.message else target  # pressed twice, it is posted once
    try:
        sent = await front.sender.post(channel, view, about, place)
    except NotAllowed:
        return "cannot_post"
    return "posted" if sent else "not_posted"


def _is_member(interaction: Interaction) -> bool:
    """Whether the bot is there itself, and can write."""
    return interaction.is_guild_integration() and isinstance(interaction.channel, discord.abc.Messageable)


def _may_post(interaction: Interaction) -> bool:
    """Whether whoever pressed may write there themselves, with others to read it."""
    if interaction.guild_id is None:
        return not interaction.context.dm_channel  # in a conversation between people whoever is there may write
    if isinstance(interaction.channel, discord.Thread):
        return interaction.permissions.send_messages_in_threads
    return interaction.permissions.send_messages


PRESSES = (on_press(custom_ids.POST_PATTERN, _post),)
