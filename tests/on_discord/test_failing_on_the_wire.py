"""When something breaks, or someone asks too much: what the member sees, and that the bot goes on."""

import logging
import re

import pytest

from bot.knowledge.model import Entry
from tests.discord_server import DiscordServer
from tests.discord_server.interactions import Kind
from tests.on_discord import sample
from tests.on_discord.online import bot_on, eventually, settings_for

WORDS = "my mother's hip"
REFERENCE = re.compile(r"\b[0-9a-f]{8}\b")


async def test_an_unforeseen_error_gives_the_member_a_reference_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.BrokenDesk()):
        said = await discord.person("alice").mentions_bot(WORDS)
        found = REFERENCE.search(said.text)
        assert found
        record = next(record for record in caplog.records if found[0] in record.getMessage())
        assert record.levelno == logging.ERROR
        assert "LookupError" in record.getMessage()
        assert "sample.py" in record.getMessage()


async def test_an_unforeseen_error_in_a_command_is_told_privately() -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.BrokenDesk()):
        said = await discord.person("alice").asks(WORDS)
        assert REFERENCE.search(said.text)
        assert said.is_private


async def test_the_bot_goes_on_after_an_unforeseen_error() -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.BrokenDesk()):
        alice = discord.person("alice")
        await alice.asks(WORDS)
        assert "1,000 mg" in (await alice.asks(sample.CALCIUM)).text


async def test_neither_a_members_words_nor_the_token_are_logged_even_in_detail(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    async with DiscordServer() as discord:
        for desk in (sample.desk(), sample.BrokenDesk()):
            async with bot_on(discord, desk):
                alice = discord.person("alice")
                answer = await alice.mentions_bot(WORDS)
                await alice.asks(WORDS)
                await alice.types_in_ask(WORDS)
                await alice.replies(answer, WORDS)
        assert caplog.records
        assert WORDS not in caplog.text
        assert discord.token not in caplog.text


async def test_an_answer_that_comes_too_late_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    class SlowDesk(sample.ScriptedDesk):
        """A desk at which time flies."""

        def find(self, question: str) -> Entry | None:
            discord.clock.advance(4)
            return super().find(question)

    async with DiscordServer() as discord, bot_on(discord, SlowDesk()):
        alice = discord.person("alice")
        await alice.starts_asking("define osteoporosis")
        await eventually(lambda: "came too late" in caplog.text)
        assert "A DXA scan" in (await alice.mentions_bot("dexa scan")).text
        assert "unforeseen" not in caplog.text


async def test_whoever_asks_too_much_is_told_once_in_a_channel_then_met_with_silence() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=2)):
        alice = discord.person("alice")
        for _ in range(2):
            await alice.mentions_bot("dexa scan")
        told = await alice.mentions_bot("dexa scan")
        assert re.fullmatch(re.escape(sample.VOICE.slow_down).replace(r"\{seconds\}", r"\d+"), told.text)
        for _ in range(5):
            await alice.says(f"{discord.bot_mention} dexa scan")
        await discord.person("bob").mentions_bot("dexa scan")
        assert len(discord.sent_by_bot) == 4


async def test_whoever_asks_too_much_with_a_command_is_told_privately_each_time() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=1)):
        alice = discord.person("alice")
        answer = await alice.asks("define osteoporosis")
        assert (await alice.asks("dexa scan")).is_private
        assert (await alice.presses(sample.TESTED, on=answer)).is_private


async def test_one_members_haste_is_not_held_against_another() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=1)):
        await discord.person("alice").asks("dexa scan")
        assert not (await discord.person("bob").asks("dexa scan")).is_private


async def test_a_command_discord_should_not_know_is_refused_with_a_reference() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        data = {"id": "1", "name": "faq", "type": 1, "options": []}
        command = await discord.interactions.open(Kind.COMMAND, alice.user, discord.general, data)
        said = await discord.news.until(lambda: command.outcome, "a refusal")
        assert REFERENCE.search(said.text)
        assert said.is_private
