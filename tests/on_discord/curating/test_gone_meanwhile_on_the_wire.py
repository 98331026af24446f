"""An entry goes, or gets another id, while somebody else is changing it: what they wrote is not lost."""

from pathlib import Path

from bot.knowledge.reading.voice import fill
from tests.curating.shelves import CUPS
from tests.on_discord.curating.moderating import V, form, stage

GONE = fill(V.why_no_entry, entry="small-cups")
TYPED = {V.field_answer: "In the cellar, behind the flour."}
MINT = {V.field_question: "How is mint brewed?", V.field_also: "mint"}


async def test_what_was_typed_for_an_entry_that_was_removed_can_be_kept_as_a_new_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea = here.discord.moderator("Bea")
        modal = await form(here.mod, "curate edit", entry="small-cups")
        await bea.presses(V.save, on=await bea.runs("curate remove", entry="small-cups"))
        told = await here.mod.fills(modal, TYPED)
        assert GONE in told.text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=told))
        assert again.title == V.form_new
        assert again.fields[V.field_answer]["value"] == TYPED[V.field_answer]
        await here.mod.presses(V.save, on=await here.mod.fills(again))
        assert "behind the flour" in (await here.discord.person("alice").asks("small cups")).text


async def test_a_preview_of_an_entry_that_was_removed_since_leads_to_a_new_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea = here.discord.moderator("Bea")
        preview = await here.mod.fills(await form(here.mod, "curate edit", entry="small-cups"), TYPED)
        await bea.presses(V.save, on=await bea.runs("curate remove", entry="small-cups"))
        assert GONE in (await here.mod.presses(V.save, on=preview)).text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=preview))
        await here.mod.presses(V.save, on=await here.mod.fills(again))
        assert "behind the flour" in (await here.discord.person("alice").asks("small cups")).text


async def test_an_entry_that_was_renamed_meanwhile_is_told_of_and_not_added_a_second_time(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea = here.discord.moderator("Bea")
        modal = await form(here.mod, "curate edit", entry="small-cups")
        await bea.presses(V.save, on=await bea.runs("curate rename", entry="small-cups", id="little-cups"))
        told = await here.mod.fills(modal, TYPED)
        assert GONE in told.text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=told))
        told = await here.mod.fills(again)
        assert V.draft_faults in told.text
        assert "little-cups" in told.text


async def test_a_file_that_an_editor_has_written_by_halves_is_told_as_such_and_the_change_saved_later(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.fills(await form(here.mod, "curate edit", entry="small-cups"), TYPED)
        here.house.write(CUPS[: CUPS.index("- which shelf")] + 'answer: "On the', "cups.yaml")
        told = await here.mod.presses(V.save, on=preview)
        why = fill(V.why_half_written, file="cups.yaml", line=7)
        assert told.text == fill(V.cannot_change, why=why)
        here.house.write(CUPS, "cups.yaml")
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("cups.yaml") == CUPS.replace("On the top shelf.", TYPED[V.field_answer])


async def test_files_that_are_away_for_a_moment_are_told_as_such_and_the_change_saved_later(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.fills(await form(here.mod, "curate edit", entry="small-cups"), TYPED)
        files = {path: path.read_bytes() for path in here.house.faq.glob("*.yaml")}
        for path in files:
            path.unlink()
        assert (await here.mod.presses(V.save, on=preview)).text == fill(V.cannot_change, why=V.why_folder_gone)
        for path, content in files.items():
            path.write_bytes(content)
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("cups.yaml") == CUPS.replace("On the top shelf.", TYPED[V.field_answer])


async def test_of_two_who_add_the_same_question_the_second_sees_both_versions_and_chooses(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea = here.discord.moderator("Bea")
        mine = await here.mod.fills(
            await form(here.mod, "curate add", topic="Tea"), {**MINT, V.field_answer: "In a glass."}
        )
        theirs = await bea.fills(await form(bea, "curate add", topic="Cups"), {**MINT, V.field_answer: "In a pot."})
        await bea.presses(V.save, on=theirs)
        conflict = await here.mod.presses(V.save, on=mine)
        assert V.draft_conflict in conflict.text
        assert "In a glass." in conflict.text
        assert "In a pot." in conflict.text
        preview = await here.mod.presses(V.save_anyway, on=conflict)
        assert "-  answer: In a pot." in preview.text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=preview))
        assert again.title == V.form_change
        await here.mod.presses(V.save, on=await here.mod.fills(again, {V.field_answer: "In a tall glass."}))
        assert "In a tall glass." in (await here.discord.person("alice").asks("mint")).text
        assert [entry.id for entry in here.desk.faq.entries].count("how-is-mint-brewed") == 1
