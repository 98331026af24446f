"""The summary in the moderators' channel, each day or each week as they have chosen.

What is due is looked for every hour, so that a bot that was away makes up for it. That a summary was sent is recorded
before it is, so that a bot that is killed meanwhile never sends it twice; what Discord did not take is due again.
"""

import asyncio
import logging
import zlib

import discord
from discord import ui

from bot.desk.statistics import Summary
from bot.errors import RecordsError
from bot.knowledge.model import Voice
from bot.on_discord import failures
from bot.on_discord.curating import backroom, counts
from bot.on_discord.front import Front
from bot.on_discord.showing.rendering import view_of
from bot.on_discord.showing.text import plain

_log = logging.getLogger(__name__)

HOUR = 60 * 60.0  # seconds
MOST_OVERDUE = 10


async def summing_up(front: Front, client: discord.Client, every: float = HOUR) -> None:
    """Send what is due, now and every `every` seconds, until cancelled."""
    await client.wait_until_ready()
    while True:
        for server in [str(guild.id) for guild in client.guilds]:
            try:
                await _sum_up(front, client, server)
            except RecordsError as error:  # of the cause the host has been told
                _log.debug("put off: %s", error)
            except Exception as error:
                failures.record(error, "summing up")
        await asyncio.sleep(every)


async def _sum_up(front: Front, client: discord.Client, server: str) -> None:
    desk = front.desk.statistics
    summary = await asyncio.to_thread(desk.due, server)
    if summary is None:
        return
    await asyncio.to_thread(desk.take, server, summary)
    if summary.says_something and not await _posted(front, client, server, summary):
        await asyncio.to_thread(desk.put_back, server, summary)


async def _posted(front: Front, client: discord.Client, server: str, summary: Summary) -> bool:
    about = zlib.crc32(f"digest {server} {summary.figures.last}".encode())
    return await backroom.tell(front, client, server, lambda voice: _view(summary, voice), about)


def _view(summary: Summary, voice: Voice) -> ui.LayoutView:
    late = [
        f"{plain(entry.question, counts.MAX_QUESTION)} (`{entry.review_by}`)"
        for entry in summary.overdue[:MOST_OVERDUE]
    ]
    if len(summary.overdue) > MOST_OVERDUE:
        late.append(f"… (+{len(summary.overdue) - MOST_OVERDUE})")
    parts = [
        counts.lead(summary.figures, voice),
        counts.totals(summary.figures, voice) if summary.figures.questions else voice.stats_none,
        counts.helpful(summary.figures, voice),
        counts.listed(voice.digest_review, [counts.quoted(group.text, group.count) for group in summary.groups]),
        counts.listed(voice.digest_overdue, late),
    ]
    return view_of(ui.TextDisplay("\n".join(part for part in parts if part)))
