"""Whoever asked what had no answer is answered where they asked, once it has one."""

from pathlib import Path

from bot.knowledge.reading.voice import fill
from tests.discord_server import Permission, payloads
from tests.discord_server.world import Channel, Message
from tests.on_discord.curating.moderating import Stage, V, restarted, stage
from tests.on_discord.curating.test_reviewing_on_the_wire import LOST
from tests.on_discord.online import eventually


async def taught(
    here: Stage, *, where: Channel | None = None, askers: int = 1, known: int = 0
) -> tuple[Message, list[Message]]:
    """The word that what some members asked has an answer now, and what they had asked: besides what is `known`."""
    asked = []
    for number in range(askers):
        person = here.discord.person(f"asker{number}")
        asked.append(await person.says(f"{here.discord.bot_mention} {LOST}", where=where))
        await person.reply_to(asked[-1])
    await eventually(lambda: sum(group.count for group in here.desk.review.groups(here.server)) == askers + known)
    preview = await here.mod.chooses("What happens to broken cups?", on=await here.mod.runs("curate review"))
    return await here.mod.presses(V.save, on=preview), asked


def answers(here: Stage, question: Message) -> int:
    """How often a question was answered at last."""
    sent = [one for one in here.discord.sent_by_bot if one.replies_to is question]
    return sum(V.answer_now in one.text for one in sent)


async def test_a_second_press_says_that_they_have_been_answered_already(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        saved, (question,) = await taught(here)
        assert (await here.mod.presses(V.answer_askers, on=saved)).text == fill(V.answered_askers, count=1)
        assert (await here.mod.presses(V.answer_askers, on=saved)).text == V.nobody_waits
        assert answers(here, question) == 1


async def test_a_bot_that_was_restarted_since_still_answers_them(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        saved, asked = await taught(here, askers=3)
        async with restarted(here):
            assert (await here.mod.presses(V.answer_askers, on=saved)).text == fill(V.answered_askers, count=3)
            assert [answers(here, question) for question in asked] == [1, 1, 1]


async def test_a_bot_that_was_restarted_since_answers_all_of_them_however_many(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        saved, asked = await taught(here, askers=40)
        async with restarted(here):
            assert (await here.mod.presses(V.answer_askers, on=saved)).text == fill(V.answered_askers, count=40)
            assert [answers(here, question) for question in asked] == [1] * 40


async def test_a_thread_that_has_fallen_asleep_since_is_answered_in(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        thread = await here.discord.person("alice").opens_thread("Mugs")
        saved, (question,) = await taught(here, where=thread)
        thread.archived = True
        assert thread.guild is not None
        await here.discord.gateway.dispatch_to_guild("THREAD_UPDATE", thread.guild, payloads.channel(thread))
        assert (await here.mod.presses(V.answer_askers, on=saved)).text == fill(V.answered_askers, count=1)
        assert answers(here, question) == 1


async def test_whoever_asked_where_the_bot_may_not_write_is_answered_once_it_may(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        room = here.discord.world.add_channel(here.discord.guild, "kitchen")
        await here.discord.person("alice").says(f"{here.discord.bot_mention} {LOST}", where=room)
        saved, (heard,) = await taught(here, known=1)
        await here.discord.permit(room, here.discord.bot, deny=Permission.SEND_MESSAGES)
        shut_out = fill(V.askers_unreached, count=1, channels=f"<#{room.id}>")
        told = await here.mod.presses(V.answer_askers, on=saved)
        assert told.text == f"{fill(V.answered_askers, count=1)}\n{shut_out}"
        assert (await here.mod.presses(V.answer_askers, on=saved)).text == shut_out
        async with restarted(here):
            await here.discord.permit(room, here.discord.bot)
            assert (await here.mod.presses(V.answer_askers, on=saved)).text == fill(V.answered_askers, count=1)
            assert (await here.mod.presses(V.answer_askers, on=saved)).text == V.nobody_waits
        assert answers(here, heard) == 1
        assert [V.answer_now in one.text for one in here.discord.sent_by_bot if one.channel is room] == [False, True]
