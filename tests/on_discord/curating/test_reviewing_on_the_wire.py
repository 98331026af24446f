"""Questions that were not answered well become answers, or are put aside."""

from pathlib import Path

from tests.curating.shelves import TEA
from tests.discord_server.world import Message
from tests.on_discord.curating.moderating import Stage, V, stage
from tests.on_discord.online import eventually

LOST = "which mugs are unbreakable"


async def asked(here: Stage, *questions: str) -> None:
    """Members ask what has no answer."""
    alice = here.discord.person("alice")
    for question in questions:
        await alice.asks(question)
    await eventually(lambda: sum(group.count for group in here.desk.review.groups(here.server)) == len(questions))


def options(message: Message) -> list[str]:
    return [option["label"] for select in message.selects for option in select.get("options", ())]


async def test_the_most_frequent_question_comes_first_with_what_is_said_now_and_why(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        assert (await here.mod.runs("curate review")).text == V.review_none
        await asked(here, "where do dragons sleep", LOST, LOST)
        shown = await here.mod.runs("curate review")
        assert shown.only_for == here.mod.user
        assert LOST in shown.text
        assert "Asked 2×" in shown.text
        assert "1 of 2" in shown.text
        assert V.nothing in shown.text
        assert len(options(shown)) == 4
        assert shown.buttons[-3:] == [V.make_new, V.not_for_us, V.later]
        assert len(here.desk.review.groups(here.server)) == 2


async def test_a_question_is_taught_to_the_entry_that_answers_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, "where do dragons sleep", LOST, LOST)
        shown = await here.mod.runs("curate review")
        preview = await here.mod.chooses("What happens to broken cups?", on=shown)
        assert f"+  - {LOST}" in preview.text
        assert "They are mended with gold." in preview.text
        saved = await here.mod.presses(V.save, on=preview)
        assert "mended with gold" in (await here.discord.person("bob").asks(LOST)).text
        following = await here.mod.presses(V.review_on, on=saved)
        assert "where do dragons sleep" in following.text
        (left,) = here.desk.review.groups(here.server)
        assert left.text == "where do dragons sleep"


async def test_a_question_becomes_a_new_entry(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, LOST)
        shown = await here.mod.runs("curate review")
        modal = await here.mod.is_shown_form(here.mod.starts_pressing(V.make_new, on=shown))
        assert modal.fields[V.field_question]["value"] == LOST
        preview = await here.mod.fills(modal, {V.field_question: "Which mugs never break?", V.field_answer: "None."})
        saved = await here.mod.presses(V.save, on=preview)
        assert V.review_none in (await here.mod.presses(V.review_on, on=saved)).text
        assert here.desk.review.groups(here.server) == ()
        assert "None." in (await here.discord.person("bob").asks("which mugs never break")).text


async def test_a_question_that_is_not_for_us_is_refused_from_then_on(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, "do you sell gift vouchers")
        preview = await here.mod.presses(V.not_for_us, on=await here.mod.runs("curate review"))
        await here.mod.presses(V.save, on=preview)
        assert V.nothing in (await here.discord.person("bob").asks("do you sell gift vouchers")).text
        assert here.desk.review.groups(here.server) == ()
        assert here.house.text() == TEA


async def test_later_shows_the_next_and_the_question_does_not_come_back_at_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, "where do dragons sleep", LOST, LOST)
        following = await here.mod.presses(V.later, on=await here.mod.runs("curate review"))
        assert "where do dragons sleep" in following.text
        assert (await here.mod.presses(V.later, on=following)).text == V.review_none
        assert (await here.mod.runs("curate review")).text == V.review_none


async def test_a_draft_that_is_dropped_leaves_the_question_to_be_reviewed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, LOST)
        preview = await here.mod.chooses("How is green tea brewed?", on=await here.mod.runs("curate review"))
        dropped = await here.mod.presses(V.drop, on=preview)
        assert LOST in (await here.mod.presses(V.review_on, on=dropped)).text
        assert here.house.text() == TEA


async def test_whoever_asked_is_answered_where_they_asked_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        question = await alice.says(f"{here.discord.bot_mention} {LOST}")
        assert V.nothing in (await alice.reply_to(question)).text
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 1)
        preview = await here.mod.chooses("What happens to broken cups?", on=await here.mod.runs("curate review"))
        saved = await here.mod.presses(V.save, on=preview)
        told = await here.mod.presses(V.answer_askers, on=saved)
        assert told.text == V.answered_askers.replace("{count}", "1")
        replies = [sent for sent in here.discord.sent_by_bot if sent.replies_to is question]
        assert V.answer_now in replies[-1].text
        assert "mended with gold" in replies[-1].text
        await here.mod.presses(V.answer_askers, on=saved)
        assert len([sent for sent in here.discord.sent_by_bot if sent.replies_to is question]) == len(replies)


async def test_who_asked_privately_is_not_answered_before_all(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await here.discord.person("alice").asks(LOST, private=True)
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 1)
        preview = await here.mod.chooses("What happens to broken cups?", on=await here.mod.runs("curate review"))
        assert V.answer_askers not in (await here.mod.presses(V.save, on=preview)).buttons


async def test_a_question_of_any_length_can_be_reviewed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, "xylophone **lessons** " * 20, LOST)
        for _ in range(2):
            shown = await here.mod.runs("curate review")
            assert V.make_new in shown.buttons
            await here.mod.presses(V.later, on=shown)
