"""Registering the commands with Discord, and only when it knows others."""

import logging
from typing import Any

from discord import app_commands

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
        "value",
        "min_length",
        "max_length",
        "min_value",
        "max_value",
    }
)


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
