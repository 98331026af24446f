"""Questions: /ask, messages for the bot, and the buttons that lead from one answer to the next."""

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.engine.text import MAX_CHARACTERS
from bot.on_discord import custom_ids, failures
from bot.on_discord.asking import asked
from bot.on_discord.callers import author_of, caller_of
from bot.on_discord.front import Front, Shown
from bot.on_discord.presses import on_press

Interaction = discord.Interaction[Any]


def commands(front: Front) -> Iterator[app_commands.Command[Any, ..., None]]:
    """/ask, for servers and for single users, wherever commands can be."""
    voice = front.desk.faq.voice

    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(question=voice.about_question)
    async def ask(interaction: Interaction, question: app_commands.Range[str, 1, MAX_CHARACTERS]) -> None:
        await front.respond(
            interaction,
            lambda: Shown(front.answering.command(question, caller_of(interaction))),
            "answering /ask",
        )

    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return completions(front, interaction, typed)

    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name="ask", description=voice.about_ask, callback=ask
    )
    command.autocomplete("question")(complete)
    yield command


async def hear(front: Front, message: discord.Message, me: int) -> None:
    """Answer `message` if it is for the bot, whose id is `me`."""
    question = asked(message, me)
    if question is not None:
        await front.reply(
            message,
            lambda: front.answering.question(question.text, author_of(message), question.replies_to_marks),
        )


def completions(front: Front, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """What to offer while someone types a question."""
    try:
        offered = front.answering.completions(typed, caller_of(interaction))
    except Exception as error:
        failures.record(error, "completing a question")
        return []
    return [app_commands.Choice(name=name, value=value) for name, value in offered]


async def _show(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The button of an entry: the answer is public for whom it was offered to."""
    caller = caller_of(interaction)

    def show() -> Shown:
        view = front.answering.entry(match["entry"], caller)
        if view is None:
            return Shown(front.answering.gone(match["entry"], caller), private=True)
        return Shown(view, private=_stays_private(interaction, int(match["asker"])))

    await front.respond(interaction, show, "showing an entry")


async def _none(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """None of the questions offered is meant."""
    await front.respond(
        interaction,
        lambda: Shown(
            front.answering.nothing(caller_of(interaction)), private=_stays_private(interaction, int(match["asker"]))
        ),
        "showing nothing",
    )


def _stays_private(interaction: Interaction, asker: int) -> bool:
    """Whether what follows a button is for the presser only: another's button, or one on a private message."""
    private = interaction.message is not None and interaction.message.flags.ephemeral
    return private or interaction.user.id != asker


PRESSES = (on_press(custom_ids.SHOW_PATTERN, _show), on_press(custom_ids.NONE_PATTERN, _none))
