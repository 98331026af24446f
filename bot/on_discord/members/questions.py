"""Questions: /ask, messages for the bot, and the buttons that lead from one answer to the next."""

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands, ui

from bot.engine.wording.text import MAX_CHARACTERS
from bot.on_discord import suggesting
from bot.on_discord.callers import author_of, caller_of
from bot.on_discord.front import Front, Shown
from bot.on_discord.members.asking import Query
from bot.on_discord.presses import custom_id_of, label_pressed, on_press
from bot.on_discord.showing import custom_ids
from bot.on_discord.showing.localising import term
from bot.on_discord.suggesting import Completes

Interaction = discord.Interaction[Any]


def commands(front: Front) -> Iterator[app_commands.Command[Any, ..., None]]:
    """/ask, for servers and for single users, wherever commands can be."""
    voice = front.desk.faq.voice

    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.rename(question=term(voice, "name_question"), private=term(voice, "name_private"))
    @app_commands.describe(question=term(voice, "about_question"), private=term(voice, "about_private"))
    async def ask(
        interaction: Interaction, question: app_commands.Range[str, 1, MAX_CHARACTERS], private: bool = False
    ) -> None:
        await answer(front, interaction, question, private=private)

    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=term(voice, "name_ask"), description=term(voice, "about_ask"), callback=ask
    )
    command.autocomplete("question")(completes(front))
    yield command


async def answer(front: Front, interaction: Interaction, question: str, *, private: bool) -> None:
    """Answer a command that asks `question`.

    What is urgent, or about a person's own health, is shown to them alone: a command's words are seen by nobody else,
    and the reply would give them away.
    """

    async def make() -> Shown:
        answered = await front.answering.command(question, caller_of(interaction), private=private)
        return Shown(answered.view, private=private or answered.delicate)

    await front.respond(interaction, make, "answering a command", words=question)


async def hear(front: Front, message: discord.Message, question: Query) -> None:
    """Answer `message`, which asks `question` of the bot."""
    await front.reply(message, question.text, lambda: answer_to(front, message, question))


async def answer_to(front: Front, message: discord.Message, question: Query) -> ui.LayoutView:
    """What is shown for `message`, which asks `question`."""
    answered = await front.answering.question(question.text, author_of(message), question.replies_to_marks)
    return answered.view


def completes(front: Front) -> Completes:
    """What offers questions while someone types one."""

    async def offers(interaction: Interaction, typed: str) -> list[tuple[str, str]]:
        caller = caller_of(interaction)
        return await front.answering.completions(typed, caller)

    return suggesting.completes(front, offers, "suggesting questions")


async def show_entry(front: Front, interaction: Interaction, entry_id: str, *, private: bool) -> None:
    """Show one entry, or say that it is gone. One that goes by another id now is known by its question."""
    caller = caller_of(interaction)

    async def make() -> Shown:
        if shown := await front.answering.entry(entry_id, caller):
            return Shown(shown.view, private=private)
        question = label_pressed(interaction)
        if shown := await front.answering.entry_that_reads(question, caller):
            return Shown(shown.view, private=private)
        return Shown(await front.answering.gone(question or entry_id.replace("-", " "), caller), private=True)

    await front.respond(interaction, make, "showing an entry")


async def _show(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The button of an entry: the answer is public for whom it was offered to."""
    await show_entry(front, interaction, match["entry"], private=stays_private(front, interaction, int(match["asker"])))


def stays_private(front: Front, interaction: Interaction, asker: int) -> bool:
    """Whether what follows a press is for the presser only: on a button of somebody else's, on a private message, or
    on what was pressed a moment ago, so that everyone has just read it.
    """
    message = interaction.message
    if interaction.user.id != asker or message is None or message.flags.ephemeral:
        return True
    return front.pressed.again((message.id, custom_id_of(interaction)))


PRESSES = (on_press(custom_ids.SHOW_PATTERN, _show),)
