"""The bot when Discord is unwell: nothing ends it, nothing is said twice, and the host is told once, in words."""

import logging
from pathlib import Path

import pytest

from bot.desk import Place
from bot.knowledge.model import Entry
from bot.on_discord.sending import sender
from tests.discord_server import MESSAGES, RESPONSES, DiscordServer, Permission
from tests.on_discord import sample
from tests.on_discord.online import at_rest, bot_on, eventually, settled

DXA = "A DXA scan"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that broke are tried again at once."""
    monkeypatch.setattr(sender, "PAUSES", (0.0, 0.01, 0.01))


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the host is told by us, beyond the ordinary."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.WARNING and record.name.startswith("bot.")
    ]


@pytest.mark.parametrize("status", [500, 502])
async def test_a_reply_discord_failed_to_take_is_sent_again_and_stands_there_once(status: int) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.fail_next(status, match=MESSAGES)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        await at_rest()
        assert len(discord.sent_by_bot) == 1


async def test_a_reply_whose_acknowledgement_was_lost_is_not_posted_a_second_time() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.fail_next(500, match=MESSAGES, carried_out=True)
        await alice.mentions_bot("dexa scan")
        await eventually(lambda: _posts(discord) == 2)
        assert DXA in (await alice.messages_bot("dexa scan")).text
        assert len(discord.general.messages) == 2
        assert discord.sent_by_bot[0].sent_as["enforce_nonce"] is True


@pytest.mark.parametrize("status", [0, 500])
async def test_what_replies_to_nothing_and_what_is_said_directly_is_not_said_twice_either(
    status: int, tmp_path: Path
) -> None:
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        async with DiscordServer() as discord, bot_on(discord, desk):
            alice, bob = discord.person("alice"), discord.person("bob")
            desk.servers.change(str(discord.guild.id), answer_channels=(str(discord.general.id),))
            discord.fail_next(status, match=MESSAGES, carried_out=True)
            thread = await alice.opens_thread("dexa scan?")
            await discord.news.until(lambda: thread.messages or None, "an answer in the thread")
            await at_rest()
            assert len([sent for sent in thread.messages if sent.author == discord.bot]) == 1
            await discord.permit(discord.general, discord.bot, deny=Permission.SEND_MESSAGES)
            discord.fail_next(status, times=2, match=rf"POST /channels/{bob.direct.id}/messages", carried_out=True)
            await bob.says(f"{discord.bot_mention} dexa scan")
            await settled(discord)
            assert len([sent for sent in bob.direct.messages if sent.author == discord.bot]) == 2  # why, and the answer


@pytest.mark.parametrize("carried_out", [False, True])
async def test_a_connection_that_breaks_in_the_middle_of_a_reply_loses_nothing_and_doubles_nothing(
    carried_out: bool,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.fail_next(0, times=2, match=MESSAGES, carried_out=carried_out)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        await eventually(lambda: _posts(discord) == 3)
        await at_rest()
        assert len(discord.sent_by_bot) == 1


@pytest.mark.parametrize("carried_out", [False, True])
@pytest.mark.parametrize("status", [0, 502])
async def test_a_response_to_a_command_survives_the_same(
    status: int, carried_out: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.fail_next(status, match=RESPONSES, carried_out=carried_out)
        assert DXA in (await alice.asks("dexa scan")).text
        assert DXA in (await alice.asks("dexa scan")).text
        await at_rest()
        assert len(discord.sent_by_bot) == 2
        assert warnings(caplog) == []


def _posted(discord: DiscordServer) -> int:
    """How often the bot has tried to write in a channel."""
    return sum(method == "POST" and path.endswith("/messages") for method, path, _ in discord.routes.requests)


async def test_an_outage_that_lasts_is_told_once_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.fail_next(503, times=3, match=MESSAGES)  # which discord.py does not try again
        for _ in range(3):
            await alice.says(f"{discord.bot_mention} dexa scan")
        await eventually(lambda: _posted(discord) == 3 and "HTTP status 503" in caplog.text)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        assert len(warnings(caplog)) == 1


async def test_a_line_that_keeps_breaking_is_told_once_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.fail_next(0, times=8, match=MESSAGES)
        for _ in range(2):
            await alice.says(f"{discord.bot_mention} dexa scan")
        await eventually(lambda: "keeps breaking" in caplog.text)
        assert DXA in (await alice.messages_bot("dexa scan")).text
        assert len(warnings(caplog)) == 1


@pytest.mark.parametrize("everywhere", [False, True])
async def test_when_discord_asks_to_wait_the_answer_waits_and_comes_once(everywhere: bool) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        discord.rate_limit(0.1, match=MESSAGES, everywhere=everywhere)
        first = await alice.says(f"{discord.bot_mention} dexa scan")
        second = await bob.says(f"{discord.bot_mention} dexa scan")
        assert DXA in (await alice.reply_to(first)).text
        assert DXA in (await bob.reply_to(second)).text
        await at_rest()
        assert len(discord.sent_by_bot) == 2
        assert discord.routes.outages.refused == 1


async def test_an_answer_that_discord_asks_to_wait_more_often_than_the_library_tries_still_comes_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.rate_limit(0.01, times=7, match=MESSAGES)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        await at_rest()
        assert len(discord.sent_by_bot) == 1
        assert warnings(caplog) == []


async def test_a_command_is_answered_when_discord_has_asked_to_wait() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        discord.rate_limit(0.1, match=RESPONSES)
        assert DXA in (await discord.person("alice").asks("dexa scan")).text


async def test_an_answer_that_comes_too_late_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    class SlowDesk(sample.ScriptedDesk):
        """A desk at which time flies."""

        def find(self, question: str, *, place: Place) -> Entry | None:
            discord.clock.advance(4)
            return super().find(question, place=place)

    async with DiscordServer() as discord, bot_on(discord, SlowDesk()):
        alice = discord.person("alice")
        for _ in range(2):
            await alice.starts_asking("define osteoporosis")
        await eventually(lambda: "three seconds" in caplog.text)
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        assert len(warnings(caplog)) == 1


async def test_a_question_deleted_before_it_is_answered_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        discord.general.remove(said)  # before Discord could tell of it
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        assert warnings(caplog) == []


async def test_a_channel_deleted_before_its_question_is_answered_is_told_in_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        gone = discord.world.add_channel(discord.guild, "gone")
        discord.world.channels.pop(gone.id)
        for _ in range(2):
            await alice.says(f"{discord.bot_mention} dexa scan", where=gone)
        await settled(discord)
        (warned,) = warnings(caplog)
        assert "was deleted meanwhile" in warned


async def test_a_reply_deleted_under_us_is_not_missed_when_its_question_changes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        reply = await alice.reply_to(said)
        discord.general.remove(reply)
        await alice.edits(said, f"{discord.bot_mention} risk factors")
        await eventually(lambda: bool(_requests(discord, "PATCH")))
        assert DXA in (await alice.mentions_bot("dexa scan")).text
        assert warnings(caplog) == []


@pytest.mark.parametrize("denied", [Permission.SEND_MESSAGES, Permission.SEND_MESSAGES_IN_THREADS])
async def test_whoever_asks_where_the_bot_may_not_write_is_answered_directly_and_told_why(
    denied: Permission, caplog: pytest.LogCaptureFixture
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        thread = await alice.opens_thread("Bones")
        where = thread if denied is Permission.SEND_MESSAGES_IN_THREADS else discord.general
        await discord.permit(discord.general, discord.guild.everyone, deny=denied)
        await discord.permit(discord.general, discord.bot, deny=denied)
        await discord.permit(discord.general, alice.user, allow=denied)
        for _ in range(2):
            await alice.says(f"{discord.bot_mention} dexa scan", where=where)
        why, answer, *_ = await discord.news.until(lambda: _told(discord, 4), "two answers, directly")
        assert f"<#{where.id}>" in why
        assert DXA in answer
        (warned,) = warnings(caplog)
        assert str(where.id) in warned
        assert "Send Messages" in warned


async def test_a_locked_thread_is_a_place_the_bot_may_not_write_in() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        thread = await alice.opens_thread("Bones")
        thread.locked = True
        await alice.says(f"{discord.bot_mention} dexa scan", where=thread)
        assert DXA in (await discord.news.until(lambda: _told(discord, 2), "an answer, directly"))[1]


async def test_where_history_is_hidden_the_answer_stands_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        await discord.permit(discord.general, discord.bot, deny=Permission.READ_MESSAGE_HISTORY)
        await discord.permit(discord.general, discord.guild.everyone, deny=Permission.READ_MESSAGE_HISTORY)
        for number in range(2):
            await alice.says(f"{discord.bot_mention} dexa scan")
            await discord.news.until(lambda number=number: len(discord.sent_by_bot) > number or None, "an answer")  # type: ignore[misc]
        assert DXA in discord.sent_by_bot[0].text
        assert discord.sent_by_bot[0].replies_to is None
        assert len(warnings(caplog)) == 1
        assert "Read Message History" in warnings(caplog)[0]


async def test_whoever_cannot_be_told_directly_either_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.world.closed_to_bots.add(alice.user.id)
        await discord.permit(discord.general, discord.bot, deny=Permission.SEND_MESSAGES)
        await alice.says(f"{discord.bot_mention} dexa scan")
        await eventually(lambda: "may not write" in caplog.text)
        assert DXA in (await alice.asks("dexa scan")).text
        assert len(warnings(caplog)) == 1


async def test_every_first_response_comes_within_three_seconds_also_when_fifty_ask_at_once() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        people = [discord.person(f"p{number}") for number in range(50)]
        asked = [await person.starts_asking("dexa scan") for person in people]
        await discord.news.until(lambda: all(one.outcome for one in asked) or None, "fifty answers")
        assert max(one.seconds or 0.0 for one in asked) < 3.0


def _posts(discord: DiscordServer) -> int:
    return len([path for path in _requests(discord, "POST") if path == f"/channels/{discord.general.id}/messages"])


def _requests(discord: DiscordServer, method: str) -> list[str]:
    return [path for by, path, _ in discord.routes.requests if by == method]


def _told(discord: DiscordServer, times: int) -> list[str] | None:
    """What the bot has said, once it has said so much."""
    said = [sent.text for sent in discord.sent_by_bot]
    return said if len(said) == times else None
