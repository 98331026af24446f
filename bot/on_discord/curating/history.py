"""/curate history: who changed what, with the lines; every change has a button that takes it back."""

import re
from typing import Any

import discord
from discord import app_commands, ui

from bot.desk.history import NOBODY, Past
from bot.knowledge.model import Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.callers import caller_of
from bot.on_discord.curating import ids
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.completing import completes_entries, entry_id
from bot.on_discord.curating.doing import Views, do
from bot.on_discord.curating.previewing import block
from bot.on_discord.front import Front
from bot.on_discord.showing import buttons
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.rendering import rows, view_of
from bot.on_discord.showing.text import plain

Interaction = discord.Interaction[Any]

ON_A_PAGE = 4
LINES = 350  # characters of each change
MAX_NAME, MAX_REASON, MAX_ENTRIES = 60, 200, 80


def add_to(group: app_commands.Group, front: Front) -> None:
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_history"), description=term(voice, "about_history"))
    @app_commands.rename(entry=term(voice, "name_entry"))
    @app_commands.describe(entry=term(voice, "about_entry"))
    @app_commands.autocomplete(entry=completes_entries(front))
    async def history(interaction: Interaction, entry: str | None = None) -> None:
        meant = entry_id(front, caller_of(interaction), entry) if entry else ""
        await _show(front, interaction, meant, None)


async def turn(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The button to older changes."""
    await _show(front, interaction, match["entry"], min(int(match["before"]), 2**31))


async def _show(front: Front, interaction: Interaction, entry: str, before: int | None) -> None:
    if not await admits(front, interaction, "reading the history"):
        return
    caller = caller_of(interaction)

    def make() -> Views:
        found = front.desk.curating.history(
            caller.place.server, entry=entry or None, limit=ON_A_PAGE + 1, before=before
        )
        lines = [(past, _told(past.alone(entry) if entry else past)) for past in found[:ON_A_PAGE]]
        older = len(found) > ON_A_PAGE
        return lambda: _view(lines, entry, older, front.answering.voice(caller))

    await do(front, interaction, make, "reading the history")


def _told(past: Past) -> str:
    """The lines of a change, and why it was made."""
    reason = f"\n{plain(past.reason, MAX_REASON)}" if past.reason else ""
    return f"{reason}\n{block(past.diff, LINES)}"


def _view(found: list[tuple[Past, str]], entry: str, older: bool, voice: Voice) -> ui.LayoutView:
    if not found:
        return view_of(ui.TextDisplay(voice.history_none))
    sections = [
        ui.Section[Any](
            ui.TextDisplay(_head(past, voice) + lines),
            accessory=buttons.button(voice.take_back, ids.undo(past.id)),
        )
        for past, lines in found
    ]
    # An entry is at most 60 small letters where it is one; what else was typed cannot be carried on.
    turns = [buttons.button(voice.next, ids.history(found[-1][0].id, entry))] if older else []
    return view_of(ui.TextDisplay(f"### {voice.history_lead}"), *sections, *rows(turns))


def _head(past: Past, voice: Voice) -> str:
    return fill(
        voice.history_line,
        number=past.id,
        when=f"<t:{int(past.at.timestamp())}:R>",
        action=plain(_action(past.action, voice)),
        entries=plain(", ".join(past.entries), MAX_ENTRIES) or "–",
        author=plain(voice.history_somebody if past.author == NOBODY else past.author.name, MAX_NAME),
    )


def _action(action: str, voice: Voice) -> str:
    """What was done, in the words of `voice`."""
    return str(getattr(voice, f"action_{action.replace(' ', '_')}", action))
