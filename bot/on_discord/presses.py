"""Acting on buttons and menus for as long as their messages stand.

Discord keeps the custom id with the message and gives it back when something is pressed; what it means is read from
it alone, so that it also works in a bot that has been restarted since. Nothing is remembered here.

discord.py has `DynamicItem` for this, but makes a view of the whole message and everything in it for each press.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

import discord

from bot.on_discord.front import Front
from bot.on_discord.showing.components import custom_ids_of, label_of

Interaction = discord.Interaction[Any]
Acts = Callable[[Front, Interaction, re.Match[str]], Awaitable[None]]


@dataclass(frozen=True)
class Pressable:
    """`acts` is called whenever something with a custom id of `pattern` is pressed."""

    pattern: re.Pattern[str]
    acts: Acts


def on_press(pattern: str, acts: Acts) -> Pressable:
    return Pressable(re.compile(pattern), acts)


async def press(front: Front, interaction: Interaction, pressables: Iterable[Pressable]) -> None:
    """Act on what was pressed, if it is one of `pressables` and on the message that it is said to be on."""
    custom_id = custom_id_of(interaction)
    if interaction.message is None or custom_id not in custom_ids_of(interaction.message.components):
        return
    for pressable in pressables:
        if match := pressable.pattern.fullmatch(custom_id):
            await pressable.acts(front, interaction, match)
            return


def chosen(interaction: Interaction) -> str:
    """What was chosen in a menu that takes one choice."""
    data = cast("dict[str, Any]", interaction.data or {})
    return str(next(iter(data.get("values", ())), ""))


def chosen_all(interaction: Interaction) -> list[str]:
    """What was chosen in a menu that takes several choices, or none."""
    data = cast("dict[str, Any]", interaction.data or {})
    return [str(value) for value in data.get("values", ())]


def custom_id_of(interaction: Interaction) -> str:
    """What was pressed, chosen in or sent."""
    data = cast("dict[str, Any]", interaction.data or {})
    return str(data.get("custom_id", ""))


def label_pressed(interaction: Interaction) -> str:
    """What is read on what was pressed or chosen."""
    data = cast("dict[str, Any]", interaction.data or {})
    shown = interaction.message.components if interaction.message else ()
    return label_of(shown, str(data.get("custom_id", "")), chosen(interaction))
