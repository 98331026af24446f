"""What Discord refuses in the bodies a bot sends: messages, edits, commands, autocomplete choices."""

import re
from collections.abc import Iterator
from typing import Any

from tests.discord_server.components import component_flaws
from tests.discord_server.refusals import EMPTY_MESSAGE, Flaw, Refusal, invalid_form
from tests.discord_server.world import COMPONENTS_V2, EPHEMERAL

MAX_CONTENT = 2000
MAX_NONCE = 25
MAX_CHOICES = 25
MAX_CHOICE = 100
MAX_EMBEDS = 10

SUPPRESS_EMBEDS = 1 << 2
SILENT = 1 << 12

_SHARED = {"content", "tts", "embeds", "allowed_mentions", "components", "flags", "attachments", "poll"}
CHANNEL_KEYS = frozenset(_SHARED | {"nonce", "enforce_nonce", "message_reference", "sticker_ids"})
INTERACTION_KEYS = frozenset(_SHARED)
WEBHOOK_KEYS = frozenset(_SHARED | {"username", "avatar_url", "thread_name", "applied_tags"})
EDIT_KEYS = frozenset(_SHARED - {"poll"})

CHANNEL_FLAGS = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2
INTERACTION_FLAGS = CHANNEL_FLAGS | EPHEMERAL

COMMAND_KEYS = frozenset(
    {
        "name",
        "type",
        "description",
        "options",
        "nsfw",
        "dm_permission",
        "default_member_permissions",
        "contexts",
        "integration_types",
        "name_localizations",
        "description_localizations",
    }
)
OPTION_KEYS = frozenset(
    {
        "name",
        "type",
        "description",
        "required",
        "autocomplete",
        "choices",
        "min_length",
        "max_length",
        "min_value",
        "max_value",
        "channel_types",
        "options",
        "name_localizations",
        "description_localizations",
    }
)
COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")


def check_message(body: dict[str, Any], keys: frozenset[str], flags: int, *, was_v2: bool = False) -> None:
    """Refuse `body` if Discord would; `was_v2` when it edits a message that was built of components."""
    flaws = list(_message_flaws(body, keys, flags, was_v2))
    if flaws:
        raise invalid_form(flaws)
    editing = keys is EDIT_KEYS
    if not editing and not any(body.get(part) for part in ("content", "embeds", "components", "attachments", "poll")):
        raise Refusal(400, EMPTY_MESSAGE, "Cannot send an empty message")


def check_choices(choices: Any) -> None:
    """Refuse autocomplete choices that are too many or too long."""
    flaws = list(_choice_flaws(choices))
    if flaws:
        raise invalid_form(flaws)


def check_commands(commands: Any) -> None:
    """Refuse commands that Discord would not register."""
    flaws = [flaw for number, command in enumerate(commands) for flaw in _command_flaws(str(number), command)]
    if flaws:
        raise invalid_form(flaws)


def _message_flaws(body: dict[str, Any], keys: frozenset[str], flags: int, was_v2: bool) -> Iterator[Flaw]:
    for key in body.keys() - keys:
        yield Flaw(key, "UNKNOWN_FIELD", "This field is not known here.")
    given = body.get("flags") or 0
    if given & ~flags:
        yield Flaw("flags", "MESSAGE_FLAGS_INVALID", "These flags cannot be set here.")
    content = body.get("content")
    if content is not None and len(str(content)) > MAX_CONTENT:
        yield Flaw("content", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CONTENT} or fewer in length.")
    if len(body.get("embeds") or []) > MAX_EMBEDS:
        yield Flaw("embeds", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_EMBEDS} or fewer in length.")
    if len(str(body.get("nonce") or "")) > MAX_NONCE:
        yield Flaw("nonce", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_NONCE} or fewer in length.")
    v2 = bool(given & COMPONENTS_V2) or was_v2
    yield from _legacy_flaws(body) if v2 else ()
    yield from component_flaws(body.get("components") or [], v2=v2)
    yield from _mention_flaws(body.get("allowed_mentions"))


def _legacy_flaws(body: dict[str, Any]) -> Iterator[Flaw]:
    for key in ("content", "embeds", "sticker_ids", "poll"):
        if body.get(key):
            words = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            yield Flaw(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def _mention_flaws(allowed: Any) -> Iterator[Flaw]:
    if allowed is None:
        return
    for key in allowed.keys() - {"parse", "users", "roles", "replied_user"}:
        yield Flaw(f"allowed_mentions.{key}", "UNKNOWN_FIELD", "This field is not known here.")
    parse = allowed.get("parse") or []
    if set(parse) - {"users", "roles", "everyone"}:
        yield Flaw("allowed_mentions.parse", "BASE_TYPE_CHOICES", "Must be one of ('users', 'roles', 'everyone').")
    for kind in ("users", "roles"):
        if kind in parse and allowed.get(kind):
            words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield Flaw("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)


def _choice_flaws(choices: Any) -> Iterator[Flaw]:
    if not isinstance(choices, list) or len(choices) > MAX_CHOICES:
        yield Flaw("data.choices", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
        return
    for number, choice in enumerate(choices):
        for key in choice.keys() - {"name", "value", "name_localizations"}:
            yield Flaw(f"data.choices.{number}.{key}", "UNKNOWN_FIELD", "This field is not known here.")
        for key in ("name", "value"):
            if not 1 <= len(str(choice.get(key, ""))) <= MAX_CHOICE:
                words = f"Must be between 1 and {MAX_CHOICE} in length."
                yield Flaw(f"data.choices.{number}.{key}", "BASE_TYPE_BAD_LENGTH", words)


def _command_flaws(place: str, command: dict[str, Any]) -> Iterator[Flaw]:
    yield from _named_flaws(place, command, COMMAND_KEYS)
    for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        if set(command.get(key) or ()) - known:
            yield Flaw(f"{place}.{key}", "BASE_TYPE_CHOICES", f"Must be among {sorted(known)}.")
    options = command.get("options") or []
    if len(options) > MAX_CHOICES:
        yield Flaw(f"{place}.options", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
    for number, option in enumerate(options):
        yield from _named_flaws(f"{place}.options.{number}", option, OPTION_KEYS)
        if option.get("autocomplete") and option.get("choices"):
            yield Flaw(f"{place}.options.{number}", "APPLICATION_COMMAND_OPTIONS_INVALID", "Choices or autocomplete.")


def _named_flaws(place: str, named: dict[str, Any], keys: frozenset[str]) -> Iterator[Flaw]:
    for key in named.keys() - keys:
        yield Flaw(f"{place}.{key}", "UNKNOWN_FIELD", "This field is not known here.")
    name = str(named.get("name", ""))
    if not COMMAND_NAME.fullmatch(name) or name != name.lower():
        yield Flaw(f"{place}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if not 1 <= len(str(named.get("description", ""))) <= MAX_CHOICE:
        yield Flaw(f"{place}.description", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_CHOICE} in length.")
