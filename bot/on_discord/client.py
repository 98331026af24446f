"""The bot on Discord: hears what happens and hands it to the feature it is for."""

import asyncio
import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import discord
from discord import app_commands

from bot.desk import FaqDesk
from bot.errors import EditError
from bot.on_discord import belonging, curating, failures, heeding, registering
from bot.on_discord.front import Front
from bot.on_discord.members import browsing, feedback, following, overhearing, posting, privacy, questions, removing
from bot.on_discord.members.asking import asked
from bot.on_discord.presses import press
from bot.on_discord.registering import Registrar
from bot.on_discord.settings import DiscordSettings

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

# What the tree of commands calls, so that `on_interaction` has nothing to do.
CALLED = (discord.InteractionType.application_command, discord.InteractionType.autocomplete)
PRESSES = tuple(
    pressable
    for feature in (questions, feedback, browsing, posting, privacy, curating)
    for pressable in feature.PRESSES
)


class FaqClient(discord.Client):
    """Answers commands, messages and the buttons below answers.

    An answer takes milliseconds, so nobody is shown that the bot is typing; what takes long all the same is deferred.
    """

    def __init__(self, desk: FaqDesk, settings: DiscordSettings) -> None:
        super().__init__(
            intents=_intents(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self.front = Front(desk, settings, self._message_at)
        self._subscriptions = ExitStack()  # to a desk that outlives this client
        self._summing_up: asyncio.Task[None] | None = None
        self.tree = app_commands.CommandTree(self)
        self.tree.error(self._command_failed)
        self._registrar = Registrar(self.tree, lambda: self.front.desk.faq, self._commands, self.front.command_ids)
        # discord.py's own table of what is made of each event; it has no other way to leave one alone.
        parsers = self._connection.parsers
        parsers["MESSAGE_CREATE"] = heeding.parse_if(self._may_concern_us, parsers["MESSAGE_CREATE"])

    async def setup_hook(self) -> None:
        await self._registrar.bring_up_to_date()
        self._subscriptions.callback(self.front.desk.privacy.on_forgetting(self.front.bench.forget_server))
        self._subscriptions.callback(self.front.desk.privacy.on_erasing(self.front.bench.erase))
        with suppress(EditError):  # an FAQ that nobody can change is not followed either
            self._subscriptions.callback(self._registrar.follow(self.front.desk.curating.on_change))
            self._subscriptions.callback(curating.follow(self.front, self))
        self._summing_up = asyncio.create_task(curating.summing_up(self.front, self), name="summing up")

    async def close(self) -> None:
        self._subscriptions.close()
        if self._summing_up is not None:
            self._summing_up.cancel()
        await super().close()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Let nothing begin once the client is closed, nor for nothing.

        discord.py says "ready" some seconds after the last server has been told of, in a task it does not end.
        """
        unheard = event == "socket_event_type" or (event == "interaction" and args[0].type in CALLED)
        if not unheard and not self.is_closed():
            super().dispatch(event, *args, **kwargs)

    async def on_ready(self) -> None:
        _log.info("answering as %s on %d server(s)", self.user, len(self.guilds))
        await belonging.online(self.front, self)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await belonging.joined(self.front, guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await belonging.left(self.front, guild)

    async def on_interaction(self, interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await press(self.front, interaction, PRESSES)
        elif interaction.type is discord.InteractionType.modal_submit:
            await curating.form_sent(self.front, interaction)

    async def on_message(self, message: discord.Message) -> None:
        if self.user is None:
            return
        question = asked(message, self.user.id)
        if question is not None:
            await questions.hear(self.front, message, question)
        else:
            await overhearing.overhear(self.front, message)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        await overhearing.thread_opened(self.front, thread)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if self.user:
            await following.edited(self.front, payload.message, self.user.id)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        await following.deleted(self.front, payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        await following.deleted(self.front, *payload.message_ids)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Record what broke outside our own handlers, in place of discord.py's log of it."""
        error = sys.exception()
        if error is not None:
            failures.record(error, f"handling {event_method}")

    def _may_concern_us(self, message: heeding.Event) -> bool:
        return self.user is None or heeding.may_concern(message, self.user.id, self._overhears)

    def _overhears(self, server: str) -> bool:
        return bool(self.front.desk.servers.settings(server).answer_channels)

    def _commands(self) -> Iterator[registering.AnyCommand]:
        for feature in (questions, browsing, posting, removing, privacy, curating):
            yield from feature.commands(self.front)

    def _message_at(self, channel: int, message: int) -> discord.PartialMessage:
        return self.get_partial_messageable(channel).get_partial_message(message)

    async def _command_failed(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """A command did not get as far as our own handler: Discord sent one that is not, or not so, known here."""
        await self.front.send(interaction, self.front.broken(interaction, error, "taking a command"), "refusing it")


def _intents(settings: DiscordSettings) -> discord.Intents:
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.message_content = settings.message_content
    return intents
