"""Messages answered from their menu, over the wire."""

import logging
from pathlib import Path

import pytest

from bot.engine.decision import Decision, Outcome
from bot.on_discord.sending import sender
from tests.discord_server import RESPONSES, DiscordServer, Message, Person
from tests.discord_server.permissions import Permission
from tests.on_discord import sample
from tests.on_discord.online import at_rest, bot_on, eventually

V = sample.VOICE


async def answered_elsewhere(discord: DiscordServer) -> tuple[Person, Message]:
    """Somebody on a server where the bot is no member, and the answer to a message there that only they see."""
    elsewhere = discord.world.add_channel(discord.world.add_guild("Elsewhere", has_bot=False), "chat")
    bob = discord.person("bob", on=elsewhere.guild)
    said = await discord.person("alice", on=elsewhere.guild).says("define osteoporosis", where=elsewhere)
    return bob, await bob.uses(V.menu_answer, on=said)


def for_all(discord: DiscordServer) -> list[Message]:
    return [sent for sent in discord.sent_by_bot if not sent.is_private]


async def test_a_message_is_answered_privately_for_whoever_asks_for_that() -> None:
    async with DiscordServer(message_content=False) as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        said = await alice.says("define osteoporosis")
        answer = await bob.uses(V.menu_answer, on=said)
        assert "Osteoporosis makes bones" in answer.text
        assert answer.only_for == bob.user


async def test_the_answer_is_posted_in_reply_with_one_button() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        said = await alice.says("define osteoporosis")
        private = await bob.uses(V.menu_answer, on=said)
        assert (await bob.presses(V.post_here, on=private)).text == V.posted
        posted = await alice.reply_to(said)
        assert "Osteoporosis makes bones" in posted.text
        assert not posted.is_private
        assert V.post_here not in posted.buttons
        assert private.buttons == []


async def test_follow_ups_of_a_posted_answer_are_public_for_whose_question_it_was() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        said = await alice.says("define osteoporosis")
        await bob.presses(V.post_here, on=await bob.uses(V.menu_answer, on=said))
        posted = await alice.reply_to(said)
        assert not (await alice.presses(sample.TESTED, on=posted)).is_private
        assert (await bob.presses(sample.TESTED, on=posted)).is_private


async def test_two_answers_are_posted_together() -> None:
    two = Decision("", Outcome.ANSWER, entries=("calcium-need", "risk-factors"))
    async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(two)):
        alice = discord.person("alice")
        said = await alice.says("calcium, and who is at risk?")
        await alice.presses(V.post_here, on=await alice.uses(V.menu_answer, on=said))
        posted = await alice.reply_to(said)
        assert "1,000 mg" in posted.text
        assert "family history" in posted.text


async def test_posting_twice_posts_once() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says("define osteoporosis")
        private = await alice.uses(V.menu_answer, on=said)
        presses = [await alice.starts_pressing(V.post_here, on=private) for _ in range(2)]
        await discord.news.until(lambda: all(press.changed for press in presses) or None, "answers to both presses")
        await at_rest()
        assert len([sent for sent in discord.sent_by_bot if sent.replies_to is said]) == 1


async def test_whoever_may_not_write_there_is_offered_no_button() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        said = await alice.says("define osteoporosis")
        await discord.permit(discord.general, bob.user, deny=Permission.SEND_MESSAGES)
        assert V.post_here not in (await bob.uses(V.menu_answer, on=said)).buttons


async def test_in_a_thread_it_takes_the_right_to_write_in_threads() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        thread = await alice.opens_thread("Bones")
        said = await alice.says("define osteoporosis", where=thread)
        assert V.post_here in (await bob.uses(V.menu_answer, on=said)).buttons
        await discord.permit(discord.general, bob.user, deny=Permission.SEND_MESSAGES_IN_THREADS)
        assert V.post_here not in (await bob.uses(V.menu_answer, on=said)).buttons


async def test_between_somebody_and_the_bot_there_is_nobody_to_post_it_for() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says("define osteoporosis", where=alice.direct)
        answer = await alice.uses(V.menu_answer, on=said)
        assert "Osteoporosis makes bones" in answer.text
        assert V.post_here not in answer.buttons


async def test_whoever_has_lost_the_right_meanwhile_posts_nothing() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        said = await alice.says("define osteoporosis")
        private = await bob.uses(V.menu_answer, on=said)
        await discord.permit(discord.general, bob.user, deny=Permission.SEND_MESSAGES)
        assert (await bob.presses(V.post_here, on=private)).text == V.cannot_post
        assert all(sent.is_private for sent in discord.sent_by_bot)


async def test_where_the_bot_may_not_write_the_person_is_told_so() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.says("define osteoporosis")
        private = await alice.uses(V.menu_answer, on=said)
        await discord.permit(discord.general, discord.bot, deny=Permission.SEND_MESSAGES)
        assert (await alice.presses(V.post_here, on=private)).text == V.cannot_post


async def test_what_has_no_answer_is_not_offered_to_be_posted() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        answer = await alice.uses(V.menu_answer, on=await alice.says("lovely weather"))
        assert V.nothing in answer.text
        assert V.post_here not in answer.buttons


async def test_a_message_without_words_is_told_apart_from_one_without_an_answer() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        picture = await alice.says("", files=(alice.uploads("x.png", b"x"),))
        assert (await alice.uses(V.menu_answer, on=picture)).text == V.no_words


async def test_posting_works_after_a_restart_unless_the_entry_is_gone() -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord):
            first = await alice.uses(V.menu_answer, on=await alice.says("define osteoporosis"))
            second = await alice.uses(V.menu_answer, on=await alice.says("dexa scan"))
        without = tuple(entry for entry in sample.ENTRIES if entry.id != "bone-density-test")
        async with bot_on(discord, sample.desk(without)):
            assert (await alice.presses(V.post_here, on=first)).text == V.posted
            assert (await alice.presses(V.post_here, on=second)).text == V.entry_gone


async def test_a_posted_answer_can_be_removed_by_whoever_posted_it() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        said = await alice.says("define osteoporosis")
        await bob.presses(V.post_here, on=await bob.uses(V.menu_answer, on=said))
        posted = await alice.reply_to(said)
        assert (await bob.uses(V.menu_remove, on=posted)).text == V.removed
        assert not posted.is_there


async def test_where_the_bot_is_no_member_the_answer_is_posted_as_the_response_to_the_press() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        bob, private = await answered_elsewhere(discord)
        posted = await bob.presses(V.post_here, on=private)
        assert "Osteoporosis makes bones" in posted.text
        assert not posted.is_private
        assert V.post_here not in posted.buttons


async def test_where_the_bot_is_no_member_pressing_twice_posts_once_and_says_so() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        bob, private = await answered_elsewhere(discord)
        presses = [await bob.starts_pressing(V.post_here, on=private) for _ in range(2)]
        await discord.news.until(lambda: all(one.outcome for one in presses) or None, "answers to both presses")
        await at_rest()
        assert len(for_all(discord)) == 1
        assert [sent.text for press in presses for sent in press.messages if sent.is_private] == [V.posted]


async def test_where_the_bot_is_no_member_pressing_again_after_a_restart_posts_nothing_more(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.desk(archive=archive)):
                bob, private = await answered_elsewhere(discord)
                await bob.presses(V.post_here, on=private)
        with sample.recorded(tmp_path) as archive:
            async with bot_on(discord, sample.desk(archive=archive)):
                again = await bob.presses(V.post_here, on=private)
                assert again.text == V.posted
                assert again.is_private
                assert "replies 0" in (await bob.runs("privacy", where=private.channel)).text  # it leads to nobody
                other = await bob.uses(V.menu_answer, on=await bob.says("dexa scan", where=private.channel))
                assert not (await bob.presses(V.post_here, on=other)).is_private
        await at_rest()
        assert len(for_all(discord)) == 2


@pytest.mark.parametrize("carried_out", [False, True])
@pytest.mark.parametrize("status", [0, 500])
async def test_where_the_bot_is_no_member_nothing_is_posted_twice_when_discord_fails(
    status: int, carried_out: bool, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "PAUSES", (0.0, 0.01, 0.01))
    async with DiscordServer() as discord, bot_on(discord):
        bob, private = await answered_elsewhere(discord)
        discord.fail_next(status, match=RESPONSES, carried_out=carried_out)
        press = await bob.starts_pressing(V.post_here, on=private)
        await eventually(lambda: sum(f"/{press.id}/" in path for _, path, _ in discord.routes.requests) == 2)
        await bob.asks("dexa scan", where=private.channel)
        await at_rest()
        assert len([sent for sent in for_all(discord) if "Osteoporosis makes" in sent.text]) == 1
        assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


async def test_where_the_bot_is_no_member_a_press_that_was_answered_too_late_can_be_made_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        bob, private = await answered_elsewhere(discord)
        discord.fail_next(404, match=RESPONSES)
        await bob.starts_pressing(V.post_here, on=private)
        await eventually(lambda: "posting an answer" in caplog.text)
        assert "Osteoporosis makes bones" in (await bob.presses(V.post_here, on=private)).text
        await at_rest()
        assert len(for_all(discord)) == 1
