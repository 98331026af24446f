"""Which servers the bot is on, over the wire and into the records."""

import sqlite3
from pathlib import Path

from tests.discord_server import DiscordServer, payloads
from tests.on_discord import sample
from tests.on_discord.online import bot_on, eventually


def servers(path: Path) -> dict[str, bool]:
    """The servers in the records, and whether the bot has left them."""
    connection = sqlite3.connect(path / "records.sqlite3")
    try:
        return {server: left is not None for server, left in connection.execute("SELECT server, left FROM servers")}
    finally:
        connection.close()


async def test_a_server_that_removes_the_bot_has_its_days_counted_until_it_is_added_again(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            guild = str(discord.guild.id)
            await eventually(lambda: servers(tmp_path) == {guild: False})
            await discord.gateway.dispatch("GUILD_DELETE", {"id": guild})
            await eventually(lambda: servers(tmp_path) == {guild: True})
            added = payloads.guild(discord.guild, discord.bot)
            del added["unavailable"]  # which tells of an outage that has passed
            await discord.gateway.dispatch("GUILD_CREATE", added)
            await eventually(lambda: servers(tmp_path) == {guild: False})


async def test_an_outage_of_a_server_is_no_removal(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            guild = str(discord.guild.id)
            await eventually(lambda: servers(tmp_path) == {guild: False})
            await discord.gateway.dispatch("GUILD_DELETE", {"id": guild, "unavailable": True})
            await discord.person("alice").messages_bot("dexa scan")
            assert servers(tmp_path) == {guild: False}


async def test_a_server_that_removed_the_bot_while_it_was_away_is_noticed_when_it_starts(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        desk.servers.joined("12345")
        async with DiscordServer() as discord, bot_on(discord, desk):
            await eventually(lambda: servers(tmp_path) == {"12345": True, str(discord.guild.id): False})
