"""What an entry's form cannot hold as words: sources by section and paragraph, what is offered next, a reason."""

from pathlib import Path

from tests.curating.shelves import CUPS, TEA
from tests.discord_server.world import Message
from tests.on_discord.curating.moderating import V, form, stage

LONG = """articles:
  - id: leaflet
    title: The leaflet
    sections:
      - {id: leaves, title: Leaves, paragraphs: 3}
      - {id: water, title: Water, paragraphs: 60}
  - id: annex
    title: The annex
    sections:
"""
ANNEX = "".join(f"      - {{id: part-{number}, title: Part {number}, paragraphs: 1}}\n" for number in range(40))


def read(menu: Message) -> dict[str, tuple[str | None, bool]]:
    """What is read in the first menu of a message: what stands below each choice, and whether it is chosen."""
    options = menu.selects[0]["options"]
    return {one["label"]: (one.get("description"), bool(one.get("default"))) for one in options}


async def test_the_sources_of_a_new_entry_are_chosen_and_not_typed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        typed = {V.field_question: "How is mint tea brewed?", V.field_answer: "With leaves [1] and patience. [2]"}
        told = await here.mod.fills(await form(here.mod, "curate add", topic="Tea"), typed)
        assert V.draft_faults in told.text
        assert read(told) == {"Leaves": (None, False)}
        chosen = await here.mod.chooses("Leaves", on=told)
        assert chosen is told
        assert read(chosen) == {f"paragraph {number}": (None, False) for number in (1, 2, 3)}
        preview = await here.mod.chooses("paragraph 3", "paragraph 1", on=chosen)
        assert "With leaves [1] and patience. [2]" in preview.text.replace("\\", "")
        assert read(preview) == {"Leaves": ("[2] [1]", False)}
        await here.mod.presses(V.save, on=preview)
        sources = here.curating.entry(here.server, "how-is-mint-tea-brewed").sources
        assert [(one.section, one.paragraph) for one in sources] == [("leaves", 3), ("leaves", 1)]


async def test_sources_that_stay_keep_their_numbers_and_others_can_be_taken_out(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate edit", entry="green-tea")
        told = await here.mod.fills(modal, {V.field_answer: "With water [1] off the boil. [2]"})
        chosen = await here.mod.chooses("Leaves", on=told)
        assert read(chosen)["paragraph 1"] == ("[1]", True)
        preview = await here.mod.chooses("paragraph 3", "paragraph 1", on=chosen)
        await here.mod.presses(V.save, on=preview)
        line = "sources: [{article: leaflet, section: leaves, paragraph: 1}"
        assert f"{line}, {{article: leaflet, section: leaves, paragraph: 3}}]" in here.house.text()
        told = await here.mod.fills(await form(here.mod, "curate edit", entry="green-tea"), {V.field_answer: "Hm. [1]"})
        preview = await here.mod.chooses("paragraph 3", on=await here.mod.chooses("Leaves", on=told))
        await here.mod.presses(V.save, on=preview)
        assert line.replace("paragraph: 1", "paragraph: 3") + "]" in here.house.text()


async def test_a_form_sent_unchanged_is_told_so_and_leads_to_the_sources_all_the_same(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        unchanged = await here.mod.fills(await form(here.mod, "curate edit", entry="green-tea"))
        assert unchanged.text == V.draft_same
        chosen = await here.mod.chooses("Leaves", on=unchanged)
        await here.mod.presses(V.save, on=await here.mod.chooses("paragraph 2", on=chosen))
        assert here.house.text() == TEA.replace("paragraph: 1", "paragraph: 2")


async def test_looking_at_paragraphs_changes_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        preview = await here.mod.fills(modal, {V.field_answer: "In the cellar."})
        text = preview.text
        chosen = await here.mod.chooses("Leaves", on=preview)
        assert chosen.text != text
        back = await here.mod.presses(V.back, on=chosen)
        assert back.text == text
        await here.mod.presses(V.save, on=back)
        assert here.house.text("cups.yaml") == CUPS.replace("On the top shelf.", "In the cellar.")


async def test_however_many_sections_and_paragraphs_there_are_each_can_be_cited(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"sources.yaml": LONG + ANNEX}) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        first = await here.mod.fills(modal, {V.field_answer: "Up [1] there. [2]", V.field_sources: "annex/part-39/1"})
        assert list(read(first))[:4] == ["Leaves", "Water (1–25)", "Water (26–50)", "Water (51–60)"]
        assert read(first)["Part 3"] == ("The annex", False)
        second = await here.mod.chooses(V.more_sections, on=first)
        assert read(second)["Part 39"] == ("[1] · The annex", False)
        assert next(iter(read(await here.mod.chooses(V.more_sections, on=second)))) == "Leaves"
        chosen = await here.mod.chooses("Water (51–60)", on=first)
        assert list(read(chosen)) == [f"paragraph {number}" for number in range(51, 61)]
        await here.mod.presses(V.save, on=await here.mod.chooses("paragraph 60", on=chosen))
        sources = here.curating.entry(here.server, "small-cups").sources
        assert [(one.section, one.paragraph) for one in sources] == [("part-39", 1), ("water", 60)]


async def test_what_was_typed_as_a_source_and_is_none_stays_until_it_is_changed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate edit", entry="green-tea")
        told = await here.mod.fills(modal, {V.field_sources: "leaflet/leaves/1\nmy aunt"})
        told = await here.mod.chooses("paragraph 1", "paragraph 2", on=await here.mod.chooses("Leaves", on=told))
        assert "my aunt" in told.text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=told))
        assert again.fields[V.field_sources]["value"] == "leaflet/leaves/1\nmy aunt\nleaflet/leaves/2"


async def test_a_change_without_a_form_has_no_menu_of_sections(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        assert (await here.mod.runs("curate phrasing", entry="green-tea", more="sencha please")).selects == []


async def test_what_is_offered_next_is_chosen_in_the_form(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate edit", entry="green-tea")
        menu = modal.fields[V.field_follow_ups]
        assert [one["label"] for one in menu["options"] if one.get("default")] == ["How is black tea brewed?"]
        assert "How is green tea brewed?" not in [one["label"] for one in menu["options"]]
        preview = await here.mod.fills(modal, {V.field_follow_ups: ["What happens to broken cups?"]})
        await here.mod.presses(V.save, on=preview)
        assert here.house.text() == TEA.replace("[black-tea]", "[broken-cups]", 1)
        modal = await form(here.mod, "curate edit", entry="green-tea")
        await here.mod.presses(V.save, on=await here.mod.fills(modal, {V.field_follow_ups: []}))
        assert here.curating.entry(here.server, "green-tea").follow_ups == ()
        assert here.curating.entry(here.server, "black-tea").follow_ups == ("green-tea",)


async def test_an_entry_named_with_the_command_is_offered_next_too(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        (offered, *_) = await here.mod.types_in("curate edit", entry="green-tea", next="broken")
        modal = await form(here.mod, "curate edit", entry="green-tea", next=offered.value)
        await here.mod.presses(V.save, on=await here.mod.fills(modal))
        assert here.curating.entry(here.server, "green-tea").follow_ups == ("black-tea", "broken-cups")
        modal = await form(here.mod, "curate edit", entry="small-cups", next="broken-cups")
        told = await here.mod.fills(modal, {V.field_follow_ups: []})
        modal = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=told))
        menu = modal.fields[V.field_follow_ups]
        assert [one["label"] for one in menu["options"] if one.get("default")] == []
        modal = await form(here.mod, "curate add", topic="Cups", next="broken-cups")
        menu = modal.fields[V.field_follow_ups]
        assert [one["label"] for one in menu["options"]][:2] == [
            "What happens to broken cups?",
            "Where are the small cups kept?",
        ]
        assert [bool(one.get("default")) for one in menu["options"]] == [True, False, False, False]
        assert "no entry" in (await here.mod.runs("curate add", next="no-such-entry")).text


async def test_a_reason_is_given_where_it_is_saved_and_stands_in_the_history(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate remove", entry="broken-cups")
        modal = await here.mod.is_shown_form(here.mod.starts_pressing(V.save_with_reason, on=preview))
        assert modal.title == V.form_reason
        saved = await here.mod.fills(modal, {V.field_reason: "Nobody *breaks* cups @here any more"})
        assert saved is preview
        assert "Saved as change no. " in saved.text
        (past,) = here.curating.history(here.server)
        assert (past.reason, past.author.name) == ("Nobody *breaks* cups @here any more", "Ada")
        shown = (await here.mod.runs("curate history")).text
        assert r"Nobody \*breaks\* cups" in shown
        assert "@here" not in shown


async def test_a_reason_for_a_draft_that_is_gone_saves_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate remove", entry="broken-cups")
        modal = await here.mod.is_shown_form(here.mod.starts_pressing(V.save_with_reason, on=preview))
        assert (await here.mod.presses(V.drop, on=preview)).text == V.draft_dropped
        assert (await here.mod.fills(modal, {V.field_reason: "Late"})).text == V.draft_gone
        assert here.curating.history(here.server) == ()
