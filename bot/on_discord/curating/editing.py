"""/curate add, edit, phrasing, short, remove, restore, rename, move and undo."""

import re
from typing import Any

import discord
from discord import app_commands

from bot.desk.drafts import Draft
from bot.desk.history import MOST_CHANGES
from bot.knowledge.editing.fields import MOST_ID_CHARACTERS
from bot.on_discord.bench import Work
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.completing import (
    completes_entries,
    completes_phrasings,
    completes_removed,
    completes_topics,
    entry_id,
    phrasing_meant,
    removed_id,
)
from bot.on_discord.curating.doing import open_form
from bot.on_discord.curating.drafting import draft_shown
from bot.on_discord.curating.filling import form_of
from bot.on_discord.front import Front
from bot.on_discord.showing.localising import term

Interaction = discord.Interaction[Any]

MAX_PHRASING, MAX_TITLE, MAX_SHORT = 500, 200, 400


def add_to(group: app_commands.Group, front: Front) -> None:
    """The commands that open a form."""
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_add"), description=term(voice, "about_add"))
    @app_commands.rename(topic=term(voice, "name_topic"), then=term(voice, "name_next"))
    @app_commands.describe(topic=term(voice, "about_topic"), then=term(voice, "about_next"))
    @app_commands.autocomplete(topic=completes_topics(front), then=completes_entries(front))
    async def add(
        interaction: Interaction,
        topic: app_commands.Range[str, 1, MAX_TITLE] | None = None,
        then: str | None = None,
    ) -> None:
        if await admits(front, interaction, "adding an entry"):
            on_one_line = " ".join((topic or "").split())
            await _open(front, interaction, Work(topic=on_one_line, next=_next(front, interaction, then)))

    @group.command(name=term(voice, "name_edit"), description=term(voice, "about_edit"))
    @app_commands.rename(entry=term(voice, "name_entry"), then=term(voice, "name_next"))
    @app_commands.describe(entry=term(voice, "about_entry"), then=term(voice, "about_next"))
    @app_commands.autocomplete(entry=completes_entries(front), then=completes_entries(front))
    async def edit(interaction: Interaction, entry: str, then: str | None = None) -> None:
        if await admits(front, interaction, "editing an entry"):
            meant = entry_id(front, caller_of(interaction), entry)
            await _open(front, interaction, Work(entry=meant, next=_next(front, interaction, then)))


def add_quick_to(group: app_commands.Group, front: Front) -> None:
    """The commands that need no form."""
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_phrasing"), description=term(voice, "about_phrasing"))
    @app_commands.rename(entry=term(voice, "name_entry"), more=term(voice, "name_more"), less=term(voice, "name_less"))
    @app_commands.describe(
        entry=term(voice, "about_entry"), more=term(voice, "about_more"), less=term(voice, "about_less")
    )
    @app_commands.autocomplete(entry=completes_entries(front), less=completes_phrasings(front))
    async def phrasing(
        interaction: Interaction,
        entry: str,
        more: app_commands.Range[str, 1, MAX_PHRASING] | None = None,
        less: app_commands.Range[str, 1, MAX_PHRASING] | None = None,
    ) -> None:
        def make(caller: Caller) -> Draft:
            chosen = front.desk.curating.entry(caller.place.server, entry_id(front, caller, entry))
            gone = [phrasing_meant(chosen, less)] if less else []
            return front.desk.curating.phrasing(caller.place.server, chosen.id, add=[more] if more else [], remove=gone)

        await draft_shown(front, interaction, make, "changing phrasings")

    @group.command(name=term(voice, "name_short"), description=term(voice, "about_short"))
    @app_commands.rename(entry=term(voice, "name_entry"), text=term(voice, "name_text"))
    @app_commands.describe(entry=term(voice, "about_entry"), text=term(voice, "about_short_text"))
    @app_commands.autocomplete(entry=completes_entries(front))
    async def short(
        interaction: Interaction, entry: str, text: app_commands.Range[str, 1, MAX_SHORT] | None = None
    ) -> None:
        def make(caller: Caller) -> Draft:
            return front.desk.curating.shorten(caller.place.server, entry_id(front, caller, entry), text)

        await draft_shown(front, interaction, make, "changing what is said in short")

    @group.command(name=term(voice, "name_remove"), description=term(voice, "about_remove"))
    @app_commands.rename(entry=term(voice, "name_entry"))
    @app_commands.describe(entry=term(voice, "about_entry"))
    @app_commands.autocomplete(entry=completes_entries(front))
    async def remove(interaction: Interaction, entry: str) -> None:
        def make(caller: Caller) -> Draft:
            return front.desk.curating.remove(caller.place.server, entry_id(front, caller, entry))

        await draft_shown(front, interaction, make, "removing an entry")

    @group.command(name=term(voice, "name_restore"), description=term(voice, "about_restore"))
    @app_commands.rename(entry=term(voice, "name_entry"))
    @app_commands.describe(entry=term(voice, "about_entry"))
    @app_commands.autocomplete(entry=completes_removed(front))
    async def restore(interaction: Interaction, entry: str) -> None:
        await _restore(front, interaction, entry)

    @group.command(name=term(voice, "name_undo"), description=term(voice, "about_undo"))
    @app_commands.rename(number=term(voice, "name_number"))
    @app_commands.describe(number=term(voice, "about_number"))
    async def undo(interaction: Interaction, number: app_commands.Range[int, 1, MOST_CHANGES]) -> None:
        await _undo(front, interaction, number)


def add_moves_to(group: app_commands.Group, front: Front) -> None:
    """The commands by which an entry becomes known, or found, elsewhere."""
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_rename"), description=term(voice, "about_rename"))
    @app_commands.rename(entry=term(voice, "name_entry"), new=term(voice, "name_id"))
    @app_commands.describe(entry=term(voice, "about_entry"), new=term(voice, "about_id"))
    @app_commands.autocomplete(entry=completes_entries(front))
    async def rename(interaction: Interaction, entry: str, new: app_commands.Range[str, 1, MOST_ID_CHARACTERS]) -> None:
        def make(caller: Caller) -> Draft:
            return front.desk.curating.rename(caller.place.server, entry_id(front, caller, entry), new.strip())

        await draft_shown(front, interaction, make, "renaming an entry")

    @group.command(name=term(voice, "name_move"), description=term(voice, "about_move"))
    @app_commands.rename(entry=term(voice, "name_entry"), topic=term(voice, "name_topic"))
    @app_commands.describe(entry=term(voice, "about_entry"), topic=term(voice, "about_topic"))
    @app_commands.autocomplete(entry=completes_entries(front), topic=completes_topics(front))
    async def move(interaction: Interaction, entry: str, topic: app_commands.Range[str, 1, MAX_TITLE]) -> None:
        def make(caller: Caller) -> Draft:
            return front.desk.curating.move(caller.place.server, entry_id(front, caller, entry), topic)

        await draft_shown(front, interaction, make, "moving an entry")


async def press_undo(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The button beside a change."""
    await _undo(front, interaction, min(int(match["number"]), MOST_CHANGES))


def _next(front: Front, interaction: Interaction, typed: str | None) -> str:
    return entry_id(front, caller_of(interaction), typed) if typed else ""


async def _open(front: Front, interaction: Interaction, work: Work) -> None:
    await open_form(front, interaction, lambda: form_of(front, caller_of(interaction), work), "opening a form")


async def _restore(front: Front, interaction: Interaction, entry: str) -> None:
    def make(caller: Caller) -> Draft:
        locale = front.answering.language_of_server(caller)
        return front.desk.curating.restore(caller.place.server, removed_id(front, caller, entry), locale=locale)

    await draft_shown(front, interaction, make, "restoring an entry")


async def _undo(front: Front, interaction: Interaction, number: int) -> None:
    def make(caller: Caller) -> Draft:
        locale = front.answering.language_of_server(caller)
        return front.desk.curating.undo(caller.place.server, number, locale=locale)

    await draft_shown(front, interaction, make, "undoing a change")
