"""Telling moderators, where they want to be told, of a file of their FAQ that was changed and cannot serve."""

import asyncio
import zlib

import discord
from discord import ui

from bot.desk.listeners import Unsubscribe
from bot.errors import Fault
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

    def tell(server: str | None, faults: tuple[Fault, ...]) -> None:
        if not client.is_closed() and not loop.is_closed():
            asyncio.run_coroutine_threadsafe(_tell(front, client, server, faults), loop)

    return front.desk.curating.on_faults(tell)


async def _tell(front: Front, client: discord.Client, server: str | None, faults: tuple[Fault, ...]) -> None:
    about = zlib.crc32(repr(faults).encode())  # told again after a restart, it stands there once
    await backroom.tell(front, client, server or front.desk.curating.home, lambda voice: _view(voice, faults), about)


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
