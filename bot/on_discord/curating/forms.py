"""Forms: made of fields, and read when they are sent.

As buttons do, a form carries what it is about in its custom id; discord.py, which forgets forms with the process and
keeps those that are never sent, is not asked to remember them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import discord
from discord import ui

from bot.on_discord.text import length, shorten

Interaction = discord.Interaction[Any]

MAX_TITLE = 45
MAX_FIELD = 4_000


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


def form(title: str, custom_id: str, fields: Sequence[Field]) -> ui.Modal:
    """A form of these fields; Discord takes five."""
    made = ui.Modal(title=shorten(title, MAX_TITLE), custom_id=custom_id, timeout=None)
    for one in fields:
        typed = ui.TextInput[Any](
            custom_id=one.name,
            style=discord.TextStyle.short if one.one_line else discord.TextStyle.long,
            default=one.text or None,
            required=one.required,
            max_length=one.most,
        )
        made.add_item(ui.Label(text=shorten(one.label, MAX_TITLE), description=one.hint or None, component=typed))
    made.stop()
    return made


def fits(text: str) -> bool:
    """Whether a field can be filled with `text`."""
    return length(text) <= MAX_FIELD


def typed(interaction: Interaction) -> dict[str, str]:
    """What was typed into a form, by the names of its fields."""
    data = cast("dict[str, Any]", interaction.data or {})
    return {str(part["custom_id"]): str(part["value"]) for part in _parts(data) if isinstance(part.get("value"), str)}


def _parts(component: dict[str, Any]) -> Iterator[dict[str, Any]]:
    inside = [component["component"]] if "component" in component else component.get("components", ())
    for part in inside:
        yield part
        yield from _parts(part)
