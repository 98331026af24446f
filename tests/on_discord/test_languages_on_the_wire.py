"""Members spoken to in their language, over the wire."""

from pathlib import Path

from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on, settings_for

G = sample.GERMAN


async def test_a_command_is_answered_in_the_language_of_whoever_ran_it() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        greta, alice = discord.person("greta", locale="de"), discord.person("alice")
        german = await greta.asks("define osteoporosis")
        assert f"-# {G.sources}" in german.text
        assert G.disclaimer in german.text
        assert sample.VOICE.disclaimer in (await alice.asks("define osteoporosis")).text


async def test_a_button_answers_in_the_language_of_whoever_pressed_it() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        answer = await discord.person("alice").asks("define osteoporosis")
        greta = discord.person("greta", locale="de")
        assert G.disclaimer in (await greta.presses(sample.TESTED, on=answer)).text


async def test_all_else_that_is_said_to_somebody_is_in_their_language_too(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        async with DiscordServer() as discord, bot_on(discord, desk, settings_for(discord, per_minute=2)):
            greta = discord.person("greta", locale="de")
            answer = await greta.asks("define osteoporosis")
            assert (await greta.presses(G.helpful, on=answer)).text == G.rated_helpful
            assert (await greta.runs("faq help")).text.startswith(G.help)
            assert G.privacy_linked in (await greta.runs("privacy")).text
            assert G.browse in (await greta.runs("faq browse")).text
            said = await greta.says("dexa scan", where=greta.direct)
            assert (await greta.uses(sample.VOICE.menu_remove, on=said)).text == G.not_mine
            await greta.asks("dexa scan")
            assert (await greta.asks("dexa scan")).text.startswith(G.slow_down.partition("{")[0])


async def test_a_message_is_answered_in_the_language_of_the_server() -> None:
    async with DiscordServer() as discord:
        discord.guild.locale = "de"
        async with bot_on(discord):
            assert G.nothing in (await discord.person("alice").mentions_bot("lovely weather")).text


async def test_the_language_the_moderators_chose_goes_before_the_servers_own(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        async with DiscordServer() as discord, bot_on(discord, desk):
            desk.servers.change(str(discord.guild.id), language="de")
            alice = discord.person("alice")
            assert G.nothing in (await alice.mentions_bot("lovely weather")).text
            assert sample.VOICE.nothing in (await alice.asks("lovely weather")).text


async def test_a_language_the_faq_does_not_speak_falls_back_to_its_own() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        assert sample.VOICE.nothing in (await discord.person("fr", locale="fr").asks("lovely weather")).text
