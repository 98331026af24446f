"""Why something cannot be done: moderators are told in words, in their language, and nothing is changed by it."""

import sqlite3
from contextlib import closing
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bot.knowledge import journal
from bot.knowledge.voice import fill
from bot.on_discord.curating import files
from bot.on_discord.text import coded
from tests.discord_server import DiscordServer, Permission
from tests.on_discord import sample
from tests.on_discord.curating.moderating import stage
from tests.on_discord.online import bot_on

V, DE = sample.VOICE, sample.GERMAN

# A command and its options, the name of the text that says why not, and what is filled in there.
REFUSED: tuple[tuple[str, dict[str, Any], str, dict[str, Any]], ...] = (
    ("curate remove", {"entry": "no-such-thing"}, "why_no_entry", {"entry": "no-such-thing"}),
    ("curate edit", {"entry": "no-such-thing"}, "why_no_entry", {"entry": "no-such-thing"}),
    ("curate phrasing", {"entry": "green-tea", "less": "never said"}, "why_no_phrasing", {"entry": "green-tea"}),
    ("curate restore", {"entry": "green-tea"}, "why_entry_there", {"entry": "green-tea"}),
    ("curate restore", {"entry": "no-such-thing"}, "why_not_removed", {"entry": "no-such-thing"}),
    ("curate move", {"entry": "green-tea", "topic": "Tea"}, "why_same_topic", {"topic": "Tea"}),
    ("curate undo", {"number": 99}, "why_no_change", {"number": 99}),
    ("curate voice", {"text": "no such thing"}, "why_no_text", {"name": "no such thing"}),
    ("curate voice", {"text": "nothing", "language": "klingon"}, "why_no_language", {"language": "klingon"}),
)


def told(voice: Any, why: str, **about: object) -> str:
    """What somebody reads who is told why."""
    reason = fill(getattr(voice, why), **about).rstrip(".")
    return fill(voice.cannot_change, why=coded(reason, 1_500))


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
        form = await here.mod.is_shown_form(here.mod.starts_choosing("tea, brew", on=listed))
        await here.mod.presses(V.save, on=await here.mod.fills(form, {V.field_words: ""}))
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
        assert (await here.mod.runs("curate import", file=large)).text == told(V, "why_too_large", size=1)


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
