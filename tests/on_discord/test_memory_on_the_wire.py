"""What the bot holds in memory does not grow with the people who ask: every table, queue and list has a limit."""

import asyncio
import gc
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.desk import asked, faq_desk
from bot.on_discord import done, front
from bot.on_discord.client import FaqClient
from bot.on_discord.sending import admission, rate_limit, replies
from tests.discord_server import DiscordServer, Person
from tests.on_discord import sample
from tests.on_discord.online import bot_on, eventually, settings_for

V = sample.VOICE
CROWD, LIMIT = 25, 10
HELP = "i fell and cannot move my leg"

TABLES = (dict, list, set, deque)  # and what is derived of them
MADE_OF = ("bot.desk", "bot.on_discord", "bot.records.writing", "bot.records.store", "bot.records.database")


def tables(*roots: object) -> Iterator[Any]:
    """Every table that hangs on `roots` or on anything of the bot's own that does. Also what nobody thought of."""
    seen, left = {id(root) for root in roots}, list(roots)
    while left:
        one = left.pop()
        if isinstance(one, TABLES):
            yield one
        for inner in gc.get_referents(one):
            ours = isinstance(inner, (*TABLES, tuple)) or type(inner).__module__.startswith(MADE_OF)
            if ours and id(inner) not in seen:
                seen.add(id(inner))
                left.append(inner)


def the_client() -> FaqClient:
    (client,) = [one for one in gc.get_objects() if isinstance(one, FaqClient) and not one.is_closed()]
    return client


async def flood(discord: DiscordServer, name: str) -> None:
    """People who were never there before ask in every way, and too much."""

    async def asks(person: Person) -> None:
        answer = await person.mentions_bot("define osteoporosis")
        await person.presses(V.helpful, on=answer)
        await person.presses(sample.TESTED, on=answer)
        await person.messages_bot("dexa scan")
        await person.types_in_ask("calcium")
        await person.asks("what about my cat?")
        await person.says("dexa scan?")
        await person.asks("calcium per day")
        await person.mentions_bot(HELP)

    people = [discord.person(f"{name}{number}") for number in range(CROWD)]
    await asyncio.gather(*[asks(person) for person in people])


async def test_after_a_flood_no_table_holds_more_than_its_limit_and_none_more_than_after_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faq_desk, "MEMORY_PEOPLE", LIMIT)
    monkeypatch.setattr(asked, "MOST_RECENT", LIMIT)
    monkeypatch.setattr(admission, "HELPED_PEOPLE", LIMIT)
    monkeypatch.setattr(admission, "TokenBuckets", partial(rate_limit.TokenBuckets, most=LIMIT))
    monkeypatch.setattr(front, "Lately", partial(done.Lately, most=LIMIT))
    monkeypatch.setattr(front, "ReplyCache", partial(replies.ReplyCache, most=LIMIT))
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        async with DiscordServer() as discord:
            desk.servers.change(str(discord.guild.id), answer_channels=(str(discord.general.id),))
            async with bot_on(discord, desk, settings_for(discord, per_minute=4, message_content=True)):
                client = the_client()

                def full() -> list[int]:
                    return sorted(len(table) for table in tables(client.front, desk) if len(table) >= LIMIT)

                await flood(discord, "a")
                await eventually(lambda: not full() or max(full()) <= LIMIT)
                before = full()
                assert before.count(LIMIT) >= 5
                await flood(discord, "b")
                await eventually(lambda: full() == before)
