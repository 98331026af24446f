"""The gateway: the websocket over which Discord tells a bot what happens.

Speaks version 10 with JSON, compressed as the bot asks for in its address. A session outlives its connection, so
that a bot which lost the connection can resume it and hear what it missed.
"""

import secrets
from typing import Any

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.news import News
from tests.discord_server.permissions import Permission, in_channel
from tests.discord_server.sessions import (
    ALREADY_AUTHENTICATED,
    COMPRESSIONS,
    DECODE_ERROR,
    DISALLOWED_INTENTS,
    INVALID_API_VERSION,
    INVALID_INTENTS,
    INVALID_SEQUENCE,
    INVALID_SHARD,
    NOT_AUTHENTICATED,
    UNKNOWN_OPCODE,
    WRONG_TOKEN,
    Connection,
    Hangup,
    Op,
    Session,
)
from tests.discord_server.world import Channel, Guild, Json, Message, World

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
DIRECT_MESSAGES = 1 << 12
MESSAGE_CONTENT = 1 << 15
PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
KNOWN_INTENTS = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25

HEARTBEAT_INTERVAL_MS = 41_250
MISSED_BEATS = 1.5  # how many intervals a bot may be silent before it is taken for dead


class Gateway:
    """Takes in bots and tells them what happens."""

    def __init__(self, world: World, news: News) -> None:
        self._world = world
        self._news = news
        self.address = ""  # known once the server listens
        self.heartbeat_interval_ms = HEARTBEAT_INTERVAL_MS
        self.sessions: list[Session] = []
        self.resumes = 0  # how often a session was taken up again
        self.beats = 0  # heartbeats heard
        self.hangups: list[int] = []  # the close codes bots were sent away with

    @property
    def connected(self) -> list[Session]:
        return [session for session in self.sessions if session.connection is not None]

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until either side ends it."""
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        compress = COMPRESSIONS.get(request.query.get("compress", ""))
        patience = self.heartbeat_interval_ms / 1000 * MISSED_BEATS
        connection = Connection(request, socket, compress() if compress else None, patience)
        session: Session | None = None
        try:
            if request.query.get("v") != "10":
                raise Hangup(INVALID_API_VERSION, "Invalid API version.")
            await connection.send(_signal(Op.HELLO, {"heartbeat_interval": self.heartbeat_interval_ms}))
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

    async def dispatch(self, name: str, data: Json) -> None:
        """Tell every bot of something no intent is needed for."""
        for session in self._listeners():
            await session.tell(name, data)

    async def dispatch_to_guild(self, name: str, guild: Guild, data: Json) -> None:
        """Tell the bots on a server of a change to it."""
        for session in self._listeners():
            if session.intents & GUILDS and guild.has_bot:
                await session.tell(name, data)

    async def dispatch_message(self, name: str, message: Message) -> None:
        """Tell the bots that may hear of `message`, of its words only those that may read them."""
        for session in self._hearers(message.channel):
            await session.tell(name, payloads.message_event(message, readable=self._may_read(session, message)))

    async def dispatch_deletion(self, message: Message) -> None:
        for session in self._hearers(message.channel):
            await session.tell("MESSAGE_DELETE", payloads.deleted_event(message))

    async def disconnect(self, code: int | None = 1001) -> None:
        """Drop every connection; sessions stay and can be resumed. Without a code the line just breaks."""
        for session in self.connected:
            connection = session.connection
            if connection is not None and code is None:
                session.connection = None
                connection.cut()
            elif connection is not None:
                session.connection = None  # what happens from now on is for whoever resumes
                await connection.socket.close(code=code or 1000)

    async def signal(self, op: Op, data: Any = None) -> None:
        """Send every connected bot a payload that is no event."""
        for session in self.connected:
            if session.connection is not None:
                await session.connection.send(_signal(op, data))

    def forget(self) -> None:
        """Make it impossible to resume any session there is."""
        for session in self.sessions:
            session.left = True

    def _listeners(self) -> list[Session]:
        """The sessions that are to hear what happens, now or when they resume."""
        return [session for session in self.sessions if not session.left]

    def _hearers(self, channel: Channel) -> list[Session]:
        """Those that are to hear what is said in `channel`."""
        needed = GUILD_MESSAGES if channel.guild else DIRECT_MESSAGES
        if not in_channel(self._world.application.user, channel) & Permission.VIEW_CHANNEL:
            return []
        return [session for session in self._listeners() if session.intents & needed]

    def _may_read(self, session: Session, message: Message) -> bool:
        me = self._world.application.user
        return bool(
            session.intents & MESSAGE_CONTENT
            or message.channel.guild is None
            or message.author == me
            or me in message.mentions
        )

    async def _take(self, payload: Json, connection: Connection, session: Session | None) -> Session | None:
        """Act on one payload from the bot; gives the session the connection belongs to from then on."""
        match payload["op"]:
            case Op.HEARTBEAT:
                self.beats += 1
                await connection.send(_signal(Op.HEARTBEAT_ACK))
                self._news.spread()
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

    async def _identify(self, data: Json, connection: Connection) -> Session:
        app = self._world.application
        if data.get("token") != app.token:
            raise Hangup(WRONG_TOKEN, "Authentication failed.")
        if not isinstance(data.get("properties"), dict):
            raise Hangup(DECODE_ERROR, "Error while decoding payload.")
        shard, shards = data.get("shard") or (0, 1)
        if not 0 <= shard < shards:
            raise Hangup(INVALID_SHARD, "Invalid shard.")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            raise Hangup(INVALID_INTENTS, "Invalid intent(s).")
        if intents & PRIVILEGED & ~app.privileged_intents:
            raise Hangup(DISALLOWED_INTENTS, "Disallowed intent(s).")
        session = Session(secrets.token_hex(8), intents, connection=connection)
        self.sessions.append(session)
        await self._welcome(session, [shard, shards])
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
            await session.tell("GUILD_CREATE", payloads.guild(guild, app.user))

    async def _resume(self, data: Json, connection: Connection) -> Session | None:
        if data.get("token") != self._world.application.token:
            raise Hangup(WRONG_TOKEN, "Authentication failed.")
        session = next((known for known in self.sessions if known.id == data.get("session_id")), None)
        heard = int(data.get("seq") or 0)
        if session is None or not session.can_resume_from(heard):
            await connection.send(_signal(Op.INVALID_SESSION, False))
            return None
        if heard > session.sequence:
            raise Hangup(INVALID_SEQUENCE, "Invalid seq.")
        while (missed := session.after(heard)) is not None:  # more may happen while the bot is caught up
            await connection.send(missed)
            heard += 1
        session.connection = connection
        self.resumes += 1
        await session.tell("RESUMED", {})
        self._news.spread()
        return session


def _signal(op: Op, data: Any = None) -> Json:
    """A payload that is no event: it has no number and no name."""
    return {"op": op, "s": None, "t": None, "d": data}
