"""What people type and are called may be anything: it is shown as it reads, and what is said of it always fits."""

from pathlib import Path

from bot.knowledge.reading.voice import fill
from tests.curating.shelves import CUPS
from tests.discord_server import Permission
from tests.on_discord.curating.moderating import V, elsewhere, form, stage
from tests.on_discord.curating.test_reviewing_on_the_wire import rated_helpful

LOUD = "@" * 500  # each takes three characters to be shown without a mention


async def test_what_was_typed_for_an_entry_is_told_of_at_any_length(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for typed in (LOUD * 8, "`" * 4_000, "𝔅" * 2_000, "\u202eesrever " * 400):
            assert (await here.mod.runs("curate remove", entry=typed)).text.startswith(V.cannot_change.split("{")[0])


async def test_an_id_stands_in_a_message_as_code(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        told = await here.mod.runs("curate remove", entry="no-such-thing")
        assert told.text == fill(V.cannot_change, why=fill(V.why_no_entry, entry="no-such-thing"))
        assert "`no-such-thing`" in told.text
        told = await here.mod.runs("curate remove", entry="no` _thing_ @here")
        assert "`no` \\_thing\\_ \\@\u200bhere\\` here" in told.text


async def test_the_history_fits_whatever_the_reasons_and_names(tmp_path: Path) -> None:
    name = "the-very-small-cups-from-the-kitchen-upstairs-and-more"
    async with stage(tmp_path, files={"cups.yaml": CUPS.replace("small-cups", name)}) as here:
        loud = here.discord.person("@" * 32, may=Permission.MANAGE_GUILD)
        for number in range(4):
            preview = await loud.runs("curate phrasing", entry=name, more=f"{number} " + "@" * 490)
            reason = await loud.is_shown_form(loud.starts_pressing(V.save_with_reason, on=preview))
            await loud.fills(reason, {V.field_reason: LOUD[:150]})
        assert (await here.mod.runs("curate history")).buttons == [V.take_back] * 4


async def test_helpful_questions_full_of_markup_fit(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await rated_helpful(here, *(f"how do i brew green tea {number} {'@' * 90}" for number in range(10)))
        offered = await here.mod.presses(V.examples_open, on=await here.mod.runs("curate review"))
        assert V.examples_decline in offered.buttons


async def test_groups_of_words_full_of_markup_fit(tmp_path: Path) -> None:
    def words(letter: str) -> str:
        return "".join(
            ["groups:\n", *(f"  - ['{letter}{number} {'@' * 60}', x{letter}{number}]\n" for number in range(30))]
        )

    async with stage(tmp_path, files={"words.yaml": words("a")}) as here:
        bea, room = await elsewhere(here, "Bea")
        preview = await bea.runs("curate import", where=room, file=bea.uploads("words.yaml", words("b").encode()))
        await bea.presses(V.save, on=preview)
        assert V.new_words in (await bea.runs("curate words", where=room)).buttons


async def test_an_entry_about_markup_is_shown_and_changed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        odd = "`What` is **this**\u202e, <@1>? [x](https://example.org)"
        modal = await form(here.mod, "curate edit", entry="small-cups")
        preview = await here.mod.fills(modal, {V.field_question: odd, V.field_answer: "A `cup`."})
        assert "\u202e" not in preview.text
        assert "Saved" in (await here.mod.presses(V.save, on=preview)).text
        removed = await here.mod.runs("curate remove", entry=odd)
        assert V.save in removed.buttons
