"""The buttons that rendering puts below a reply. What happens when one is pressed stands with its feature."""

from typing import Any

from discord import ui

from bot.knowledge.model import Entry
from bot.on_discord.showing import custom_ids
from bot.on_discord.showing.limits import MAX_BUTTON
from bot.on_discord.showing.text import shorten

AnyButton = ui.Button[Any]


def button(label: str, custom_id: str) -> AnyButton:
    """A button that reads `label`, cut where it has to be."""
    return ui.Button(label=shorten(label, MAX_BUTTON), custom_id=custom_id)


def show(entry: Entry, asker: int) -> AnyButton:
    """Shows one entry."""
    return button(entry.question, custom_ids.show(entry.id, asker))
