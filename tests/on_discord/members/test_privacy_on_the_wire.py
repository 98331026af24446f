"""/privacy over the wire."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.knowledge.reading.voice import fill
from bot.records.model import Keep
from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on
from tests.records.samples import change

V = sample.VOICE


async def test_anyone_is_told_privately_what_is_kept_and_for_how_long() -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        alice = discord.person("alice")
        said = await alice.runs("privacy")
        assert said.only_for == alice.user
        assert f"{bot.desk.memory_minutes} minutes" in said.text
        assert said.buttons == [V.delete_mine]


async def test_what_is_told_is_what_is_so_on_that_server(tmp_path: Path) -> None:
    with sample.recorded(tmp_path, keep_days=12) as archive:
        desk = sample.desk(archive=archive)
        async with DiscordServer() as discord, bot_on(discord, desk):
            alice = discord.person("alice")
            assert "for 12 days" in (await alice.runs("privacy")).text
            desk.servers.change(str(discord.guild.id), keep=Keep.NONE)
            assert V.privacy_none in (await alice.runs("privacy")).text
            desk.servers.change(str(discord.guild.id), keep=Keep.UNANSWERED, keep_days=3)
            said = await alice.runs("privacy")
            assert "could not answer are stored for 3 days" in said.text
            assert V.privacy_linked in said.text
            assert V.privacy_nothing not in said.text


async def test_it_is_told_how_much_is_held_and_deleted_from_the_records_on_request(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            await alice.presses(V.helpful, on=await alice.asks("dexa scan"))
            assert "ratings 1" in (await alice.runs("privacy")).text
            await alice.presses(V.delete_mine, on=await alice.runs("privacy"))
            assert "ratings 0" in (await alice.runs("privacy")).text


async def test_who_changed_the_faq_is_told_that_their_name_stays_with_it(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice, bob = discord.person("alice"), discord.person("bob")
            made = [change(author=str(alice.user.id)) for _ in range(3)]
            archive.open().revisions.record(made, archive.now())
            stays = fill(V.privacy_changes, changes=3)
            assert stays in (await alice.runs("privacy")).text
            assert (await alice.presses(V.delete_mine, on=await alice.runs("privacy"))).text.endswith(stays)
            assert stays in (await alice.runs("privacy")).text
            told = await bob.runs("privacy")
            assert "changes you made" not in told.text
            assert (await bob.presses(V.delete_mine, on=told)).text == V.deleted_mine


async def test_where_nothing_is_recorded_that_is_said() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        assert V.privacy_nothing in (await discord.person("alice").runs("privacy")).text


async def test_what_is_held_on_a_member_is_deleted_when_they_press_for_it() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        for someone in (alice, bob):
            await someone.asks("define osteoporosis")
            await someone.messages_bot("dexa scan")
        said = await alice.presses(V.delete_mine, on=await alice.runs("privacy"))
        assert said.text == V.deleted_mine
        assert said.only_for == alice.user
        again = [(await someone.asks("say that again")).text for someone in (alice, bob)]
        assert [V.nothing in text for text in again] == [True, False]


@pytest.mark.filterwarnings("ignore")
async def test_what_cannot_be_deleted_is_not_said_to_be(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            alice = discord.person("alice")
            said = await alice.runs("privacy")
            with closing(sqlite3.connect(tmp_path / "records.sqlite3")) as database:
                database.execute("DROP TABLE feedback")
            assert (await alice.presses(V.delete_mine, on=said)).text == V.not_deleted
            without_counts = await alice.runs("privacy")
            assert V.privacy_linked in without_counts.text
            assert "ratings" not in without_counts.text


async def test_the_words_of_an_edited_question_are_deleted_on_request_after_a_restart_too(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord:
            alice = discord.person("alice")
            async with bot_on(discord, sample.desk(archive=archive)):
                said = await alice.says("dexa scan", where=alice.direct)
                reply = await alice.reply_to(said)
                await alice.edits(said, "calcium per day")
                await discord.news.until(lambda: "1,000 mg" in reply.text or None, "the reply to change")
            async with bot_on(discord, sample.desk(archive=archive)):
                await alice.presses(V.delete_mine, on=await alice.runs("privacy"))
        with closing(sqlite3.connect(tmp_path / "records.sqlite3")) as database:
            assert set(database.execute("SELECT text FROM questions")) == {(None,)}
