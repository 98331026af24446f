"""Telling moderators, where they want to be told, of a file of their FAQ that was changed and cannot serve, and that it
was mended.
"""

import asyncio
import zlib
from collections.abc import Coroutine
from contextlib import ExitStack, suppress
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.desk.listeners import Unsubscribe
from bot.errors import Fault, RecordsError
from bot.knowledge.editing.fields import words_for
from bot.knowledge.model import Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.curating import backroom
from bot.on_discord.front import Front
from bot.on_discord.showing.rendering import view_of
from bot.on_discord.showing.text import coded, length

MOST_TEXT, MOST_OF_ONE = 3_000, 800


def follow(front: Front, client: discord.Client) -> Unsubscribe:
    """From now on tell them of each fault, once, and that all are gone, until what is given is called. Word of it comes
    from other threads.

    Raises EditError for an FAQ that nobody can change.
    """
    loop, one_by_one = asyncio.get_running_loop(), asyncio.Lock()

    async def in_turn(telling: Coroutine[Any, Any, None]) -> None:
        async with one_by_one:
            await telling

    def begin(telling: Coroutine[Any, Any, None]) -> None:
        if client.is_closed() or loop.is_closed():
            telling.close()
        else:
            asyncio.run_coroutine_threadsafe(in_turn(telling), loop)

    def tell(server: str | None, faults: tuple[Fault, ...], *, standing: bool = False) -> None:
        begin(_tell(front, client, server, faults, standing=standing))

    def tell_mended(server: str | None) -> None:
        begin(_tell_mended(front, client, server))

    desk, subscriptions = front.desk.curating, ExitStack()
    subscriptions.callback(desk.on_faults(tell, partial(tell, standing=True)))
    subscriptions.callback(desk.on_mending(tell_mended))
    for server in desk.sound():  # perhaps mended while the bot was not running
        tell_mended(server)
    return subscriptions.close


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


async def _tell_mended(front: Front, client: discord.Client, server: str | None) -> None:
    """Tell that nothing is left of the faults they were told of last."""
    told_to = server or front.desk.curating.home
    about = front.desk.servers.settings(told_to).faults_told if told_to else None
    if told_to is None or about is None:
        return
    if await backroom.tell(front, client, told_to, lambda voice: view_of(ui.TextDisplay(voice.faults_mended)), ~about):
        with suppress(RecordsError):
            await asyncio.to_thread(front.desk.servers.change, told_to, faults_told=None)


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
