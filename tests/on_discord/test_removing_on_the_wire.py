"""Replies removed from their menu, over the wire."""

from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on

V = sample.VOICE


async def test_whoever_asked_can_have_the_answer_removed() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        for reply in (await alice.mentions_bot("dexa scan"), await alice.asks("dexa scan")):
            said = await alice.uses(V.menu_remove, on=reply)
            assert said.text == V.removed
            assert said.only_for == alice.user
            assert not reply.is_there


async def test_every_sort_of_reply_can_be_removed_by_whoever_asked() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        for text in ("i fell and cannot move my leg", "should i stop taking my tablets", "lovely weather", ""):
            reply = await alice.mentions_bot(text)
            await alice.uses(V.menu_remove, on=reply)
            assert not reply.is_there


async def test_a_moderator_can_have_any_answer_removed() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        reply = await discord.person("alice").mentions_bot("dexa scan")
        await discord.moderator("mod").uses(V.menu_remove, on=reply)
        assert not reply.is_there


async def test_nobody_else_can() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        reply = await discord.person("alice").mentions_bot("dexa scan")
        assert (await discord.person("bob").uses(V.menu_remove, on=reply)).text == V.not_theirs
        assert reply.is_there


async def test_messages_of_others_are_not_the_bots_to_remove() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        said = await discord.person("alice").says("hello")
        assert (await discord.moderator("mod").uses(V.menu_remove, on=said)).text == V.not_mine
        assert said.is_there


async def test_an_answer_from_before_a_restart_can_be_removed() -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord):
            reply = await alice.mentions_bot("dexa scan")
        async with bot_on(discord):
            await alice.uses(V.menu_remove, on=reply)
        assert not reply.is_there


async def test_an_answer_in_a_direct_message_can_be_removed() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        reply = await alice.messages_bot("dexa scan")
        assert (await alice.uses(V.menu_remove, on=reply)).text == V.removed
        assert not reply.is_there


async def test_where_the_bot_is_no_member_it_says_that_it_cannot_remove() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        elsewhere = discord.world.add_channel(discord.world.add_guild("Elsewhere", has_bot=False), "chat")
        alice = discord.person("alice", on=elsewhere.guild)
        reply = await alice.asks("dexa scan", where=elsewhere)
        assert (await alice.uses(V.menu_remove, on=reply)).text == V.cannot_remove
