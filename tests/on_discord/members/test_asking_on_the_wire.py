"""Questions asked of the bot, over the wire: what is for it, and what it makes of that."""

import pytest

from bot.engine.decision import Decision, Outcome
from bot.engine.wording.text import MAX_CHARACTERS
from tests.discord_server import DiscordServer, Message
from tests.on_discord import sample
from tests.on_discord.online import at_rest, bot_on, settings_for

OSTEOPOROSIS = "Osteoporosis makes bones **weak**"
DXA = "A DXA scan"


async def nothing_else_was_answered(discord: DiscordServer) -> None:
    """Ask what is certainly for the bot, and see that it has answered only that.

    Everything a bot hears arrives in order, so what was to be ignored has been heard by then.
    """
    witness = discord.person("witness")
    replies = [await witness.mentions_bot("dexa scan"), await witness.mentions_bot("dexa scan")]
    await at_rest()
    assert DXA in replies[0].text
    assert discord.sent_by_bot == replies


async def test_a_slash_question_is_answered_in_the_channel() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        reply = await discord.person("alice").asks("define osteoporosis")
        assert OSTEOPOROSIS in reply.text
        assert not reply.is_private


async def test_a_slash_question_can_be_asked_in_a_direct_message() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        reply = await alice.asks("define osteoporosis", where=alice.direct)
        assert OSTEOPOROSIS in reply.text


async def test_someone_who_installed_the_bot_for_themselves_can_ask_where_it_is_no_member() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        elsewhere = discord.world.add_channel(discord.world.add_guild("Elsewhere", has_bot=False), "chat")
        alice = discord.person("alice")
        reply = await alice.asks("define osteoporosis", where=elsewhere)
        assert OSTEOPOROSIS in reply.text
        followed = await alice.presses(sample.RISKS, on=reply)
        assert "family history" in followed.text


async def test_someone_who_installed_the_bot_for_themselves_can_ask_in_a_conversation_with_somebody_else() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        group = discord.world.add_group(alice.user, bob.user)
        reply = await alice.asks("define osteoporosis", where=group)
        assert OSTEOPOROSIS in reply.text
        assert bob.sees(reply)
        assert "family history" in (await alice.presses(sample.RISKS, on=reply)).text
        private = await alice.uses(sample.VOICE.menu_answer, on=await bob.says("dexa scan", where=group))
        posted = await alice.presses(sample.VOICE.post_here, on=private)
        assert "DXA" in posted.text
        assert bob.sees(posted)


async def test_a_mention_is_answered_in_reply() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        reply = await discord.person("alice").mentions_bot("define osteoporosis")
        assert OSTEOPOROSIS in reply.text
        assert reply.channel is discord.general


async def test_the_mention_is_no_part_of_the_question() -> None:
    desk = sample.ScriptedDesk()
    async with DiscordServer() as discord, bot_on(discord, desk):
        alice = discord.person("alice")
        said = await alice.says(f"so <@!{discord.bot.id}> what is a dexa scan")
        await discord.news.until(lambda: discord.sent_by_bot or None, "a reply")
        assert [question for question, *_ in desk.asked] == ["so   what is a dexa scan"]
        assert discord.sent_by_bot[0].replies_to is said


async def test_a_question_names_its_server_its_channel_and_its_member() -> None:
    desk = sample.ScriptedDesk()
    async with DiscordServer() as discord, bot_on(discord, desk):
        alice = discord.person("alice")
        await alice.mentions_bot("dexa scan")
        await alice.messages_bot("dexa scan")
        (_, place, member, _), (_, direct, same_member, _) = desk.asked
        assert (place.server, place.channel) == (str(discord.guild.id), str(discord.general.id))
        assert (direct.server, direct.channel) == (None, str(alice.direct.id))
        assert member == same_member == str(alice.user.id)


async def test_a_direct_message_needs_no_mention() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        reply = await discord.person("alice").messages_bot("define osteoporosis")
        assert OSTEOPOROSIS in reply.text


async def test_a_reply_to_an_answer_follows_it_up() -> None:
    desk = sample.ScriptedDesk()
    async with DiscordServer() as discord, bot_on(discord, desk):
        alice, bob = discord.person("alice"), discord.person("bob")
        answer = await alice.asks("define osteoporosis")
        await bob.replies(answer, "how is it measured?")
        *_, (question, _, _, after) = desk.asked
        assert (question, after) == ("how is it measured?", ("what-is-osteoporosis",))


async def test_a_reply_to_two_answers_follows_up_both() -> None:
    desk = sample.ScriptedDesk(Decision("", Outcome.ANSWER, entries=("calcium-need", "risk-factors")))
    async with DiscordServer() as discord, bot_on(discord, desk):
        alice = discord.person("alice")
        answer = await alice.mentions_bot("calcium, and who is at risk?")
        await alice.replies(answer, "why?")
        assert set(desk.asked[-1][3]) == {"calcium-need", "risk-factors"}


async def test_a_message_that_is_forwarded_to_the_bot_is_answered() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        asked = await bob.says("dexa scan")
        handed_on = await alice.forwards(asked, where=alice.direct)
        assert DXA in (await alice.reply_to(handed_on)).text


async def test_a_forwarded_message_is_answered_from_its_menu() -> None:
    async with DiscordServer(message_content=False) as discord, bot_on(discord):
        alice, bob = discord.person("alice"), discord.person("bob")
        handed_on = await bob.forwards(await bob.says("dexa scan"), where=discord.general)
        assert DXA in (await alice.uses(sample.VOICE.menu_answer, on=handed_on)).text


async def test_a_reply_after_a_restart_still_follows_up() -> None:
    desk = sample.ScriptedDesk()
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord):
            answer = await alice.mentions_bot("dexa scan")
        async with bot_on(discord, desk):
            await alice.replies(answer, "who is at risk?")
        assert desk.asked[-1][3] == ("bone-density-test",)


async def test_a_reply_that_does_not_ping_is_read_only_with_the_message_content_intent() -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord, settings=settings_for(discord, message_content=True)):
            answer = await alice.asks("define osteoporosis")
            follow_up = await alice.replies(answer, "dexa scan", ping=False)
            assert DXA in follow_up.text
        async with bot_on(discord):
            unheard = await alice.says("define osteoporosis", to=answer, ping=False)
            await alice.mentions_bot("dexa scan")
            await at_rest()
            assert all(sent.replies_to is not unheard for sent in discord.sent_by_bot)


async def test_talk_among_members_is_left_alone() -> None:
    async with DiscordServer() as discord, bot_on(discord, settings=settings_for(discord, message_content=True)):
        alice, bob = discord.person("alice"), discord.person("bob")
        said = await alice.says("what is osteoporosis")
        await bob.says("a disease of the bones", to=said)
        await nothing_else_was_answered(discord)


async def test_calls_to_everyone_or_to_a_role_are_not_for_the_bot() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        await alice.says("@everyone what is osteoporosis")
        await alice.says("@here what is osteoporosis")
        await alice.says(f"<@&{discord.guild.id}> what is osteoporosis")
        await nothing_else_was_answered(discord)


async def test_other_bots_are_not_answered() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        await discord.person("helper", is_bot=True).says(f"{discord.bot_mention} what is osteoporosis")
        await nothing_else_was_answered(discord)


@pytest.mark.parametrize("origin", [{"webhook": 1 << 40}, {"system_type": 21}], ids=["webhook", "thread starter"])
async def test_webhooks_and_discord_itself_are_not_answered(origin: dict[str, int]) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        message = Message(
            id=discord.world.new_id(),
            channel=discord.general,
            author=discord.person("feed").user,
            content=f"{discord.bot_mention} what is osteoporosis",
            mentions=(discord.bot,),
            webhook=origin.get("webhook"),
            system_type=origin.get("system_type"),
        )
        await discord.gateway.dispatch_message("MESSAGE_CREATE", message)
        await nothing_else_was_answered(discord)


async def test_a_message_heard_of_twice_is_answered_once() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        reply = await alice.mentions_bot("define osteoporosis")
        assert reply.replies_to is not None
        await discord.gateway.dispatch_message("MESSAGE_CREATE", reply.replies_to)
        await alice.mentions_bot("dexa scan")
        await at_rest()
        assert len(discord.sent_by_bot) == 2


async def test_a_bare_mention_is_asked_for_a_question() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        reply = await discord.person("alice").mentions_bot("")
        assert reply.text == sample.VOICE.empty_question


async def test_too_long_a_message_is_not_guessed_at() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        reply = await discord.person("alice").messages_bot("dexa scan " * 300)
        assert str(MAX_CHARACTERS) in reply.text
        assert DXA not in reply.text


async def test_an_emergency_is_heard_however_long_the_message_is() -> None:
    desk = sample.ScriptedDesk(Decision("", Outcome.URGENT, entries=("possible-fracture",)))
    async with DiscordServer() as discord, bot_on(discord, desk):
        reply = await discord.person("alice").messages_bot("i fell and " * 300)
        assert "call your emergency number" in reply.text


async def test_a_slash_question_can_be_asked_privately() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        assert (await alice.asks("define osteoporosis", private=True)).only_for == alice.user


async def test_what_a_slash_question_says_of_someones_danger_or_health_is_shown_to_them_alone() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        for text in ("i fell and cannot move my leg", "should i stop taking my tablets"):
            assert (await alice.asks(text)).only_for == alice.user
            assert not (await alice.mentions_bot(text)).is_private
