"""The server as a process to try things on by hand."""

import asyncio
import sys

from tests.discord_server import DiscordServer
from tests.discord_server.__main__ import Console
from tests.on_discord import sample
from tests.on_discord.online import bot_on


async def test_a_conversation_can_be_had_line_by_line() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        console = Console(discord)
        asked = await console.do("ask alice define osteoporosis\n")
        assert asked.startswith("faqbot:\n### What is osteoporosis?")
        assert f"[ {sample.TESTED} ]" in asked
        assert "only for you" in await console.do(f"press bob {sample.TESTED}")
        assert sample.CALCIUM in await console.do("type alice calcium")
        assert "1,000 mg" in await console.do(f"message alice {sample.CALCIUM}")
        assert "family history" in await console.do(f"mention alice {sample.RISKS}")
        assert await console.do("say alice hello all") == ""
        assert await console.do(f"run bob ask question={sample.CALCIUM}") == await console.do(
            f"ask bob {sample.CALCIUM}"
        )
        assert sample.CALCIUM in await console.do(f"run alice faq show question={sample.CALCIUM}")
        assert await console.do("drop") == "dropped"
        assert "1,000 mg" in await console.do(f"message alice {sample.CALCIUM}")


async def test_what_cannot_be_done_is_explained() -> None:
    async with DiscordServer() as discord:
        console = Console(discord)
        assert "ask WHO QUESTION" in await console.do("dance")
        assert await console.do("press alice Yes") == "! the bot has not said anything yet"
        assert await console.do("ask alice anything") == "! there is no command /ask"


async def test_the_process_says_where_it_listens_and_ends_with_its_input() -> None:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.discord_server", stdin=pipe, stdout=pipe
    )
    said, _ = await process.communicate(b"ask alice anything\nquit\nask alice anything\n")
    lines = said.decode().splitlines()
    assert lines[0].startswith("port ")
    assert lines[1].startswith("export FAQBOT_DISCORD_API=http://127.0.0.1:")
    assert lines[2].startswith("export DISCORD_TOKEN=")
    assert lines[3] == "! there is no command /ask"
    assert process.returncode == 0
