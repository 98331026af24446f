"""What members say of answers, over the wire and into the records."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.engine.decision import Decision, Outcome
from bot.engine.wording.text import MAX_CHARACTERS
from bot.knowledge.reading.voice import fill
from bot.records.model import Keep
from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on, eventually

V = sample.VOICE
UNSURE = Decision("", Outcome.SUGGEST, suggestions=("risk-factors", "calcium-need"))


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What stands in the database, whatever the bot thinks of it."""
    connection = sqlite3.connect(path / "records.sqlite3")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def ratings(path: Path) -> list[tuple[str, bool]]:
    return [(member, bool(helpful)) for member, helpful in rows(path, "SELECT member, helpful FROM feedback")]


def misses(path: Path) -> list[tuple[Any, ...]]:
    return rows(path, "SELECT kind, text FROM misses ORDER BY id")


async def test_an_answer_can_be_rated_and_whoever_rates_it_is_told_privately(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            answer = await discord.person("alice").asks("dexa scan")
            assert answer.buttons == [V.helpful, V.not_helpful, sample.RISKS]
            bob = discord.person("bob")
            said = await bob.presses(V.helpful, on=answer)
            assert said.text == V.rated_helpful
            assert said.only_for == bob.user
            assert ratings(tmp_path) == [(str(bob.user.id), True)]


async def test_a_rating_counts_once_a_person_and_can_be_changed(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice, bob = discord.person("alice"), discord.person("bob")
            answer = await alice.asks("dexa scan")
            for label in (V.helpful, V.helpful, V.not_helpful):
                await alice.presses(label, on=answer)
            await bob.presses(V.helpful, on=answer)
            assert sorted(ratings(tmp_path)) == sorted([(str(alice.user.id), False), (str(bob.user.id), True)])


async def test_a_message_too_long_to_be_read_is_not_counted_and_nothing_follows_up_on_it(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            said = await alice.messages_bot("How is bone density tested? " * 80)
            assert said.text == fill(V.too_long, limit=MAX_CHARACTERS)
            assert "DXA" not in (await alice.messages_bot("why?")).text
            await alice.asks("calcium per day")
            noted = "SELECT text FROM questions WHERE outcome = 'answer'"
            await eventually(lambda: ("calcium per day",) in rows(tmp_path, noted))
            assert all(len(text or "") < 100 for (text,) in rows(tmp_path, "SELECT text FROM questions"))
            assert all(len(text or "") < 100 for _, text in misses(tmp_path))


async def test_an_answer_can_be_rated_after_a_restart(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.desk(archive=archive)):
                answer = await alice.mentions_bot("dexa scan")
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.desk(archive=archive)):
                await alice.presses(V.not_helpful, on=answer)
        assert ratings(tmp_path) == [(str(alice.user.id), False)]
        assert ("not helpful", "dexa scan") in misses(tmp_path)


async def test_rating_is_not_counted_as_asking(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            answer = await alice.asks("dexa scan")
            for _ in range(20):
                assert (await alice.presses(V.helpful, on=answer)).text == V.rated_helpful


async def test_urgent_texts_and_advice_are_not_there_to_be_rated(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            for text in ("i fell and cannot move my leg", "should i stop taking my tablets"):
                assert V.helpful not in (await alice.mentions_bot(text)).buttons


async def test_where_nothing_is_recorded_nothing_is_offered_to_be_said() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        assert V.helpful not in (await alice.asks("dexa scan")).buttons
        assert V.tell_moderators not in (await alice.asks("lovely weather")).buttons


async def test_none_of_these_is_recorded_as_a_miss_and_offers_to_tell_the_moderators(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(UNSURE, archive=archive)):
            alice = discord.person("alice")
            offer = await alice.mentions_bot("risk")
            said = await alice.presses(V.none_of_these, on=offer)
            assert V.nothing in said.text
            assert said.buttons == [V.tell_moderators]
            assert ("none of these", "risk") in misses(tmp_path)
            assert (await alice.presses(V.tell_moderators, on=said)).text == V.told_moderators
            assert ("told", "risk") in misses(tmp_path)


async def test_what_others_mean_by_none_of_these_is_no_miss(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(UNSURE, archive=archive)):
            offer = await discord.person("alice").mentions_bot("risk")
            await discord.person("bob").presses(V.none_of_these, on=offer)
            assert misses(tmp_path) == []


async def test_a_button_of_an_earlier_version_still_says_that_none_is_meant(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord, sample.ScriptedDesk(UNSURE)):
            offer = await alice.mentions_bot("risk")
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.ScriptedDesk(UNSURE, archive=archive)):
                assert V.nothing in (await alice.presses(V.none_of_these, on=offer)).text


async def test_the_moderators_are_told_of_a_question_even_where_no_words_are_kept(tmp_path: Path) -> None:
    with sample.recorded(tmp_path, keep=Keep.NONE) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            honest = await alice.mentions_bot("lovely weather")
            await eventually(lambda: ("no answer", None) in misses(tmp_path))
            said = await alice.presses(V.tell_moderators, on=honest)
            assert said.text == V.told_moderators
            assert said.only_for == alice.user
            assert ("told", "lovely weather") in misses(tmp_path)


async def test_a_question_that_is_no_longer_kept_cannot_be_passed_on_and_that_is_said(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        for said in (None, V.not_kept):
            with sample.recorded(tmp_path, keep=Keep.NONE) as archive:
                async with bot_on(discord, sample.desk(archive=archive)):
                    if said is None:
                        honest = await alice.mentions_bot("lovely weather")
                    else:
                        assert (await alice.presses(V.tell_moderators, on=honest)).text == said


async def test_in_a_direct_message_there_are_no_moderators_to_tell(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            assert V.tell_moderators not in (await discord.person("alice").messages_bot("lovely weather")).buttons


async def test_an_answer_that_is_removed_counts_as_a_miss(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            await alice.uses(V.menu_remove, on=await alice.mentions_bot("dexa scan"))
            assert misses(tmp_path) == [("removed", "dexa scan")]


@pytest.mark.filterwarnings("ignore")
async def test_what_cannot_be_saved_is_said_and_answers_go_on(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            answer = await alice.asks("dexa scan")
            await eventually(lambda: bool(rows(tmp_path, "SELECT id FROM questions")))
            rows(tmp_path, "DROP TABLE feedback")
            assert (await alice.presses(V.helpful, on=answer)).text == V.not_saved
            assert "A DXA scan" in (await alice.asks("dexa scan")).text


async def test_nobody_has_the_moderators_told_of_somebody_elses_question(tmp_path: Path) -> None:
    with sample.recorded(tmp_path, keep=Keep.NONE) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice, bob = discord.person("alice"), discord.person("bob")
            honest = await alice.mentions_bot("lovely weather")
            said = await bob.presses(V.tell_moderators, on=honest)
            assert (said.text, said.only_for) == (V.not_yours, bob.user)
            assert (await alice.presses(V.tell_moderators, on=honest)).text == V.told_moderators
            assert misses(tmp_path).count(("told", "lovely weather")) == 1
