"""Commands: what is taken when they are registered, and what people can do with them."""

from typing import Any

import pytest

from tests.discord_server.hands import ASK, QUESTION, api
from tests.discord_server.permissions import Permission

ENTRY: dict[str, Any] = {
    "name": "entry",
    "description": "Which",
    "type": 3,
    "required": True,
    "autocomplete": True,
    "max_length": 9,
}
FAQ: dict[str, Any] = {
    "name": "faq",
    "description": "The FAQ",
    "options": [
        {"name": "show", "description": "Show", "type": 1, "options": [ENTRY]},
        {
            "name": "set",
            "description": "Settings",
            "type": 2,
            "options": [
                {
                    "name": "import",
                    "description": "Import",
                    "type": 1,
                    "options": [{"name": "file", "description": "What", "type": 11, "required": True}],
                }
            ],
        },
    ],
}


async def test_commands_are_registered_as_a_whole_and_keep_their_ids() -> None:
    async with api() as bot:
        _, (first,) = await bot.register(ASK)
        _, (second,) = await bot.register({**ASK, "description": "Ask away"})
        assert first["id"] == second["id"]
        assert (await bot.call("GET", f"/applications/{bot.discord.bot.id}/commands"))[1] == [second]
        assert "autocomplete" not in second["options"][0]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Ask Me"},
        {"description": ""},
        {"description": "x" * 101},
        {"contexts": [7]},
        {"colour": "red"},
        {"type": 9},
        {"type": 3, "name": "Answer", "description": "Context menus have none"},
        {"type": 3, "name": "x" * 33, "description": "", "options": []},
        {"name_localizations": {"xx": "frage"}},
        {"name_localizations": {"de": "Frag Mich"}},
        {"description_localizations": {"de": "x" * 101}},
        {"options": [{**QUESTION, "required": False}, {**QUESTION, "name": "other"}]},
        {"options": [QUESTION, QUESTION]},
        {"options": [{"name": "a", "description": "x", "type": 2, "options": [{**FAQ["options"][1]}]}]},
        {"options": [{**ENTRY, "autocomplete": False, "choices": [{"name": "x" * 90, "value": "x" * 90}] * 25}] * 2},
    ],
)
async def test_commands_discord_would_refuse_are_refused(change: dict[str, Any]) -> None:
    async with api() as bot:
        assert (await bot.register({**ASK, **change}))[0] == 400


async def test_a_subcommand_is_run_with_what_it_needs_and_nothing_else() -> None:
    async with api() as bot:
        await bot.register(FAQ)
        alice = bot.discord.person("alice")
        shown = await alice.starts_running("faq show", entry="calcium")
        assert shown.data["options"] == [
            {"name": "show", "type": 1, "options": [{"name": "entry", "type": 3, "value": "calcium"}]}
        ]
        for path, options in (
            ("faq", {}),
            ("faq show", {}),
            ("faq show", {"entry": "far too long"}),
            ("faq show", {"entry": 7}),
            ("faq show", {"entry": "x", "other": "y"}),
            ("faq hide", {"entry": "x"}),
        ):
            with pytest.raises(AssertionError):
                await alice.starts_running(path, **options)


async def test_a_file_goes_with_a_command_and_its_bytes_can_be_fetched() -> None:
    async with api() as bot:
        await bot.register(FAQ)
        alice = bot.discord.person("alice")
        run = await alice.starts_running("faq set import", file=alice.uploads("faq.yaml", b"- id: x"))
        (described,) = run.data["resolved"]["attachments"].values()
        assert (described["filename"], described["size"]) == ("faq.yaml", 7)
        async with bot.fetch(described["url"]) as answer:
            assert await answer.read() == b"- id: x"


async def test_a_command_for_moderators_is_seen_by_moderators_alone() -> None:
    async with api() as bot:
        await bot.register({**FAQ, "default_member_permissions": str(int(Permission.MANAGE_GUILD))})
        with pytest.raises(AssertionError, match="does not see /faq"):
            await bot.discord.person("alice").starts_running("faq show", entry="x")
        await bot.discord.moderator("mod").starts_running("faq show", entry="x")


async def test_a_command_is_used_from_the_menu_of_a_message_or_of_a_person() -> None:
    async with api() as bot:
        await bot.register({"name": "Answer", "type": 3}, {"name": "Thank", "type": 2})
        alice, bob = bot.discord.person("alice"), bot.discord.person("bob")
        said = await bob.says("what is calcium")
        on_message = await alice.starts_using("Answer", on=said)
        assert on_message.data["resolved"]["messages"][str(said.id)]["content"] == "what is calcium"
        on_user = await alice.starts_using("Thank", on=bob.user)
        assert on_user.data["target_id"] == str(bob.user.id)
