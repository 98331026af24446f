"""The one place where the bot is pointed at something that stands in for Discord.

discord.py keeps both addresses on its classes, so this holds for the whole process.
"""

import aiohttp
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


async def use(api_base: str) -> None:
    """Send all requests to `api_base` and connect to the gateway it names."""
    Route.BASE = api_base.rstrip("/")
    async with aiohttp.ClientSession() as session, session.get(f"{Route.BASE}/gateway") as answer:
        answer.raise_for_status()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL((await answer.json())["url"])
