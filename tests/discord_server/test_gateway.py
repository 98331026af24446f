"""The gateway, spoken to without a library that knows how."""

import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from tests.discord_server import DiscordServer
from tests.discord_server.gateway import (
    DIRECT_MESSAGES,
    GUILD_MESSAGES,
    GUILDS,
    MESSAGE_CONTENT,
    Op,
)

EVERYTHING = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES


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


async def test_a_bot_that_identifies_hears_of_itself_and_then_of_its_servers() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        discord.world.add_guild("Elsewhere", has_bot=False)
        await wire.identify(discord)
        ready = await wire.event("READY")
        assert ready["user"]["id"] == str(discord.bot.id)
        assert ready["guilds"] == [{"id": str(discord.guild.id), "unavailable": True}]
        assert (await wire.event("GUILD_CREATE"))["name"] == discord.guild.name


async def test_the_stream_is_compressed_when_the_bot_asks_for_it() -> None:
    async with DiscordServer() as discord, wire_to(discord, "?v=10&encoding=json&compress=zlib-stream") as wire:
        await wire.identify(discord)
        assert (await wire.event("READY"))["v"] == 10


async def test_a_heartbeat_is_acknowledged() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.send(Op.HEARTBEAT)
        assert (await wire.receive())["op"] == Op.HEARTBEAT_ACK


async def test_a_wrong_token_is_sent_away() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord, token="wrong")
        assert await wire.close_code() == 4004


@pytest.mark.parametrize(
    ("intents", "code"),
    [(EVERYTHING | MESSAGE_CONTENT, 4014), (1 << 30, 4013), ("all", 4013)],
)
async def test_intents_that_are_not_granted_or_not_known_are_refused(intents: Any, code: int) -> None:
    async with DiscordServer(message_content=False) as discord, wire_to(discord) as wire:
        await wire.identify(discord, intents=intents)
        assert await wire.close_code() == code


@pytest.mark.parametrize(
    ("said", "code"),
    [("not json", 4002), ("[]", 4002), ('{"op": 77}', 4001), ('{"op": 3, "d": {}}', 4003)],
)
async def test_nonsense_ends_the_connection(said: str, code: int) -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.socket.send_str(said)
        assert await wire.close_code() == code


async def test_a_bot_cannot_identify_twice() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord)
        await wire.identify(discord)
        assert await wire.close_code() == 4005


async def test_another_version_of_the_gateway_is_not_spoken() -> None:
    async with DiscordServer() as discord, wire_to(discord, "?v=6") as wire:
        assert await wire.close_code() == 4012


async def test_a_bot_hears_only_what_its_intents_are_for() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord, intents=GUILDS | DIRECT_MESSAGES)
        await wire.event("GUILD_CREATE")
        alice = discord.person("alice")
        await alice.says("in the channel")
        await alice.says("directly", where=alice.direct)
        assert (await wire.event("MESSAGE_CREATE"))["content"] == "directly"


async def test_words_are_withheld_from_a_bot_without_the_intent_unless_meant_for_it() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord)
        await wire.event("GUILD_CREATE")
        alice = discord.person("alice")
        await alice.says("among us")
        await alice.says(f"{discord.bot_mention} for you")
        await alice.says("just us two", where=alice.direct)
        heard = [(await wire.event("MESSAGE_CREATE"))["content"] for _ in range(3)]
        assert heard == ["", f"{discord.bot_mention} for you", "just us two"]


async def test_a_bot_with_the_intent_reads_everything() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord, intents=EVERYTHING | MESSAGE_CONTENT)
        await discord.bot_is_online()
        await discord.person("alice").says("among us")
        assert (await wire.event("MESSAGE_CREATE"))["content"] == "among us"


async def test_a_session_that_lost_its_connection_is_resumed_with_what_it_missed() -> None:
    async with DiscordServer() as discord:
        async with wire_to(discord) as wire:
            await wire.identify(discord)
            ready = await wire.event("READY")
            await wire.event("GUILD_CREATE")
            await discord.gateway.disconnect(4000)
            await wire.close_code()
        await discord.person("alice").says(f"{discord.bot_mention} are you there?")
        async with wire_to(discord) as wire:
            await wire.send(Op.RESUME, {"token": discord.token, "session_id": ready["session_id"], "seq": 2})
            assert (await wire.event("MESSAGE_CREATE"))["content"].endswith("are you there?")
            await wire.event("RESUMED")


async def test_a_session_that_was_ended_cannot_be_resumed() -> None:
    async with DiscordServer() as discord:
        async with wire_to(discord) as wire:
            await wire.identify(discord)
            ready = await wire.event("READY")
            await wire.socket.close(code=1000)
        await discord.bot_is_offline()
        async with wire_to(discord) as wire:
            await wire.send(Op.RESUME, {"token": discord.token, "session_id": ready["session_id"], "seq": 1})
            refused = await wire.receive()
            assert (refused["op"], refused["d"]) == (Op.INVALID_SESSION, False)
