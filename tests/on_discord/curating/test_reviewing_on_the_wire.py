"""Questions that were not answered well become answers, or are put aside."""

import re
import sqlite3
from pathlib import Path

import pytest

from bot.on_discord.curating import reviewing
from tests.curating.shelves import CUPS, TEA
from tests.discord_server.outages import Outage
from tests.discord_server.world import Message
from tests.on_discord.curating.moderating import Stage, V, stage
from tests.on_discord.online import at_rest, eventually

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
        for question in ("which mugs never break", LOST):
            assert "None." in (await here.discord.person("bob").asks(question)).text


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


async def test_later_pressed_twice_puts_off_only_the_question_that_was_seen(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, "where do dragons sleep", LOST, LOST)
        shown = await here.mod.runs("curate review")
        for _ in range(2):
            await here.mod.starts_pressing(V.later, on=shown)
        await at_rest()
        assert "where do dragons sleep" in shown.text
        assert [one.text for one in here.desk.review.groups(here.server)] == ["where do dragons sleep"]


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


async def test_whoever_deleted_their_question_is_answered_where_it_stood_and_who_asked_twice_once(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        last, *_ = reversed([await alice.says(f"{here.discord.bot_mention} {LOST}") for _ in range(2)])
        await alice.reply_to(last)
        await eventually(lambda: sum(group.count for group in here.desk.review.groups(here.server)) == 2)
        here.discord.general.messages.remove(last)  # while the bot is not told of it
        before = list(here.discord.sent_by_bot)
        preview = await here.mod.chooses("What happens to broken cups?", on=await here.mod.runs("curate review"))
        told = await here.mod.presses(V.answer_askers, on=await here.mod.presses(V.save, on=preview))
        assert told.text == V.answered_askers.replace("{count}", "1")
        (sent,) = [one for one in here.discord.sent_by_bot if one not in before and one.only_for is None]
        assert (sent.channel, sent.replies_to) == (here.discord.general, None)
        assert "mended with gold" in sent.text


async def test_a_bot_killed_while_it_answers_those_who_asked_answers_nobody_twice(tmp_path: Path) -> None:
    """Discord has taken the answer, and the bot is gone before it hears of that."""
    async with stage(tmp_path) as here:
        question = await here.discord.person("alice").says(f"{here.discord.bot_mention} {LOST}")
        await here.discord.person("alice").reply_to(question)
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 1)
        (group,) = here.desk.review.groups(here.server)
        preview = await here.mod.chooses("What happens to broken cups?", on=await here.mod.runs("curate review"))
        saved = await here.mod.presses(V.save, on=preview)
        here.discord.routes.outages.planned.append(
            Outage(status=0, times=99, match="POST .*/channels/[0-9]+/messages", carried_out=True)
        )
        await here.mod.starts_pressing(V.answer_askers, on=saved)
        await eventually(lambda: any(V.answer_now in sent.text for sent in here.discord.sent_by_bot))
        with sqlite3.connect(here.house.settings.database) as file:  # as another process finds it now
            assert file.execute("select asker, message from misses").fetchall() == [(None, None)]
        assert here.desk.review.take_waiting(here.server, group.ids) is None


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


async def test_a_taught_question_is_kept_as_a_test_with_one_press_more(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, LOST)
        preview = await here.mod.chooses("What happens to broken cups?", on=await here.mod.runs("curate review"))
        both = await here.mod.presses(V.keep_too, on=preview)
        assert f"+  - question: {LOST}" in both.text
        alone = await here.mod.presses(V.keep_not, on=both)
        assert alone.text == preview.text
        saved = await here.mod.presses(V.save, on=await here.mod.presses(V.keep_too, on=alone))
        assert here.house.text("questions.yaml") == f"questions:\n  - question: {LOST}\n    entry: broken-cups\n"
        await here.mod.presses(V.save, on=await here.mod.presses(V.take_back, on=saved))
        assert not (here.house.faq / "questions.yaml").exists()
        assert "mended" not in (await here.discord.person("bob").asks(LOST)).text


HELPFUL = ("how do i brew green tea", "where are small cups", "brew black tea how")


async def rated_helpful(here: Stage, *questions: str) -> None:
    alice = here.discord.person("alice")
    for question in questions:
        await alice.presses(V.helpful, on=await alice.asks(question))
    await eventually(lambda: len(here.desk.review.examples(here.server)) == len(questions))


async def test_questions_with_helpful_answers_are_kept_as_tests_and_single_ones_left_out(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await rated_helpful(here, *HELPFUL)
        done = await here.mod.runs("curate review")
        assert (done.text, done.buttons) == (V.review_none, [V.examples_open])
        offered = await here.mod.presses(V.examples_open, on=done)
        assert f"{HELPFUL[0]} → How is green tea brewed?" in offered.text
        assert offered.text.count("+  - question: ") == 3
        chosen = await here.mod.chooses(HELPFUL[0], HELPFUL[2], on=offered)
        assert chosen.text.count("+  - question: ") == 2
        await here.mod.presses(V.save, on=chosen)
        assert {one.question for one in here.curating.edition(here.server).faq.questions} == {HELPFUL[0], HELPFUL[2]}
        assert [past.action for past in here.curating.history(here.server)] == ["expect"]
        assert (await here.mod.runs("curate review")).buttons == []


async def test_questions_with_helpful_answers_can_be_left_for_later_or_for_good(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await rated_helpful(here, *HELPFUL)
        offered = await here.mod.presses(V.examples_open, on=await here.mod.runs("curate review"))
        await here.mod.presses(V.later, on=offered)
        offered = await here.mod.presses(V.examples_open, on=await here.mod.runs("curate review"))
        assert (await here.mod.presses(V.examples_decline, on=offered)).text == V.examples_none
        assert (await here.mod.runs("curate review")).buttons == []
        assert not (here.house.faq / "questions.yaml").exists()


async def test_of_many_entries_any_can_be_chosen_to_teach_a_question_to(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        many = "".join(f"  - {{id: shelf-{n}, question: What is on shelf {n}?, answer: Jars.}}\n" for n in range(60))
        here.house.write(f"topic: Shelves\nentries:\n{many}", "shelves.yaml")
        await eventually(lambda: len(here.desk.faq.entries) == 64)
        await asked(here, LOST)
        shown = await here.mod.runs("curate review")
        seen: list[str] = []
        for _ in range(3):
            *entries, more = options(shown)
            assert (len(entries) <= 24, more) == (True, V.teach_more)
            seen += entries
            shown = await here.mod.chooses(V.teach_more, on=shown)
        assert len(seen) == len(set(seen)) == 64
        assert options(shown)[:24] == seen[:24]
        for _ in range(2):
            shown = await here.mod.chooses(V.teach_more, on=shown)
        preview = (await here.mod.chooses(seen[-1], on=shown)).text
        assert f"### {seen[-1]}" in preview
        assert any(line.startswith("+") and LOST in line for line in preview.splitlines())


async def test_the_evidence_is_shown_and_the_entry_that_comes_nearest_is_offered_first(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        await alice.presses(V.not_helpful, on=await alice.asks("which shelf has the little cups"))
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 1)
        shown = await here.mod.runs("curate review")
        assert re.search(r"small\\-cups \d+%|small-cups \d+%", shown.text)
        assert "On the top shelf." in shown.text
        assert options(shown)[0] == "Where are the small cups kept?"


async def test_what_somebody_else_has_dealt_with_meanwhile_is_not_shown_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, "where do dragons sleep", LOST, LOST, LOST, "do you sell vouchers", "do you sell vouchers")
        bea = here.discord.moderator("Bea")
        mine, theirs = await here.mod.runs("curate review"), await bea.runs("curate review")
        assert LOST in theirs.text
        preview = await here.mod.chooses("What happens to broken cups?", on=mine)
        await here.mod.presses(V.save, on=preview)
        following = await bea.chooses("How is green tea brewed?", on=theirs)
        assert "do you sell vouchers" in following.text
        put_off = await here.mod.presses(V.later, on=await here.mod.runs("curate review"))
        assert "where do dragons sleep" in put_off.text
        await here.mod.presses(V.later, on=put_off)
        assert (await bea.presses(V.later, on=following)).text == V.review_none


async def test_a_question_that_is_a_phrasing_already_is_dealt_with_when_it_is_taught_to_its_entry(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        await alice.presses(V.not_helpful, on=await alice.asks("small cups"))
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 1)
        shown = await here.mod.runs("curate review")
        told = await here.mod.chooses("Where are the small cups kept?", on=shown)
        assert V.taught_already in told.text
        assert (await here.mod.presses(V.review_on, on=told)).text == V.review_none
        assert here.desk.review.groups(here.server) == ()
        assert here.house.text("cups.yaml") == CUPS


async def test_a_question_in_an_entrys_own_words_is_dealt_with_when_it_is_not_for_us(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        await alice.presses(V.not_helpful, on=await alice.asks("small cups"))
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 1)
        told = await here.mod.presses(V.not_for_us, on=await here.mod.runs("curate review"))
        assert V.refused_already in told.text
        assert (await here.mod.presses(V.review_on, on=told)).text == V.review_none
        assert here.house.text("cups.yaml") == CUPS


async def test_a_question_longer_than_a_phrasing_is_taught_by_its_beginning(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        long = "which of the mugs over there\n" + "that my late aunt brought along " * 30 + "are unbreakable"
        await asked(here, long)
        preview = await here.mod.chooses("What happens to broken cups?", on=await here.mod.runs("curate review"))
        assert "which of the mugs over there that my late aunt" in preview.text
        await here.mod.presses(V.drop, on=preview)
        refused = await here.mod.presses(V.not_for_us, on=await here.mod.runs("curate review"))
        assert V.save in refused.buttons
        await here.mod.presses(V.drop, on=refused)
        modal = await here.mod.is_shown_form(
            here.mod.starts_pressing(V.make_new, on=await here.mod.runs("curate review"))
        )
        typed = {V.field_question: "Which mugs never break?", V.field_answer: "None."}
        preview = await here.mod.fills(modal, typed)
        kept = await here.mod.presses(V.keep_too, on=preview)
        assert "Saved" in (await here.mod.presses(V.save, on=kept)).text


async def test_the_same_entry_can_be_chosen_again_after_its_draft_was_dropped(tmp_path: Path) -> None:
    """Discord shows a menu of the same id as it was left, and does not report a choice that stands already."""
    async with stage(tmp_path) as here:
        await asked(here, LOST)
        shown = await here.mod.runs("curate review")
        before = shown.selects[0]["custom_id"]
        dropped = await here.mod.presses(V.drop, on=await here.mod.chooses("What happens to broken cups?", on=shown))
        assert (await here.mod.presses(V.review_on, on=dropped)).selects[0]["custom_id"] != before


async def test_what_was_taught_by_mistake_is_to_be_reviewed_again_once_that_is_taken_back(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, LOST, "do you sell gift vouchers")
        preview = await here.mod.chooses("How is green tea brewed?", on=await here.mod.runs("curate review"))
        taught = await here.mod.presses(V.save, on=preview)
        refused = await here.mod.presses(
            V.save, on=await here.mod.presses(V.not_for_us, on=await here.mod.runs("curate review"))
        )
        assert here.desk.review.groups(here.server) == ()
        for saved in (refused, taught):
            await here.mod.presses(V.save, on=await here.mod.presses(V.take_back, on=saved))
        assert {one.text for one in here.desk.review.groups(here.server)} == {LOST, "do you sell gift vouchers"}


async def test_more_than_is_looked_at_at_once_is_counted_and_comes_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "MOST_GROUPS", 2)
    async with stage(tmp_path) as here:
        await asked(here, "where do dragons sleep", LOST, "do you sell gift vouchers")
        shown = await here.mod.runs("curate review")
        for place in ("1 of 3", "2 of 3", "1 of 1"):
            assert place in shown.text
            shown = await here.mod.presses(V.later, on=shown)
        assert shown.text == V.review_none


async def test_a_review_that_is_going_on_has_no_words_of_who_had_them_deleted(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        alice, bob = here.discord.person("alice"), here.discord.person("bob")
        for _ in range(2):
            await alice.asks(LOST)
        await bob.asks(f"{LOST} please")
        await eventually(lambda: sum(group.count for group in here.desk.review.groups(here.server)) == 3)
        begun = await here.mod.chooses("What happens to broken cups?", on=await here.mod.runs("curate review"))
        shown = await here.mod.runs("curate review")
        assert f"### {LOST}\n" in shown.text
        await alice.presses(V.delete_mine, on=await alice.runs("privacy"))
        assert V.draft_gone in (await here.mod.presses(V.save, on=begun)).text
        preview = await here.mod.chooses("What happens to broken cups?", on=shown)
        assert f"+  - {LOST} please" in preview.text
        assert f"+  - {LOST}\n" not in f"{preview.text}\n"


async def test_a_button_below_a_question_that_was_deleted_does_nothing_to_the_next(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        alice, bob = here.discord.person("alice"), here.discord.person("bob")
        for _ in range(2):
            await alice.asks(LOST)
        await bob.asks("where do dragons sleep")
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 2)
        shown = await here.mod.runs("curate review")
        await alice.presses(V.delete_mine, on=await alice.runs("privacy"))
        assert "where do dragons sleep" in (await here.mod.presses(V.later, on=shown)).text
        (left,) = here.desk.review.groups(here.server)
        assert left.text == "where do dragons sleep"
