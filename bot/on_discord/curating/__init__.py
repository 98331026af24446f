"""Moderators change the FAQ from Discord: /curate, its forms and its buttons.

    access           who may; looked at again at every step
    doing            the one way in which commands and presses are carried out
    ids              what buttons, menus and forms carry
    forms            made of fields, and read when they are sent

    editing          the commands that change an entry
    completing       what may stand in their options
    from_message     an entry made of what somebody answered
    synonyms         words that mean the same
    sayings          the bot's own texts
    files            export and import

    drafting         takes a change from its form to the saved FAQ
    filling          what stands in the form, and what is drafted of it
    sections         sources chosen by what they are called
    citing           the menus in which they are
    previewing       a change before and after it is saved

    history          what was changed
    reviewing        what was not answered well
    askers           telling those who asked
    keeping          which questions every change is tried on
    stats            figures of a time
    picture          the same as a picture
    counts           the same in words
    digests          summaries of them that come by themselves
    faults           telling of files that cannot serve
    backroom         the moderators' channel, where digests and faults are told
    server_settings  how the bot behaves on a server, and having it forgotten

Nothing is decided here of what a change is and does: that is the desk's (`bot.desk.curating`).
"""

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.on_discord.curating import (
    access,
    askers,
    citing,
    drafting,
    editing,
    files,
    from_message,
    history,
    ids,
    keeping,
    reviewing,
    sayings,
    server_settings,
    stats,
    synonyms,
)
from bot.on_discord.curating.digests import summing_up
from bot.on_discord.curating.drafting import FORMS, form_sent
from bot.on_discord.curating.faults import follow
from bot.on_discord.front import Front
from bot.on_discord.presses import on_press
from bot.on_discord.showing.localising import term

Interaction = discord.Interaction[Any]


def commands(front: Front) -> Iterator[app_commands.Group | app_commands.ContextMenu]:
    """/curate and a menu of messages, on servers of the bot. Discord shows them to those who may manage the server."""
    voice = front.desk.faq.voice
    group = app_commands.Group(
        name=term(voice, "name_curate"),
        description=term(voice, "about_curate"),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    editing.add_to(group, front)
    editing.add_quick_to(group, front)
    editing.add_moves_to(group, front)
    for feature in (synonyms, sayings, history, reviewing, stats, files, server_settings):
        feature.add_to(group, front)

    @group.command(name=term(voice, "name_access"), description=term(voice, "about_access"))
    async def show_access(interaction: Interaction) -> None:
        await access.show(front, interaction)

    yield group
    yield from_message.menu(front)


PRESSES = (
    on_press(ids.DRAFT_PATTERN, drafting.press),
    on_press(ids.CITE_PATTERN, citing.choose_section),
    on_press(ids.CITED_PATTERN, citing.choose_paragraphs),
    on_press(ids.GROUP, synonyms.choose),
    on_press(ids.NEW_GROUP, synonyms.begin),
    on_press(ids.UNDO_PATTERN, editing.press_undo),
    on_press(ids.HISTORY_PATTERN, history.turn),
    on_press(ids.ACCESS_PATTERN, access.choose),
    on_press(ids.REVIEW_PATTERN, reviewing.press),
    on_press(ids.TEACH_PATTERN, reviewing.teach),
    on_press(ids.EXAMPLES, keeping.begin),
    on_press(ids.CHOOSE_EXAMPLES_PATTERN, keeping.choose),
    on_press(ids.NO_EXAMPLES_PATTERN, keeping.decline),
    on_press(ids.ASKERS_PATTERN, askers.answer),
    on_press(ids.SET_PATTERN, server_settings.choose),
    on_press(ids.LEAVE, server_settings.leave_nothing),
)

__all__ = ["FORMS", "PRESSES", "commands", "follow", "form_sent", "summing_up"]
