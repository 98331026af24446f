"""Entries get another id, another topic, or come back after they were removed."""

from pathlib import Path

from bot.desk.history import Author
from bot.knowledge.reading.voice import fill
from tests.curating.shelves import CUPS, TEA
from tests.on_discord.curating.moderating import V, elsewhere, stage


async def test_an_entry_gets_another_id_and_whatever_refers_to_it_follows(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate rename", entry="green-tea", id="sencha")
        assert "-  - id: green-tea" in preview.text
        assert "+  - id: sencha" in preview.text
        assert V.change not in preview.buttons
        assert here.house.text() == TEA
        await here.mod.presses(V.save, on=preview)
        assert here.house.text() == TEA.replace("id: green-tea", "id: sencha").replace("[green-tea]", "[sencha]")
        assert (await here.mod.runs("curate rename", entry="sencha", id="Not an id!")).text.startswith(V.draft_faults)
        assert "another entry" in (await here.mod.runs("curate rename", entry="sencha", id="black-tea")).text


async def test_an_entry_moves_to_a_topic_that_is_offered_or_new(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        offered = await here.mod.types_in("curate move", entry="small-cups", topic="te")
        assert [(one.name, one.value) for one in offered] == [("Tea", "Tea")]
        await here.mod.presses(V.save, on=await here.mod.runs("curate move", entry="small-cups", topic="Tea"))
        assert "id: small-cups" in here.house.text()
        assert "id: small-cups" not in here.house.text("cups.yaml")
        assert "top shelf" in (await here.discord.person("alice").asks("small cups")).text
        await here.mod.presses(V.save, on=await here.mod.runs("curate move", entry="small-cups", topic="Shelves"))
        assert here.house.text() == TEA
        assert here.house.text("shelves.yaml").startswith("topic: Shelves")
        told = await here.mod.runs("curate move", entry="small-cups", topic="shelves")
        assert "in that topic already" in told.text


async def test_an_entry_is_written_in_a_new_topic_as_it_was_written_in_its_old_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await here.mod.presses(V.save, on=await here.mod.runs("curate move", entry="green-tea", topic="Green"))
        entry = TEA[TEA.index("  - id: green-tea") : TEA.index("\n  # darker")]
        assert here.house.text("green.yaml") == f"topic: Green\nentries:\n{entry}"


async def test_an_entry_in_braces_moves_to_a_new_topic_all_the_same(tmp_path: Path) -> None:
    braces = "topic: Jars\nentries: [{id: jars, question: Where are the jars?, answer: Below.}]\n"
    async with stage(tmp_path, files={"jars.yaml": braces}) as here:
        await here.mod.presses(V.save, on=await here.mod.runs("curate move", entry="jars", topic="Glass"))
        entry = "  - id: jars\n    question: Where are the jars?\n    answer: Below.\n"
        assert here.house.text("glass.yaml") == f"topic: Glass\nentries:\n{entry}"


async def test_a_removed_entry_is_offered_and_comes_back_as_it_was(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        assert await here.mod.types_in("curate restore", entry="") == []
        await here.mod.presses(V.save, on=await here.mod.runs("curate remove", entry="broken-cups"))
        await here.mod.presses(V.save, on=await here.mod.runs("curate move", entry="black-tea", topic="Dark"))
        (offered,) = await here.mod.types_in("curate restore", entry="")
        assert (offered.name, offered.value) == ("What happens to broken cups?", "broken-cups")
        assert await here.mod.types_in("curate restore", entry="gold") == []
        preview = await here.mod.runs("curate restore", entry=offered.value)
        assert "They are mended with gold." in preview.text
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("cups.yaml") == CUPS
        assert await here.mod.types_in("curate restore", entry="BROKEN") == []
        assert (await here.mod.runs("curate history")).text.count("restore") == 1
        assert "is there" in (await here.mod.runs("curate restore", entry="black-tea")).text
        assert "no removed entry" in (await here.mod.runs("curate restore", entry="no-such")).text


async def test_the_test_questions_of_an_entry_go_with_it_and_come_back_with_it(tmp_path: Path) -> None:
    others = "  - question: green tea please  # asked daily\n    entry: green-tea\n"
    tests = f"# Ours.\nquestions:\n{others}  - question: a broken cup\n    entry: broken-cups\n"
    async with stage(tmp_path, files={"questions.yaml": tests}) as here:
        preview = await here.mod.runs("curate remove", entry="broken-cups")
        assert fill(V.remark_tests_go, count=1) in preview.text
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("questions.yaml") == f"# Ours.\nquestions:\n{others}"
        preview = await here.mod.runs("curate restore", entry="broken-cups")
        assert fill(V.remark_tests_go, count=1) not in preview.text
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("questions.yaml") == tests
        await here.mod.presses(V.save, on=await here.mod.runs("curate remove", entry="broken-cups"))
        await here.mod.presses(V.save, on=await here.mod.runs("curate remove", entry="green-tea"))
        assert here.house.text("questions.yaml") == "# Ours.\nquestions: []\n"
        assert here.curating.edition(here.server).faq.questions == ()


async def test_a_removed_entry_comes_back_also_when_its_file_has_gone_since(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for entry in ("broken-cups", "small-cups"):
            await here.mod.presses(V.save, on=await here.mod.runs("curate remove", entry=entry))
        assert not (here.house.faq / "cups.yaml").exists()
        offered = await here.mod.types_in("curate restore", entry="cups")
        assert [one.value for one in offered] == ["small-cups", "broken-cups"]
        await here.mod.presses(V.save, on=await here.mod.runs("curate restore", entry="broken-cups"))
        assert here.house.text().startswith(TEA)
        assert "id: broken-cups" in here.house.text()
        await here.mod.presses(V.save, on=await here.mod.runs("curate restore", entry="small-cups"))
        assert "top shelf" in (await here.discord.person("alice").asks("small cups")).text


async def test_a_removal_is_taken_back_also_when_the_file_has_gone_since(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        first = await here.mod.presses(V.save, on=await here.mod.runs("curate remove", entry="broken-cups"))
        await here.mod.presses(V.save, on=await here.mod.runs("curate remove", entry="small-cups"))
        preview = await here.mod.presses(V.take_back, on=first)
        assert "They are mended with gold." in preview.text
        await here.mod.presses(V.save, on=preview)
        assert "id: broken-cups" in here.house.text()
        again = await here.mod.runs("curate undo", number=here.curating.history(here.server)[-1].id)
        assert V.save not in again.buttons


async def test_of_many_removed_entries_any_is_found_by_its_words_or_its_question(tmp_path: Path) -> None:
    lines = "".join(f"  - {{id: shelf-{n}, question: What is on shelf {n}?, answer: Jars.}}\n" for n in range(30))
    async with stage(tmp_path, files={"shelves.yaml": f"topic: Shelves\nentries:\n{lines}"}) as here:
        author = Author("Ada")
        for number in range(30):
            here.curating.save(here.curating.remove(here.server, f"shelf-{number}"), author)
        assert len(await here.mod.types_in("curate restore", entry="")) == 25
        assert "shelf-2" in [one.value for one in await here.mod.types_in("curate restore", entry="shelf 2")]
        assert "Jars." in (await here.mod.runs("curate restore", entry="what is on shelf 2?")).text


async def test_a_server_is_offered_what_it_removed_itself(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await here.mod.presses(V.save, on=await here.mod.runs("curate remove", entry="broken-cups"))
        bea, room = await elsewhere(here, "Bea")
        assert await bea.types_in("curate restore", where=room, entry="") == []
        assert "no removed entry" in (await bea.runs("curate restore", where=room, entry="broken-cups")).text
        own = await bea.fills(
            await bea.is_shown_form(bea.starts_running("curate edit", where=room, entry="green-tea")),
            {V.field_answer: "Cold. [1]"},
        )
        await bea.presses(V.save, on=own)
        await bea.presses(V.save, on=await bea.runs("curate remove", where=room, entry="green-tea"))
        offered = await bea.types_in("curate restore", where=room, entry="")
        assert [one.value for one in offered] == ["green-tea"]
        assert "broken-cups" not in here.house.text("cups.yaml")
        assert here.house.text("cups.yaml") != CUPS
