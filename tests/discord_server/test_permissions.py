"""Who may do what: roles, overwrites, and what the bot is refused without a permission."""

from typing import Any

import aiohttp
import pytest

from tests.discord_server.hands import api
from tests.discord_server.permissions import EVERYTHING, NOBODY, Permission, in_channel
from tests.discord_server.world import PUBLIC_THREAD, Overwrite


async def test_overwrites_count_in_discords_order() -> None:
    async with api() as bot:
        world, guild, channel = bot.discord.world, bot.discord.guild, bot.discord.general
        speak = Permission.SEND_MESSAGES
        alice = bot.discord.person("alice", may=Permission.MANAGE_MESSAGES)
        (role,) = guild.members[alice.user.id].roles
        assert in_channel(alice.user, channel) & Permission.MANAGE_MESSAGES
        channel.overwrites[guild.id] = Overwrite(deny=speak)
        assert not in_channel(alice.user, channel) & speak
        channel.overwrites[role.id] = Overwrite(allow=speak)
        assert in_channel(alice.user, channel) & speak
        channel.overwrites[alice.user.id] = Overwrite(deny=speak)
        assert not in_channel(alice.user, channel) & speak
        channel.overwrites[guild.id] = Overwrite(deny=Permission.VIEW_CHANNEL)
        assert in_channel(alice.user, channel) == NOBODY
        assert guild.owner is not None
        assert in_channel(guild.owner, channel) == EVERYTHING
        assert in_channel(world.add_user("stranger"), channel) == NOBODY


@pytest.mark.parametrize(
    ("denied", "reference", "code"),
    [
        (Permission.VIEW_CHANNEL, False, 50001),
        (Permission.SEND_MESSAGES, False, 50013),
        (Permission.READ_MESSAGE_HISTORY, True, 160002),
    ],
)
async def test_a_bot_without_the_permission_is_refused(denied: Permission, reference: bool, code: int) -> None:
    async with api() as bot:
        said = await bot.discord.person("alice").says("hello")
        await bot.discord.permit(bot.discord.general, bot.discord.bot, deny=denied)
        body: dict[str, Any] = {"content": "hi"}
        if reference:
            body["message_reference"] = {"message_id": str(said.id)}
        assert (await bot.post(**body))[1]["code"] == code


async def test_threads_have_a_permission_of_their_own_and_can_be_locked() -> None:
    async with api() as bot:
        alice = bot.discord.person("alice")
        thread = await alice.opens_thread("Calcium")
        assert thread.kind == PUBLIC_THREAD
        path = f"/channels/{thread.id}/messages"
        thread.archived = True
        assert (await bot.call("POST", path, {"content": "hi"}))[0] == 200
        assert not thread.archived
        thread.locked = True
        assert (await bot.call("POST", path, {"content": "hi"}))[1]["code"] == 160005
        thread.locked = False
        await bot.discord.permit(bot.discord.general, bot.discord.bot, deny=Permission.SEND_MESSAGES_IN_THREADS)
        assert (await bot.call("POST", path, {"content": "hi"}))[1]["code"] == 50013


async def test_a_bot_opens_a_thread_only_if_it_may_and_only_once_on_a_message() -> None:
    async with api() as bot:
        said = await bot.discord.person("alice").says("hello")
        path = f"/channels/{bot.discord.general.id}/messages/{said.id}/threads"
        assert (await bot.call("POST", path, {"name": "Talk"}))[0] == 201
        assert (await bot.call("POST", path, {"name": "Talk"}))[1]["code"] == 160004
        await bot.discord.permit(bot.discord.general, bot.discord.guild.everyone, deny=Permission.CREATE_PUBLIC_THREADS)
        assert (await bot.call("POST", path, {"name": "Talk"}))[1]["code"] == 50013


async def test_what_others_wrote_is_deleted_only_with_the_permission_for_it() -> None:
    async with api() as bot:
        said = await bot.discord.person("alice").says("hello")
        path = f"/channels/{bot.discord.general.id}/messages/{said.id}"
        assert (await bot.call("DELETE", path))[1]["code"] == 50013
        await bot.discord.permit(bot.discord.general, bot.discord.bot, allow=Permission.MANAGE_MESSAGES)
        assert (await bot.call("DELETE", path))[0] == 204
        assert not said.is_there


async def test_who_takes_no_direct_messages_gets_none() -> None:
    async with api() as bot:
        alice = bot.discord.person("alice")
        bot.discord.world.closed_to_bots.add(alice.user.id)
        _, opened = await bot.call("POST", "/users/@me/channels", {"recipient_id": str(alice.user.id)})
        assert (await bot.call("POST", f"/channels/{opened['id']}/messages", {"content": "hi"}))[1]["code"] == 50007


async def test_a_file_needs_the_permission_for_files_and_can_be_fetched() -> None:
    async with api() as bot:
        path = f"/channels/{bot.discord.general.id}/messages"

        def form() -> aiohttp.FormData:
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("payload_json", '{"attachments": [{"id": 0, "filename": "a.txt"}]}')
            form.add_field("files[0]", b"abc", filename="a.txt")
            return form

        await bot.discord.permit(bot.discord.general, bot.discord.guild.everyone, deny=Permission.ATTACH_FILES)
        async with bot.request("POST", path, data=form()) as answer:
            assert (answer.status, (await answer.json())["code"]) == (403, 50013)
        await bot.discord.permit(bot.discord.general, bot.discord.bot, allow=Permission.ATTACH_FILES)
        async with bot.request("POST", path, data=form()) as answer:
            (file,) = (await answer.json())["attachments"]
        async with bot.fetch(file["url"]) as answer:
            assert await answer.read() == b"abc"


async def test_messages_are_read_back_the_latest_first() -> None:
    async with api() as bot:
        alice = bot.discord.person("alice")
        said = [await alice.says(str(number)) for number in range(3)]
        path = f"/channels/{bot.discord.general.id}/messages"
        assert [one["content"] for one in (await bot.call("GET", f"{path}?limit=2"))[1]] == ["2", "1"]
        assert [one["content"] for one in (await bot.call("GET", f"{path}?after={said[1].id}"))[1]] == ["2"]
        assert (await bot.call("GET", f"{path}?limit=101"))[0] == 400
