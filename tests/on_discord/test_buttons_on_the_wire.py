"""The buttons below a reply, pressed over the wire."""

import asyncio

import pytest

from bot.engine.decision import Decision, Outcome
from bot.on_discord import front
from bot.on_discord.showing import custom_ids
from tests.discord_server import DiscordServer
from tests.discord_server.interactions import Kind
from tests.on_discord import sample
from tests.on_discord.online import bot_on, eventually

UNSURE = Decision("risk", Outcome.SUGGEST, suggestions=("risk-factors", "calcium-need"))


async def test_a_follow_up_is_answered_in_the_channel_for_whom_it_was_offered_to() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        answer = await alice.mentions_bot("define osteoporosis")
        followed = await alice.presses(sample.TESTED, on=answer)
        assert "A DXA scan" in followed.text
        assert not followed.is_private
        assert "Osteoporosis makes bones" in answer.text


async def test_a_follow_up_is_answered_privately_for_anyone_else() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        answer = await discord.person("alice").mentions_bot("define osteoporosis")
        bob = discord.person("bob")
        followed = await bob.presses(sample.TESTED, on=answer)
        assert "A DXA scan" in followed.text
        assert followed.only_for == bob.user


async def test_what_follows_a_private_answer_stays_private() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        answer = await discord.person("alice").mentions_bot("define osteoporosis")
        bob = discord.person("bob")
        private = await bob.presses(sample.TESTED, on=answer)
        assert (await bob.presses(sample.RISKS, on=private)).only_for == bob.user


@pytest.mark.parametrize("label", [sample.RISKS, sample.VOICE.none_of_these])
async def test_a_button_pressed_twice_answers_twice_but_the_channel_once(label: str) -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(UNSURE)):
        alice = discord.person("alice")
        offer = await alice.asks("risk")
        presses = [await alice.starts_pressing(label, on=offer) for _ in range(2)]
        await discord.news.until(lambda: all(press.outcome for press in presses) or None, "answers to both presses")
        first, second = (press.outcome for press in presses)
        assert first
        assert second
        assert not first.is_private
        assert second.text == first.text
        assert second.is_private
        assert not (await alice.presses(sample.CALCIUM, on=offer)).is_private


async def test_a_button_pressed_again_later_answers_the_channel_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "PRESSED_TWICE_SECONDS", 0.0)
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        answer = await alice.asks("define osteoporosis")
        assert [(await alice.presses(sample.TESTED, on=answer)).is_private for _ in range(2)] == [False, False]


async def test_a_button_works_after_the_bot_was_restarted() -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord):
            answer = await alice.mentions_bot("define osteoporosis")
        async with bot_on(discord):
            followed = await alice.presses(sample.TESTED, on=answer)
        assert "A DXA scan" in followed.text
        assert not followed.is_private


async def test_a_button_whose_entry_is_gone_says_so_and_offers_the_nearest() -> None:
    without = tuple(entry for entry in sample.ENTRIES if entry.id != "bone-density-test")
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord):
            answer = await alice.mentions_bot("define osteoporosis")
        async with bot_on(discord, sample.desk(without)):
            said = await alice.presses(sample.TESTED, on=answer)
            assert said.text == sample.VOICE.entry_gone
            assert said.is_private
            assert 1 <= len(said.buttons) <= 3
            assert (await alice.presses(said.buttons[0], on=said)).text


async def test_a_button_whose_entry_goes_by_another_id_now_still_shows_it() -> None:
    renamed = tuple(
        entry.model_copy(update={"id": f"new-{entry.id}"}) if entry.id in ("bone-density-test", "medicines") else entry
        for entry in sample.ENTRIES
    )
    unsure = Decision("", Outcome.SUGGEST, suggestions=("bone-density-test", "medicines"))
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord, sample.ScriptedDesk(unsure)):
            offer = await alice.mentions_bot("scans")
        async with bot_on(discord, sample.desk(renamed)):
            assert "A DXA scan" in (await alice.presses(sample.TESTED, on=offer)).text
            (shortened,) = [label for label in offer.buttons if label.endswith("…")]
            assert "That depends on the person." in (await alice.presses(shortened, on=offer)).text


async def test_a_button_whose_entry_was_edited_shows_it_as_it_is_now() -> None:
    edited = tuple(
        entry.model_copy(update={"question": "What is a bone scan?", "answer": "Something new."})
        if entry.id == "bone-density-test"
        else entry
        for entry in sample.ENTRIES
    )
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord):
            answer = await alice.mentions_bot("define osteoporosis")
        async with bot_on(discord, sample.desk(edited)):
            assert "Something new." in (await alice.presses(sample.TESTED, on=answer)).text


async def test_a_suggestion_that_is_chosen_is_answered() -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(UNSURE)):
        alice = discord.person("alice")
        offer = await alice.mentions_bot("risk")
        assert offer.buttons == [sample.RISKS, sample.CALCIUM, sample.VOICE.none_of_these]
        assert "family history" in (await alice.presses(sample.RISKS, on=offer)).text


async def test_none_of_these_is_taken_for_an_answer() -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(UNSURE)):
        alice, bob = discord.person("alice"), discord.person("bob")
        offer = await alice.mentions_bot("risk")
        said = await alice.presses(sample.VOICE.none_of_these, on=offer)
        assert said.text == sample.VOICE.nothing
        assert (await bob.presses(sample.VOICE.none_of_these, on=offer)).is_private


async def test_a_press_of_what_is_not_on_the_message_is_nobodys() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        answer = await alice.mentions_bot("define osteoporosis")
        data = {"custom_id": custom_ids.topics(1), "component_type": 2, "id": 1}
        forged = await discord.interactions.open(Kind.BUTTON, alice.user, answer.channel, data, answer)
        assert "A DXA scan" in (await alice.presses(sample.TESTED, on=answer)).text
        assert forged.response is None


async def test_nothing_is_kept_of_what_was_sent() -> None:
    # discord.py keeps a view for as long as its timeout, and a private one with a task that waits for it.
    async with DiscordServer() as discord, bot_on(discord) as bot:
        answer = await discord.person("alice").mentions_bot("define osteoporosis")
        before = len(asyncio.all_tasks())
        for name in ("bob", "carol", "dave"):
            reader = discord.person(name)
            private = await reader.presses(sample.TESTED, on=answer)
            assert "family history" in (await reader.presses(sample.RISKS, on=private)).text
        await eventually(lambda: len(asyncio.all_tasks()) <= before)
        assert not bot.task.done()
