"""The gateway: the websocket over which Discord tells a bot what happens.

Speaks version 10 with JSON, compressed as the bot asks for in its address. A session outlives its connection, so
that a bot which lost the connection can resume it and hear what it missed.
"""

import asyncio
import json
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol

from aiohttp import WSMsgType, web

from tests.discord_server import payloads
from tests.discord_server.news import News
from tests.discord_server.world import Message, World


class Op(IntEnum):
    """What a payload is."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, WRONG_TOKEN, ALREADY_AUTHENTICATED = 4001, 4002, 4003, 4004, 4005
INVALID_API_VERSION, INVALID_INTENTS, DISALLOWED_INTENTS = 4012, 4013, 4014

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
DIRECT_MESSAGES = 1 << 12
MESSAGE_CONTENT = 1 << 15
PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
KNOWN_INTENTS = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25

HEARTBEAT_INTERVAL_MS = 41_250
GOODBYES = (1000, 1001)  # close codes by which a bot ends its session for good

Event = dict[str, Any]


class Compressor(Protocol):
    """Turns each payload into the next piece of one compressed stream."""

    def __call__(self, payload: bytes) -> bytes: ...


def zlib_stream() -> Compressor:
    stream = zlib.compressobj()
    return lambda payload: stream.compress(payload) + stream.flush(zlib.Z_SYNC_FLUSH)


COMPRESSIONS: dict[str, Callable[[], Compressor]] = {"zlib-stream": zlib_stream}

try:  # what discord.py prefers wherever Python brings it (3.14)
    from compression.zstd import ZstdCompressor  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    pass
else:

    def zstd_stream() -> Compressor:
        stream = ZstdCompressor()
        return lambda payload: bytes(stream.compress(payload, mode=ZstdCompressor.FLUSH_BLOCK))

    COMPRESSIONS["zstd-stream"] = zstd_stream


class Hangup(Exception):  # noqa: N818 -- a word of the trade
    """The connection ends with this close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(eq=False)
class Session:
    """One identified bot: what it wants to hear, what it was told or missed, and the connection it has at present."""

    id: str
    intents: int
    told: list[Event] = field(default_factory=list)
    connection: "Connection | None" = None
    left: bool = False  # the bot took its leave: nothing is kept for it any more

    async def tell(self, name: str, data: dict[str, Any]) -> None:
        event = {"op": Op.DISPATCH, "t": name, "s": len(self.told) + 1, "d": data}
        self.told.append(event)
        if self.connection is not None:
            await self.connection.send(event)


class Connection:
    """One websocket, with its compression."""

    def __init__(self, socket: web.WebSocketResponse, compress: Compressor | None) -> None:
        self.socket = socket
        self.said_goodbye = False
        self._compress = compress
        self._turn = asyncio.Lock()  # the pieces of a compressed stream must leave in the order they were made

    async def send(self, payload: Event) -> None:
        text = json.dumps(payload)
        async with self._turn:
            if self.socket.closed:
                return
            if self._compress is None:
                await self.socket.send_str(text)
            else:
                await self.socket.send_bytes(self._compress(text.encode()))

    async def receive(self) -> Event | None:
        """The next payload, or None when the bot has gone."""
        raw = await self.socket.receive()
        if raw.type is not WSMsgType.TEXT:
            self.said_goodbye = raw.type is WSMsgType.CLOSE and raw.data in GOODBYES
            return None
        try:
            payload = json.loads(raw.data)
        except ValueError:
            raise Hangup(DECODE_ERROR, "Error while decoding payload.") from None
        if not isinstance(payload, dict) or "op" not in payload:
            raise Hangup(DECODE_ERROR, "Error while decoding payload.")
        return payload


class Gateway:
    """Takes in bots and tells them what happens."""

    def __init__(self, world: World, news: News) -> None:
        self._world = world
        self._news = news
        self.address = ""  # known once the server listens
        self.sessions: list[Session] = []
        self.hangups: list[int] = []  # the close codes bots were sent away with

    @property
    def connected(self) -> list[Session]:
        return [session for session in self.sessions if session.connection is not None]

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until either side ends it."""
        socket = web.WebSocketResponse(max_msg_size=15_000)
        await socket.prepare(request)
        compression = request.query.get("compress")
        connection = Connection(socket, COMPRESSIONS[compression]() if compression else None)
        session: Session | None = None
        try:
            if request.query.get("v") != "10":
                raise Hangup(INVALID_API_VERSION, "Invalid API version.")
            await connection.send(_signal(Op.HELLO, {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}))
            while (payload := await connection.receive()) is not None:
                session = await self._take(payload, connection, session)
        except Hangup as hangup:
            self.hangups.append(hangup.code)
            await socket.close(code=hangup.code, message=hangup.reason.encode())
        finally:
            if session is not None and session.connection is connection:
                session.connection = None
                session.left = connection.said_goodbye
            self._news.spread()
        return socket

    async def dispatch(self, name: str, data: dict[str, Any]) -> None:
        """Tell every bot of something no intent is needed for."""
        for session in self._listeners():
            await session.tell(name, data)

    async def dispatch_message(self, name: str, message: Message) -> None:
        """Tell the bots that may hear of `message`, of its words only those that may read them."""
        for session in self._listeners():
            needed = GUILD_MESSAGES if message.channel.guild else DIRECT_MESSAGES
            present = message.channel.guild is None or message.channel.guild.has_bot
            if session.intents & needed and present:
                await session.tell(name, payloads.message_event(message, readable=self._may_read(session, message)))

    async def disconnect(self, code: int = 1001) -> None:
        """Drop every connection, as Discord does now and then; sessions stay and can be resumed."""
        for session in self.connected:
            if session.connection is not None:
                await session.connection.socket.close(code=code)

    def _listeners(self) -> list[Session]:
        """The sessions that are to hear what happens, now or when they resume."""
        return [session for session in self.sessions if not session.left]

    def _may_read(self, session: Session, message: Message) -> bool:
        me = self._world.application.user
        return bool(
            session.intents & MESSAGE_CONTENT
            or message.channel.guild is None
            or message.author == me
            or me in message.mentions
        )

    async def _take(self, payload: Event, connection: Connection, session: Session | None) -> Session | None:
        """Act on one payload from the bot; gives the session the connection belongs to from then on."""
        match payload["op"]:
            case Op.HEARTBEAT:
                await connection.send(_signal(Op.HEARTBEAT_ACK))
            case Op.IDENTIFY if session is None:
                return await self._identify(payload.get("d") or {}, connection)
            case Op.RESUME if session is None:
                return await self._resume(payload.get("d") or {}, connection)
            case Op.IDENTIFY | Op.RESUME:
                raise Hangup(ALREADY_AUTHENTICATED, "Already authenticated.")
            case Op.PRESENCE | Op.VOICE_STATE | Op.REQUEST_MEMBERS if session is None:
                raise Hangup(NOT_AUTHENTICATED, "Not authenticated.")
            case Op.PRESENCE | Op.VOICE_STATE | Op.REQUEST_MEMBERS:  # heard, and nothing comes of it here
                pass
            case _:
                raise Hangup(UNKNOWN_OPCODE, "Unknown opcode.")
        return session

    async def _identify(self, data: dict[str, Any], connection: Connection) -> Session:
        app = self._world.application
        if data.get("token") != app.token:
            raise Hangup(WRONG_TOKEN, "Authentication failed.")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            raise Hangup(INVALID_INTENTS, "Invalid intent(s).")
        if intents & PRIVILEGED & ~app.privileged_intents:
            raise Hangup(DISALLOWED_INTENTS, "Disallowed intent(s).")
        session = Session(secrets.token_hex(8), intents, connection=connection)
        self.sessions.append(session)
        await self._welcome(session, data.get("shard") or [0, 1])
        self._news.spread()
        return session

    async def _welcome(self, session: Session, shard: list[int]) -> None:
        app = self._world.application
        guilds = [guild for guild in self._world.guilds if guild.has_bot]
        ready = {
            "v": 10,
            "user": payloads.user(app.user),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": shard,
            "application": {"id": str(app.id), "flags": 0},
        }
        await session.tell("READY", ready)
        for guild in guilds if session.intents & GUILDS else ():
            await session.tell("GUILD_CREATE", payloads.guild(guild))

    async def _resume(self, data: dict[str, Any], connection: Connection) -> Session | None:
        if data.get("token") != self._world.application.token:
            raise Hangup(WRONG_TOKEN, "Authentication failed.")
        session = next((known for known in self.sessions if known.id == data.get("session_id")), None)
        if session is None or session.left:
            await connection.send(_signal(Op.INVALID_SESSION, False))
            return None
        heard = int(data.get("seq") or 0)
        while heard < len(session.told):  # more may happen while the bot is caught up
            await connection.send(session.told[heard])
            heard += 1
        session.connection = connection
        await session.tell("RESUMED", {})
        self._news.spread()
        return session


def _signal(op: Op, data: Any = None) -> Event:
    """A payload that is no event: it has no number and no name."""
    return {"op": op, "s": None, "t": None, "d": data}
