"""Answer channels and forums, over the wire."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.discord_server import DiscordServer, Permission
from tests.discord_server.world import Channel, Message
from tests.on_discord import sample
from tests.on_discord.online import bot_on, settings_for, settled

V = sample.VOICE
DXA = "A DXA scan"
PINNED = 6  # the type of the message that says a message was pinned


@asynccontextmanager
async def answering_in(
    discord: DiscordServer,
    path: Path,
    *channels: Channel,
    message_content: bool = True,
    per_minute: int = 600,
    **how: Any,
) -> AsyncIterator[None]:
    """The bot, which has been told to answer in these channels unasked."""
    with sample.recorded(path) as archive:
        desk = sample.desk(archive=archive, **how)
        desk.servers.change(str(discord.guild.id), answer_channels=tuple(str(channel.id) for channel in channels))
        settings = settings_for(discord, message_content=message_content, per_minute=per_minute)
        async with bot_on(discord, desk, settings):
            yield


async def silence(discord: DiscordServer, but: int = 0) -> None:
    """See that beside `but` answers nothing was said."""
    await settled(discord)
    assert len(discord.sent_by_bot) == but + 1


async def test_a_question_in_an_answer_channel_is_answered_unasked_and_says_so(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        alice = discord.person("alice")
        answer = await alice.reply_to(await alice.says("dexa scan?"))
        assert DXA in answer.text
        assert answer.text.startswith(f"-# {V.unasked}")


async def test_a_question_answered_unasked_can_be_edited_until_there_is_no_certain_answer(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        alice = discord.person("alice")
        said = await alice.says("dexa scan?")
        answer = await alice.reply_to(said)
        await alice.edits(said, "calcium per day?")
        await discord.news.until(lambda: "1,000 mg" in answer.text or None, "the answer to change")
        assert answer.text.startswith(f"-# {V.unasked}")
        await alice.edits(said, "never mind")
        await discord.news.until(lambda: not answer.is_there or None, "the answer to go")


async def test_what_a_full_channel_keeps_from_being_answered_is_not_counted_as_answered(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        with sample.recorded(tmp_path) as archive:
            desk, server = sample.desk(archive=archive), str(discord.guild.id)
            desk.servers.change(server, answer_channels=(str(discord.general.id),))
            async with bot_on(discord, desk, settings_for(discord, message_content=True, per_channel=1)):
                alice = discord.person("alice")
                await alice.reply_to(await alice.says("dexa scan?"))
                await discord.person("bob").says("dexa scan?")
                await settled(discord)
                archive.open().revisions.know()  # waits until all before it is written
                assert desk.statistics.lately(server, 1).totals == {"answer": 1}


async def test_what_is_not_put_as_a_question_is_left_alone(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        await discord.person("alice").says("dexa scan")
        await silence(discord)


async def test_what_the_bot_is_not_certain_of_is_left_alone(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general, confidence=0.85):
        await discord.person("alice").says("dexa scan?")
        await discord.person("bob").says("what will the weather be?")
        await silence(discord)


async def test_a_call_for_help_is_answered_however_it_is_put(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        alice = discord.person("alice")
        answer = await alice.reply_to(await alice.says("i fell and cannot move my leg"))
        assert "emergency number" in answer.text
        assert V.unasked not in answer.text


async def test_where_the_bot_may_not_write_only_a_call_for_help_is_answered_directly(tmp_path: Path) -> None:
    """Nobody who asked nothing of the bot is written to because a permission is lacking."""
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        await discord.permit(discord.general, discord.bot, deny=Permission.SEND_MESSAGES)
        alice, bob = discord.person("alice"), discord.person("bob")
        await alice.says("dexa scan?")
        await silence(discord)
        await bob.says("i fell and cannot move my leg")
        helped = lambda: any("emergency number" in one.text for one in bob.direct.messages) or None  # noqa: E731
        await discord.news.until(helped, "Bob to be told directly")
        assert not [one for one in alice.direct.messages if one.author == discord.bot]


async def test_people_who_talk_to_each_other_are_left_alone(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        alice, bob = discord.person("alice"), discord.person("bob")
        said = await alice.says("good morning")
        await bob.says("dexa scan?", to=said)
        await bob.says("dexa scan?", to=said, ping=False)
        await bob.says(f"{alice.mention} dexa scan?")
        await silence(discord)


async def test_who_calls_for_a_role_is_left_alone(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        alice = discord.person("alice")
        role = discord.world.add_role(discord.guild, "Doctors")
        await alice.says(f"<@&{role.id}> dexa scan?")
        await silence(discord)


async def test_bots_webhooks_and_discord_itself_are_left_alone(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        await discord.person("other", is_bot=True).says("dexa scan?")
        for webhook, kind in ((discord.world.new_id(), None), (None, PINNED)):
            message = Message(
                id=discord.world.new_id(),
                channel=discord.general,
                author=discord.person("someone").user,
                content="dexa scan?",
                webhook=webhook,
                system_type=kind,
            )
            await discord.gateway.dispatch_message("MESSAGE_CREATE", message)
        await silence(discord)


async def test_other_channels_are_left_alone(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        questions = discord.world.add_channel(discord.guild, "questions")
        async with answering_in(discord, tmp_path, questions):
            alice = discord.person("alice")
            await alice.says("dexa scan?")
            assert DXA in (await alice.reply_to(await alice.says("dexa scan?", where=questions))).text
            await silence(discord, but=1)


async def test_in_an_answer_channel_the_bot_can_still_be_asked(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general, confidence=0.5):
        answer = await discord.person("alice").mentions_bot("dexa scan")
        assert DXA in answer.text
        assert V.unasked not in answer.text


async def test_a_new_post_in_a_forum_is_answered_once(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        forum = discord.forum("help")
        async with answering_in(discord, tmp_path, forum):
            alice, bob = discord.person("alice"), discord.person("bob")
            first = await alice.posts("Scans", "dexa scan?", forum=forum)
            assert DXA in (await alice.reply_to(first)).text
            await bob.says("dexa scan?", where=first.channel)
            await silence(discord, but=1)


async def test_a_post_is_answered_by_its_title_even_where_words_are_withheld(tmp_path: Path) -> None:
    async with DiscordServer(message_content=False) as discord:
        forum = discord.forum("help")
        async with answering_in(discord, tmp_path, forum, message_content=False):
            alice = discord.person("alice")
            first = await alice.posts("dexa scan?", "I would like to know.", forum=forum)
            assert DXA in (await alice.reply_to(first)).text


async def test_a_thread_is_answered_by_its_title(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        thread = await discord.person("alice").opens_thread("dexa scan?")
        await discord.news.until(lambda: [m for m in thread.messages if DXA in m.text] or None, "an answer")
        await silence(discord, but=1)


async def test_a_thread_on_a_message_that_was_answered_is_not_answered_again(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general):
        alice = discord.person("alice")
        said = await alice.says("dexa scan?")
        await alice.reply_to(said)
        await alice.opens_thread("dexa scan?", on=said)
        await silence(discord, but=1)


async def test_whoever_writes_too_much_gets_no_unasked_answers_and_no_word_about_it(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general, per_minute=2):
        alice = discord.person("alice")
        for _ in range(6):
            await alice.says("dexa scan?")
        await silence(discord, but=2)


async def test_chatter_in_an_answer_channel_does_not_use_up_what_a_member_may_ask(tmp_path: Path) -> None:
    async with DiscordServer() as discord, answering_in(discord, tmp_path, discord.general, per_minute=2):
        alice = discord.person("alice")
        for _ in range(6):
            await alice.says("how are you?")
        assert DXA in (await alice.mentions_bot("dexa scan")).text
