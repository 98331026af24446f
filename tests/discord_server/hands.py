"""Talking to this Discord by hand, without a library that knows how: for the tests of the server itself."""

import json
import zlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import aiohttp

from tests.discord_server import DiscordServer
from tests.discord_server.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS
from tests.discord_server.interactions import Interaction, Kind
from tests.discord_server.sessions import Op
from tests.discord_server.world import COMPONENTS_V2

EVERYTHING = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
TEXT = {"type": 10, "content": "Hello"}
QUESTION: dict[str, Any] = {
    "name": "question",
    "description": "What",
    "type": 3,
    "required": True,
    "autocomplete": False,
}
ASK: dict[str, Any] = {
    "name": "ask",
    "description": "Ask",
    "type": 1,
    "contexts": [0, 1],
    "integration_types": [0],
    "options": [QUESTION],
}


class Api:
    """A bot's hand on the HTTP API."""

    def __init__(self, discord: DiscordServer, session: aiohttp.ClientSession) -> None:
        self.discord = discord
        self._session = session

    async def call(self, method: str, path: str, body: Any = None, token: str | None = None) -> tuple[int, Any]:
        async with self.request(method, path, json=body, token=token) as answer:
            return answer.status, await answer.json() if answer.status != 204 else None

    def request(
        self, method: str, path: str, token: str | None = None, **rest: Any
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        headers = {"Authorization": f"Bot {token or self.discord.token}"}
        return self._session.request(method, self.discord.api + path, headers=headers, **rest)

    def fetch(self, url: str) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        return self._session.get(url)

    async def post(self, **body: Any) -> tuple[int, Any]:
        """Write in #general."""
        return await self.call("POST", f"/channels/{self.discord.general.id}/messages", body)

    async def register(self, *commands: dict[str, Any]) -> tuple[int, Any]:
        return await self.call("PUT", f"/applications/{self.discord.bot.id}/commands", list(commands))

    async def respond(self, interaction: Interaction, kind: int, **data: Any) -> tuple[int, Any]:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=1"
        return await self.call("POST", path, {"type": kind, "data": data})

    async def command(self) -> Interaction:
        """Someone has run a command."""
        alice = self.discord.person("alice")
        return await self.discord.interactions.open(Kind.COMMAND, alice.user, self.discord.general, {"name": "ask"})


@asynccontextmanager
async def api() -> AsyncIterator[Api]:
    async with DiscordServer() as discord, aiohttp.ClientSession() as session:
        yield Api(discord, session)


def v2(*components: dict[str, Any]) -> dict[str, Any]:
    return {"flags": COMPONENTS_V2, "components": list(components)}


def button(label: str = "Yes", custom_id: str = "yes", **rest: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": label, "custom_id": custom_id, **rest}


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(buttons)}


class Wire:
    """One connection to the gateway, as raw payloads."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._inflate = zlib.decompressobj()

    async def send(self, op: int, data: Any = None) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def receive(self) -> dict[str, Any]:
        raw = await self.socket.receive(timeout=5)
        assert raw.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY), raw
        text = raw.data if isinstance(raw.data, str) else self._inflate.decompress(raw.data).decode()
        payload: dict[str, Any] = json.loads(text)
        return payload

    async def event(self, name: str) -> dict[str, Any]:
        """The data of the next event of that name."""
        while (payload := await self.receive())["t"] != name:
            pass
        data: dict[str, Any] = payload["d"]
        return data

    async def close_code(self) -> int:
        while not self.socket.closed:
            await self.socket.receive(timeout=5)
        assert self.socket.close_code is not None
        return self.socket.close_code

    async def identify(self, discord: DiscordServer, intents: int = EVERYTHING, token: str | None = None) -> None:
        await self.send(Op.IDENTIFY, {"token": token or discord.token, "intents": intents, "properties": {}})


@asynccontextmanager
async def wire_to(discord: DiscordServer, query: str = "?v=10&encoding=json") -> AsyncIterator[Wire]:
    """A connection that has been greeted."""
    async with aiohttp.ClientSession() as session, session.ws_connect(discord.gateway.address + query) as socket:
        wire = Wire(socket)
        if "v=10" in query:
            assert (await wire.receive())["op"] == Op.HELLO
        yield wire
