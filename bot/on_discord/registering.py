"""Registering the commands with Discord, and only when it knows others."""

import logging
from typing import Any

from discord import app_commands
from discord.http import Route

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

CommandIds = dict[str, int]


async def register(tree: app_commands.CommandTree[Any], translator: app_commands.Translator) -> CommandIds:
    """Tell Discord of the commands if it knows others, or knows them differently; gives the ids of those typed."""
    client = tree.client
    if client.application_id is None:
        raise RuntimeError("commands are registered after login")
    await tree.set_translator(translator)
    wanted = [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
    path = Route("GET", "/applications/{application_id}/commands", application_id=client.application_id)
    known = await client.http.request(path, params={"with_localizations": "true"})
    if _by_name(wanted) != _by_name(known):
        known = await client.http.bulk_upsert_global_commands(client.application_id, payload=wanted)
        _log.info("registered %d command(s) with Discord", len(wanted))
    return {command["name"]: int(command["id"]) for command in known if command.get("type", 1) == 1}


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
