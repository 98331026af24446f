"""The gateway, spoken to without a library that knows how."""

import asyncio
from typing import Any

import pytest

from tests.discord_server import DiscordServer
from tests.discord_server.gateway import DIRECT_MESSAGES, GUILDS, MESSAGE_CONTENT
from tests.discord_server.hands import EVERYTHING, wire_to
from tests.discord_server.permissions import Permission
from tests.discord_server.sessions import MAX_SENDS, Op


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
    [
        ("not json", 4002),
        ("[]", 4002),
        ('"' + "x" * 4096 + '"', 4002),
        ('{"op": 77}', 4001),
        ('{"op": 3, "d": {}}', 4003),
    ],
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


async def test_a_bot_whose_heart_stops_is_sent_away() -> None:
    async with DiscordServer() as discord:
        discord.gateway.heartbeat_interval_ms = 40
        async with wire_to(discord) as wire:
            for _ in range(4):
                await asyncio.sleep(0.03)
                await wire.send(Op.HEARTBEAT)
            assert not discord.gateway.hangups
            assert await wire.close_code() == 4009


async def test_a_bot_that_sends_too_much_is_sent_away() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        for _ in range(MAX_SENDS + 1):
            await wire.send(Op.HEARTBEAT)
        assert await wire.close_code() == 4008


async def test_a_shard_that_cannot_be_is_refused() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.send(Op.IDENTIFY, {"token": discord.token, "intents": 1, "properties": {}, "shard": [2, 2]})
        assert await wire.close_code() == 4010


async def test_a_bot_without_sight_of_a_channel_hears_nothing_from_it() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord)
        await wire.event("GUILD_CREATE")
        hidden = discord.world.add_channel(discord.guild, "hidden")
        alice = discord.person("alice")
        await discord.permit(hidden, discord.bot, deny=Permission.VIEW_CHANNEL)
        assert (await wire.event("CHANNEL_UPDATE"))["permission_overwrites"][0]["type"] == 1
        await alice.says("in secret", where=hidden)
        await alice.says(f"{discord.bot_mention} in the open")
        assert (await wire.event("MESSAGE_CREATE"))["content"].endswith("in the open")


async def test_a_bot_hears_of_changed_and_of_deleted_messages() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord)
        await discord.bot_is_online()
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} one")
        await alice.edits(said, f"{discord.bot_mention} two")
        await alice.deletes(said)
        assert (await wire.event("MESSAGE_UPDATE"))["content"].endswith("two")
        assert (await wire.event("MESSAGE_DELETE"))["id"] == str(said.id)


async def test_threads_and_posts_in_forums_are_told_of() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord, intents=EVERYTHING)
        await discord.bot_is_online()
        alice, forum = discord.person("alice"), discord.forum("questions")
        post = await alice.posts("Calcium?", "How much?", forum=forum)
        opened = await wire.event("THREAD_CREATE")
        assert (opened["parent_id"], opened["name"]) == (str(forum.id), "Calcium?")
        assert (await wire.event("MESSAGE_CREATE"))["channel_id"] == str(post.channel.id) == str(post.id)


async def test_what_was_missed_longer_ago_than_is_kept_makes_a_new_session_necessary() -> None:
    async with DiscordServer() as discord:
        async with wire_to(discord) as wire:
            await wire.identify(discord)
            ready = await wire.event("READY")
            await discord.drop_gateway(4000)
            await wire.close_code()
        session = discord.gateway.sessions[0]
        session.told.popleft()
        async with wire_to(discord) as wire:
            await wire.send(Op.RESUME, {"token": discord.token, "session_id": ready["session_id"], "seq": 0})
            assert (await wire.receive())["op"] == Op.INVALID_SESSION


async def test_nothing_can_be_resumed_that_was_never_said() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord)
        ready = await wire.event("READY")
        async with wire_to(discord) as other:
            await other.send(Op.RESUME, {"token": discord.token, "session_id": ready["session_id"], "seq": 99})
            assert await other.close_code() == 4007


async def test_a_bot_can_be_told_to_connect_anew_and_that_its_session_is_void() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord)
        await wire.event("GUILD_CREATE")
        await discord.ask_to_reconnect()
        assert (await wire.receive())["op"] == Op.RECONNECT
        await discord.invalidate_session()
        refused = await wire.receive()
        assert (refused["op"], refused["d"]) == (Op.INVALID_SESSION, False)


async def test_a_line_can_break_without_a_word() -> None:
    async with DiscordServer() as discord, wire_to(discord) as wire:
        await wire.identify(discord)
        await wire.event("GUILD_CREATE")
        await discord.drop_gateway()
        assert await wire.close_code() == 1006
