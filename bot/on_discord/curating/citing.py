"""The menus below the preview of an entry in which its sources are chosen."""

import re
from typing import Any

import discord

from bot.on_discord.bench import Work
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating import drafting, sections
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import Views, do
from bot.on_discord.curating.filling import texts_of, without_draft
from bot.on_discord.front import Front
from bot.on_discord.presses import chosen, chosen_all
from bot.on_discord.showing.paging import page_chosen

Interaction = discord.Interaction[Any]


async def choose_section(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """A section was chosen, or further ones are to be seen."""
    if not await admits(front, interaction, "choosing a section"):
        return
    caller, key, value = caller_of(interaction), match["key"], chosen(interaction)

    def make() -> Views:
        work = front.bench.works.get(caller, key)
        if work is None:
            return drafting.gone(front, caller)
        page = page_chosen(value)
        if page is not None:
            return drafting.shown_again(front, caller, work, key, page=page)
        section, _, part = value.partition(":")
        one = _stretch(front, caller, section, part)
        if one is None:
            return drafting.shown_again(front, caller, work, key)
        sources = texts_of(front, caller, work).get("sources", "")
        return lambda: sections.paragraphs_view(one, sources, key, front.answering.voice(caller))

    await do(front, interaction, make, "choosing a section")


async def choose_paragraphs(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The paragraphs of a section were chosen."""
    if not await admits(front, interaction, "choosing sources"):
        return
    caller, key, numbers = caller_of(interaction), match["key"], chosen_all(interaction)

    def make() -> Views:
        work = front.bench.works.get(caller, key)
        if work is None:
            return drafting.gone(front, caller)
        one = _stretch(front, caller, match["section"], match["part"])
        return drafting.shown_again(front, caller, _citing(front, caller, work, one, numbers), key)

    await do(front, interaction, make, "choosing sources")


def _citing(front: Front, caller: Caller, work: Work, one: sections.Stretch | None, numbers: list[str]) -> Work:
    if one is None:  # the section is gone from the articles
        return work
    sources = texts_of(front, caller, work).get("sources", "")
    return without_draft(work, sources=sections.recited(sources, one, numbers))


def _stretch(front: Front, caller: Caller, section: str, part: str) -> sections.Stretch | None:
    found = sections.stretches(front.desk.curating.edition(caller.place.server).faq)
    return next((one for one in found if one.value == f"{section}:{part}"), None)
