"""/curate add, edit, phrasing, remove and undo, and what is offered while their options are typed."""

import re
import zlib
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands, ui

from bot.desk.drafts import Draft
from bot.errors import EditError
from bot.knowledge.model import Entry
from bot.knowledge.phrasings import fold
from bot.on_discord import suggesting
from bot.on_discord.answering import BY_ID, CHOICES, MAX_CHOICE
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating.access import admits, may_curate
from bot.on_discord.curating.doing import open_form
from bot.on_discord.curating.drafting import draft_shown, form_of
from bot.on_discord.front import Front
from bot.on_discord.held import Work
from bot.on_discord.localising import term
from bot.on_discord.suggesting import Completes
from bot.on_discord.text import length, shorten

Interaction = discord.Interaction[Any]

MAX_PHRASING, MAX_TITLE = 500, 200
MOST_CHANGES = 2**31 - 1


def add_to(group: app_commands.Group, front: Front) -> None:
    """The commands that open a form."""
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_add"), description=term(voice, "about_add"))
    @app_commands.rename(topic=term(voice, "name_topic"))
    @app_commands.describe(topic=term(voice, "about_topic"))
    @app_commands.autocomplete(topic=_completes(front, _topics))
    async def add(interaction: Interaction, topic: app_commands.Range[str, 1, MAX_TITLE] | None = None) -> None:
        if await admits(front, interaction, "adding an entry"):
            await _open(front, interaction, Work(topic=topic or ""))

    @group.command(name=term(voice, "name_edit"), description=term(voice, "about_edit"))
    @app_commands.rename(entry=term(voice, "name_entry"))
    @app_commands.describe(entry=term(voice, "about_entry"))
    @app_commands.autocomplete(entry=completes_entries(front))
    async def edit(interaction: Interaction, entry: str) -> None:
        if await admits(front, interaction, "editing an entry"):
            await _open(front, interaction, Work(entry=entry_id(front, caller_of(interaction), entry)))


def add_quick_to(group: app_commands.Group, front: Front) -> None:
    """The commands that need no form."""
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_phrasing"), description=term(voice, "about_phrasing"))
    @app_commands.rename(entry=term(voice, "name_entry"), more=term(voice, "name_more"), less=term(voice, "name_less"))
    @app_commands.describe(
        entry=term(voice, "about_entry"), more=term(voice, "about_more"), less=term(voice, "about_less")
    )
    @app_commands.autocomplete(entry=completes_entries(front), less=_completes(front, _phrasings))
    async def phrasing(
        interaction: Interaction,
        entry: str,
        more: app_commands.Range[str, 1, MAX_PHRASING] | None = None,
        less: app_commands.Range[str, 1, MAX_PHRASING] | None = None,
    ) -> None:
        def make(caller: Caller) -> Draft:
            chosen = front.desk.curating.entry(caller.place.server, entry_id(front, caller, entry))
            gone = [_phrasing_meant(chosen, less)] if less else []
            return front.desk.curating.phrasing(caller.place.server, chosen.id, add=[more] if more else [], remove=gone)

        await draft_shown(front, interaction, make, "changing phrasings")

    @group.command(name=term(voice, "name_remove"), description=term(voice, "about_remove"))
    @app_commands.rename(entry=term(voice, "name_entry"))
    @app_commands.describe(entry=term(voice, "about_entry"))
    @app_commands.autocomplete(entry=completes_entries(front))
    async def remove(interaction: Interaction, entry: str) -> None:
        def make(caller: Caller) -> Draft:
            return front.desk.curating.remove(caller.place.server, entry_id(front, caller, entry))

        await draft_shown(front, interaction, make, "removing an entry")

    @group.command(name=term(voice, "name_undo"), description=term(voice, "about_undo"))
    @app_commands.rename(number=term(voice, "name_number"))
    @app_commands.describe(number=term(voice, "about_number"))
    async def undo(interaction: Interaction, number: app_commands.Range[int, 1, MOST_CHANGES]) -> None:
        await _undo(front, interaction, number)


async def press_undo(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The button beside a change."""
    await _undo(front, interaction, min(int(match["number"]), MOST_CHANGES))


def completes_entries(front: Front) -> Completes:
    """What offers the entries of a server: read by their questions, sent as their ids."""
    return _completes(front, _entries)


def entry_id(front: Front, caller: Caller, typed: str) -> str:
    """The entry that is meant by what stands in an option: chosen, or typed as its id or its question."""
    entries = front.desk.faq_of(caller.place).entries
    meant = typed.strip().removeprefix(BY_ID)
    by_question = (entry.id for entry in entries if fold(entry.question) == fold(meant))
    return meant if any(entry.id == meant for entry in entries) else next(by_question, meant)


async def _open(front: Front, interaction: Interaction, work: Work) -> None:
    await open_form(front, interaction, lambda: _form(front, interaction, work), "opening a form")


def _form(front: Front, interaction: Interaction, work: Work) -> ui.Modal:
    return form_of(front, caller_of(interaction), work)


async def _undo(front: Front, interaction: Interaction, number: int) -> None:
    await draft_shown(
        front, interaction, lambda caller: front.desk.curating.undo(caller.place.server, number), "undoing a change"
    )


def _completes(front: Front, offer: Callable[[Front, Interaction, str], list[tuple[str, str]]]) -> Completes:
    async def offers(interaction: Interaction, typed: str) -> list[tuple[str, str]]:
        if not may_curate(front, interaction):
            return []
        offered = await front.thinks(lambda: offer(front, interaction, typed))
        return [(shorten(name, MAX_CHOICE), value) for name, value in offered]

    return suggesting.completes(front, offers, "suggesting what a moderator may mean")


def _entries(front: Front, interaction: Interaction, typed: str) -> list[tuple[str, str]]:
    found = front.desk.complete(typed, place=caller_of(interaction).place, limit=CHOICES)
    return [(entry.question, entry.id) for entry in found]


def _topics(front: Front, interaction: Interaction, typed: str) -> list[tuple[str, str]]:
    titles = dict.fromkeys(topic.topic for topic in front.desk.topics(place=caller_of(interaction).place))
    return [(title, title) for title in titles if fold(typed) in fold(title) and length(title) <= MAX_CHOICE]


def _phrasings(front: Front, interaction: Interaction, typed: str) -> list[tuple[str, str]]:
    """The phrasings of the entry chosen before; a long one goes by a number made from it."""
    caller = caller_of(interaction)
    chosen = getattr(interaction.namespace, front.desk.faq.voice.name_entry, "") or ""
    entry = front.desk.faq_of(caller.place).by_id.get(entry_id(front, caller, chosen))
    found = [text for text in entry.also if fold(typed) in fold(text)] if entry else []
    return [(text, text if length(text) <= MAX_CHOICE else _number(text)) for text in found]


def _phrasing_meant(entry: Entry, typed: str) -> str:
    meant = next((text for text in entry.also if typed == _number(text) or fold(typed) == fold(text)), None)
    if meant is None:
        raise EditError(f"`{entry.id}` has no such phrasing")
    return meant


def _number(text: str) -> str:
    return f"{BY_ID}{zlib.crc32(text.encode()):08x}"
