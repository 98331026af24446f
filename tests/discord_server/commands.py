"""Commands as people use them: found among those that are registered, and filled in as far as Discord lets one."""

from collections.abc import Mapping
from typing import Any

from tests.discord_server.bodies import GROUP, ON_MESSAGE, ON_USER, SLASH, SUBCOMMAND
from tests.discord_server.modals import resolve
from tests.discord_server.permissions import Permission, in_channel, on_server
from tests.discord_server.world import Application, Attachment, Channel, Json, Message, Role, User

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
TAKES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    USER: (User,),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (User, Role),
    NUMBER: (int, float),
    ATTACHMENT: (Attachment,),
}
MAX_STRING = 6000
GUILD_CONTEXT, BOT_DM_CONTEXT, PRIVATE_CONTEXT = 0, 1, 2
INSTALLED_ON_GUILD, INSTALLED_ON_USER = 0, 1


def invocation(command: Json, path: list[str], values: Mapping[str, Any], focused: str | None = None) -> Json:
    """What is sent when `command`, or the one of its subcommands that `path` leads to, is run with `values`.

    With `focused` it is what is sent while that option is being typed: nothing has to be complete then.
    """
    resolved: Json = {}
    data: Json = {"id": command["id"], "name": command["name"], "type": SLASH}
    data["options"] = _options(command, path, values, focused, resolved)
    return {**data, "resolved": resolved} if resolved else data


def find(app: Application, name: str, kind: int = SLASH) -> Json:
    """The registered command of that name; a person cannot run one that is not."""
    found = next((one for one in app.commands if one["name"] == name and one.get("type", SLASH) == kind), None)
    if found is None:
        raise AssertionError(f"there is no command {'/' if kind == SLASH else ''}{name}")
    return found


def on_message(command: Json, target: Message, described: Json) -> Json:
    return _targeted(command, ON_MESSAGE, target.id, {"messages": {str(target.id): described}})


def on_user(command: Json, target: User, resolved: Json) -> Json:
    return _targeted(command, ON_USER, target.id, resolved)


def context_of(where: Channel) -> int:
    """Which kind of place `where` is for a command."""
    if where.guild is not None:
        return GUILD_CONTEXT
    return PRIVATE_CONTEXT if where.people else BOT_DM_CONTEXT


def check_place(command: Json, user: User, where: Channel) -> None:
    """Whether `user` can run `command` there at all."""
    name = command["name"]
    context = context_of(where)
    apart = context == PRIVATE_CONTEXT or (where.guild is not None and not where.guild.has_bot)
    installed = INSTALLED_ON_USER if apart else INSTALLED_ON_GUILD
    if context not in (command.get("contexts") or [0, 1]):
        raise AssertionError(f"/{name} cannot be run in this kind of channel")
    if installed not in (command.get("integration_types") or [0]):
        raise AssertionError(f"/{name} cannot be installed that way")
    if where.guild is None or not where.guild.has_bot:
        return
    if not in_channel(user, where) & Permission.USE_APPLICATION_COMMANDS:
        raise AssertionError(f"{user.name} may not run commands here")
    needed = command.get("default_member_permissions")
    if needed is not None and (int(needed) == 0 or int(on_server(user, where.guild)) & int(needed) != int(needed)):
        raise AssertionError(f"{user.name} does not see /{name}: it needs permissions {needed}")


def _targeted(command: Json, kind: int, target: int, resolved: Json) -> Json:
    data = {"id": command["id"], "name": command["name"], "type": kind}
    return {**data, "target_id": str(target), "resolved": resolved}


def _options(
    level: Json, path: list[str], values: Mapping[str, Any], focused: str | None, resolved: Json
) -> list[Json]:
    known = {option["name"]: option for option in level.get("options") or []}
    if path:
        inner = known.get(path[0])
        if inner is None or inner["type"] not in (SUBCOMMAND, GROUP):
            raise AssertionError(f"there is no «{path[0]}» under /{level['name']}")
        options = _options(inner, path[1:], values, focused, resolved)
        return [{"name": path[0], "type": inner["type"], "options": options}]
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in known.values()):
        raise AssertionError(f"/{level['name']} alone cannot be run; choose among {sorted(known)}")
    unknown = set(values) - set(known)
    if unknown:
        raise AssertionError(f"/{level['name']} has no option {sorted(unknown)}, only {sorted(known)}")
    if focused is None:
        missing = [name for name, option in known.items() if option.get("required") and name not in values]
        if missing:
            raise AssertionError(f"/{level['name']} needs {missing}")
    return [_given(known[name], value, name == focused, resolved) for name, value in values.items()]


def _given(option: Json, value: Any, focused: bool, resolved: Json) -> Json:
    kind, name = option["type"], option["name"]
    said = {"name": name, "type": kind}
    if focused:
        if not option.get("autocomplete"):
            raise AssertionError(f"nothing is offered while «{name}» is typed")
        return {**said, "value": str(value), "focused": True}
    if not isinstance(value, TAKES[kind]) or (isinstance(value, bool) and kind != BOOLEAN):
        raise AssertionError(f"«{name}» does not take {value!r}")
    if isinstance(value, str):
        _check_text(option, value)
    choices = [choice["value"] for choice in option.get("choices") or []]
    if choices and value not in choices:
        raise AssertionError(f"«{name}» is one of {choices}, not {value!r}")
    plain = kind in (STRING, INTEGER, BOOLEAN, NUMBER)
    return {**said, "value": value if plain else resolve(value, resolved)}


def _check_text(option: Json, value: str) -> None:
    least, most = option.get("min_length") or 0, option.get("max_length") or MAX_STRING
    if not least <= len(value) <= most:
        raise AssertionError(f"«{option['name']}» takes {least} to {most} characters, not {len(value)}")
