"""What moderators are told of what was asked, when they ask for it and by itself."""

import asyncio
import re
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import composition, config
from bot.desk import Archive, FaqDesk
from bot.engine.decision import Outcome
from bot.on_discord.curating import stats
from bot.on_discord.curating.picture import Chart, draw
from bot.records.model import Digest
from tests.curating.shelves import TEA, furnish
from tests.discord_server import DiscordServer
from tests.discord_server.interactions import Interaction
from tests.discord_server.news import PATIENCE
from tests.discord_server.outages import Outage
from tests.discord_server.permissions import Permission
from tests.discord_server.world import Channel, Message
from tests.on_discord import sample
from tests.on_discord.curating.moderating import V, stage
from tests.on_discord.online import bot_on, eventually
from tests.records.samples import feedback, miss, question

LOST = "which mugs are unbreakable"


def gallery(message: Message) -> dict[str, str]:
    """The one picture of a message."""
    (item,) = [item for part in message.parts if part["type"] == 12 for item in part["items"]]
    return {"url": item["media"]["url"], "alt": item["description"]}


async def as_started(interaction: Interaction) -> Interaction:
    return interaction


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


async def test_figures_come_in_words_and_in_a_picture_that_says_the_same_to_who_cannot_see_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        for text in ("how is green tea brewed", "how is green tea brewed", LOST):
            answer = await alice.asks(text)
            if V.helpful in answer.buttons:
                await alice.presses(V.helpful, on=answer)
        figures = here.desk.statistics
        await eventually(lambda: (one := figures.lately(here.server, 1)).questions == 3 and one.helpful == 2)
        shown = await here.mod.runs("curate stats")
        assert shown.only_for == here.mod.user
        for told in (
            "Questions: **3**",
            "Answered: **2**",
            "No answer: **1**",
            "2 of 2",
            "How is green tea brewed? (2×)",
        ):
            assert told in shown.text
        (picture,) = shown.attachments
        assert size(picture.content)[0] == 1080
        alt = gallery(shown)["alt"]
        assert gallery(shown)["url"].endswith(picture.filename)
        told_of = ("Questions: 3", "Answered: 2", "No answer: 1", "2 of 2 (100%)", f"{V.stats_misses}: No answer: 1")
        for told in (*told_of, "How is green tea brewed?: 2"):
            assert told in alt


async def test_a_time_without_questions_is_told_without_a_picture(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        shown = await here.mod.runs("curate stats", period=7)
        assert V.stats_none in shown.text
        assert shown.attachments == []


async def test_a_picture_that_cannot_be_drawn_leaves_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stats, "COLOURS", dict.fromkeys(Outcome, "no colour"))
    async with stage(tmp_path) as here:
        await here.discord.person("alice").asks(LOST)
        await eventually(lambda: here.desk.statistics.lately(here.server, 1).questions == 1)
        shown = await here.mod.runs("curate stats")
        assert "Questions: **1**" in shown.text
        assert shown.attachments == []


async def test_whoever_asks_while_a_picture_is_drawn_does_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Event()

    def draw_at_leisure(chart: Chart) -> bytes:
        assert answered.wait(PATIENCE)
        return draw(chart)

    monkeypatch.setattr(stats, "draw", draw_at_leisure)
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        await alice.asks(LOST)
        await eventually(lambda: here.desk.statistics.lately(here.server, 1).questions == 1)
        drawing = await here.mod.starts_running("curate stats")
        assert "below the boil" in (await alice.asks("how is green tea brewed")).text
        answered.set()
        assert len((await here.mod.reads(as_started(drawing))).attachments) == 1


async def test_figures_are_of_their_own_server_and_in_the_language_of_who_asks(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        here.archive.open().questions.note(question(server="999", at=datetime.now(UTC)))
        here.archive.open().servers.joined("999")  # waits until it is written
        german = here.discord.person("Jörg", may=Permission.MANAGE_GUILD, locale="de")
        shown = await german.runs("curate stats", period=90)
        assert "In dieser Zeit hat mich niemand etwas gefragt." in shown.text


async def test_how_often_it_is_summed_up_is_chosen_in_the_settings(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await here.mod.chooses(V.digest_weekly, on=await here.mod.runs("curate settings"))
        assert here.desk.servers.settings(here.server).digest is Digest.WEEKLY


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Archive, FaqDesk]]:
    """Records and desk as the program has them after a start."""
    settings = config.load(environ={}, folder=folder)
    with composition.open_archive(settings) as archive:
        library = composition.build_library(settings)
        yield archive, composition.desk_over(library, settings, archive=archive)


def backroom_of(discord: DiscordServer) -> Channel:
    return discord.world.add_channel(discord.guild, "backroom")


async def test_a_summary_comes_once_a_period_also_after_a_restart(tmp_path: Path) -> None:
    late = TEA.replace("  - id: black-tea\n", "  - id: black-tea\n    review_by: 2025-01-31\n")
    furnish(tmp_path).write(late)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    async with DiscordServer() as discord:
        backroom, server = backroom_of(discord), str(discord.guild.id)
        with opened(tmp_path) as (archive, desk):
            records = archive.open()
            records.questions.note(question("q1", server=server, at=yesterday, entries=("green-tea",)))
            records.questions.note(question("q2", LOST, outcome="none", entries=(), server=server, at=yesterday))
            records.questions.note(question("q3", outcome="urgent", entries=(), server=server, at=yesterday))
            records.questions.note(question("q4", outcome="suggest", server=server, at=yesterday))
            records.misses.note(miss("q2", LOST, server=server, at=yesterday))
            records.feedback.give(feedback("q1", server=server, at=yesterday), miss("q1", server=server, at=yesterday))
            desk.servers.change(server, digest=Digest.DAILY, moderators_channel=str(backroom.id))
            async with bot_on(discord, desk):
                told = await discord.news.until(lambda: next(iter(backroom.messages), None), "a summary")
                await eventually(lambda: desk.statistics.due(server) is None)
        for said in (
            "Questions: **4**",
            "Answered: **1**",
            "No answer: **1**",
            "Suggestions only: **1**",
            "Urgent: **1**",
            "1 of 1",
            f"{LOST} (1×)",
        ):
            assert said in told.text
        assert "How is black tea brewed? (`2025-01-31`)" in told.text
        assert re.search(r"<t:\d+:D>", told.text)
        with opened(tmp_path) as (_, desk):
            async with bot_on(discord, desk):
                await discord.person("alice").asks("how is green tea brewed")
                await asyncio.sleep(0.3)  # longer than the first took
        assert backroom.messages == [told]


async def test_a_bot_killed_while_it_sends_a_summary_never_sends_it_twice(tmp_path: Path) -> None:
    """Discord has taken it, and the bot is gone before it hears of that: hours later, when nonces are forgotten."""
    furnish(tmp_path)
    async with DiscordServer() as discord:
        backroom, server = backroom_of(discord), str(discord.guild.id)
        discord.routes.outages.planned.append(
            Outage(status=0, times=99, match=f"POST .*/channels/{backroom.id}/messages", carried_out=True)
        )
        with opened(tmp_path) as (archive, desk):
            archive.open().questions.note(question(server=server, at=datetime.now(UTC) - timedelta(days=1)))
            desk.servers.change(server, digest=Digest.DAILY, moderators_channel=str(backroom.id))
            async with bot_on(discord, desk):
                told = await discord.news.until(lambda: next(iter(backroom.messages), None), "a summary")
        discord.routes.outages.planned.clear()
        discord.clock.advance(60 * 60)
        with opened(tmp_path) as (_, desk):
            assert desk.statistics.due(server) is None
            async with bot_on(discord, desk):
                await discord.person("alice").asks("how is green tea brewed")
        assert backroom.messages == [told]


async def test_where_there_is_nothing_to_say_no_summary_comes(tmp_path: Path) -> None:
    furnish(tmp_path)
    async with DiscordServer() as discord:
        backroom, server = backroom_of(discord), str(discord.guild.id)
        with opened(tmp_path) as (_, desk):
            desk.servers.change(server, digest=Digest.WEEKLY, moderators_channel=str(backroom.id))
            async with bot_on(discord, desk):
                await eventually(lambda: desk.statistics.due(server) is None)
        assert backroom.messages == []


async def test_a_summary_that_could_not_be_sent_stays_due(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    furnish(tmp_path)
    async with DiscordServer() as discord:
        server = str(discord.guild.id)
        with opened(tmp_path) as (archive, desk):
            archive.open().questions.note(question(server=server, at=datetime.now(UTC) - timedelta(days=1)))
            desk.servers.change(server, digest=Digest.DAILY, moderators_channel="123456789012345678")
            async with bot_on(discord, desk):
                await eventually(lambda: "while sending a reply" in caplog.text)
                await eventually(lambda: desk.statistics.due(server) is not None)


async def test_a_summary_is_in_the_language_of_the_server_unless_another_was_chosen(tmp_path: Path) -> None:
    furnish(tmp_path)
    async with DiscordServer() as discord:
        discord.guild.locale = "de"
        backroom, server = backroom_of(discord), str(discord.guild.id)
        with opened(tmp_path) as (archive, desk):
            archive.open().questions.note(question(server=server, at=datetime.now(UTC) - timedelta(days=1)))
            desk.servers.change(server, digest=Digest.DAILY, moderators_channel=str(backroom.id))
            async with bot_on(discord, desk):
                told = await discord.news.until(lambda: next(iter(backroom.messages), None), "a summary")
        assert f"{sample.GERMAN.stats_questions}: **1**" in told.text
