"""The registration of the commands with Discord."""

from pathlib import Path
from typing import Any

import pytest

from bot.desk import FaqDesk
from bot.on_discord import registering
from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.curating.moderating import stage
from tests.on_discord.online import bot_on, eventually


def registered(discord: DiscordServer) -> list[dict[str, Any]]:
    return discord.world.application.commands


def named(discord: DiscordServer, name: str) -> dict[str, Any]:
    """The registered command of that name."""
    return next(command for command in registered(discord) if command["name"] == name)


async def test_ask_is_registered_with_suggestions() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        command = named(discord, "ask")
        assert command["description"] == sample.VOICE.about_ask
        assert command["options"][0]["autocomplete"]


async def test_every_command_of_members_can_be_used_on_servers_and_by_single_users_everywhere() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        for command in discord.world.application.commands:
            if command["name"] in (sample.VOICE.name_curate, sample.VOICE.menu_teach):
                continue
            assert sorted(command["integration_types"]) == [0, 1]
            assert sorted(command["contexts"]) == [0, 1, 2]


async def test_commands_have_their_names_in_the_members_language() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        ask, faq = named(discord, "ask"), named(discord, "faq")
        assert ask["name_localizations"] == {"de": "frag"}
        assert ask["description_localizations"] == {"de": sample.GERMAN.about_ask}
        assert ask["options"][0]["name_localizations"] == {"de": "frage"}
        assert faq["options"][0]["name_localizations"] == {"de": "stöbern"}
        assert named(discord, sample.VOICE.menu_answer)["name_localizations"] == {"de": sample.GERMAN.menu_answer}


async def test_a_text_that_is_the_same_in_another_language_is_not_told_twice() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        assert not named(discord, "faq")["name_localizations"]


async def test_a_translation_that_has_changed_is_registered() -> None:
    german = sample.GERMAN.model_copy(update={"name_ask": "fragen"})
    desk = FaqDesk(sample.ExactMatcher(sample.faq().model_copy(update={"voices": {"de": german}})))
    async with DiscordServer() as discord:
        async with bot_on(discord):
            pass
        async with bot_on(discord, desk):
            assert named(discord, "ask")["name_localizations"] == {"de": "fragen"}


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
            assert named(discord, "ask")["description"] == "Look it up"
        assert discord.world.application.command_updates == 2


async def test_commands_of_an_earlier_version_are_taken_away() -> None:
    async with DiscordServer() as discord:
        discord.world.application.commands = [{"id": "1", "name": "old", "description": "Old", "type": 1}]
        async with bot_on(discord):
            names = [command["name"] for command in discord.world.application.commands]
            assert "old" not in names
            assert "ask" in names


async def is_registered(discord: DiscordServer, name: str, about: str) -> None:
    """Wait for a command of that name and description."""

    def look() -> bool | None:
        return any(one["name"] == name and one["description"] == about for one in registered(discord)) or None

    await discord.news.until(look, f"/{name}: {about}")


async def test_words_for_commands_that_change_while_the_bot_runs_are_registered_then(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        here.house.write("about_ask: Ask the kettle\n", "voice.yaml")
        await is_registered(here.discord, "ask", "Ask the kettle")
        here.house.write("name_ask: kettle\nabout_ask: Ask the kettle\n", "voice.yaml")
        await is_registered(here.discord, "kettle", "Ask the kettle")
        alice = here.discord.person("alice")
        assert "below the boil" in (await alice.runs("kettle", question="brewing green tea")).text
        assert here.discord.world.application.command_updates == 3


async def test_commands_that_discord_refuses_at_the_start_are_registered_as_soon_as_it_takes_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registering, "AGAIN_SECONDS", 0.05)
    async with DiscordServer() as discord:
        discord.fail_next(403, times=3, match="(GET|PUT) .*/commands")
        async with bot_on(discord):
            assert await discord.news.until(lambda: registered(discord) or None, "the commands")
            assert "DXA" in (await discord.person("alice").asks("dexa scan")).text


async def test_commands_go_on_by_their_old_names_as_long_as_discord_does_not_take_the_new_ones(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        here.discord.fail_next(403, times=1, match="(GET|PUT) .*/commands")
        here.house.write("name_ask: kettle\n", "voice.yaml")
        (refusal,) = here.discord.routes.outages.planned
        await eventually(lambda: refusal.times == 0)
        alice = here.discord.person("alice")
        assert "below the boil" in (await alice.runs("ask", question="brewing green tea")).text


async def test_a_change_of_the_faq_that_leaves_the_words_for_commands_alone_registers_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        here.house.write(here.house.text().replace("brewing green tea", "sencha please"))
        await eventually(lambda: any("sencha please" in entry.also for entry in here.desk.faq.entries))
        here.house.write("nothing: I have no idea.\n", "voice.yaml")
        await eventually(lambda: here.desk.faq.voice.nothing == "I have no idea.")
        here.house.write("nothing: I have no idea.\nabout_ask: Ask the kettle\n", "voice.yaml")
        await is_registered(here.discord, "ask", "Ask the kettle")
        assert here.discord.world.application.command_updates == 2


async def test_the_readme_tells_of_every_command() -> None:
    readme = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
    async with DiscordServer() as discord, bot_on(discord):
        commands = discord.world.application.commands
    typed = [command for command in commands if command.get("type", 1) == 1]
    paths = [
        f"/{command['name']} {option['name']}" if option["type"] == 1 else f"/{command['name']}"
        for command in typed
        for option in command["options"] or [{"type": 0}]
    ]
    menus = [command["name"] for command in commands if command not in typed]
    assert [name for name in (*paths, *menus) if name not in readme] == []
