"""The program as it is started, over the shipped FAQ, on a Discord of its own: every part at once."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from tests.discord_server import DiscordServer

FAQ = Path(__file__).parents[2] / "faq"


async def started(
    discord: DiscordServer, folder: Path, faq: Path = FAQ, token: str | None = None
) -> asyncio.subprocess.Process:
    """`faqbot run` as a process in `folder`."""
    environment = {**os.environ, "DISCORD_TOKEN": token or discord.token, "FAQBOT_DISCORD_API": discord.api}
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "--faq", str(faq), "run", env=environment, cwd=folder, stdout=pipe, stderr=pipe
    )


@asynccontextmanager
async def the_bot_on(
    discord: DiscordServer, folder: Path, faq: Path = FAQ
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The process, online until the block ends; it is told to stop and has to end well, unless the block killed it."""
    before = len(discord.gateway.sessions)
    process = await started(discord, folder, faq)
    try:
        await discord.bot_is_online(before + 1)
        yield process
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            _, log = await process.communicate()
            assert process.returncode == 0
            assert b"Traceback" not in log
            assert discord.token.encode() not in log
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def recorded(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What stands in the database that is made without any setting."""
    with closing(sqlite3.connect(folder / "data" / "faqbot.sqlite3")) as database:
        return database.execute(query).fetchall()


def make_older(folder: Path, days: int) -> None:
    """Have all questions asked so many days earlier."""
    with closing(sqlite3.connect(folder / "data" / "faqbot.sqlite3")) as database, database:
        assert database.execute("SELECT text FROM questions").fetchall() == [("what do osteoclasts do?",)]
        database.execute("UPDATE questions SET at = at - ?", [days * 86_400_000])


async def test_a_slash_command_a_mention_and_a_button_are_answered(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with the_bot_on(discord, tmp_path):
            answer = await alice.asks("wat do osteoclsts do?")
            assert "dissolve bone tissue" in answer.text
            assert 'I read "osteoclsts" as "osteoclasts"' in answer.text
            followed = await alice.presses("What do osteoblasts do?", on=answer)
            assert "make new bone" in followed.text
            mentioned = await alice.mentions_bot("how many autoimmune diseases are there?")
            assert "more than 80" in mentioned.text
            assert "paragraph 2" in mentioned.text
        asked = recorded(tmp_path, "SELECT outcome, text FROM questions ORDER BY at")
        assert asked == [
            ("answer", "wat do osteoclsts do?"),
            ("answer", None),
            ("answer", "how many autoimmune diseases are there?"),
        ]
        assert str(alice.user.id) not in repr(recorded(tmp_path, "SELECT * FROM questions"))


async def test_a_button_still_answers_after_the_program_was_started_anew(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with the_bot_on(discord, tmp_path):
            answer = await alice.mentions_bot("what do osteoclasts do?")
        make_older(tmp_path, days=91)
        async with the_bot_on(discord, tmp_path):
            assert "make new bone" in (await alice.presses("What do osteoblasts do?", on=answer)).text
        assert b"what do osteoclasts do?" not in (tmp_path / "data" / "faqbot.sqlite3").read_bytes()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("my grandma fell and she can't get up", "emergency"),
        ("should i stop taking my prednisone?", "doctor"),
        ("does osteoporosis run in families?", "does not go into genes"),
    ],
)
async def test_danger_advice_and_what_the_article_leaves_out_get_their_own_words(
    message: str, said: str, tmp_path: Path
) -> None:
    async with DiscordServer() as discord, the_bot_on(discord, tmp_path):
        assert said in (await discord.person("alice").messages_bot(message)).text


async def test_a_bot_that_was_killed_comes_back_with_its_buttons_its_records_and_no_second_registration(
    tmp_path: Path,
) -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with the_bot_on(discord, tmp_path) as process:
            answer = await alice.mentions_bot("what do osteoclasts do?")
            process.kill()
            await process.wait()
        await discord.bot_is_offline()
        async with the_bot_on(discord, tmp_path):
            assert "make new bone" in (await alice.presses("What do osteoblasts do?", on=answer)).text
            assert (await alice.presses("Helpful", on=answer)).text
        assert discord.world.application.command_updates == 1


async def test_what_is_logged_at_the_first_start_is_a_handful_of_lines_that_a_host_understands(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        process = await started(discord, tmp_path)
        await discord.bot_is_online()
        process.send_signal(signal.SIGTERM)
        _, log = await process.communicate()
        lines = log.decode().splitlines()
        assert len(lines) < 10
        assert sum("faqbot.sqlite3 were made" in line for line in lines) == 1
        assert [line for line in lines if "alembic" in line or "Traceback" in line] == []
        assert [line for line in lines if " INFO " not in line] == []


async def test_a_token_that_is_refused_ends_the_program_with_one_clear_line(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        process = await started(discord, tmp_path, token="not.the.token")
        _, log = await process.communicate()
        assert process.returncode == 2
        assert b"does not accept the token" in log.splitlines()[-1]
        assert b"not.the.token" not in log
        assert b"Traceback" not in log
