"""What Discord refuses in the components people fill in: text inputs, select menus, uploads, choices."""

from collections.abc import Iterator
from typing import Any

from tests.discord_server.refusals import Flaw
from tests.discord_server.world import Json

MAX_CUSTOM_ID = 100
MAX_OPTIONS = 25
MAX_OPTION_TEXT = 100
MAX_PLACEHOLDER = 150
MAX_INPUT = 4000
MAX_INPUT_PLACEHOLDER = 100
MAX_FILES = 10
SHORT, PARAGRAPH = 1, 2

STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 3, 4, 5, 6, 7, 8
FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23

_SELECT = frozenset({"custom_id", "placeholder", "min_values", "max_values", "disabled", "required"})
INPUT_KEYS: dict[int, frozenset[str]] = {
    STRING_SELECT: _SELECT | {"options"},
    TEXT_INPUT: frozenset(
        {"custom_id", "style", "label", "placeholder", "value", "required", "min_length", "max_length"}
    ),
    USER_SELECT: _SELECT | {"default_values"},
    ROLE_SELECT: _SELECT | {"default_values"},
    MENTIONABLE_SELECT: _SELECT | {"default_values"},
    CHANNEL_SELECT: _SELECT | {"default_values", "channel_types"},
    FILE_UPLOAD: frozenset({"custom_id", "min_values", "max_values", "required"}),
    RADIO_GROUP: frozenset({"custom_id", "options", "required"}),
    CHECKBOX_GROUP: frozenset({"custom_id", "options", "min_values", "max_values", "required"}),
    CHECKBOX: frozenset({"custom_id", "default"}),
}
MOST_OPTIONS = {STRING_SELECT: MAX_OPTIONS, RADIO_GROUP: 10, CHECKBOX_GROUP: 10}


def input_flaws(place: str, component: Json) -> Iterator[Flaw]:
    """Everything Discord would refuse in one such component."""
    kind = component["type"]
    yield from text_flaws(f"{place}.custom_id", component.get("custom_id"), MAX_CUSTOM_ID)
    if kind == TEXT_INPUT:
        yield from _text_input(place, component)
        return
    yield from _text_at_most(f"{place}.placeholder", component.get("placeholder"), MAX_PLACEHOLDER)
    most = MAX_FILES if kind == FILE_UPLOAD else MAX_OPTIONS
    yield from _range(f"{place}.min_values", component.get("min_values"), 0, most)
    yield from _range(f"{place}.max_values", component.get("max_values"), 1, most)
    if kind in MOST_OPTIONS:
        yield from _options(place, component, MOST_OPTIONS[kind])


def text_flaws(place: str, value: Any, most: int) -> Iterator[Flaw]:
    """A text that has to be there, of `most` characters."""
    if not isinstance(value, str):
        yield Flaw(place, "BASE_TYPE_REQUIRED", "This field is required")
    elif not 1 <= len(value) <= most:
        yield Flaw(place, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")


def _text_input(place: str, component: Json) -> Iterator[Flaw]:
    if component.get("style") not in (SHORT, PARAGRAPH):
        yield Flaw(f"{place}.style", "BASE_TYPE_CHOICES", 'Value of field "style" must be one of (1, 2).')
    yield from _range(f"{place}.min_length", component.get("min_length"), 0, MAX_INPUT)
    yield from _range(f"{place}.max_length", component.get("max_length"), 1, MAX_INPUT)
    yield from _text_at_most(f"{place}.placeholder", component.get("placeholder"), MAX_INPUT_PLACEHOLDER)
    yield from _text_at_most(f"{place}.value", component.get("value"), component.get("max_length") or MAX_INPUT)


def _options(place: str, component: Json, most: int) -> Iterator[Flaw]:
    options = component.get("options") or []
    if not 1 <= len(options) <= most:
        yield Flaw(f"{place}.options", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")
    for number, option in enumerate(options):
        there = f"{place}.options.{number}"
        for key in option.keys() - {"label", "value", "description", "emoji", "default"}:
            yield Flaw(f"{there}.{key}", "UNKNOWN_FIELD", "This field is not known here.")
        yield from text_flaws(f"{there}.label", option.get("label"), MAX_OPTION_TEXT)
        yield from text_flaws(f"{there}.value", option.get("value"), MAX_OPTION_TEXT)
        yield from _text_at_most(f"{there}.description", option.get("description"), MAX_OPTION_TEXT)
    values = [option.get("value") for option in options]
    if len(set(values)) < len(values):
        yield Flaw(f"{place}.options", "COMPONENT_OPTION_VALUE_DUPLICATED", "Each value can be used once.")
    chosen = [option for option in options if option.get("default")]
    if len(chosen) > (component.get("max_values") or (1 if component["type"] == STRING_SELECT else len(options))):
        yield Flaw(f"{place}.options", "COMPONENT_TOO_MANY_DEFAULTS", "More are chosen than can be.")
    if (component.get("max_values") or 1) > max(1, len(options)):
        yield Flaw(f"{place}.max_values", "NUMBER_TYPE_MAX", "There are not so many options.")


def _text_at_most(place: str, value: Any, most: int) -> Iterator[Flaw]:
    if value is not None and len(str(value)) > most:
        yield Flaw(place, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def _range(place: str, value: Any, least: int, most: int) -> Iterator[Flaw]:
    if value is not None and not least <= value <= most:
        yield Flaw(place, "NUMBER_TYPE_RANGE", f"int value should be between {least} and {most}.")
