"""Bringing the bot online on a stand-in Discord, in the event loop of the test."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.desk import FaqDesk
from bot.on_discord import running
from bot.on_discord.settings import DiscordSettings
from tests.discord_server import DiscordServer
from tests.discord_server.news import PATIENCE
from tests.on_discord import legible, sample

AT_WORK = ("discord.py: ", "discord-ui-", "CommandTree")  # how the names of tasks that deal with something begin


def settings_for(
    discord: DiscordServer,
    *,
    token: str | None = None,
    message_content: bool = False,
    per_minute: int = 600,
    per_channel: int = 600,
) -> DiscordSettings:
    """Settings with which the bot gets in, unless told otherwise."""
    return DiscordSettings(
        token=discord.token if token is None else token,
        message_content=message_content,
        questions_per_minute=per_minute,
        channel_answers_per_minute=per_channel,
        api_base=discord.api,
    )


@dataclass
class Bot:
    """A bot that is online; `desk` is the one it answers from."""

    desk: FaqDesk
    task: asyncio.Task[int]


@asynccontextmanager
async def bot_on(
    discord: DiscordServer, desk: FaqDesk | None = None, settings: DiscordSettings | None = None
) -> AsyncIterator[Bot]:
    """The bot, online on `discord` until the block ends; all that it sent has to read well."""
    desk = desk or sample.desk()
    before = len(discord.gateway.sessions)
    task = asyncio.create_task(running.serve(desk, settings or settings_for(discord)))
    online = asyncio.create_task(discord.bot_is_online(before + 1))
    try:
        await asyncio.wait({task, online}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            online.cancel()
            await task
        await online
        yield Bot(desk, task)
    finally:
        while not task.done():  # see `running._stop`
            task.cancel()
            await asyncio.wait({task}, timeout=5)
    await discord.bot_is_offline()
    if found := [flaw for _, _, body in discord.routes.requests for flaw in legible.flaws(body)]:
        raise AssertionError("\n".join(found))


async def settled(discord: DiscordServer) -> None:
    """Wait until the bot is through with all that has happened so far, in any order: what it was to leave alone it has
    left alone. It hears things in order, and so has heard of them all when it replies to a last message, directly.
    """
    await discord.person("witness").messages_bot(sample.CALCIUM)
    await at_rest()


async def at_rest() -> None:
    """Wait until the bot is through with what it has heard."""
    await eventually(lambda: not any(task.get_name().startswith(AT_WORK) for task in asyncio.all_tasks()))


async def eventually(holds: Callable[[], bool]) -> None:
    """Wait for what shows only inside the bot, such as its log."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 -- a log has no event to wait for
            await asyncio.sleep(0.005)
