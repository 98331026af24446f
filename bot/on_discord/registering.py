"""Registering the commands with Discord, and only when it knows others."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.http import Route

from bot.desk.listeners import Unsubscribe
from bot.knowledge.model import Faq
from bot.on_discord import failures
from bot.on_discord.showing.localising import VoiceTranslator

_log = logging.getLogger(__name__)

# What makes a command what it is. Discord gives back more: ids, versions, what it derives from the rest.
ESSENTIAL = frozenset(
    {
        "name",
        "type",
        "description",
        "options",
        "nsfw",
        "default_member_permissions",
        "contexts",
        "integration_types",
        "required",
        "autocomplete",
        "choices",
        "channel_types",
        "value",
        "min_length",
        "max_length",
        "min_value",
        "max_value",
    }
)
TRANSLATED = frozenset({"name_localizations", "description_localizations"})

AGAIN_SECONDS = 10 * 60.0  # where Discord did not take them

CommandIds = dict[str, int]
AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


class Registrar:
    """Has Discord know the commands by the names and descriptions that the FAQ's voice gives them.

    `make` makes the commands in the words of the FAQ as it is; `ids` is where the ids of those typed are put.
    """

    def __init__(
        self,
        tree: app_commands.CommandTree[Any],
        faq: Callable[[], Faq],
        make: Callable[[], Iterable[AnyCommand]],
        ids: CommandIds,
    ) -> None:
        self._tree = tree
        self._faq = faq
        self._make = make
        self._ids = ids
        self._known: object = None  # the words that Discord has been told
        self._turn = asyncio.Lock()
        self._trying: asyncio.Task[None] | None = None

    async def bring_up_to_date(self) -> None:
        """Tell Discord of the commands, if their words are others than it was told. The bot is of use without, so where
        it does not take them that is tried again later; until then those go on that it knows.
        """
        async with self._turn:
            faq = self._faq()
            words = (faq.voice, faq.voices)
            if words == self._known:
                return
            commands = list(self._make())
            named = {_key(command) for command in commands}
            # Until Discord knows the new ones, members type the old ones.
            self._answer_to([*commands, *(one for one in self._tree.get_commands() if _key(one) not in named)])
            try:
                ids = await register(self._tree, commands, VoiceTranslator(self._faq))
            except discord.DiscordException as error:
                _log.error("could not register the commands: %s", error)
                self._try_again_later()
            else:
                self._answer_to(commands)
                self._ids.clear()
                self._ids.update(ids)
                self._known = words

    def _answer_to(self, commands: Iterable[AnyCommand]) -> None:
        self._tree.clear_commands(guild=None)
        for command in commands:
            self._tree.add_command(command)

    def follow(self, on_change: Callable[[Callable[[str | None], None]], Unsubscribe]) -> Unsubscribe:
        """Do so again whenever the FAQ that all share has become another, of which `on_change` lets know from any
        thread; until what is given here is called.
        """
        loop = asyncio.get_running_loop()

        def changed(server: str | None) -> None:
            if server is None and not loop.is_closed():
                asyncio.run_coroutine_threadsafe(self._again(), loop)

        return on_change(changed)

    def _try_again_later(self) -> None:
        loop = asyncio.get_running_loop()

        def begin() -> None:
            self._trying = loop.create_task(self._again(), name="registering")

        loop.call_later(AGAIN_SECONDS, begin)

    async def _again(self) -> None:
        if self._tree.client.is_closed():
            return
        try:
            await self.bring_up_to_date()
        except (aiohttp.ClientError, OSError) as error:
            _log.error("could not register the commands in other words (%s)", type(error).__name__)
            self._try_again_later()
        except Exception as error:
            failures.record(error, "registering the commands in other words")


async def register(
    tree: app_commands.CommandTree[Any], commands: Iterable[AnyCommand], translator: app_commands.Translator
) -> CommandIds:
    """Tell Discord of `commands` if it knows others, or knows them differently; gives the ids of those typed."""
    client = tree.client
    if client.application_id is None:
        raise RuntimeError("commands are registered after login")
    await tree.set_translator(translator)
    wanted = [await command.get_translated_payload(tree, translator) for command in commands]
    path = Route("GET", "/applications/{application_id}/commands", application_id=client.application_id)
    known = await client.http.request(path, params={"with_localizations": "true"})
    if _by_name(wanted) != _by_name(known):
        known = await client.http.bulk_upsert_global_commands(client.application_id, payload=wanted)
        _log.info("registered %d command(s) with Discord", len(wanted))
    return {command["name"]: int(command["id"]) for command in known if command.get("type", 1) == 1}


def _key(command: AnyCommand) -> tuple[type[Any], str]:
    """What Discord tells commands apart by: those typed, and those in a menu."""
    return type(command) if isinstance(command, app_commands.ContextMenu) else object, command.name


def _by_name(commands: Any) -> dict[tuple[int, str], Any]:
    return {(command.get("type", 1), command["name"]): _essence(command) for command in commands}


def _essence(part: Any) -> Any:
    """A command, or a part of one, without what Discord adds to it and without what is so by default."""
    if isinstance(part, dict):
        kept = {key: _essence(value) for key, value in part.items() if key in ESSENTIAL}
        kept |= {key: value for key, value in part.items() if key in TRANSLATED}
        return {key: value for key, value in kept.items() if value not in (None, False, [], {}, "")}
    if isinstance(part, list):
        parts = [_essence(one) for one in part]
        return sorted(parts) if all(isinstance(one, int) for one in parts) else parts
    return part
