"""When something breaks, or someone asks too much: what the member sees, and that the bot goes on."""

import logging
import re

import pytest

from tests.discord_server import DiscordServer
from tests.discord_server.interactions import Kind
from tests.on_discord import sample
from tests.on_discord.online import bot_on

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


async def test_a_command_discord_should_not_know_is_refused_with_a_reference() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        data = {"id": "1", "name": "faq", "type": 1, "options": []}
        command = await discord.interactions.open(Kind.COMMAND, alice.user, discord.general, data)
        said = await discord.news.until(lambda: command.outcome, "a refusal")
        assert REFERENCE.search(said.text)
        assert said.is_private
