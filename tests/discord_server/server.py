"""The whole of it, listening on loopback: `async with DiscordServer() as discord: ...`."""

from types import TracebackType
from typing import Self

from aiohttp import web

from tests.discord_server.gateway import MESSAGE_CONTENT, Gateway
from tests.discord_server.interactions import Interactions
from tests.discord_server.news import News
from tests.discord_server.people import Person
from tests.discord_server.routes import API, Routes
from tests.discord_server.world import Message, User, World


class Clock:
    """Seconds that pass only when told to, so that a test can be late without waiting."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class DiscordServer:
    """A small Discord: one application, one server with one channel, and the people a test brings.

    `message_content` is the switch of that name in the developer portal.
    """

    def __init__(self, *, message_content: bool = True) -> None:
        self.clock = Clock()
        self.world = World(self.clock)
        self.world.application.privileged_intents = MESSAGE_CONTENT if message_content else 0
        self.news = News()
        self.gateway = Gateway(self.world, self.news)
        self.interactions = Interactions(self.world, self.gateway, self.news)
        self.routes = Routes(self.world, self.gateway, self.interactions, self.news)
        self.guild = self.world.add_guild("Bone Health")
        self.general = self.world.add_channel(self.guild, "general")
        self._runner = web.AppRunner(self.routes.application(), access_log=None, shutdown_timeout=1)
        self.port = 0

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen; on any free port unless one is named."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = int(self._runner.addresses[0][1])
        self.gateway.address = f"ws://127.0.0.1:{self.port}/gateway"

    async def stop(self) -> None:
        await self.gateway.disconnect()
        await self._runner.cleanup()

    @property
    def api(self) -> str:
        """The address that stands in for Discord's, for the setting FAQBOT_DISCORD_API."""
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def token(self) -> str:
        return self.world.application.token

    @property
    def bot(self) -> User:
        return self.world.application.user

    @property
    def bot_mention(self) -> str:
        return f"<@{self.bot.id}>"

    def person(self, name: str, *, is_bot: bool = False) -> Person:
        """Someone new, a member of the server."""
        user = self.world.add_user(name, is_bot=is_bot)
        self.guild.members.append(user)
        return Person(self, user)

    async def bot_is_online(self, sessions: int = 1) -> None:
        """Wait until the bot has identified itself `sessions` times in all, and is connected."""

        def look() -> bool | None:
            return (bool(self.gateway.connected) and len(self.gateway.sessions) >= sessions) or None

        await self.news.until(look, "the bot to come online")

    async def bot_is_offline(self) -> None:
        """Wait until no bot is connected."""
        await self.news.until(lambda: not self.gateway.connected or None, "the bot to go offline")

    @property
    def sent_by_bot(self) -> list[Message]:
        """Every message of the bot that stands in any channel, oldest first."""
        found = [sent for channel in self.world.channels for sent in channel.messages if sent.author == self.bot]
        return sorted(found, key=lambda message: message.id)
