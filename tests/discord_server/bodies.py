"""What Discord refuses in the bodies a bot sends: messages, edits, commands, autocomplete choices."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from tests.discord_server.components import component_flaws
from tests.discord_server.refusals import EMPTY_MESSAGE, Flaw, Refusal, invalid_form
from tests.discord_server.world import COMPONENTS_V2, EPHEMERAL, Attachment, Json, walk

MAX_CONTENT = 2000
MAX_NONCE = 25
MAX_CHOICES = 25
MAX_CHOICE = 100
MAX_EMBEDS = 10
MAX_FILES = 10
MAX_UPLOAD = 10 * 1024 * 1024

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
SUBCOMMAND, GROUP = 1, 2
SLASH, ON_USER, ON_MESSAGE = 1, 2, 3
MOST_COMMANDS = {SLASH: 100, ON_USER: 15, ON_MESSAGE: 15}
MAX_COMMAND = 8000
MAX_NAME = 32
LANGUAGES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th "
    "zh-CN ja zh-TW ko".split()
)
COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")


def check_message(
    body: Json, keys: frozenset[str], flags: int, *, was_v2: bool = False, files: Sequence[Attachment] = ()
) -> None:
    """Refuse `body` if Discord would; `was_v2` when it edits a message that was built of components."""
    flaws = [*_message_flaws(body, keys, flags, was_v2), *_file_flaws(body, files)]
    if flaws:
        raise invalid_form(flaws)
    editing = keys is EDIT_KEYS
    if (
        not editing
        and not files
        and not any(body.get(part) for part in ("content", "embeds", "components", "attachments", "poll"))
    ):
        raise Refusal(400, EMPTY_MESSAGE, "Cannot send an empty message")


def check_choices(choices: Any) -> None:
    """Refuse autocomplete choices that are too many or too long."""
    flaws = list(_choice_flaws(choices))
    if flaws:
        raise invalid_form(flaws)


def check_commands(commands: Any) -> None:
    """Refuse commands that Discord would not register."""
    kinds = Counter(command.get("type", SLASH) for command in commands)
    if any(number > MOST_COMMANDS[kind] for kind, number in kinds.items() if kind in MOST_COMMANDS):
        raise Refusal(400, 30032, "Maximum number of application commands reached")
    flaws = [flaw for number, command in enumerate(commands) for flaw in _command_flaws(str(number), command)]
    if flaws:
        raise invalid_form(flaws)


def _message_flaws(body: Json, keys: frozenset[str], flags: int, was_v2: bool) -> Iterator[Flaw]:
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


def _file_flaws(body: Json, files: Sequence[Attachment]) -> Iterator[Flaw]:
    """Too many files, files too large, and files that are spoken of but did not come along."""
    if len(files) > MAX_FILES:
        yield Flaw("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FILES} or fewer in length.")
    if sum(len(file.content) for file in files) > MAX_UPLOAD:
        raise Refusal(413, 40005, "Request entity too large")
    names = {file.filename for file in files} | {one.get("filename") for one in body.get("attachments") or []}
    for part in walk(body.get("components") or []):
        for media in (part.get("file"), part.get("media"), *(item.get("media") for item in part.get("items") or [])):
            scheme, _, name = str((media or {}).get("url", "")).partition("://")
            if scheme == "attachment" and name not in names:
                yield Flaw("components", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", f"There is no {name}.")


def _legacy_flaws(body: Json) -> Iterator[Flaw]:
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


def _command_flaws(place: str, command: Json) -> Iterator[Flaw]:
    kind = command.get("type", SLASH)
    if kind not in MOST_COMMANDS:
        yield Flaw(f"{place}.type", "BASE_TYPE_CHOICES", 'Value of field "type" must be one of (1, 2, 3).')
    for key in command.keys() - COMMAND_KEYS:
        yield Flaw(f"{place}.{key}", "UNKNOWN_FIELD", "This field is not known here.")
    for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        if set(command.get(key) or ()) - known:
            yield Flaw(f"{place}.{key}", "BASE_TYPE_CHOICES", f"Must be among {sorted(known)}.")
    if kind == SLASH:
        yield from _named_flaws(place, command)
        yield from _option_flaws(place, command.get("options") or [], depth=0)
        if sum(_size(command)) > MAX_COMMAND:
            yield Flaw(place, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
        return
    if command.get("description") or command.get("options"):
        yield Flaw(f"{place}.description", "APPLICATION_COMMANDS_CONTEXT_MENU", "Context menus have neither.")
    for there, name in _every_language(place, command, "name"):
        if not 1 <= len(name) <= MAX_NAME:
            yield Flaw(there, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_NAME} in length.")


def _option_flaws(place: str, options: list[Json], depth: int) -> Iterator[Flaw]:
    if len(options) > MAX_CHOICES:
        yield Flaw(f"{place}.options", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
    names = [option.get("name") for option in options]
    if len(set(names)) < len(names):
        yield Flaw(f"{place}.options", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
    was_optional = False
    for number, option in enumerate(options):
        there = f"{place}.options.{number}"
        yield from (
            Flaw(f"{there}.{key}", "UNKNOWN_FIELD", "This field is not known here.")
            for key in option.keys() - OPTION_KEYS
        )
        yield from _named_flaws(there, option)
        if option.get("required") and was_optional:
            words = "Required options must be placed before non-required options"
            yield Flaw(there, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
        was_optional = not option.get("required")
        if option.get("autocomplete") and option.get("choices"):
            yield Flaw(there, "APPLICATION_COMMAND_OPTIONS_INVALID", "Choices or autocomplete.")
        if len(option.get("choices") or []) > MAX_CHOICES:
            yield Flaw(f"{there}.choices", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
        if option.get("type") in (SUBCOMMAND, GROUP):
            if depth > (0 if option["type"] == GROUP else 1):
                yield Flaw(there, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deep.")
            yield from _option_flaws(there, option.get("options") or [], depth + 1)


def _named_flaws(place: str, named: Json) -> Iterator[Flaw]:
    for there, name in _every_language(place, named, "name"):
        if not COMMAND_NAME.fullmatch(name) or name != name.lower():
            yield Flaw(there, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    for there, description in _every_language(place, named, "description"):
        if not 1 <= len(description) <= MAX_CHOICE:
            yield Flaw(there, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_CHOICE} in length.")


def _every_language(place: str, named: Json, key: str) -> Iterator[tuple[str, str]]:
    """A text and its translations, each with its place; a language Discord has not is a flaw of no length."""
    yield f"{place}.{key}", str(named.get(key) or "")
    for language, text in (named.get(f"{key}_localizations") or {}).items():
        yield f"{place}.{key}_localizations.{language}", str(text) if language in LANGUAGES else ""


def _size(named: Json) -> Iterator[int]:
    """What counts towards the size of a command: the longest translation of each text, and the choices' values."""
    for key in ("name", "description"):
        yield max(len(text) for _, text in _every_language("", named, key))
    for choice in named.get("choices") or []:
        yield len(str(choice.get("name"))) + len(str(choice.get("value")))
    for option in named.get("options") or []:
        yield from _size(option)
