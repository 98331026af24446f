"""Why something cannot be done: moderators are told in words, in their language, and nothing is changed by it."""

import os
import re
import sqlite3
from contextlib import closing
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bot import config
from bot.knowledge import journal
from bot.knowledge.reading.voice import fill
from bot.on_discord.curating import files
from bot.on_discord.showing.text import coded
from tests.curating.shelves import CUPS, TEA
from tests.discord_server import DiscordServer, Permission
from tests.full_disk import fills_up_after_one_file
from tests.on_discord import sample
from tests.on_discord.curating.moderating import elsewhere, form, stage
from tests.on_discord.curating.test_reviewing_on_the_wire import LOST, asked
from tests.on_discord.online import bot_on, eventually

V, DE = sample.VOICE, sample.GERMAN

# A command and its options, the name of the text that says why not, and what is filled in there.
REFUSED: tuple[tuple[str, dict[str, Any], str, dict[str, Any]], ...] = (
    ("curate remove", {"entry": "no-such-thing"}, "why_no_entry", {"entry": "no-such-thing"}),
    ("curate edit", {"entry": "no-such-thing"}, "why_no_entry", {"entry": "no-such-thing"}),
    ("curate phrasing", {"entry": "green-tea", "less": "never said"}, "why_no_phrasing", {"entry": "green-tea"}),
    ("curate restore", {"entry": "green-tea"}, "why_entry_there", {"entry": "green-tea"}),
    ("curate restore", {"entry": "no-such-thing"}, "why_not_removed", {"entry": "no-such-thing"}),
    ("curate move", {"entry": "green-tea", "topic": "Tea"}, "why_same_topic", {"topic": "Tea"}),
    ("curate phrasing", {"entry": "green-tea", "more": "Brewing green tea"}, "why_unchanged", {}),
    ("curate rename", {"entry": "green-tea", "id": "green-tea"}, "why_unchanged", {}),
    ("curate undo", {"number": 99}, "why_no_change", {"number": 99}),
    ("curate voice", {"text": "no such thing"}, "why_no_text", {"name": "no such thing"}),
    ("curate voice", {"text": "nothing", "language": "klingon"}, "why_no_language", {"language": "klingon"}),
)


def told(voice: Any, why: str, **about: object) -> str:
    """What somebody reads who is told why."""
    reason = fill(getattr(voice, why), **about).rstrip(".")
    return fill(voice.cannot_change, why=coded(reason, 1_500))


def test_every_reason_is_named_by_a_test() -> None:
    """On the wire; or where somebody has to go out of their way to meet it, where it arises."""
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parents[2].rglob("test_*.py"))
    reasons = [name for name in type(V).model_fields if name.startswith("why_")]
    assert [name for name in reasons if not re.search(rf"{name}\b", tests)] == []


async def test_what_cannot_be_done_is_told_with_its_reason_in_the_language_of_who_tried(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        before = here.house.text()
        german = here.discord.person("Eda", may=Permission.MANAGE_GUILD, locale="de")
        for path, options, why, about in REFUSED:
            for who, voice in ((here.mod, V), (german, DE)):
                said = await who.runs(path, **options)
                assert said.text == told(voice, why, **about)
                assert said.only_for == who.user
                assert said.buttons == []
        assert here.house.text() == before


async def test_what_another_process_is_writing_over_can_be_saved_as_soon_as_that_is_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LOCK_SECONDS", 0.2)
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate remove", entry="small-cups")
        own = here.house.faq / journal.FOLDER
        own.mkdir(exist_ok=True)
        with FileLock(own / "lock"):
            said = await here.mod.presses(V.save, on=preview)
            assert said.text == told(V, "why_busy")
            assert said.only_for == here.mod.user
        assert "Saved as change no. " in (await here.mod.presses(V.save, on=preview)).text
        assert "small-cups" not in here.house.text("cups.yaml")


async def test_a_group_of_words_that_is_gone_meanwhile_is_told_of(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"words.yaml": "groups:\n  - [tea, brew]\n"}) as here:
        listed = await here.mod.runs("curate words")
        as_it_was = copy(listed)
        modal = await here.mod.is_shown_form(here.mod.starts_choosing("tea, brew", on=listed))
        await here.mod.presses(V.save, on=await here.mod.fills(modal, {V.field_words: ""}))
        assert (await here.mod.chooses("tea, brew", on=as_it_was)).text == told(V, "why_no_group")


async def test_files_that_are_too_large_or_not_to_be_had_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as here:
        gone = here.mod.uploads("cups.yaml", b"topic: Cups\n")
        here.discord.world.attachments.pop(gone.id)
        assert (await here.mod.runs("curate import", file=gone)).text == told(V, "why_no_file")
        monkeypatch.setattr(files, "MOST_BYTES", 1 << 20)
        large = here.mod.uploads("cups.yaml", b"#" * ((1 << 20) + 1))
        assert (await here.mod.runs("curate import", file=large)).text == told(
            V, "why_too_large", name="cups.yaml", size=1
        )


@pytest.mark.filterwarnings("ignore")
async def test_a_history_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        with closing(sqlite3.connect(tmp_path / "data" / "faqbot.sqlite3")) as database:
            database.execute("DROP TABLE revisions")
        assert (await here.mod.runs("curate history")).text == told(V, "why_records")


async def test_where_nothing_can_be_changed_moderators_are_told_so() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        mod = discord.moderator("Ada")
        assert (await mod.runs("curate remove", entry="risk-factors")).text == told(V, "why_no_own")


async def test_the_faq_that_came_along_is_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "SHIPPED", tmp_path / "faq")
    async with stage(tmp_path) as here:
        before = sorted(here.house.faq.rglob("*"))
        assert (await here.mod.runs("curate remove", entry="small-cups")).text == told(V, "why_came_along")
        modal = await form(here.mod, "curate edit", entry="small-cups")
        refused = await here.mod.fills(modal, {V.field_answer: "In the attic."})
        assert V.why_came_along in refused.text
        assert here.house.text("cups.yaml") == CUPS
        assert sorted(here.house.faq.rglob("*")) == before


async def test_what_was_changed_again_since_is_not_taken_back(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for answer in ("In the attic.", "In the cellar."):
            modal = await form(here.mod, "curate edit", entry="small-cups")
            await here.mod.presses(V.save, on=await here.mod.fills(modal, {V.field_answer: answer}))
        first = here.curating.history(here.server)[-1]
        before = here.house.text("cups.yaml")
        assert (await here.mod.runs("curate undo", number=first.id)).text == told(V, "why_conflict")
        assert here.house.text("cups.yaml") == before


async def test_a_server_cannot_take_away_what_all_share_nor_move_its_own_version_elsewhere(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea, room = await elsewhere(here, "Bea")
        for path, options in (("remove", {}), ("rename", {"id": "mine"}), ("move", {"topic": "Ours"})):
            said = await bea.runs(f"curate {path}", where=room, entry="small-cups", **options)
            assert said.text == told(V, "why_shared_entry", entry="small-cups")
        modal = await bea.is_shown_form(bea.starts_running("curate edit", where=room, entry="small-cups"))
        await bea.presses(V.save, on=await bea.fills(modal, {V.field_answer: "In Bea's bag."}))
        said = await bea.runs("curate move", where=room, entry="small-cups", topic="Ours")
        assert said.text == told(V, "why_stays", entry="small-cups")


async def test_a_file_in_which_nothing_is_new_is_told_of(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        same = here.mod.uploads("tea.yaml", TEA.encode())
        assert (await here.mod.runs("curate import", file=same)).text == told(V, "why_nothing")


async def test_a_group_of_words_that_no_form_takes_is_told_of(tmp_path: Path) -> None:
    many = ", ".join(f"word number {number}" for number in range(300))
    async with stage(tmp_path, files={"words.yaml": f"groups:\n  - [{many}]\n"}) as here:
        listed = await here.mod.runs("curate words")
        (only,) = (option["label"] for option in listed.selects[0]["options"])
        assert (await here.mod.chooses(only, on=listed)).text == told(V, "why_too_long")


async def test_a_question_that_would_lead_elsewhere_is_not_kept_as_a_test(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, LOST)
        review = await here.mod.runs("curate review")
        modal = await here.mod.is_shown_form(here.mod.starts_pressing(V.make_new, on=review))
        typed = {V.field_question: "Who paints the kitchen?", V.field_answer: "Bea.", V.field_also: ""}
        preview = await here.mod.fills(modal, typed)
        said = await here.mod.presses(V.keep_too, on=preview)
        assert said.text == told(V, "why_not_leading", question=LOST, entry="who-paints-the-kitchen")
        assert "Saved" in (await here.mod.presses(V.save, on=preview)).text
        assert not (here.house.faq / "questions.yaml").exists()


async def test_a_question_that_would_be_answered_is_not_kept_as_one_that_must_not_be(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        both = "How is green tea brewed? And do you sell gift vouchers?"
        alice = here.discord.person("alice")
        await alice.presses(V.not_helpful, on=await alice.asks(both))
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 1)
        preview = await here.mod.presses(V.not_for_us, on=await here.mod.runs("curate review"))
        said = await here.mod.presses(V.keep_too, on=preview)
        assert said.text == told(V, "why_not_refused", question=both)


async def test_files_that_cannot_be_written_to_are_told_of_and_nothing_is_changed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate remove", entry="small-cups")
        (here.house.faq / journal.FOLDER).write_text("where the bot's own notes belong")
        assert (await here.mod.presses(V.save, on=preview)).text == told(V, "why_not_written")
        assert here.house.text("cups.yaml") == CUPS
        (here.house.faq / journal.FOLDER).unlink()
        assert "Saved" in (await here.mod.presses(V.save, on=preview)).text


async def test_files_that_cannot_be_read_just_now_are_told_of(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate remove", entry="small-cups")
        nameless = here.house.faq / os.fsdecode(b"\xff.yaml")
        nameless.write_text("topic: Mint\n", "utf-8")
        assert (await here.mod.presses(V.save, on=preview)).text == told(V, "why_unreadable")
        nameless.unlink()
        assert "Saved" in (await here.mod.presses(V.save, on=preview)).text


async def test_a_disk_that_fills_up_between_two_files_is_told_of_and_the_change_is_finished_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate move", entry="small-cups", topic="Tea")
        with monkeypatch.context() as patch:
            fills_up_after_one_file(patch)
            assert (await here.mod.presses(V.save, on=preview)).text == told(V, "why_later")
        here.curating.settle()
        assert "small-cups" in here.house.text("tea.yaml")
        assert "small-cups" not in here.house.text("cups.yaml")


async def test_what_holds_no_faq_is_not_imported_and_where_there_is_none_nothing_exported(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for name in ("cups.png", "faq.pdf"):
            picture = here.mod.uploads(name, b"\x89PNG")
            assert (await here.mod.runs("curate import", file=picture)).text == told(V, "why_not_importable", name=name)
        text = here.mod.uploads("cups.txt", CUPS.replace("top shelf", "attic").encode())
        assert "attic" in (await here.mod.runs("curate import", file=text)).text
        bea, room = await elsewhere(here, "Bea")
        assert (await bea.runs("curate export", where=room)).text == told(V, "why_none_own")
