"""The slash command /ask, and its registration with Discord."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands

from bot.engine.text import MAX_CHARACTERS
from bot.knowledge.model import Voice

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]
Asks = Callable[[Interaction, str], Coroutine[Any, Any, None]]
Completes = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]

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
        "value",
        "min_length",
        "max_length",
        "min_value",
        "max_value",
    }
)


def ask_command(voice: Voice, asks: Asks, completes: Completes) -> app_commands.Command[Any, ..., None]:
    """/ask, for servers and for single users, wherever commands can be."""

    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.describe(question=voice.about_question)
    async def ask(interaction: Interaction, question: app_commands.Range[str, 1, MAX_CHARACTERS]) -> None:
        await asks(interaction, question)

    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name="ask", description=voice.about_ask, callback=ask
    )
    command.autocomplete("question")(completes)
    return command


async def register(tree: app_commands.CommandTree[Any]) -> bool:
    """Tell Discord of the commands if it knows others, or knows them differently. Whether that was so."""
    client = tree.client
    if client.application_id is None:
        raise RuntimeError("commands are registered after login")
    wanted = [command.to_dict(tree) for command in tree.get_commands()]
    known = await client.http.get_global_commands(client.application_id)
    if _by_name(wanted) == _by_name(known):
        return False
    await tree.sync()
    _log.info("registered %d command(s) with Discord", len(wanted))
    return True


def _by_name(commands: Any) -> dict[str, Any]:
    return {command["name"]: _essence(command) for command in commands}


def _essence(part: Any) -> Any:
    """A command, or a part of one, without what Discord adds to it and without what is so by default."""
    if isinstance(part, dict):
        kept = {key: _essence(value) for key, value in part.items() if key in ESSENTIAL}
        return {key: value for key, value in kept.items() if value not in (None, False, [], {})}
    if isinstance(part, list):
        parts = [_essence(one) for one in part]
        return sorted(parts) if all(isinstance(one, int) for one in parts) else parts
    return part
