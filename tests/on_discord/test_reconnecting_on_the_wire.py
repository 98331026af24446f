"""Connections to the gateway that end, in every way Discord ends them, and what the bot then does."""

import asyncio

import pytest

from bot.errors import FaqBotError
from bot.on_discord import running
from tests.discord_server import MESSAGES, DiscordServer, payloads
from tests.discord_server.world import Json
from tests.on_discord import sample
from tests.on_discord.online import at_rest, bot_on, eventually

DXA = "A DXA scan"


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PAUSES", (0.0,))


@pytest.mark.parametrize("code", [None, 1000, 1001, 4000, 4007, 4008, 4009])
async def test_a_connection_that_ends_is_resumed_and_what_was_missed_is_answered_once(code: int | None) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        await discord.drop_gateway(code)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        assert DXA in (await alice.asks("dexa scan")).text
        assert len(discord.gateway.sessions) == 1
        assert discord.gateway.resumes == 1
        await at_rest()
        assert len(discord.sent_by_bot) == 2


async def test_the_bot_moves_when_it_is_asked_to() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        await discord.ask_to_reconnect()
        await discord.bot_has_resumed()
        assert DXA in (await discord.person("alice").mentions_bot("dexa scan")).text
        assert len(discord.gateway.sessions) == 1


async def test_a_session_that_may_be_resumed_is_resumed() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        await discord.invalidate_session(resumable=True)
        await discord.bot_has_resumed()
        assert DXA in (await discord.person("alice").mentions_bot("dexa scan")).text


async def test_a_session_that_is_void_is_begun_anew_and_answers_are_not_repeated() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        await alice.mentions_bot("dexa scan")
        await discord.invalidate_session()
        await discord.bot_is_online(sessions=2)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        await at_rest()
        assert len(discord.sent_by_bot) == 2


async def test_a_connection_that_ends_while_an_answer_is_on_its_way_does_not_double_it() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.rate_limit(0.2, match=MESSAGES)
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        await discord.drop_gateway()
        # What is told again after a resumption is answered with the nonce it was answered with before.
        session = discord.gateway.sessions[0]
        await discord.bot_has_resumed()
        await session.tell(session.told[-2]["t"], session.told[-2]["d"])
        assert DXA in (await alice.reply_to(said)).text
        await alice.messages_bot("dexa scan")
        await at_rest()
        assert len([sent for sent in discord.sent_by_bot if sent.channel is discord.general]) == 1


async def test_the_heart_beats_as_often_as_discord_asks() -> None:
    async with DiscordServer() as discord:
        discord.gateway.heartbeat_interval_ms = 100
        async with bot_on(discord):
            await discord.news.until(lambda: discord.gateway.beats >= 5 or None, "heartbeats")
        assert discord.gateway.hangups == []


@pytest.mark.usefixtures("_impatient")
async def test_an_event_nobody_can_read_does_not_end_the_bot(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        alice = discord.person("alice")
        await discord.tell_nonsense()
        await discord.bot_is_online(sessions=2)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        assert not bot.task.done()
        assert len([one for one in caplog.records if one.name == "bot.on_discord.failures"]) == 1


async def test_what_is_said_among_members_is_not_even_read() -> None:
    """So what discord.py could not read of it does no harm, and what it can costs no time."""
    async with DiscordServer() as discord, bot_on(discord):
        alice, neighbour = discord.person("alice"), discord.person("bert")
        for author, mentions in ((alice, [neighbour]), (alice, []), (discord.person("other", is_bot=True), [])):
            told: Json = {"id": "unreadable", "guild_id": str(discord.guild.id), "author": payloads.user(author.user)}
            told["mentions"] = [payloads.user(someone.user) for someone in mentions]
            await discord.gateway.dispatch("MESSAGE_CREATE", told)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        assert len(discord.gateway.sessions) == 1


@pytest.mark.usefixtures("_impatient")
async def test_an_answer_that_is_on_its_way_when_the_client_breaks_still_arrives() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.rate_limit(0.2, match=MESSAGES)
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        await eventually(lambda: discord.routes.outages.refused == 1)
        await discord.tell_nonsense()
        assert DXA in (await alice.reply_to(said)).text


@pytest.mark.usefixtures("_impatient")
async def test_a_bot_that_breaks_again_and_again_stops_and_says_so() -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        for number in range(running.MOST_STARTS + 1):
            await discord.bot_is_online(sessions=number + 1)
            await discord.tell_nonsense()
        with pytest.raises(FaqBotError, match="the bot stops"):
            await bot.task


@pytest.mark.usefixtures("_impatient")
async def test_a_discord_that_is_away_when_the_client_starts_again_is_waited_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        discord.fail_next(503, times=3, match="GET /users/@me")
        await discord.tell_nonsense()
        await discord.bot_is_online(sessions=2)
        assert not bot.task.done()
        told = [one.getMessage() for one in caplog.records if "cannot be reached" in one.getMessage()]
        assert len(told) == 3
        assert all("\n" not in one for one in told)


def test_starts_long_ago_do_not_count() -> None:
    now = 0.0
    starts = running.Starts(lambda: now)
    for _ in range(3 * running.MOST_STARTS):
        now += running.STARTS_SECONDS / 2
        assert starts.next_pause() is not None


async def test_stopping_lets_an_answer_be_finished() -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        alice = discord.person("alice")
        discord.rate_limit(0.3, match=MESSAGES)
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        await eventually(lambda: discord.routes.outages.refused == 1)
        bot.task.cancel()
        assert DXA in (await alice.reply_to(said)).text
        await asyncio.wait({bot.task})


async def test_a_bot_that_is_told_to_stop_in_the_middle_of_an_outage_stops() -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.desk()) as bot:
        alice = discord.person("alice")
        discord.fail_next(500, times=100, match=MESSAGES)
        await alice.says(f"{discord.bot_mention} dexa scan")
        await eventually(lambda: any(path.endswith("/messages") for _, path, _ in discord.routes.requests))
        bot.task.cancel()
        async with asyncio.timeout(running.LAST_WORDS_SECONDS + 5):
            await asyncio.wait({bot.task})
        assert bot.task.result() == 0
