"""More is asked at once than can be answered: whoever would wait in vain is told, or left, and the host knows."""

import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Place, Reply
from bot.knowledge.model import Entry
from bot.on_discord import front
from bot.on_discord.sending import lateness, turns
from bot.on_discord.sending.turns import Turns
from tests.discord_server import DiscordServer, Person
from tests.on_discord import sample
from tests.on_discord.online import at_rest, bot_on, eventually, settings_for

V = sample.VOICE
DXA = "A DXA scan"
HELP = "i fell and cannot move my leg"
URGENT = sample.SAFETY[0].answer
MANY = 40


class BusyDesk(sample.ScriptedDesk):
    """A desk that keeps everything waiting for some time when it is asked about calcium."""

    def find(self, question: str, *, place: Place) -> Entry | None:
        if question == sample.CALCIUM:
            time.sleep(0.5)
        return super().find(question, place=place)


@asynccontextmanager
async def busy_bot() -> AsyncIterator[tuple[DiscordServer, Person, Person]]:
    """A bot whose desk may be kept waiting, on a Discord with Alice and Bob; it has learnt how fast Discord is."""
    async with DiscordServer() as discord, bot_on(discord, BusyDesk()):
        alice, bob = discord.person("alice"), discord.person("bob")
        await bob.asks("dexa scan")
        yield discord, alice, bob


def patient_for(monkeypatch: pytest.MonkeyPatch, put_off: float, too_late: float) -> None:
    """Seconds after which a question is put off, and after which its answer would be too late."""
    monkeypatch.setattr(lateness, "PUT_OFF_AFTER", put_off)
    monkeypatch.setattr(lateness, "TOO_LATE_AFTER", too_late)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the host is told by us, beyond the ordinary."""
    said = [one for one in caplog.records if one.levelno >= logging.WARNING and one.name.startswith("bot.")]
    return [one.getMessage() for one in said]


async def test_whoever_has_waited_long_is_asked_privately_to_come_back_and_told_what_to_do_in_danger(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    patient_for(monkeypatch, 0.4, 60.0)
    async with busy_bot() as (discord, alice, bob):
        first = await alice.starts_asking(sample.CALCIUM)
        second = await bob.starts_asking("dexa scan")
        said = await discord.news.until(lambda: second.outcome, "word to the second")
        assert said.text == V.busy
        assert said.only_for == bob.user
        assert "emergency" in said.text
        assert "1,000 mg" in (await discord.news.until(lambda: first.outcome, "the first answer")).text
        assert DXA in (await bob.asks("dexa scan")).text
        assert len(told(caplog)) == 1


async def test_a_call_for_help_is_answered_when_all_else_is_put_off(monkeypatch: pytest.MonkeyPatch) -> None:
    patient_for(monkeypatch, 0.4, 60.0)
    async with busy_bot() as (discord, alice, bob):
        said = await bob.says(HELP)
        await alice.starts_asking(sample.CALCIUM)
        put_off = await bob.starts_asking("dexa scan")
        called = await bob.starts_asking(HELP)
        from_menu = await bob.starts_using(V.menu_answer, on=said)
        assert (await discord.news.until(lambda: put_off.outcome, "word to who is put off")).text == V.busy
        await discord.news.until(
            lambda: (called.outcome and from_menu.outcome) or None, "answers to the calls for help"
        )
        for answer in (called.outcome, from_menu.outcome):
            assert answer
            assert answer.text == URGENT
            assert answer.only_for == bob.user


async def test_a_call_for_help_that_discord_takes_no_response_to_any_more_is_answered_directly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patient_for(monkeypatch, 0.3, 0.4)
    async with busy_bot() as (discord, alice, bob):
        await alice.starts_asking(sample.CALCIUM)
        called = await bob.starts_asking(HELP)
        await bob.starts_asking("risk factors")
        discord.clock.advance(4)
        assert (await bob.is_told_directly()).text == URGENT
        assert called.response is None
        await at_rest()
        assert len([sent for sent in bob.direct.messages if sent.author == discord.bot]) == 1


async def test_what_can_no_longer_be_in_time_is_not_begun_and_the_host_is_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    patient_for(monkeypatch, 0.3, 0.4)
    desk = BusyDesk()
    async with DiscordServer() as discord, bot_on(discord, desk):
        alice, bob = discord.person("alice"), discord.person("bob")
        answer = await bob.asks("dexa scan")
        await alice.starts_asking(sample.CALCIUM)
        asked = [await bob.starts_asking("risk factors") for _ in range(2)]
        pressed = await bob.starts_pressing(answer.buttons[-1], on=answer)
        await eventually(lambda: "left without an answer" in caplog.text)
        assert DXA in (await bob.messages_bot("dexa scan")).text
        assert [one.response for one in (*asked, pressed)] == [None, None, None]
        assert "risk factors" not in [question for question, *_ in desk.asked]
        assert len(told(caplog)) == 1


async def test_messages_wait_for_their_answer_however_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    patient_for(monkeypatch, 0.3, 0.4)
    async with busy_bot() as (_, alice, bob):
        await alice.starts_asking(sample.CALCIUM)
        assert DXA in (await bob.mentions_bot("dexa scan")).text


async def test_suggestions_that_would_come_late_are_not_looked_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(lateness, "PUT_OFF_AFTER", 0.4)
    async with busy_bot() as (_, alice, bob):
        await alice.starts_asking(sample.CALCIUM)
        typed = await bob.starts_typing_in("ask", question="cal")
        assert DXA in (await bob.messages_bot("dexa scan")).text
        assert typed.response is None
        assert (await bob.types_in_ask("calcium"))[0].name == sample.CALCIUM
        assert not [line for line in told(caplog) if "suggest" in line]


async def test_a_command_is_answered_before_messages_that_have_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """They can wait for longer, and a command cannot."""
    monkeypatch.setattr(turns, "LONG", 0.0)

    class Diary(sample.ScriptedDesk):
        def ask(self, question: str, **details: Any) -> Reply:
            order.append(question)
            return super().ask(question, **details)

    order: list[str] = []
    async with DiscordServer() as discord, bot_on(discord, Diary()):
        alice, bob = discord.person("alice"), discord.person("bob")
        await discord.drop_gateway()  # so that all of it reaches the bot at once
        said = [await alice.says(f"dexa scan {number}", where=alice.direct) for number in range(MANY)]
        command = await bob.starts_asking("something else")
        await discord.news.until(lambda: command.outcome, "an answer to the command")
        await alice.reply_to(said[-1])
        assert order.index("something else") < MANY // 2
        assert len(order) == MANY + 1


async def test_of_messages_beyond_what_can_wait_every_call_for_help_is_answered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(front, "Turns", lambda: Turns(most=5))
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        async with DiscordServer() as discord, bot_on(discord, desk, settings_for(discord, message_content=True)):
            alice, bob = discord.person("alice"), discord.person("bob")
            desk.servers.change(str(discord.guild.id), answer_channels=(str(discord.general.id),))
            await discord.drop_gateway()
            before = [await alice.says("dexa scan", where=alice.direct) for _ in range(MANY)]
            called = [await alice.says(HELP, where=alice.direct), await bob.says(HELP)]
            thread = await bob.opens_thread(HELP)
            after = [await alice.says("dexa scan", where=alice.direct) for _ in range(MANY)]
            await alice.reply_to(after[-1])
            assert [(await alice.reply_to(call)).text for call in called] == [URGENT] * 2
            await discord.news.until(lambda: thread.messages or None, "an answer in the thread")
            assert V.busy in {(await alice.reply_to(said)).text for said in before}


async def test_of_messages_beyond_what_can_wait_the_latest_are_answered_the_others_put_off_and_the_host_is_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(front, "Turns", lambda: Turns(most=5))
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        await discord.drop_gateway()
        said = [await alice.says("dexa scan", where=alice.direct) for _ in range(MANY)]
        assert DXA in (await alice.reply_to(said[-1])).text
        assert (await alice.reply_to(said[MANY // 2])).text == V.busy
        assert len(told(caplog)) == 1
        assert DXA in (await alice.messages_bot("dexa scan")).text
