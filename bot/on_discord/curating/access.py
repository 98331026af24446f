"""Who may change the FAQ of a server, and /curate access, by which that is chosen.

It is looked at again each time something is run, pressed, chosen, sent or typed, whatever was so when it was offered.
"""

import logging
import re
from typing import Any

import discord
from discord import ui

from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating import ids
from bot.on_discord.curating.doing import Views, do
from bot.on_discord.front import Front, Shown
from bot.on_discord.presses import chosen_all
from bot.on_discord.showing.limits import MAX_OPTIONS
from bot.on_discord.showing.rendering import rows, view_of

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]


def may_curate(front: Front, interaction: Interaction) -> bool:
    """Whether somebody may change the FAQ where they are: a server that the bot is on."""
    server = caller_of(interaction).place.server
    if server is None or not isinstance(interaction.user, discord.Member):
        return False
    settings = front.desk.servers.settings(server)
    chosen = str(interaction.user.id) in settings.curators
    by_role = any(str(role.id) in settings.curator_roles for role in interaction.user.roles)
    return chosen or by_role or may_manage(interaction)


def may_manage(interaction: Interaction) -> bool:
    """Whether somebody may manage the server, and so choose who else may change its FAQ."""
    return caller_of(interaction).place.server is not None and interaction.permissions.manage_guild


async def admits(front: Front, interaction: Interaction, doing: str, *, to_manage: bool = False) -> bool:
    """Whether somebody may go on; if not, they are told, and so is the host."""
    if may_manage(interaction) if to_manage else may_curate(front, interaction):
        return True
    caller = caller_of(interaction)
    _log.warning("refused: member %d of server %s may not do this: %s", caller.id, caller.place.server, doing)
    notice = front.answering.notice(caller, "not_a_moderator")
    await front.send(interaction, Shown(notice, private=True), "refusing what only moderators may do")
    return False


async def show(front: Front, interaction: Interaction) -> None:
    """/curate access."""
    if await admits(front, interaction, "looking at who may curate", to_manage=True):
        caller = caller_of(interaction)
        await front.respond(
            interaction, lambda: Shown(_view(front, caller), private=True), "showing who may curate", is_question=False
        )


async def choose(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """Roles or people were chosen: they are the ones from now on."""
    if not await admits(front, interaction, "choosing who may curate", to_manage=True):
        return
    caller = caller_of(interaction)
    found = tuple(one for one in chosen_all(interaction) if one.isdecimal())
    field = {"roles": "curator_roles", "people": "curators"}[match["whom"]]

    def make() -> Views:
        front.desk.servers.change(str(caller.place.server), **{field: found})
        _log.info("member %d chose who may curate server %s", caller.id, caller.place.server)
        return lambda: _view(front, caller)

    await do(front, interaction, make, "choosing who may curate")


def _view(front: Front, caller: Caller) -> ui.LayoutView:
    voice, settings = front.answering.voice(caller), front.desk.servers.settings(caller.place.server)
    roles = ui.RoleSelect[Any](
        custom_id=ids.access("roles"),
        placeholder=voice.choose_roles,
        min_values=0,
        max_values=MAX_OPTIONS,
        default_values=[discord.Object(int(role), type=discord.Role) for role in settings.curator_roles],
    )
    people = ui.UserSelect[Any](
        custom_id=ids.access("people"),
        placeholder=voice.choose_people,
        min_values=0,
        max_values=MAX_OPTIONS,
        default_values=[discord.Object(int(one), type=discord.User) for one in settings.curators],
    )
    return view_of(ui.TextDisplay(voice.who_may_curate), *rows([roles]), *rows([people]))
