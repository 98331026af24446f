"""Changing the FAQ on Discord: a form, a preview, and a change that is live at once."""

from copy import copy
from pathlib import Path

import pytest

from bot.desk import drafts
from bot.engine.curation.trial import Effect
from bot.knowledge.reading.voice import fill
from bot.on_discord import bench
from tests.curating.shelves import CUPS, TEA
from tests.on_discord.curating.moderating import V, elsewhere, form, stage
from tests.on_discord.online import at_rest
from tests.on_discord.sample import GERMAN

MINT = {
    V.field_question: "How is mint tea brewed?",
    V.field_answer: "With fresh leaves.",
    V.field_also: "mint tea\nbrewing mint leaves",
}

# With a line end that Markdown would keep, a phrasing that begins as the item of a list, and one on two lines.
BY_HAND = CUPS.replace(
    "  answer: On the top shelf.\n",
    "  answer: |\n    On the top shelf.  \n    Behind the big ones.\n  in_short: Up there.\n",
).replace("  - small cups\n", '  - small cups\n  - "- 5 degree cups"\n  - |-\n    two lines\n    of cups\n')


async def test_a_new_entry_is_typed_seen_saved_and_answered_at_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        mod = here.mod
        modal = await form(mod, "curate add", topic="Tea")
        preview = await mod.fills(modal, MINT)
        assert preview.only_for == mod.user
        assert V.draft_unsaved in preview.text
        assert "With fresh leaves." in preview.text
        assert "+    question: How is mint tea brewed?" in preview.text
        assert "no source" in preview.text
        assert preview.buttons[-4:] == [V.save, V.save_with_reason, V.change, V.drop]
        assert here.house.text() == TEA
        saved = await mod.presses(V.save, on=preview)
        assert "Saved as change no. " in saved.text
        assert saved is preview
        assert "With fresh leaves." in (await here.discord.person("alice").asks("brewing mint leaves")).text
        assert here.house.text().startswith(TEA)
        (past,) = here.curating.history(here.server)
        assert (past.author.name, past.author.id, past.action) == (mod.user.name, str(mod.user.id), "add")


@pytest.mark.parametrize("chosen", [None, "de"])
async def test_a_topic_that_nobody_names_has_its_title_in_the_language_of_the_server(
    tmp_path: Path, chosen: str | None
) -> None:
    async with stage(tmp_path) as here:
        bea, room = await elsewhere(here, "Bea", locale="fr" if chosen else "de")
        assert room.guild is not None
        server = str(room.guild.id)
        here.desk.servers.change(server, language=chosen)
        modal = await bea.is_shown_form(bea.starts_running("curate add", where=room))
        await bea.presses(V.save, on=await bea.fills(modal, MINT))
        assert here.curating.topic_of(server, "how-is-mint-tea-brewed") == GERMAN.topic_new


async def test_save_pressed_again_on_a_slow_line_leaves_what_came_of_it_and_the_way_back(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.fills(await form(here.mod, "curate add", topic="Tea"), MINT)
        as_it_was = copy(preview)  # on a slow line
        await here.mod.presses(V.save, on=preview)
        await here.mod.starts_pressing(V.save, on=as_it_was)
        await at_rest()
        assert V.draft_gone not in as_it_was.text
        assert V.take_back in preview.buttons
        assert len(here.curating.history(here.server)) == 1


async def test_a_form_is_filled_with_the_entry_and_changes_only_its_lines(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        shown = {label: field.get("value", "") for label, field in modal.fields.items() if field["type"] == 4}
        assert shown == {
            V.field_question: "Where are the small cups kept?",
            V.field_answer: "On the top shelf.",
            V.field_also: "small cups\nwhich shelf holds the little cups",
            V.field_sources: "",
        }
        preview = await here.mod.fills(modal, {V.field_answer: "In the cellar."})
        assert "-  answer: On the top shelf." in preview.text
        assert "+  answer: In the cellar." in preview.text
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("cups.yaml") == CUPS.replace("On the top shelf.", "In the cellar.")


async def test_a_form_that_comes_back_as_it_was_shown_changes_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"cups.yaml": BY_HAND}) as here:
        told = await here.mod.fills(await form(here.mod, "curate edit", entry="small-cups"))
        assert told.text == V.draft_same


async def test_what_was_written_by_hand_stays_as_it_is_when_another_field_of_the_form_is_changed(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, files={"cups.yaml": BY_HAND}) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        also = modal.fields[V.field_also]["value"]
        preview = await here.mod.fills(modal, {V.field_also: f"{also}\n- tiny cups"})
        assert "in short" not in preview.text
        await here.mod.presses(V.save, on=preview)
        last = "  - which shelf holds the little cups\n"
        assert here.house.text("cups.yaml") == BY_HAND.replace(last, last + "  - tiny cups\n")


async def test_phrasings_with_a_dash_or_on_two_lines_can_be_changed_and_taken_out(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"cups.yaml": BY_HAND}) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        also = "small cups\n5 degree cups\ncups\nwhich shelf holds the little cups"
        await here.mod.presses(V.save, on=await here.mod.fills(modal, {V.field_also: also}))
        entry = here.curating.entry(here.server, "small-cups")
        assert entry.also == ("small cups", "5 degree cups", "cups", "which shelf holds the little cups")


async def test_an_entry_with_more_phrasings_than_a_form_takes_keeps_them_and_gets_further_ones(tmp_path: Path) -> None:
    many = "".join(
        f"  - which of the {number} shelves holds the little cups that have handles\n" for number in range(99)
    )
    text = CUPS.replace("  - small cups\n", "  - small cups\n" + many)
    async with stage(tmp_path, files={"cups.yaml": text}) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        assert V.field_also not in modal.fields
        told = await here.mod.fills(modal, {V.field_more: "tiny cups\nSmall Cups", V.field_sources: "nonsense"})
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=told))
        assert again.fields[V.field_more]["value"] == "tiny cups\nSmall Cups"
        await here.mod.presses(V.save, on=await here.mod.fills(again, {V.field_sources: ""}))
        last = "  - which shelf holds the little cups\n"
        assert here.house.text("cups.yaml") == text.replace(last, last + "  - tiny cups\n")


async def test_faults_are_told_by_field_and_what_was_typed_is_still_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate edit", entry="green-tea")
        told = await here.mod.fills(modal, {V.field_sources: "leaflet/roots/1", V.field_answer: "Gently. [1]"})
        assert V.draft_faults in told.text
        assert V.field_sources in told.text
        assert "roots" in told.text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=told))
        assert again.fields[V.field_answer]["value"] == "Gently. [1]"
        preview = await here.mod.fills(again, {V.field_sources: "leaflet/leaves/1"})
        await here.mod.presses(V.save, on=preview)
        assert "Gently. [1]" in here.house.text()


async def test_a_phrasing_that_another_entry_has_is_told_with_that_entry_whichever_stands_first(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for entry, other in (("green", "black"), ("black", "green")):
            why = fill(V.why_shared, question=f"brewing {other} tea", entry=f"{other}-tea").rstrip(".")
            told = await here.mod.runs("curate phrasing", entry=f"{entry}-tea", more=f"brewing {other} tea")
            assert told.text == f"{V.draft_faults}\n- {V.field_also}: {why}"
            modal = await form(here.mod, "curate edit", entry=f"{entry}-tea")
            told = await here.mod.fills(modal, {V.field_also: f"brewing {other} tea"})
            assert f"{V.field_also}: {why}" in told.text


async def test_what_was_typed_is_still_there_after_an_unforeseen_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_memory(*_: object) -> Effect:
        raise MemoryError

    async with stage(tmp_path) as here:
        mod = here.mod
        modal = await form(mod, "curate add", topic="Tea")
        with monkeypatch.context() as trouble:
            trouble.setattr(drafts, "try_out", out_of_memory)
            told = await mod.fills(modal, MINT)
        assert told.text.startswith(V.failed.partition("{")[0])
        again = await mod.is_shown_form(mod.starts_pressing(V.change, on=told))
        assert again.fields[V.field_answer]["value"] == MINT[V.field_answer]
        await mod.presses(V.save, on=await mod.fills(again))
        assert "How is mint tea brewed?" in here.house.text()


async def test_a_draft_can_be_changed_again_or_dropped(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.fills(await form(here.mod, "curate add", topic="Tea"), MINT)
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=preview))
        assert again.fields[V.field_also]["value"] == MINT[V.field_also]
        preview = await here.mod.fills(again, {V.field_answer: "With dry leaves."})
        assert "With dry leaves." in preview.text
        assert (await here.mod.presses(V.drop, on=preview)).text == V.draft_dropped
        assert here.house.text() == TEA


async def test_a_preview_says_what_a_change_takes_from_others(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate add", topic="Tea")
        told = await here.mod.fills(modal, {**MINT, V.field_also: "brewing black tea"})
        assert fill(V.why_shared, question="brewing black tea", entry="black-tea") in told.text
        assert V.save not in told.buttons


async def test_two_presses_save_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.fills(await form(here.mod, "curate add", topic="Tea"), MINT)
        for _ in range(2):
            await here.mod.starts_pressing(V.save, on=preview)
        await at_rest()
        assert "Saved as change no. " in preview.text
        assert len(here.curating.history(here.server)) == 1


async def test_a_change_by_somebody_else_while_a_form_was_open_shows_both_versions(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea = here.discord.moderator("Bea")
        modal = await form(here.mod, "curate edit", entry="small-cups")
        theirs = await bea.fills(await form(bea, "curate edit", entry="small-cups"), {V.field_answer: "In the attic."})
        await bea.presses(V.save, on=theirs)
        conflict = await here.mod.fills(modal, {V.field_answer: "In the cellar."})
        assert V.draft_conflict in conflict.text
        assert "In the attic." in conflict.text
        assert "In the cellar." in conflict.text
        preview = await here.mod.presses(V.save_anyway, on=conflict)
        assert "-  answer: In the attic." in preview.text
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("cups.yaml") == CUPS.replace("On the top shelf.", "In the cellar.")


async def test_a_change_by_somebody_else_before_saving_shows_both_versions(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        preview = await here.mod.fills(modal, {V.field_answer: "In the cellar."})
        here.house.write(CUPS.replace("On the top shelf.", "In the attic."), "cups.yaml")
        conflict = await here.mod.presses(V.save, on=preview)
        assert "In the attic." in conflict.text
        assert "In the cellar." in conflict.text
        assert (await here.mod.presses(V.drop, on=conflict)).text == V.draft_dropped
        assert "In the attic." in here.house.text("cups.yaml")


async def test_a_phrasing_is_added_and_taken_out(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        offered = await here.mod.types_in("curate phrasing", entry="green-tea", less="how hot")
        assert [choice.name for choice in offered] == [
            "green tea: how hot",
            "how hot must the water for green tea be",
        ]
        preview = await here.mod.runs("curate phrasing", entry="green-tea", more="sencha please", less=offered[0].value)
        assert "sencha please" in preview.text
        await here.mod.presses(V.save, on=preview)
        assert "sencha please" in here.house.text()
        assert "'green tea: how hot'" not in here.house.text()


async def test_what_is_said_in_short_is_seen_as_members_see_it_saved_and_left_out_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate short", entry="small-cups", text="Up on the shelf.")
        assert V.in_short in preview.text
        assert "Up on the shelf." in preview.text
        assert "+  in_short: Up on the shelf." in preview.text
        await here.mod.presses(V.save, on=preview)
        assert "  in_short: Up on the shelf.\n" in here.house.text("cups.yaml")
        alice = here.discord.person("alice")
        await alice.asks("where are the small cups kept")
        assert "Up on the shelf." in (await alice.asks("shorter please")).text
        await here.mod.presses(V.save, on=await here.mod.runs("curate short", entry="small-cups"))
        assert "in_short" not in here.house.text("cups.yaml")
        same = await here.mod.runs("curate short", entry="small-cups")
        assert V.why_unchanged in same.text


async def test_what_is_wrong_with_the_short_text_is_told_as_wrong_with_that(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        refused = await here.mod.runs("curate short", entry="small-cups", text="On the shelf [9].")
        assert "there is a marker" in refused.text
        assert V.field_short in refused.text


async def test_that_a_new_answer_needs_a_new_short_one_is_told_before_it_is_saved(tmp_path: Path) -> None:
    said = CUPS.replace("answer: On the top shelf.", "answer: On the top shelf.\n  in_short: Up there.")
    async with stage(tmp_path, files={"cups.yaml": said}) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        preview = await here.mod.fills(modal, {V.field_answer: "In the drawer."})
        assert "-  in_short: Up there." in preview.text
        assert "/curate short writes it anew" in preview.text


async def test_an_entry_is_removed_and_any_change_is_taken_back_from_the_history(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate remove", entry="broken-cups")
        assert "What happens to broken cups?" in preview.text
        saved = await here.mod.presses(V.save, on=preview)
        assert "broken-cups" not in here.house.text("cups.yaml")
        past = await here.mod.runs("curate history", entry="broken-cups")
        assert "remove" in past.text
        assert "-  answer: They are mended with gold." in past.text
        undo = await here.mod.presses(V.take_back, on=saved)
        await here.mod.presses(V.save, on=undo)
        assert here.house.text("cups.yaml") == CUPS
        past = await here.mod.runs("curate history")
        await here.mod.presses(
            V.save, on=await here.mod.runs("curate undo", number=here.curating.history(here.server)[0].id)
        )
        assert "broken-cups" not in here.house.text("cups.yaml")


async def test_the_history_is_turned_page_by_page(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        assert (await here.mod.runs("curate history")).text == V.history_none
        for number in range(7):
            preview = await here.mod.runs("curate phrasing", entry="green-tea", more=f"sencha number {number}")
            await here.mod.presses(V.save, on=preview)
        first = await here.mod.runs("curate history")
        assert first.buttons.count(V.take_back) == 4
        older = await here.mod.presses(V.next, on=first)
        assert older.buttons == [V.take_back] * 3
        assert "sencha number 0" in older.text


async def test_entries_are_found_by_their_words_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        offered = await here.mod.types_in("curate edit", entry="small cups")
        assert (offered[0].name, offered[0].value) == ("Where are the small cups kept?", "small-cups")
        assert "no-such-thing" in (await here.mod.runs("curate edit", entry="no-such-thing")).text
        assert "no change" in (await here.mod.runs("curate undo", number=99)).text


async def test_what_is_typed_pings_nobody_and_ends_no_block(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate edit", entry="small-cups")
        preview = await here.mod.fills(
            modal, {V.field_also: "```@everyone```\n<@1> cups", V.field_question: "**Cups** @here?"}
        )
        assert preview.text.count("```") == 2
        assert preview.sent_as["allowed_mentions"] == {"parse": []}


async def test_the_longest_texts_fit(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for number in range(5):
            modal = await form(here.mod, "curate edit", entry="small-cups")
            typed = {
                V.field_question: f"{number}" + "*" * 290 + "?",
                V.field_answer: "\n".join(f"`{number}` " + "long " * 20 for _ in range(10)),
                V.field_also: "\n".join(f"{number} {line} " + "_" * 200 for line in range(15)),
            }
            preview = await here.mod.fills(modal, typed)
            assert V.draft_unsaved in preview.text
            reason = await here.mod.is_shown_form(here.mod.starts_pressing(V.save_with_reason, on=preview))
            assert "Saved" in (await here.mod.fills(reason, {V.field_reason: "*" * 150})).text
        assert "small-cups" in (await here.mod.runs("curate history")).text
        assert "small-cups" in (await here.mod.runs("curate remove", entry="small-cups")).text.replace("\\", "")


async def test_a_draft_whose_index_rests_is_saved_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "MOST_AWAKE", 1)
    async with stage(tmp_path) as here:
        preview = await here.mod.fills(await form(here.mod, "curate add", topic="Tea"), MINT)
        await here.mod.runs("curate remove", entry="broken-cups")
        await here.mod.presses(V.save, on=preview)
        assert "With fresh leaves." in (await here.discord.person("alice").asks("brewing mint leaves")).text


async def test_of_many_drafts_the_latest_are_held_and_earlier_ones_are_shown_again_before_they_are_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "MOST_DRAFTS", 1)
    async with stage(tmp_path) as here:
        first = await here.mod.fills(await form(here.mod, "curate add", topic="Tea"), MINT)
        second = await here.mod.runs("curate remove", entry="broken-cups")
        third = await here.mod.runs("curate remove", entry="small-cups")
        assert (await here.mod.presses(V.save, on=second)).text == V.draft_gone
        shown = await here.mod.presses(V.save, on=first)
        assert "With fresh leaves." in shown.text
        assert here.curating.history(here.server) == ()
        await here.mod.presses(V.save, on=shown)
        assert [past.action for past in here.curating.history(here.server)] == ["add"]
        assert (await here.mod.presses(V.save, on=third)).text == V.draft_gone


async def test_what_was_typed_for_a_draft_that_is_not_held_any_more_is_drafted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "MOST_DRAFTS", 1)
    async with stage(tmp_path) as here:
        asked = await here.discord.person("alice").says("how is mint tea brewed")
        modal = await here.mod.is_shown_form(here.mod.starts_using(V.menu_teach, on=asked))
        preview = await here.mod.fills(modal, {V.field_answer: "With fresh leaves."})
        await here.mod.runs("curate remove", entry="broken-cups")
        again = await here.mod.presses(V.keep_too, on=preview)
        assert "With fresh leaves." in again.text
        assert V.save in again.buttons
        preview = await here.mod.fills(
            await form(here.mod, "curate edit", entry="small-cups"), {V.field_answer: "In the cellar."}
        )
        here.house.write(CUPS.replace("On the top shelf.", "In the attic."), "cups.yaml")
        conflict = await here.mod.presses(V.save, on=preview)
        await here.mod.runs("curate remove", entry="broken-cups")
        again = await here.mod.presses(V.save_anyway, on=conflict)
        assert "In the cellar." in again.text
        assert V.save in again.buttons
