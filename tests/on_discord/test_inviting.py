"""The bot is invited with what it needs, and with nothing else."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.discord_server import DiscordServer, Permission
from tests.discord_server.permissions import INVITED_WITH
from tests.on_discord import sample
from tests.on_discord.online import bot_on

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ADDRESSES = [
    parse_qs(urlsplit(found).query) for found in re.findall(r"https://discord\.com/oauth2/\S+?(?=[`\s])", README)
]


def test_the_address_in_the_readme_asks_for_the_permissions_that_the_bot_has_in_all_these_tests() -> None:
    (server,) = [one for one in ADDRESSES if one["integration_type"] == ["0"]]
    assert server["permissions"] == [str(int(INVITED_WITH))]
    assert server["scope"] == ["bot applications.commands"]


def test_whoever_adds_the_bot_to_their_account_grants_it_commands_alone() -> None:
    (account,) = [one for one in ADDRESSES if one["integration_type"] == ["1"]]
    assert account["scope"] == ["applications.commands"]
    assert "permissions" not in account


@pytest.mark.parametrize("missing", list(INVITED_WITH))
async def test_without_any_one_of_these_permissions_an_answer_is_not_what_it_should_be(missing: Permission) -> None:
    """Neither in a channel nor in a thread would anything be left out of a reply if it were not needed."""
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        thread = await alice.opens_thread("Bones")
        for role in (discord.guild.everyone, discord.bot):
            await discord.permit(discord.general, role, deny=missing)
        await discord.permit(discord.general, alice.user, allow=missing)
        said = [
            await alice.says(f"{discord.bot_mention} dexa scan", where=where) for where in (discord.general, thread)
        ]
        await discord.person("bob").messages_bot(sample.CALCIUM)
        assert {sent.replies_to for sent in discord.sent_by_bot} & set(said) != set(said)
