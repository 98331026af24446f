"""Words that mean the same: listed, added, changed, removed."""

from pathlib import Path

from tests.on_discord.curating.moderating import V, elsewhere, stage
from tests.on_discord.online import eventually

WORDS = "# Ours.\ngroups:\n  - [tea, brew]  # since 2024\n  - [cup, mug, beaker]\n"


async def test_a_group_is_added_and_counts_at_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        listed = await here.mod.runs("curate words")
        assert listed.text == V.words_none
        assert listed.only_for == here.mod.user
        form = await here.mod.is_shown_form(here.mod.starts_pressing(V.new_words, on=listed))
        preview = await here.mod.fills(form, {V.field_words: "cup\nbeaker"})
        assert V.draft_no_answer in preview.text
        assert "beaker" in preview.text
        assert "top shelf" not in (await here.discord.person("alice").asks("small beakers")).text
        await here.mod.presses(V.save, on=preview)
        assert "top shelf" in (await here.discord.person("alice").asks("small beakers")).text
        assert here.curating.word_groups(here.server) == (("cup", "beaker"),)
        assert here.curating.history(here.server)[0].action == "words"


async def test_the_preview_does_not_say_that_nothing_changes_where_a_question_leads_elsewhere(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await here.discord.person("alice").asks("how is gyokuro brewed")
        asked, since = here.archive.open().questions, here.archive.ago(1)
        await eventually(lambda: bool(asked.texts(here.server, since, 1)))
        listed = await here.mod.runs("curate words")
        form = await here.mod.is_shown_form(here.mod.starts_pressing(V.new_words, on=listed))
        preview = await here.mod.fills(form, {V.field_words: "gyokuro\ngreen tea"})
        assert '"how is gyokuro brewed" was only suggested, and would be answered' in preview.text
        assert preview.text.splitlines()[0] == V.draft_below


async def test_a_group_is_changed_and_nothing_else_in_the_file(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"words.yaml": WORDS}) as here:
        listed = await here.mod.runs("curate words")
        assert "cup, mug, beaker" in listed.text
        form = await here.mod.is_shown_form(here.mod.starts_choosing("cup, mug, beaker", on=listed))
        assert form.fields[V.field_words]["value"] == "cup\nmug\nbeaker"
        preview = await here.mod.fills(form, {V.field_words: "cup\nmug"})
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=preview))
        assert again.fields[V.field_words]["value"] == "cup\nmug"
        preview = await here.mod.fills(again, {V.field_words: "cup\nmug\ntankard"})
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("words.yaml") == WORDS.replace("beaker", "tankard")


async def test_a_group_that_comes_back_as_it_was_shown_is_not_changed(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"words.yaml": 'groups:\n  - ["- 5 degrees", cold]\n'}) as here:
        listed = await here.mod.runs("curate words")
        told = await here.mod.fills(
            await here.mod.is_shown_form(here.mod.starts_choosing("- 5 degrees, cold", on=listed))
        )
        assert told.text == V.draft_same


async def test_an_emptied_group_goes(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"words.yaml": WORDS}) as here:
        listed = await here.mod.runs("curate words")
        form = await here.mod.is_shown_form(here.mod.starts_choosing("cup, mug, beaker", on=listed))
        await here.mod.presses(V.save, on=await here.mod.fills(form, {V.field_words: ""}))
        assert here.curating.word_groups(here.server) == (("tea", "brew"),)
        assert "# since 2024" in here.house.text("words.yaml")


async def test_a_single_word_is_told_and_what_was_typed_is_still_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        listed = await here.mod.runs("curate words")
        form = await here.mod.is_shown_form(here.mod.starts_pressing(V.new_words, on=listed))
        told = await here.mod.fills(form, {V.field_words: "cup"})
        assert V.draft_faults in told.text
        assert V.field_words in told.text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=told))
        assert again.fields[V.field_words]["value"] == "cup"


async def test_moderators_who_change_different_groups_do_not_meet_and_of_one_group_both_versions_are_kept(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, files={"words.yaml": WORDS}) as here:
        bea = here.discord.moderator("Bea")
        mine = await here.mod.is_shown_form(
            here.mod.starts_choosing("cup, mug, beaker", on=await here.mod.runs("curate words"))
        )
        late = await here.mod.is_shown_form(
            here.mod.starts_choosing("tea, brew", on=await here.mod.runs("curate words"))
        )
        theirs = await bea.is_shown_form(bea.starts_choosing("tea, brew", on=await bea.runs("curate words")))
        preview = await here.mod.fills(mine, {V.field_words: "cup\nmug"})
        await bea.presses(V.save, on=await bea.fills(theirs, {V.field_words: "tea\ninfusion"}))
        await here.mod.presses(V.save, on=preview)
        assert here.curating.word_groups(here.server) == (("tea", "infusion"), ("cup", "mug"))
        told = await here.mod.fills(late, {V.field_words: "tea\nchar"})
        assert V.why_group_changed in told.text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=told))
        await here.mod.presses(V.save, on=await here.mod.fills(again, {V.field_words: "char\nchai"}))
        assert here.curating.word_groups(here.server)[-1] == ("char", "chai")


async def test_many_groups_are_turned_page_by_page(tmp_path: Path) -> None:
    lines = [f"  - [word{number}, 'other{number} {'*_' * 40} x']" for number in range(60)]
    async with stage(tmp_path, files={"words.yaml": "\n".join(["groups:", *lines, ""])}) as here:
        first = await here.mod.runs("curate words")
        second = await here.mod.chooses(V.more_words, on=first)
        third = await here.mod.chooses(V.more_words, on=second)
        assert len(third.selects[0]["options"]) == 60 - 2 * 24 + 1
        assert (await here.mod.chooses(V.more_words, on=third)).text == first.text


async def test_words_that_all_servers_share_are_shown_and_cannot_be_chosen_elsewhere(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"words.yaml": WORDS}) as here:
        bea, room = await elsewhere(here, "Bea")
        listed = await bea.runs("curate words", where=room)
        assert V.words_none in listed.text
        assert f"{V.words_shared}\n- tea, brew\n- cup, mug, beaker" in listed.text
        assert listed.selects == []
        assert V.words_shared not in (await here.mod.runs("curate words")).text
