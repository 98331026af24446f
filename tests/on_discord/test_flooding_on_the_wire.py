"""Much asked at once, by one or by many: what is answered, what is said instead, and that nothing piles up."""

import asyncio
import re
from pathlib import Path

from bot.knowledge.reading.voice import fill
from tests.discord_server import MESSAGES, DiscordServer, Message, Person
from tests.on_discord import sample
from tests.on_discord.online import at_rest, bot_on, settings_for, settled

V = sample.VOICE
HELP = "i fell and cannot move my leg"
LOOKS_WRONG = "my leg looks wrong"  # a call for help in which no sign of danger stands
WAIT = re.compile(re.escape(V.slow_down).replace(r"\{seconds\}", r"\d+"))


async def test_whoever_asks_too_much_is_told_once_and_alone_then_met_with_silence() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=2)):
        alice = discord.person("alice")
        for _ in range(2):
            await alice.mentions_bot("dexa scan")
        for _ in range(48):
            await alice.says(f"{discord.bot_mention} dexa scan")
        assert WAIT.fullmatch((await alice.is_told_directly()).text)
        await settled(discord)
        assert len([sent for sent in discord.sent_by_bot if sent.channel is discord.general]) == 2
        assert len([sent for sent in alice.direct.messages if sent.author == discord.bot]) == 1


async def test_who_takes_no_direct_messages_is_told_in_the_channel_and_once() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=1)):
        alice = discord.person("alice")
        discord.world.closed_to_bots.add(alice.user.id)
        await alice.mentions_bot("dexa scan")
        assert WAIT.fullmatch((await alice.mentions_bot("dexa scan")).text)
        await alice.says(f"{discord.bot_mention} dexa scan")
        await settled(discord)
        assert len([sent for sent in discord.sent_by_bot if sent.channel is discord.general]) == 2


async def test_whoever_asks_too_much_with_a_command_is_told_privately_each_time() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=1)):
        alice = discord.person("alice")
        answer = await alice.asks("define osteoporosis")
        assert (await alice.asks("dexa scan")).is_private
        assert (await alice.presses(sample.TESTED, on=answer)).is_private


async def test_a_question_that_is_edited_over_and_over_is_asked_too_often() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=2)):
        alice = discord.person("alice")
        said = await alice.says(f"{discord.bot_mention} dexa scan")
        reply = await alice.reply_to(said)
        await alice.edits(said, f"{discord.bot_mention} calcium per day")
        await discord.news.until(lambda: reply.edits or None, "the reply to change")
        for words in ("risk factors", "define osteoporosis"):
            await alice.edits(said, f"{discord.bot_mention} {words}")
        await settled(discord)
        assert reply.edits == 1
        await alice.edits(said, f"{discord.bot_mention} {HELP}")
        await discord.news.until(lambda: "emergency number" in reply.text or None, "the answer to a call for help")


async def test_one_members_haste_is_not_held_against_another() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=1)):
        await discord.person("alice").asks("dexa scan")
        assert not (await discord.person("bob").asks("dexa scan")).is_private


async def test_a_call_for_help_is_answered_however_much_was_asked() -> None:
    async with DiscordServer() as discord:
        settings = settings_for(discord, per_minute=1, per_channel=1)
        async with bot_on(discord, settings=settings):
            alice = discord.person("alice")
            await alice.mentions_bot("dexa scan")
            for _ in range(10):
                await alice.says(f"{discord.bot_mention} dexa scan")
            assert "emergency number" in (await alice.mentions_bot(HELP)).text
            for _ in range(3):
                assert "emergency number" in (await alice.asks(HELP)).text
            assert "emergency number" in (await discord.person("bob").mentions_bot(HELP)).text


async def test_a_call_for_help_without_a_sign_of_danger_is_answered_however_much_was_asked() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=1)):
        alice = discord.person("alice")
        await alice.mentions_bot("dexa scan")
        for _ in range(10):
            await alice.says(f"{discord.bot_mention} dexa scan")
        assert "emergency number" in (await alice.mentions_bot(LOOKS_WRONG)).text
        assert "emergency number" in (await alice.asks(LOOKS_WRONG)).text


async def test_a_call_for_help_to_nobody_in_particular_or_from_a_menu_is_answered_however_much_was_asked(
    tmp_path: Path,
) -> None:
    with sample.recorded(tmp_path) as archive:
        desk = sample.desk(archive=archive)
        async with DiscordServer() as discord:
            settings = settings_for(discord, per_minute=1, per_channel=1, message_content=True)
            desk.servers.change(str(discord.guild.id), answer_channels=(str(discord.general.id),))
            async with bot_on(discord, desk, settings):
                alice = discord.person("alice")
                await alice.reply_to(await alice.says("dexa scan?"))
                silent = await alice.says("risk factors?")
                called = await alice.says(LOOKS_WRONG)
                assert "emergency number" in (await alice.reply_to(called)).text
                assert "emergency number" in (await alice.uses(V.menu_answer, on=called)).text
                assert WAIT.fullmatch((await alice.uses(V.menu_answer, on=silent)).text)
                assert silent not in [sent.replies_to for sent in discord.sent_by_bot]


async def test_the_same_call_for_help_repeated_is_not_repeated_to_the_channel() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_minute=1)):
        alice = discord.person("alice")
        await alice.mentions_bot("dexa scan")
        await alice.mentions_bot(HELP)
        for _ in range(20):
            await alice.says(f"{discord.bot_mention} {HELP}")
        await settled(discord)
        assert len([sent for sent in discord.general.messages if "emergency number" in sent.text]) == 1


async def test_fifty_people_at_once_are_answered_up_to_the_channels_share_and_the_rest_told_of_another_way() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_channel=30)):
        people = [discord.person(f"p{number}") for number in range(50)]
        await asyncio.gather(*[person.says(f"{discord.bot_mention} dexa scan") for person in people])
        await settled(discord)

        def in_channel() -> list[Message]:
            return [sent for sent in discord.sent_by_bot if sent.channel is discord.general]

        def told() -> list[Person]:
            return [person for person in people if any(sent.author.is_bot for sent in person.direct.messages)]

        await discord.news.until(lambda: (len(in_channel()) == 30 and len(told()) == 20) or None, "fifty to be served")
        assert {told()[0].direct.messages[-1].text} == {V.channel_busy}
        assert not (await people[0].asks("dexa scan", where=discord.world.add_channel(discord.guild, "b"))).is_private


async def test_where_a_channel_has_had_its_share_a_command_is_answered_for_the_asker_alone() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, per_channel=1)):
        assert not (await discord.person("alice").asks("dexa scan")).is_private
        answer = await discord.person("bob").asks("dexa scan")
        assert answer.is_private
        assert "A DXA scan" in answer.text


async def test_a_crowd_in_a_channel_that_takes_few_messages_gets_every_answer_once() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        discord.limit(10, 0.5, match=MESSAGES)
        people = [discord.person(f"p{number}") for number in range(30)]
        said = await asyncio.gather(*[person.says(f"{discord.bot_mention} dexa scan") for person in people])
        await asyncio.gather(*[person.reply_to(one) for person, one in zip(people, said, strict=True)])
        replied = [sent.replies_to for sent in discord.sent_by_bot]
        assert sorted(map(id, replied)) == sorted(map(id, said))


async def test_nothing_is_left_of_a_flood_when_it_is_over() -> None:
    async with DiscordServer() as discord, bot_on(discord) as bot:
        people = [discord.person(f"p{number}") for number in range(50)]
        for _ in range(4):
            await asyncio.gather(*[person.mentions_bot("dexa scan") for person in people])
        await asyncio.gather(*[person.asks("dexa scan") for person in people])
        await at_rest()
        assert not bot.task.done()


def test_the_word_to_the_many_names_a_way_that_works() -> None:
    assert "/ask" in fill(V.channel_busy)
