"""An entry goes, or gets another id, while somebody else is changing it: what they wrote is not lost."""

from pathlib import Path

from bot.knowledge.voice import fill
from tests.on_discord.curating.moderating import V, form, stage

GONE = fill(V.why_no_entry, entry="small-cups")
TYPED = {V.field_answer: "In the cellar, behind the flour."}


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
