"""The bot on Discord: hears what happens, decides nothing itself, and sends what `answering` has to show."""

import logging
import sys
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands, ui

from bot.desk import FaqDesk, Place
from bot.on_discord import commands, failures
from bot.on_discord.answering import Answering
from bot.on_discord.asking import Asked, asked
from bot.on_discord.buttons import NoneButton, ShowButton
from bot.on_discord.limits import MemberLimit
from bot.on_discord.settings import DiscordSettings

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060


class FaqClient(discord.Client):
    """Answers /ask, mentions, replies, direct messages and the buttons below answers.

    An answer takes milliseconds, so nothing is deferred and nobody is shown that the bot is typing.
    """

    def __init__(self, desk: FaqDesk, settings: DiscordSettings) -> None:
        super().__init__(
            intents=_intents(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self._answering = Answering(desk)
        self._limit = MemberLimit(settings.questions_per_minute)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(commands.ask_command(desk.faq.voice, self._ask, self._complete))
        self.tree.error(self._command_failed)
        self.add_dynamic_items(ShowButton, NoneButton)

    async def setup_hook(self) -> None:
        try:
            await commands.register(self.tree)
        except discord.DiscordException as error:  # the bot is of use without /ask too
            _log.error("could not register the commands: %s", error)

    async def on_ready(self) -> None:
        _log.info("answering as %s on %d server(s)", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        question = asked(message, self.user.id) if self.user else None
        if question is None:
            return
        try:
            view = self._reply(message, question)
        except Exception as error:
            view = self._answering.failed(failures.record(error, "answering a message"))
        if view is not None:
            await self._send_reply(message, view)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Record what broke outside our own handlers, in place of discord.py's log of it."""
        error = sys.exception()
        if error is not None:
            failures.record(error, f"handling {event_method}")

    async def show_pressed(self, interaction: Interaction, entry_id: str, asker: int) -> None:
        """Someone pressed the button of an entry: the answer is public for whom it was offered to."""

        def show() -> tuple[ui.LayoutView, bool]:
            view = self._answering.entry(entry_id, _place(interaction), interaction.user.id)
            if view is None:
                return self._answering.gone(entry_id, _place(interaction), interaction.user.id), True
            return view, _stays_private(interaction, asker)

        await self._respond(interaction, show, "showing an entry")

    async def none_pressed(self, interaction: Interaction, asker: int) -> None:
        """Someone pressed "none of these"."""
        await self._respond(
            interaction, lambda: (self._answering.nothing(), _stays_private(interaction, asker)), "showing nothing"
        )

    async def _ask(self, interaction: Interaction, question: str) -> None:
        await self._respond(
            interaction,
            lambda: (self._answering.command(question, _place(interaction), interaction.user.id), False),
            "answering /ask",
        )

    async def _complete(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            offered = self._answering.completions(typed, _place(interaction))
        except Exception as error:
            failures.record(error, "completing /ask")
            return []
        return [app_commands.Choice(name=name, value=value) for name, value in offered]

    async def _command_failed(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """A command did not get as far as our own handler: Discord sent one that is not, or not so, known here."""
        view = self._answering.failed(failures.record(error, "taking a command"))
        await self._send_response(interaction, view, "refusing a command", private=True)

    def _reply(self, message: discord.Message, question: Asked) -> ui.LayoutView | None:
        """What to reply; None to a member who has been told to slow down already."""
        verdict = self._limit.ask(str(message.author.id))
        if not verdict.allowed:
            return self._answering.slow_down(verdict.wait_seconds) if verdict.first_refusal else None
        place = Place(str(message.guild.id) if message.guild else None, str(message.channel.id))
        return self._answering.question(question.text, place, message.author.id, question.replies_to_marks)

    async def _send_reply(self, message: discord.Message, view: ui.LayoutView) -> None:
        try:
            await message.channel.send(
                view=view,
                reference=message.to_reference(fail_if_not_exists=False),
                mention_author=False,
                nonce=str(message.id),  # Discord drops a second reply to a message it told us of twice
            )
        except discord.Forbidden:
            _log.warning("may not write in channel %d", message.channel.id)
        except Exception as error:
            failures.record(error, "sending a reply")

    async def _respond(
        self, interaction: Interaction, make: Callable[[], tuple[ui.LayoutView, bool]], doing: str
    ) -> None:
        """Send what `make` makes, if the member may ask now; it says whether only they are to see it."""
        verdict = self._limit.ask(str(interaction.user.id))
        try:
            view, private = make() if verdict.allowed else (self._answering.slow_down(verdict.wait_seconds), True)
        except Exception as error:
            view, private = self._answering.failed(failures.record(error, doing)), True
        await self._send_response(interaction, view, doing, private=private)

    async def _send_response(self, interaction: Interaction, view: ui.LayoutView, doing: str, *, private: bool) -> None:
        try:
            await interaction.response.send_message(view=view, ephemeral=private)
        except discord.HTTPException as error:
            if error.code in (UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
                _log.warning("came too late while %s (%d)", doing, error.code)
            else:
                failures.record(error, doing)
        except Exception as error:
            failures.record(error, doing)


def _intents(settings: DiscordSettings) -> discord.Intents:
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.message_content = settings.message_content
    return intents


def _place(interaction: Interaction) -> Place:
    server = str(interaction.guild_id) if interaction.guild_id else None
    return Place(server, str(interaction.channel_id))


def _stays_private(interaction: Interaction, asker: int) -> bool:
    """Whether what follows a button is for the presser only: another's button, or one on a private message."""
    private = interaction.message is not None and interaction.message.flags.ephemeral
    return private or interaction.user.id != asker
