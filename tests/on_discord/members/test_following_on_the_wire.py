"""What becomes of a question becomes of its reply, over the wire."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from discord.utils import time_snowflake, utcnow
from sqlalchemy import Engine, event

from bot.desk import Place
from tests.discord_server import DiscordServer, Message
from tests.on_discord import sample
from tests.on_discord.online import at_rest, bot_on, eventually, settings_for, settled

CALCIUM, DXA = "1,000 mg", "A DXA scan"


async def shows(discord: DiscordServer, message: Message, text: str) -> None:
    await discord.news.until(lambda: text in message.text or None, f"the reply to show «{text}»")


async def goes(discord: DiscordServer, message: Message) -> None:
    await discord.news.until(lambda: not message.is_there or None, "the reply to go")


async def test_an_edited_question_gets_its_reply_changed_in_place() -> None:
    async with DiscordServer(message_content=False) as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        reply = await alice.reply_to(said)
        await alice.edits(said, f"{discord.bot_mention} calcium per day")
        await shows(discord, reply, CALCIUM)
        assert DXA not in reply.text
        assert discord.sent_by_bot == [reply]
        assert reply.sent_as["allowed_mentions"] == {"parse": []}


async def test_a_question_in_a_direct_message_can_be_edited_too_and_more_than_once() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says("dexa scan", where=alice.direct)
        reply = await alice.reply_to(said)
        await alice.edits(said, "calcium per day")
        await shows(discord, reply, CALCIUM)
        await alice.edits(said, "dexa scan")
        await shows(discord, reply, DXA)


async def test_of_two_edits_the_latter_is_answered_however_long_the_first_takes() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says("osteoporosis meaning", where=alice.direct)
        reply = await alice.reply_to(said)
        discord.fail_next(0, match="PATCH ")
        await alice.edits(said, "dexa scan")
        await eventually(lambda: discord.routes.outages.planned[0].times == 0)
        await alice.edits(said, "calcium per day")
        await at_rest()
        assert CALCIUM in reply.text


async def test_a_reply_in_a_thread_that_was_archived_meanwhile_stays_and_the_host_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        thread = await alice.opens_thread("Bones")
        said = await alice.says(f"{discord.bot_mention} dexa scan", where=thread)
        reply = await alice.reply_to(said)
        thread.archived = True
        for words in ("calcium per day", "osteoporosis meaning"):
            await alice.edits(said, f"{discord.bot_mention} {words}")
            await at_rest()
        assert DXA in reply.text
        told = [one.getMessage() for one in caplog.records if one.name.startswith("bot")]
        assert [one for one in told if "unforeseen" in one] == []
        assert len([one for one in told if "is archived" in one]) == 1


async def purge(discord: DiscordServer, message_ids: Sequence[int]) -> None:
    assert discord.general.guild is not None
    purged = {
        "ids": [str(one) for one in message_ids],
        "channel_id": str(discord.general.id),
        "guild_id": str(discord.general.guild.id),
    }
    await discord.gateway.dispatch("MESSAGE_DELETE_BULK", purged)


@contextmanager
def looked_up() -> Iterator[list[str]]:
    """While inside, what is read of replies in any database is noted, a statement each."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT") and "FROM replies" in statement:
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


class HesitantDesk(sample.ScriptedDesk):
    """A desk that does not say whether a message is a call for help before it is let go on."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = threading.Event()
        self.is_asked = threading.Event()

    def sounds_urgent(self, message: str, *, place: Place) -> bool:
        self.is_asked.set()
        assert self.goes_on.wait(60)
        return not super().sounds_urgent(message, place=place)


async def test_a_message_deleted_while_it_is_seen_whether_it_may_be_answered_at_all_gets_no_reply() -> None:
    desk = HesitantDesk()
    async with DiscordServer() as discord:
        settings = replace(settings_for(discord, per_minute=1), thinks_slowly=True)
        async with bot_on(discord, desk, settings):
            alice = discord.person("alice")
            await alice.mentions_bot("dexa scan")
            said = await alice.says(f"{discord.bot_mention} calcium per day")
            await eventually(desk.is_asked.is_set)
            await alice.deletes(said)
            await discord.person("witness").messages_bot("dexa scan")  # by now the bot has heard of it
            desk.goes_on.set()
            await at_rest()
            assert not any(one.is_there and CALCIUM in one.text for one in discord.sent_by_bot)


async def test_an_edit_after_five_minutes_changes_nothing() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says("dexa scan", where=alice.direct)
        reply = await alice.reply_to(said)
        await alice.edits(said, "calcium per day", minutes_later=6)
        await settled(discord)
        assert DXA in reply.text


async def test_a_preview_of_a_link_is_no_edit(caplog: pytest.LogCaptureFixture) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says("dexa scan", where=alice.direct)
        reply = await alice.reply_to(said)
        await discord.gateway.dispatch_message("MESSAGE_UPDATE", said)
        await settled(discord)
        assert reply.edits == 0
        assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


async def test_a_message_that_no_longer_calls_the_bot_loses_its_reply() -> None:
    async with DiscordServer(message_content=False) as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        reply = await alice.reply_to(said)
        await alice.edits(said, "never mind")
        await goes(discord, reply)


async def test_a_message_that_calls_the_bot_only_after_an_edit_is_not_answered() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says("dexa scan")
        await alice.edits(said, f"{discord.bot_mention} dexa scan")
        await settled(discord)
        assert len(discord.sent_by_bot) == 1


async def test_a_deleted_question_takes_its_reply_along() -> None:
    async with DiscordServer(message_content=False) as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        reply = await alice.reply_to(said)
        await alice.deletes(said)
        await goes(discord, reply)


async def test_a_question_deleted_while_the_reply_is_being_sent_takes_it_along() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        await alice.deletes(said)
        await alice.mentions_bot("calcium per day")
        await discord.news.until(lambda: len(discord.sent_by_bot) == 1 or None, "only the later reply to stay")
        assert CALCIUM in discord.sent_by_bot[0].text


async def test_questions_a_moderator_purges_take_their_replies_along() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = [await alice.says(f"{discord.bot_mention} dexa scan") for _ in range(2)]
        replies = [await alice.reply_to(message) for message in said]
        await purge(discord, [message.id for message in said])
        for reply in replies:
            await goes(discord, reply)


async def test_a_reply_that_was_removed_before_the_question_was_edited_stays_removed() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        reply = await alice.reply_to(said)
        await alice.uses(sample.VOICE.menu_remove, on=reply)
        await alice.edits(said, f"{discord.bot_mention} calcium per day")
        await settled(discord)
        assert [sent for sent in discord.sent_by_bot if sent.replies_to is said] == []


async def test_a_reply_from_before_a_restart_follows_its_question_too(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.desk(archive=archive)):
                edited, deleted = [await alice.says(f"{discord.bot_mention} dexa scan") for _ in range(2)]
                direct = await alice.says("dexa scan", where=alice.direct)
                replies = [await alice.reply_to(message) for message in (edited, deleted, direct)]
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.desk(archive=archive)):
                for message in (edited, direct):
                    await alice.edits(message, f"{discord.bot_mention} calcium per day")
                    await shows(discord, await alice.reply_to(message), CALCIUM)
                await alice.deletes(deleted)
                await goes(discord, replies[1])


async def test_replies_from_before_a_restart_go_with_questions_that_are_purged_which_are_looked_up_at_once(
    tmp_path: Path,
) -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.desk(archive=archive)):
                said = [await alice.says(f"{discord.bot_mention} dexa scan") for _ in range(2)]
                replies = [await alice.reply_to(message) for message in said]
        others = [discord.world.new_id() for _ in range(98)]
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.desk(archive=archive)):
                with looked_up() as statements:
                    await purge(discord, [*others, *(message.id for message in said)])
                    for reply in replies:
                        await goes(discord, reply)
                    await settled(discord)
        assert len(statements) <= 1 + 2 * len(said)  # all at once; then each that has a reply, and the reply as it goes


async def test_a_message_that_is_too_old_to_have_a_reply_is_not_looked_up_when_it_is_deleted(tmp_path: Path) -> None:
    now = utcnow()
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            for hours, times in ((25, 0), (23, 1)):
                with looked_up() as statements:
                    number = time_snowflake(now - timedelta(hours=hours))
                    deleted = {"id": str(number), "channel_id": str(discord.general.id)}
                    await discord.gateway.dispatch("MESSAGE_DELETE", deleted)
                    await settled(discord)
                assert len(statements) == times
