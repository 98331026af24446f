"""What the gateway is made of: a websocket with its compression, and the session that outlives it."""

import asyncio
import json
import zlib
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol

from aiohttp import WSMsgType, web

from tests.discord_server.world import Json

UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, WRONG_TOKEN, ALREADY_AUTHENTICATED = 4001, 4002, 4003, 4004, 4005
INVALID_SEQUENCE, RATE_LIMITED, TIMED_OUT, INVALID_SHARD = 4007, 4008, 4009, 4010
INVALID_API_VERSION, INVALID_INTENTS, DISALLOWED_INTENTS = 4012, 4013, 4014

GOODBYES = (1000, 1001)  # close codes by which a bot ends its session for good
MAX_PAYLOAD = 4096  # bytes a bot may send at once
MAX_SENDS, SENDS_SECONDS = 120, 60.0
REPLAYED = 5_000  # events kept for a bot that has lost its connection


class Op(IntEnum):
    """What a payload is."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Compressor(Protocol):
    """Turns each payload into the next piece of one compressed stream."""

    def __call__(self, payload: bytes) -> bytes: ...


def zlib_stream() -> Compressor:
    stream = zlib.compressobj(1)
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


class Connection:
    """One websocket, with its compression. `patience` is how many seconds it may be silent."""

    def __init__(
        self, request: web.Request, socket: web.WebSocketResponse, compress: Compressor | None, patience: float
    ) -> None:
        self.socket = socket
        self.said_goodbye = False
        self._request = request
        self._compress = compress
        self._patience = patience
        self._sends: deque[float] = deque(maxlen=MAX_SENDS)
        self._turn = asyncio.Lock()  # the pieces of a compressed stream must leave in the order they were made

    async def send(self, payload: Json) -> None:
        text = json.dumps(payload)
        async with self._turn:
            if self.socket.closed:
                return
            with suppress(ConnectionError):  # it went away this moment; what it misses is replayed
                if self._compress is None:
                    await self.socket.send_str(text)
                else:
                    await self.socket.send_bytes(self._compress(text.encode()))

    async def receive(self) -> Json | None:
        """The next payload, or None when the bot has gone."""
        try:
            raw = await self.socket.receive(timeout=self._patience)
        except TimeoutError:
            raise Hangup(TIMED_OUT, "Session timed out.") from None
        if raw.type is not WSMsgType.TEXT:
            self.said_goodbye = raw.type is WSMsgType.CLOSE and raw.data in GOODBYES
            return None
        self._count()
        return _decoded(raw.data)

    def cut(self) -> None:
        """End the connection without a word, as a broken line does."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def _count(self) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._sends) == MAX_SENDS and now - self._sends[0] < SENDS_SECONDS:
            raise Hangup(RATE_LIMITED, "You are being rate limited.")
        self._sends.append(now)


@dataclass(eq=False)
class Session:
    """One identified bot: what it wants to hear, what it was told or missed, and the connection it has at present."""

    id: str
    intents: int
    sequence: int = 0  # the number of the last event
    told: deque[Json] = field(default_factory=lambda: deque(maxlen=REPLAYED))
    connection: Connection | None = None
    left: bool = False  # the bot took its leave: nothing is kept for it any more

    async def tell(self, name: str, data: Json) -> None:
        self.sequence += 1
        event = {"op": Op.DISPATCH, "t": name, "s": self.sequence, "d": data}
        self.told.append(event)
        if self.connection is not None:
            await self.connection.send(event)

    def can_resume_from(self, heard: int) -> bool:
        """Whether everything after the event `heard` is still kept."""
        return not self.left and heard >= self.sequence - len(self.told)

    def after(self, heard: int) -> Json | None:
        """The event that follows `heard`, if there is one."""
        return self.told[heard - self.sequence] if heard < self.sequence else None


def _decoded(text: str) -> Json:
    try:
        payload: Any = json.loads(text) if len(text.encode()) <= MAX_PAYLOAD else None
    except ValueError:
        payload = None
    if not isinstance(payload, dict) or "op" not in payload:
        raise Hangup(DECODE_ERROR, "Error while decoding payload.")
    return payload
