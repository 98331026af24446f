"""Telling moderators, where they want to be told, of a file of their FAQ that was changed and cannot serve."""

import asyncio
import zlib
from contextlib import suppress
from functools import partial

import discord
from discord import ui

from bot.desk.listeners import Unsubscribe
from bot.errors import Fault, RecordsError
from bot.knowledge.fields import words_for
from bot.knowledge.model import Voice
from bot.knowledge.voice import fill
from bot.on_discord.curating import backroom
from bot.on_discord.front import Front
from bot.on_discord.rendering import view_of
from bot.on_discord.text import coded, length

MOST_TEXT, MOST_OF_ONE = 3_000, 800


def follow(front: Front, client: discord.Client) -> Unsubscribe:
    """From now on tell them of each fault, once, until what is given is called. They come from other threads.

    Raises EditError for an FAQ that nobody can change.
    """
    loop = asyncio.get_running_loop()

    def tell(server: str | None, faults: tuple[Fault, ...], *, standing: bool = False) -> None:
        if not client.is_closed() and not loop.is_closed():
            asyncio.run_coroutine_threadsafe(_tell(front, client, server, faults, standing=standing), loop)

    return front.desk.curating.on_faults(tell, partial(tell, standing=True))


async def _tell(
    front: Front, client: discord.Client, server: str | None, faults: tuple[Fault, ...], *, standing: bool
) -> None:
    """Tell of `faults`; of those that were `standing` when the bot started only if they have not been told before."""
    told_to = server or front.desk.curating.home
    if told_to is None:
        return
    about = zlib.crc32(repr((told_to, faults)).encode())
    if standing and front.desk.servers.settings(told_to).faults_told == about:
        return
    if await backroom.tell(front, client, told_to, lambda voice: _view(voice, faults), about):
        with suppress(RecordsError):  # of which the host has been told; they may be told twice
            await asyncio.to_thread(front.desk.servers.change, told_to, faults_told=about)


def _told(fault: Fault, voice: Voice) -> str:
    why, about = words_for(fault)
    return fill(str(getattr(voice, why)), **about)


def _view(voice: Voice, faults: tuple[Fault, ...]) -> ui.LayoutView:
    lines, left = [voice.faults_told], MOST_TEXT
    for fault in faults:
        line = f"- `{fault.file}:{fault.line}` {coded(_told(fault, voice), MOST_OF_ONE)}"
        left -= length(line) + 1
        if left < 0:
            lines.append("…")
            break
        lines.append(line)
    return view_of(ui.TextDisplay("\n".join(lines)))
