"""/curate words: groups of words that mean the same, each added, changed and removed in a form."""

import re
from typing import Any

import discord
from discord import SelectOption, app_commands, ui

from bot.errors import EditError
from bot.knowledge.model import Voice
from bot.on_discord.bench import SameWords, Work
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating import forms, ids
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import Views, do, open_form
from bot.on_discord.curating.filling import form_of, group_state
from bot.on_discord.front import Front
from bot.on_discord.presses import chosen
from bot.on_discord.showing import buttons
from bot.on_discord.showing.limits import MAX_OPTION
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.paging import on_page, page_chosen, paged_select
from bot.on_discord.showing.rendering import rows, view_of
from bot.on_discord.showing.text import plain, shorten

Interaction = discord.Interaction[Any]
Words = tuple[str, ...]

SHARED = 10  # groups of the base that are named besides
MAX_LINE = 50


def add_to(group: app_commands.Group, front: Front) -> None:
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_words"), description=term(voice, "about_words"))
    async def words(interaction: Interaction) -> None:
        if await admits(front, interaction, "looking at words"):
            caller = caller_of(interaction)
            await do(front, interaction, lambda: _shown(front, caller, 0), "looking at words")


async def choose(front: Front, interaction: Interaction, _: re.Match[str]) -> None:
    """A group was chosen, to be changed; or further ones are to be seen."""
    if not await admits(front, interaction, "choosing a group of words"):
        return
    caller, value = caller_of(interaction), chosen(interaction)
    page = page_chosen(value)
    if page is not None:
        await do(front, interaction, lambda: _shown(front, caller, page), "turning to more words")
        return
    await open_form(front, interaction, lambda: _form(front, caller, value), "opening a form for words")


async def begin(front: Front, interaction: Interaction, _: re.Match[str]) -> None:
    """The button for a new group."""
    if await admits(front, interaction, "adding a group of words"):
        caller = caller_of(interaction)
        work = Work(about=SameWords())
        await open_form(front, interaction, lambda: form_of(front, caller, work), "opening a form for words")


def _form(front: Front, caller: Caller, state: str) -> forms.Opens:
    groups = front.desk.curating.word_groups(caller.place.server)
    found = next((one for one in groups if group_state(one) == state), None)
    if found is None:
        raise EditError("there is no such group", "why_no_group")
    return form_of(front, caller, Work(about=SameWords(found)))


def _shown(front: Front, caller: Caller, page: int) -> Views:
    own = tuple(dict.fromkeys(front.desk.curating.word_groups(caller.place.server)))
    every = front.desk.curating.edition(caller.place.server).faq.words.groups
    shared = tuple(one for one in every if one not in own)
    return lambda: _view(front, caller, own, shared, page)


def _view(front: Front, caller: Caller, own: tuple[Words, ...], shared: tuple[Words, ...], page: int) -> ui.LayoutView:
    voice = front.answering.voice(caller)
    here = on_page(own, page)
    lines = [voice.words_lead if own else voice.words_none, *map(_line, here)]
    if shared:
        lines += ["", voice.words_shared, *map(_line, shared[:SHARED]), *(["…"] if len(shared) > SHARED else [])]
    new = buttons.button(voice.new_words, ids.NEW_GROUP)
    menu = [_menu(own, page, voice)] if own else []
    return view_of(ui.TextDisplay("\n".join(lines)), *rows(menu), *rows([new]))


def _menu(own: tuple[Words, ...], page: int, voice: Voice) -> ui.Select[Any]:
    def option(group: Words) -> SelectOption:
        return SelectOption(label=shorten(", ".join(group), MAX_OPTION), value=group_state(group))

    return paged_select(own, page, option, custom_id=ids.GROUP, placeholder=voice.choose_words, more=voice.more_words)


def _line(group: Words) -> str:
    return f"- {plain(', '.join(group), MAX_LINE)}"
