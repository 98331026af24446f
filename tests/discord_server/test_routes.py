"""The HTTP API, called without a library: what it does and what it refuses."""

from typing import Any

import pytest

from tests.discord_server import Message
from tests.discord_server.hands import TEXT, api, button, row, v2
from tests.discord_server.interactions import Kind
from tests.discord_server.world import EPHEMERAL

SELECT = {"type": 3, "custom_id": "pick", "options": [{"label": "One", "value": "1"}]}


async def test_a_wrong_token_is_unauthorized() -> None:
    async with api() as bot:
        assert await bot.call("GET", "/users/@me", token="x") == (401, {"message": "401: Unauthorized", "code": 0})


async def test_a_route_that_is_not_there_is_not_found() -> None:
    async with api() as bot:
        assert (await bot.call("GET", "/nowhere"))[0] == 404


async def test_a_message_is_posted_changed_read_and_deleted() -> None:
    async with api() as bot:
        _, sent = await bot.post(content="one")
        path = f"/channels/{bot.discord.general.id}/messages/{sent['id']}"
        assert (await bot.call("PATCH", path, {"content": "two"}))[1]["content"] == "two"
        assert (await bot.call("GET", path))[1]["content"] == "two"
        assert await bot.call("DELETE", path) == (204, None)
        assert (await bot.call("GET", path))[1]["code"] == 10008


async def test_a_bot_cannot_change_what_others_wrote() -> None:
    async with api() as bot:
        said = await bot.discord.person("alice").says("mine")
        path = f"/channels/{bot.discord.general.id}/messages/{said.id}"
        assert await bot.call("PATCH", path, {"content": "not yours"}) == (
            403,
            {"message": "Cannot edit a message authored by another user", "code": 50005},
        )


async def test_a_nonce_that_is_enforced_keeps_a_message_from_being_sent_twice() -> None:
    async with api() as bot:
        _, first = await bot.post(content="once", nonce="7", enforce_nonce=True)
        _, second = await bot.post(content="once", nonce="7", enforce_nonce=True)
        assert first["id"] == second["id"]
        assert len(bot.discord.sent_by_bot) == 1


async def test_a_nonce_is_forgotten_after_some_minutes() -> None:
    async with api() as bot:
        _, first = await bot.post(content="once", nonce="7", enforce_nonce=True)
        bot.discord.clock.advance(5 * 60 + 1)
        _, second = await bot.post(content="once", nonce="7", enforce_nonce=True)
        assert first["id"] != second["id"]


async def test_a_reply_to_what_is_gone_fails_unless_that_was_allowed() -> None:
    async with api() as bot:
        assert (await bot.post(content="hm", message_reference={"message_id": "1"}))[0] == 400
        allowed = {"message_id": "1", "fail_if_not_exists": False}
        assert (await bot.post(content="hm", message_reference=allowed))[0] == 200


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"content": "x", "colour": 1}, "colour"),
        ({"content": "x", "flags": EPHEMERAL}, "flags"),
        ({"content": "x", "nonce": "n" * 26}, "nonce"),
        ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
        ({"content": "x", **v2(TEXT)}, "content"),
        ({"components": [TEXT]}, "components"),
        (v2({"type": 99}), "components"),
        (v2({"type": 10, "content": ""}), "components"),
        (v2({**TEXT, "color": 1}), "components"),
        (v2({**TEXT, "id": 1 << 31}), "components"),
        (v2(*[TEXT] * 41), "components"),
        (v2({"type": 10, "content": "x" * 2001}, {"type": 10, "content": "x" * 2000}), "components"),
        (v2({"type": 17, "components": []}), "components"),
        (v2({"type": 17, "components": [{"type": 17, "components": [TEXT]}]}), "components"),
        (v2(row()), "components"),
        (v2(row(*[button(custom_id=str(n)) for n in range(6)])), "components"),
        (v2(row(button(), button())), "components"),
        (v2(row(button(label="x" * 81))), "components"),
        (v2(row(button(label=""))), "components"),
        (v2(row(button(custom_id="x" * 101))), "components"),
        (v2(row(button(style=5))), "components"),
        (v2(row(button(style=9))), "components"),
        (v2(row(TEXT)), "components"),
        (v2(row(SELECT, button())), "components"),
        (v2(row({**SELECT, "options": []})), "components"),
        (v2(row({**SELECT, "options": [{"label": str(n), "value": str(n)} for n in range(26)]})), "components"),
        (v2(row({**SELECT, "options": [{"label": "x" * 101, "value": "1"}]})), "components"),
        (v2(row({**SELECT, "options": [{"label": "x", "value": "1", "description": "x" * 101}]})), "components"),
        (v2(row({**SELECT, "options": [{"label": "x", "value": "1"}, {"label": "y", "value": "1"}]})), "components"),
        (v2(row({**SELECT, "placeholder": "x" * 151})), "components"),
        (v2({"type": 9, "components": [TEXT], "accessory": TEXT}), "components"),
        (v2({"type": 13, "file": {"url": "attachment://nothing.txt"}}), "components"),
        (v2({"type": 12, "items": []}), "components"),
    ],
)
async def test_a_body_discord_would_refuse_is_refused_by_place(body: dict[str, Any], place: str) -> None:
    async with api() as bot:
        status, said = await bot.post(**body)
        assert (status, said["code"]) == (400, 50035)
        assert place in said["errors"]
        assert bot.discord.sent_by_bot == []


async def test_a_message_of_components_is_taken_and_numbered() -> None:
    async with api() as bot:
        status, sent = await bot.post(
            **v2({"type": 17, "accent_color": 255, "components": [{**TEXT, "id": 2}, {"type": 14}, row(button())]})
        )
        assert status == 200
        container = sent["components"][0]
        assert [container["id"], *(part["id"] for part in container["components"])] == [1, 2, 3, 4]


async def test_an_empty_message_cannot_be_sent() -> None:
    async with api() as bot:
        assert (await bot.post(content=""))[1]["code"] == 50006


async def test_an_interaction_is_responded_to_once() -> None:
    async with api() as bot:
        command = await bot.command()
        status, said = await bot.respond(command, 4, content="first")
        assert status == 200
        assert said["resource"]["message"]["content"] == "first"
        assert (await bot.respond(command, 4, content="second"))[1]["code"] == 40060


async def test_a_response_after_three_seconds_is_too_late() -> None:
    async with api() as bot:
        command = await bot.command()
        bot.discord.clock.advance(3.1)
        assert await bot.respond(command, 4, content="late") == (404, {"message": "Unknown interaction", "code": 10062})


async def test_a_refused_response_leaves_room_for_a_better_one() -> None:
    async with api() as bot:
        command = await bot.command()
        assert (await bot.respond(command, 4, content="x" * 2001))[0] == 400
        assert (await bot.respond(command, 4, content="short"))[0] == 200


async def test_a_command_cannot_be_answered_like_a_button() -> None:
    async with api() as bot:
        assert (await bot.respond(await bot.command(), 7, content="changed"))[0] == 400


async def test_a_deferred_response_is_filled_in_later() -> None:
    async with api() as bot:
        command = await bot.command()
        await bot.respond(command, 5, flags=EPHEMERAL)
        assert command.outcome is None
        path = f"/webhooks/{bot.discord.bot.id}/{command.token}/messages/@original"
        assert (await bot.call("PATCH", path, {"content": "there"}))[0] == 200
        assert command.outcome is not None
        assert (command.outcome.text, command.outcome.is_private) == ("there", True)


async def test_a_follow_up_needs_a_response_first_and_ends_with_the_token() -> None:
    async with api() as bot:
        command = await bot.command()
        path = f"/webhooks/{bot.discord.bot.id}/{command.token}"
        assert (await bot.call("POST", path, {"content": "more"}))[0] == 404
        await bot.respond(command, 4, content="first")
        assert (await bot.call("POST", path, {"content": "more"}))[1]["content"] == "more"
        bot.discord.clock.advance(15 * 60 + 1)
        assert (await bot.call("POST", path, {"content": "even more"}))[0] == 401


async def test_a_private_message_cannot_be_read_from_the_channel() -> None:
    async with api() as bot:
        _, said = await bot.respond(await bot.command(), 4, content="psst", flags=EPHEMERAL)
        message = said["resource"]["message"]["id"]
        assert (await bot.call("GET", f"/channels/{bot.discord.general.id}/messages/{message}"))[0] == 404


@pytest.mark.parametrize(
    "choices",
    [
        [{"name": str(n), "value": str(n)} for n in range(26)],
        [{"name": "x" * 101, "value": "x"}],
        [{"name": "x", "value": "x" * 101}],
        [{"name": "", "value": "x"}],
        None,
    ],
)
async def test_choices_that_are_too_many_or_too_long_are_refused(choices: Any) -> None:
    async with api() as bot:
        alice = bot.discord.person("alice")
        typing = await bot.discord.interactions.open(
            Kind.AUTOCOMPLETE, alice.user, bot.discord.general, {"name": "ask"}
        )
        assert (await bot.respond(typing, 8, choices=choices))[0] == 400


async def test_nobody_can_run_a_command_that_is_not_registered() -> None:
    async with api() as bot:
        with pytest.raises(AssertionError, match="no command /ask"):
            await bot.discord.person("alice").asks("anything")


async def test_nobody_can_press_what_only_another_sees() -> None:
    async with api() as bot:
        alice, bob = bot.discord.person("alice"), bot.discord.person("bob")
        private = Message(1, bot.discord.general, bot.discord.bot, components=[row(button())], only_for=alice.user)
        with pytest.raises(AssertionError, match="cannot see"):
            await bob.presses("Yes", on=private)
