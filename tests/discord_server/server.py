"""The whole of it, listening on loopback: `async with DiscordServer() as discord: ...`."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.gateway import MESSAGE_CONTENT, Gateway
from tests.discord_server.interactions import Interactions
from tests.discord_server.news import News
from tests.discord_server.outages import Bucket, Outage
from tests.discord_server.people import Person
from tests.discord_server.permissions import NOBODY, Permission
from tests.discord_server.routes import API, FILES, Routes
from tests.discord_server.sessions import Op
from tests.discord_server.world import FORUM_CHANNEL, Channel, Guild, Message, Overwrite, Role, User, World

ANY_REQUEST = ""
MESSAGES = r"POST /channels/\d+/messages$"
RESPONSES = r"POST /interactions/\d+/[^/]+/callback$"


def _standstill() -> float:
    return 0.0


class Clock:
    """Seconds that pass only when told to, so that a test can be late without waiting; or those of `base` besides."""

    def __init__(self, base: Callable[[], float] = _standstill) -> None:
        self._base = base
        self._ahead = 0.0

    def __call__(self) -> float:
        return self._base() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds


class DiscordServer:
    """A small Discord: one application, one server with one channel, and the people a test brings.

    `message_content` is the switch of that name in the developer portal. The deadlines of interactions, and
    the time for which nonces are remembered, go by `clock`, which stands still unless a test moves it.
    """

    def __init__(self, *, message_content: bool = True, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
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
        self.world.files_at = f"http://127.0.0.1:{self.port}{FILES}"

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

    def person(
        self,
        name: str,
        *,
        is_bot: bool = False,
        may: Permission = NOBODY,
        locale: str = "en-US",
        on: Guild | None = None,
    ) -> Person:
        """Someone new, a member of the server `on` (the first unless named), who `may` more than everyone there."""
        guild = on or self.guild
        user = self.world.add_user(name, is_bot=is_bot, locale=locale)
        self.world.join(guild, user, *([self.world.add_role(guild, f"{name}'s", may)] if may else []))
        return Person(self, user)

    def moderator(self, name: str) -> Person:
        """Someone who may manage the server and what is said on it."""
        return self.person(name, may=Permission.MANAGE_GUILD | Permission.MANAGE_MESSAGES)

    def forum(self, name: str) -> Channel:
        """A new forum on the server."""
        return self.world.add_channel(self.guild, name, FORUM_CHANNEL)

    # What happens to Discord, or is done to the bot

    async def permit(
        self, channel: Channel, whom: Role | User, *, allow: Permission = NOBODY, deny: Permission = NOBODY
    ) -> None:
        """Overwrite permissions in a channel, and tell the bot of it."""
        channel.overwrites[whom.id] = Overwrite(allow, deny, for_member=isinstance(whom, User))
        if channel.guild is not None:
            await self.gateway.dispatch_to_guild("CHANNEL_UPDATE", channel.guild, payloads.channel(channel))

    async def drop_gateway(self, code: int | None = None) -> None:
        """Break the bot's connection, with a close code or without a word; its session can be resumed."""
        await self.gateway.disconnect(code)

    async def ask_to_reconnect(self) -> None:
        """Tell the bot to connect anew and resume, as Discord does before it moves a session elsewhere."""
        await self.gateway.signal(Op.RECONNECT)

    async def invalidate_session(self, *, resumable: bool = False) -> None:
        """Tell the bot that its session is not valid."""
        if not resumable:
            self.gateway.forget()
        await self.gateway.signal(Op.INVALID_SESSION, resumable)

    def fail_next(
        self, status: int = 500, *, times: int = 1, match: str = ANY_REQUEST, carried_out: bool = False
    ) -> None:
        """Answer the next requests that `match` ("METHOD /path", an expression) with a failure.

        Status 0 breaks the connection instead of answering. With `carried_out` Discord does what it was asked to,
        and only its answer is lost.
        """
        self.routes.outages.planned.append(Outage(status, times, match, carried_out))

    def rate_limit(
        self, retry_after: float, *, times: int = 1, match: str = ANY_REQUEST, everywhere: bool = False
    ) -> None:
        """Answer the next requests that `match` with 429; `everywhere` is the limit on the bot as a whole."""
        outage = Outage(429, times, match, retry_after=retry_after, everywhere=everywhere)
        self.routes.outages.planned.append(outage)

    def limit(self, most: int, seconds: float, *, match: str = MESSAGES) -> None:
        """From now on take at most so many requests in so many seconds on each path that `match` fits."""
        self.routes.outages.buckets.append(Bucket(match, most, seconds))

    async def tell_nonsense(self) -> None:
        """Send the bot an event that has not the shape its name promises."""
        await self.gateway.dispatch("MESSAGE_CREATE", {"id": "nonsense"})

    # Waiting and looking

    async def bot_is_online(self, sessions: int = 1) -> None:
        """Wait until the bot has identified itself `sessions` times in all, and is connected."""

        def look() -> bool | None:
            return (bool(self.gateway.connected) and len(self.gateway.sessions) >= sessions) or None

        await self.news.until(look, "the bot to come online")

    async def bot_has_resumed(self, times: int = 1) -> None:
        """Wait until the bot has resumed a session `times` times in all."""
        await self.news.until(lambda: self.gateway.resumes >= times or None, "the bot to resume its session")

    async def bot_is_offline(self) -> None:
        """Wait until no bot is connected."""
        await self.news.until(lambda: not self.gateway.connected or None, "the bot to go offline")

    @property
    def sent_by_bot(self) -> list[Message]:
        """Every message of the bot that stands in any channel, oldest first."""
        found = [
            sent for channel in self.world.channels.values() for sent in channel.messages if sent.author == self.bot
        ]
        return sorted(found, key=lambda message: message.id)
