"""Replies removed from their menu, over the wire."""

import logging

import pytest

from bot.on_discord.sending import sender
from tests.discord_server import DiscordServer, Permission
from tests.on_discord import sample
from tests.on_discord.online import bot_on

V = sample.VOICE
DELETIONS = r"^DELETE "


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


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


@pytest.mark.parametrize("carried_out", [False, True])
@pytest.mark.parametrize("status", [0, 502])
async def test_an_answer_is_removed_although_discord_fails_in_the_middle(
    status: int, carried_out: bool, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "PAUSES", (0.0, 0.01, 0.01))
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        reply = await alice.mentions_bot("dexa scan")
        discord.fail_next(status, match=DELETIONS, carried_out=carried_out)
        assert (await alice.uses(V.menu_remove, on=reply)).text == V.removed
        assert not reply.is_there
        assert warnings(caplog) == []


async def test_what_discord_does_not_take_away_is_told_to_the_member_and_once_to_the_host(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        replies = [await alice.mentions_bot("dexa scan") for _ in range(2)]
        discord.fail_next(503, times=2, match=DELETIONS)
        for reply in replies:
            assert (await alice.uses(V.menu_remove, on=reply)).text == V.not_posted
        (told,) = warnings(caplog)
        assert "HTTP status 503" in told
        assert "removing an answer" in told


async def test_an_answer_that_is_gone_already_counts_as_removed(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        reply = await alice.mentions_bot("dexa scan")
        asked = await alice.starts_using(V.menu_remove, on=reply)
        discord.general.remove(reply)  # before the bot has come to it
        assert (await discord.news.until(lambda: asked.outcome, "word of it")).text == V.removed
        assert warnings(caplog) == []


async def test_where_the_bot_has_lost_its_access_the_member_is_told_so_and_the_host_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        replies = [await alice.mentions_bot("dexa scan") for _ in range(2)]
        await discord.permit(discord.general, discord.bot, deny=Permission.VIEW_CHANNEL)
        for reply in replies:
            assert (await alice.uses(V.menu_remove, on=reply)).text == V.cannot_remove
        (told,) = warnings(caplog)
        assert "Missing" in told
        assert all(reply.is_there for reply in replies)
