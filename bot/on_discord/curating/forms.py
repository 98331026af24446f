"""Forms: made of fields, and read when they are sent.

As buttons do, a form carries what it is about in its custom id; discord.py, which forgets forms with the process and
keeps those that are never sent, is not asked to remember them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import discord
from discord import ui

from bot.on_discord.showing.limits import MAX_FIELD, MAX_FORM_TITLE, MAX_OPTION, MAX_OPTIONS
from bot.on_discord.showing.text import length, shorten

Interaction = discord.Interaction[Any]
Opens = Callable[[], ui.Modal]  # to be called in the event loop, where alone discord.py makes forms


@dataclass(frozen=True)
class Field:
    """Something to be typed. `most` is how many characters it takes."""

    name: str
    label: str
    text: str = ""
    hint: str = ""
    most: int = MAX_FIELD
    one_line: bool = False
    required: bool = True


@dataclass(frozen=True)
class Menu:
    """Up to `most` of the `choices`, or none, are chosen. Of each: what is read, what is sent, whether it is chosen."""

    name: str
    label: str
    choices: Sequence[tuple[str, str, bool]]
    hint: str = ""
    most: int = 1


def form(title: str, custom_id: str, fields: Sequence[Field | Menu]) -> Opens:
    """A form of these fields; Discord takes five."""
    return lambda: _modal(title, custom_id, fields)


def _modal(title: str, custom_id: str, fields: Sequence[Field | Menu]) -> ui.Modal:
    made = ui.Modal(title=shorten(title, MAX_FORM_TITLE), custom_id=custom_id, timeout=None)
    for one in fields:
        filled = _typed_in(one) if isinstance(one, Field) else _chosen_in(one)
        made.add_item(ui.Label(text=shorten(one.label, MAX_FORM_TITLE), description=one.hint or None, component=filled))
    made.stop()
    return made


def _typed_in(field: Field) -> ui.TextInput[Any]:
    return ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.short if field.one_line else discord.TextStyle.long,
        default=field.text or None,
        required=field.required,
        max_length=field.most,
    )


def _chosen_in(menu: Menu) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=shorten(label, MAX_OPTION), value=value, default=chosen)
        for label, value, chosen in menu.choices[:MAX_OPTIONS]
    ]
    most = min(menu.most, len(options))
    return ui.Select(custom_id=menu.name, options=options, required=False, min_values=0, max_values=most)


def fits(text: str) -> bool:
    """Whether a field can be filled with `text`."""
    return length(text) <= MAX_FIELD


def typed(interaction: Interaction) -> dict[str, str]:
    """What was typed into a form, by the names of its fields; of what was chosen each on a line."""
    data = cast("dict[str, Any]", interaction.data or {})
    return {str(part["custom_id"]): _filled(part) for part in _parts(data) if "value" in part or "values" in part}


def _filled(part: dict[str, Any]) -> str:
    return "\n".join(map(str, part["values"])) if "values" in part else str(part["value"] or "")


def _parts(component: dict[str, Any]) -> Iterator[dict[str, Any]]:
    inside = [component["component"]] if "component" in component else component.get("components", ())
    for part in inside:
        yield part
        yield from _parts(part)
