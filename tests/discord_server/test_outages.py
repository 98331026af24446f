"""When Discord is unwell, and how that shows on the wire."""

import aiohttp
import pytest

from tests.discord_server.hands import api
from tests.discord_server.server import MESSAGES


async def test_a_request_fails_as_often_as_it_was_asked_to() -> None:
    async with api() as bot:
        bot.discord.fail_next(502, times=2, match=MESSAGES)
        path = f"/channels/{bot.discord.general.id}/messages"
        statuses = []
        for _ in range(3):
            async with bot.request("POST", path, json={"content": "hi"}) as answer:
                statuses.append(answer.status)
        assert statuses == [502, 502, 200]
        assert len(bot.discord.sent_by_bot) == 1


async def test_only_the_answer_may_be_lost() -> None:
    async with api() as bot:
        bot.discord.fail_next(500, match=MESSAGES, carried_out=True)
        async with bot.request(
            "POST", f"/channels/{bot.discord.general.id}/messages", json={"content": "hi"}
        ) as answer:
            assert answer.status == 500
        assert len(bot.discord.sent_by_bot) == 1


async def test_a_connection_breaks() -> None:
    async with api() as bot:
        bot.discord.fail_next(0, match=MESSAGES)
        with pytest.raises(aiohttp.ClientConnectionError):
            await bot.post(content="hi")
        assert (await bot.post(content="hi"))[0] == 200


async def test_other_requests_are_let_through() -> None:
    async with api() as bot:
        bot.discord.fail_next(500, match=MESSAGES)
        assert (await bot.call("GET", "/users/@me"))[0] == 200


@pytest.mark.parametrize(("everywhere", "scope"), [(False, "user"), (True, "global")])
async def test_a_limit_is_told_as_discord_tells_it(everywhere: bool, scope: str) -> None:
    async with api() as bot:
        bot.discord.rate_limit(0.25, everywhere=everywhere)
        async with bot.request("GET", "/users/@me") as answer:
            said = await answer.json()
            assert (answer.status, said["retry_after"], said["global"]) == (429, 0.25, everywhere)
            assert answer.headers["X-RateLimit-Scope"] == scope
            assert "Via" in answer.headers


async def test_a_channel_takes_only_so_many_messages_in_so_many_seconds() -> None:
    async with api() as bot:
        bot.discord.limit(2, 60)
        elsewhere = bot.discord.world.add_channel(bot.discord.guild, "elsewhere")
        path = f"/channels/{bot.discord.general.id}/messages"
        async with bot.request("POST", path, json={"content": "hi"}) as answer:
            assert answer.headers["X-RateLimit-Remaining"] == "1"
        assert [(await bot.post(content="hi"))[0] for _ in range(2)] == [200, 429]
        assert (await bot.call("POST", f"/channels/{elsewhere.id}/messages", {"content": "hi"}))[0] == 200
        assert bot.discord.routes.outages.refused == 1
