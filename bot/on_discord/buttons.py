"""The buttons: what each carries in its custom id, and whom it calls when pressed.

Discord keeps the custom id with the message, so a button works after any restart; nothing is remembered here.
"""

import re
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot.knowledge.model import Entry
from bot.on_discord import custom_ids
from bot.on_discord.text import shorten

MAX_LABEL = 80

Interaction = discord.Interaction[Any]


class AnswersPresses(Protocol):
    """The client, as buttons know it."""

    async def show_pressed(self, interaction: Interaction, entry_id: str, asker: int) -> None: ...

    async def none_pressed(self, interaction: Interaction, asker: int) -> None: ...


class ShowButton(ui.DynamicItem[ui.Button[Any]], template=custom_ids.SHOW_PATTERN):
    """Shows one entry."""

    def __init__(self, entry_id: str, asker: int, label: str) -> None:
        super().__init__(ui.Button(label=shorten(label, MAX_LABEL), custom_id=custom_ids.show(entry_id, asker)))
        self.entry_id = entry_id
        self.asker = asker

    @classmethod
    def to(cls, entry: Entry, asker: int) -> Self:
        return cls(entry.id, asker, entry.question)

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:  # noqa: ARG003 -- discord.py's signature
        return cls(match["entry"], int(match["asker"]), _label(item))

    async def callback(self, interaction: Interaction) -> None:
        await cast("AnswersPresses", interaction.client).show_pressed(interaction, self.entry_id, self.asker)


class NoneButton(ui.DynamicItem[ui.Button[Any]], template=custom_ids.NONE_PATTERN):
    """Says that none of the questions beside it is meant."""

    def __init__(self, asker: int, label: str) -> None:
        super().__init__(ui.Button(label=shorten(label, MAX_LABEL), custom_id=custom_ids.none(asker)))
        self.asker = asker

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:  # noqa: ARG003 -- discord.py's signature
        return cls(int(match["asker"]), _label(item))

    async def callback(self, interaction: Interaction) -> None:
        await cast("AnswersPresses", interaction.client).none_pressed(interaction, self.asker)


def _label(item: ui.Item[Any]) -> str:
    return (item.label if isinstance(item, ui.Button) else None) or "…"
