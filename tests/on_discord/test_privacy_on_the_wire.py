"""/privacy over the wire."""

from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on

V = sample.VOICE


async def test_anyone_is_told_privately_what_is_kept_and_for_how_long() -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        alice = discord.person("alice")
        said = await alice.runs("privacy")
        assert said.only_for == alice.user
        assert f"{bot.desk.memory_minutes} minutes" in said.text
        assert said.buttons == [V.delete_mine]


async def test_what_is_held_on_a_member_is_deleted_when_they_press_for_it() -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        alice, bob = discord.person("alice"), discord.person("bob")
        for someone in (alice, bob):
            await someone.asks("define osteoporosis")
            await someone.messages_bot("dexa scan")
        said = await alice.presses(V.delete_mine, on=await alice.runs("privacy"))
        assert said.text == V.deleted_mine
        assert said.only_for == alice.user
        assert bot.desk.remembers(str(bob.user.id))
        assert not bot.desk.remembers(str(alice.user.id))
