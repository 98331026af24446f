"""The registration of /ask with Discord."""

from bot.desk import FaqDesk
from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on


async def test_ask_is_registered_for_servers_and_for_single_users_everywhere() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        (command,) = discord.world.application.commands
        assert command["name"] == "ask"
        assert command["description"] == sample.VOICE.about_ask
        assert sorted(command["integration_types"]) == [0, 1]
        assert sorted(command["contexts"]) == [0, 1, 2]
        assert command["options"][0]["autocomplete"]


async def test_a_restart_does_not_register_again_what_discord_knows() -> None:
    async with DiscordServer() as discord:
        for _ in range(2):
            async with bot_on(discord):
                pass
        assert discord.world.application.command_updates == 1


async def test_a_changed_description_is_registered() -> None:
    reworded = sample.VOICE.model_copy(update={"about_ask": "Look it up"})
    desk = FaqDesk(sample.ExactMatcher(sample.faq().model_copy(update={"voice": reworded})))
    async with DiscordServer() as discord:
        async with bot_on(discord):
            pass
        async with bot_on(discord, desk):
            assert discord.world.application.commands[0]["description"] == "Look it up"
        assert discord.world.application.command_updates == 2


async def test_commands_of_an_earlier_version_are_taken_away() -> None:
    async with DiscordServer() as discord:
        discord.world.application.commands = [{"id": "1", "name": "faq", "description": "Old", "type": 1}]
        async with bot_on(discord):
            assert [command["name"] for command in discord.world.application.commands] == ["ask"]
