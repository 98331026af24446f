"""Getting in, staying in and leaving: the life of the running bot."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.errors import ConfigError, FaqBotError, TokenError
from bot.on_discord import running
from bot.on_discord.settings import DiscordSettings
from tests.discord_server import DiscordServer
from tests.discord_server.news import PATIENCE
from tests.on_discord import sample
from tests.on_discord.online import bot_on, settings_for

# The bot as a process of its own, over the sample FAQ.
PROGRAM = """
import logging, sys
from bot.on_discord.running import run
from bot.on_discord.settings import DiscordSettings
from tests.on_discord import sample
logging.basicConfig(level=logging.DEBUG)
sys.exit(run(sample.desk(), DiscordSettings(token=sys.stdin.readline().strip(), api_base=sys.argv[1])))
"""


@asynccontextmanager
async def process_on(discord: DiscordServer) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process, online until the block ends or sooner."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, discord.api, stdin=pipe, stdout=pipe, stderr=pipe
    )
    assert process.stdin is not None
    process.stdin.write(f"{discord.token}\n".encode())
    process.stdin.close()
    try:
        await discord.bot_is_online()
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_wrong_token_is_said_to_be_wrong() -> None:
    async with DiscordServer() as discord:
        with pytest.raises(TokenError, match="does not accept the token"):
            await running.serve(sample.desk(), settings_for(discord, token="not.the.token"))


@pytest.mark.parametrize("token", ["", "  ", "two words", "line\nbreak", "tökën"])
async def test_what_cannot_be_a_token_is_sent_nowhere(token: str) -> None:
    async with DiscordServer() as discord:
        with pytest.raises(TokenError) as caught:
            await running.serve(sample.desk(), settings_for(discord, token=token))
        assert discord.routes.requests == []
        assert token.strip() == "" or token not in str(caught.value)


FIRE = "  - {id: fire, kind: urgent, question: Fire, answer: Call the fire brigade.}\n"


@pytest.mark.parametrize(("entries", "is_warned"), [("", True), (FIRE, False)])
async def test_that_an_faq_has_no_word_for_somebody_in_danger_is_told_at_the_start(
    tmp_path: Path, entries: str, is_warned: bool
) -> None:
    (tmp_path / "faq").mkdir()
    text = f"topic: Tea\nentries:\n  - {{id: tea, question: Is there tea?, answer: Always.}}\n{entries}"
    (tmp_path / "faq" / "tea.yaml").write_text(text, "utf-8")
    async with DiscordServer() as discord:
        told = {"DISCORD_TOKEN": "not.the.token", "FAQBOT_DISCORD_API": discord.api}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=tmp_path,
            env={**os.environ, **told, "PYTHONPATH": str(Path(__file__).parents[2])},
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await process.communicate()
    assert process.returncode == 2
    assert (b"no word for somebody in danger" in said) is is_warned


async def test_a_token_reset_while_the_bot_runs_ends_it_with_a_clear_word() -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        discord.world.application.token = "another"
        await discord.gateway.disconnect()
        with pytest.raises(TokenError, match="may have been reset"):
            await bot.task


async def test_a_missing_intent_names_the_switch_to_turn_on() -> None:
    async with DiscordServer(message_content=False) as discord:
        with pytest.raises(ConfigError, match="Message Content Intent"):
            await running.serve(sample.desk(), settings_for(discord, message_content=True))
        assert discord.gateway.hangups == [4014]


async def test_the_bot_does_without_the_intent_by_default() -> None:
    async with DiscordServer(message_content=False) as discord, bot_on(discord):
        assert "1,000 mg" in (await discord.person("alice").mentions_bot(sample.CALCIUM)).text


async def test_a_discord_that_is_not_there_is_told_in_one_line() -> None:
    async with DiscordServer() as discord:
        nowhere = discord.api
    with pytest.raises(FaqBotError, match=r"cannot be reached .*see whether this machine is online") as caught:
        await running.serve(sample.desk(), DiscordSettings(token="a.b.c", api_base=nowhere))
    assert "\n" not in str(caught.value)


async def test_a_lost_connection_is_resumed_and_what_was_missed_is_answered() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        await alice.mentions_bot("dexa scan")
        await discord.gateway.disconnect(4000)
        assert "1,000 mg" in (await alice.mentions_bot(sample.CALCIUM)).text
        assert len(discord.gateway.sessions) == 1


async def test_stopping_leaves_the_gateway() -> None:
    async with DiscordServer() as discord:
        async with bot_on(discord) as bot:
            pass
        assert bot.task.result() == 0
        assert not discord.gateway.connected


async def test_a_bot_that_is_stopped_before_all_its_servers_are_there_leaves_nothing_that_fails_later() -> None:
    async with DiscordServer() as discord:
        before = asyncio.all_tasks()
        async with bot_on(discord):
            pass
        left, _ = await asyncio.wait(asyncio.all_tasks() - before, timeout=PATIENCE)
        assert left
        failed = [task.exception() for task in left if not task.cancelled()]
        assert failed == [None] * len(failed)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_process_that_is_told_to_stop_ends_well(number: signal.Signals) -> None:
    async with DiscordServer() as discord, process_on(discord) as process:
        assert "1,000 mg" in (await discord.person("alice").mentions_bot(sample.CALCIUM)).text
        process.send_signal(number)
        _, log = await process.communicate()
        assert process.returncode == 0
        assert b"Traceback" not in log
        assert sample.CALCIUM.encode() not in log
        assert discord.token.encode() not in log


def test_settings_that_are_printed_by_mistake_do_not_show_the_token() -> None:
    assert "hidden" not in repr(DiscordSettings(token="hidden"))


def test_the_library_is_kept_from_logging_whole_messages() -> None:
    library = logging.getLogger("discord")
    before = library.level
    try:
        library.setLevel(logging.DEBUG)
        with pytest.raises(TokenError):
            running.run(sample.desk(), DiscordSettings(token=""))
        assert library.getEffectiveLevel() == logging.INFO
    finally:
        library.setLevel(before)
