"""Acting on buttons and menus for as long as their messages stand.

Discord keeps the custom id with the message and gives it back when something is pressed; what it means is read from
it alone, so that it also works in a bot that has been restarted since. Nothing is remembered here.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Self, cast

import discord
from discord import ui

from bot.on_discord.components import label_of
from bot.on_discord.front import Front, front_of

Interaction = discord.Interaction[Any]
Acts = Callable[[Front, Interaction, re.Match[str]], Awaitable[None]]
PAGE = "page:"  # before the number of a page, in menus that do not show all there is at once
Pressable = type[ui.DynamicItem[Any]]


def chosen(interaction: Interaction) -> str:
    """What was chosen in a menu that takes one choice."""
    data = cast("dict[str, Any]", interaction.data or {})
    return str(next(iter(data.get("values", ())), ""))


def chosen_all(interaction: Interaction) -> list[str]:
    """What was chosen in a menu that takes several choices, or none."""
    data = cast("dict[str, Any]", interaction.data or {})
    return [str(value) for value in data.get("values", ())]


def page_chosen(value: str) -> int | None:
    """The page that a choice leads to, which begins with `PAGE`; None where it is another choice."""
    page = value.removeprefix(PAGE)
    return int(page[:4]) if page != value and page.isdecimal() else None


def custom_id_of(interaction: Interaction) -> str:
    """What was pressed, chosen in or sent."""
    data = cast("dict[str, Any]", interaction.data or {})
    return str(data.get("custom_id", ""))


def label_pressed(interaction: Interaction) -> str:
    """What is read on what was pressed or chosen."""
    data = cast("dict[str, Any]", interaction.data or {})
    shown = interaction.message.components if interaction.message else ()
    return label_of(shown, str(data.get("custom_id", "")), chosen(interaction))


def on_press(pattern: str, acts: Acts) -> Pressable:
    """What tells discord.py to call `acts` whenever something with a custom id of `pattern` is pressed."""

    class Pressed(ui.DynamicItem[ui.Item[Any]], template=pattern):
        def __init__(self, item: ui.Item[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._match = match

        @classmethod
        async def from_custom_id(cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:  # noqa: ARG003 -- discord.py's signature
            return cls(item, match)

        async def callback(self, interaction: Interaction) -> None:
            await acts(front_of(interaction), interaction, self._match)

    return Pressed
