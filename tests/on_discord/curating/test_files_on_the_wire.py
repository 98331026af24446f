"""The FAQ's files leave Discord and come back."""

import io
import zipfile
from pathlib import Path

from bot.knowledge.reading.voice import fill
from tests.curating.shelves import CUPS, TEA
from tests.on_discord.curating.moderating import V, stage

SPOONS = "topic: Spoons\nentries:\n  - {id: spoons, question: Any spoons?, answer: Two.}\n"
TABLE = b"""question,answer,topic,also
How is mint tea brewed?,With fresh leaves.,Tea,brewing mint leaves
Where are the small cups kept?,In the cellar.,,
"""


async def test_the_files_are_exported_for_the_moderator_alone(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        sent = await here.mod.runs("curate export")
        assert sent.only_for == here.mod.user
        (file,) = sent.attachments
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            assert archive.read("tea.yaml").decode() == TEA


async def test_what_was_exported_comes_back_changed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        changed = io.BytesIO()
        with zipfile.ZipFile(changed, "w") as archive:
            archive.writestr("cups.yaml", CUPS.replace("On the top shelf.", "In the attic."))
        preview = await here.mod.runs("curate import", file=here.mod.uploads("faq.zip", changed.getvalue()))
        assert "+  answer: In the attic." in preview.text
        await here.mod.presses(V.save, on=preview)
        assert "In the attic." in here.house.text("cups.yaml")


async def test_an_import_tells_which_entries_it_takes_out(tmp_path: Path) -> None:
    """The lines of the file may be too many to be shown, and an export may be older than what was added since."""
    async with stage(tmp_path) as here:
        old = "topic: Cups\nentries:\n  - {id: mugs, question: Any mugs?, answer: Three.}\n"
        preview = await here.mod.runs("curate import", file=here.mod.uploads("cups.yaml", old.encode()))
        gone = "Where are the small cups kept?; What happens to broken cups?"
        assert fill(V.draft_goes, question=gone) in preview.text


async def test_a_table_is_taken_over_whole_and_not_twice(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate import", file=here.mod.uploads("new.csv", TABLE))
        assert here.house.text() == TEA
        await here.mod.presses(V.save, on=preview)
        assert "With fresh leaves." in (await here.discord.person("alice").asks("brewing mint leaves")).text
        assert "In the cellar." in here.house.text("cups.yaml")
        again = await here.mod.runs("curate import", file=here.mod.uploads("new.csv", TABLE))
        assert "nothing would change" in again.text


async def test_a_table_with_a_fault_changes_nothing_and_its_faults_are_told(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        table = TABLE + b"Who washes up?,,Tea,\n"
        told = await here.mod.runs("curate import", file=here.mod.uploads("new.csv", table))
        assert V.draft_faults in told.text
        assert "answer" in told.text
        assert told.buttons == []
        assert here.house.text() == TEA


def spoons_in(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("spoons*")]


async def test_a_name_that_leads_out_of_the_folder_does_not(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bad = io.BytesIO()
        with zipfile.ZipFile(bad, "w") as archive:
            archive.writestr("../../spoons.yaml", SPOONS)
        preview = await here.mod.runs("curate import", file=here.mod.uploads("faq.zip", bad.getvalue()))
        await here.mod.presses(V.save, on=preview)
        assert spoons_in(tmp_path.parent) == [f"{tmp_path.name}/faq/spoons.yaml"]
