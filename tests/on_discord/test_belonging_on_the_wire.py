"""On which servers the bot is, as the records have it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on, eventually


def servers(folder: Path) -> dict[str, bool]:
    """The servers that are known, and whether the bot has left them."""
    with closing(sqlite3.connect(folder / "records.sqlite3")) as database:
        return {server: left is not None for server, left in database.execute("SELECT server, left FROM servers")}


def guild_of(discord: DiscordServer) -> str:
    assert discord.general.guild
    return str(discord.general.guild.id)


async def test_a_server_that_removes_the_bot_has_its_days_counted_until_it_is_back(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            here = guild_of(discord)
            await eventually(lambda: servers(tmp_path) == {here: False})
            await discord.gateway.dispatch("GUILD_DELETE", {"id": here})
            await eventually(lambda: servers(tmp_path) == {here: True})


async def test_an_outage_of_discord_is_no_removal(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            here = guild_of(discord)
            await eventually(lambda: servers(tmp_path) == {here: False})
            await discord.gateway.dispatch("GUILD_DELETE", {"id": here, "unavailable": True})
            await discord.person("alice").asks("dexa scan")
            assert servers(tmp_path) == {here: False}


async def test_a_server_that_was_left_while_the_bot_was_off_is_noticed_when_it_starts(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        desk.servers.joined("77")
        async with DiscordServer() as discord, bot_on(discord, desk):
            await eventually(lambda: servers(tmp_path) == {guild_of(discord): False, "77": True})


async def test_a_server_that_the_bot_has_long_left_is_forgotten_once_discord_has_told_where_it_is(
    tmp_path: Path,
) -> None:
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        archive.open().servers.left("77", archive.ago(archive.server_days + 1))
        desk.privacy.tidy()
        assert servers(tmp_path) == {"77": True}
        async with DiscordServer() as discord, bot_on(discord, desk):
            await eventually(lambda: servers(tmp_path) == {guild_of(discord): False})


async def test_where_the_records_are_damaged_members_get_their_answers(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite3").write_bytes(b"not a database " * 1000)
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            answer = await alice.asks("dexa scan")
            assert "DXA" in answer.text
            assert (await alice.presses(sample.VOICE.helpful, on=answer)).text == sample.VOICE.not_saved
