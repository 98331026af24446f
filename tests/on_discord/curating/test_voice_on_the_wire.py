"""The bot's own texts, changed on Discord in the language of the server."""

import re
from pathlib import Path

from bot.on_discord.curating import ids
from bot.on_discord.curating.filling import SAYINGS
from bot.on_discord.showing.limits import MAX_CUSTOM_ID
from tests.discord_server.permissions import Permission
from tests.on_discord.curating.moderating import V, forges, form, stage
from tests.on_discord.sample import GERMAN


async def test_a_text_is_found_by_its_words_changed_and_said_at_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        offered = await here.mod.types_in("curate voice", text=V.none_of_these)
        assert offered[0].value == "none_of_these"
        assert offered[0].name == f"none_of_these: {V.none_of_these}"
        modal = await form(here.mod, "curate voice", text="nothing")
        assert [field["value"] for field in modal.fields.values()] == [V.nothing]
        (label,) = modal.fields
        preview = await here.mod.fills(modal, {label: "That is beyond me."})
        assert preview.text.splitlines()[:2] == [V.draft_unsaved, "That is beyond me."]
        assert "+nothing: That is beyond me." in preview.text
        again = await here.mod.is_shown_form(here.mod.starts_pressing(V.change, on=preview))
        assert again.fields[label]["value"] == "That is beyond me."
        await here.mod.presses(V.save, on=await here.mod.fills(again))
        assert "That is beyond me." in (await here.discord.person("alice").asks("do you sell gift vouchers")).text
        assert here.house.text("voice.yaml") == "nothing: That is beyond me.\n"
        assert here.curating.history(here.server)[0].action == "voice"


async def test_an_emptied_text_is_the_usual_one_again(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"voice.yaml": "nothing: No idea.\ngreeting: Come in!\n"}) as here:
        modal = await form(here.mod, "curate voice", text="nothing")
        (label,) = modal.fields
        preview = await here.mod.fills(modal, {label: ""})
        assert preview.text.splitlines()[:2] == [V.draft_unsaved, V.nothing]
        await here.mod.presses(V.save, on=preview)
        assert here.house.text("voice.yaml") == "greeting: Come in!\n"
        assert here.desk.faq.voice.nothing == V.nothing


async def test_the_preview_of_a_text_that_is_taken_back_does_not_say_that_nothing_changes(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate voice", text="nothing")
        (label,) = modal.fields
        saved = await here.mod.presses(V.save, on=await here.mod.fills(modal, {label: "No idea."}))
        preview = await here.mod.presses(V.take_back, on=saved)
        assert preview.text.splitlines()[0] == V.draft_below
        assert "-nothing: No idea." in preview.text


async def test_a_text_is_in_the_language_of_the_server_or_in_one_that_is_chosen(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        here.desk.servers.change(here.server, language="de")
        modal = await form(here.mod, "curate voice", text="thanks")
        assert [field["value"] for field in modal.fields.values()] == [GERMAN.thanks]
        (label,) = modal.fields
        assert label == "thanks (de)"
        await here.mod.presses(V.save, on=await here.mod.fills(modal, {label: "Gerne."}))
        assert here.house.text("voice.de.yaml") == "thanks: Gerne.\n"
        assert here.desk.faq.voice.thanks == V.thanks
        assert [one.value for one in await here.mod.types_in("curate voice", text="thanks", language="e")] == [
            "de",
            "en",
        ]
        modal = await form(here.mod, "curate voice", text="thanks", language="en")
        assert [field["value"] for field in modal.fields.values()] == [V.thanks]
        assert "no language" in (await here.mod.runs("curate voice", text="thanks", language="../de")).text


async def test_what_the_bot_fills_in_is_told_and_a_text_that_cannot_serve_is_not_saved(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate voice", text="too_long")
        (part,) = modal.components
        assert "{limit}" in part["description"]
        (label,) = modal.fields
        told = await here.mod.fills(modal, {label: "At most {number}!"})
        assert V.draft_faults in told.text
        assert "{number}" in told.text
        assert V.save not in told.buttons
        modal = await form(here.mod, "curate voice", text="none_of_these")
        (label,) = modal.fields
        assert "80" in (await here.mod.fills(modal, {label: "x" * 81})).text


async def test_every_text_can_be_opened_and_no_name_of_a_command_can(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for name in ("help", "privacy", "hint_braces", "read_as", "history_line"):
            await form(here.mod, "curate voice", text=name)
        for name in ("name_ask", "menu_teach", "__doc__", "model_fields", "no such"):
            assert "no text" in (await here.mod.runs("curate voice", text=name)).text


async def test_a_change_by_somebody_else_while_the_form_was_open_shows_both(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea = here.discord.moderator("Bea")
        mine, theirs = (
            await form(here.mod, "curate voice", text="thanks"),
            await form(bea, "curate voice", text="thanks"),
        )
        (label,) = mine.fields
        await bea.presses(V.save, on=await bea.fills(theirs, {label: "Any time."}))
        conflict = await here.mod.fills(mine, {label: "Always."})
        assert V.draft_conflict in conflict.text
        assert "Any time." in conflict.text
        assert "Always." in conflict.text
        await here.mod.presses(V.save, on=await here.mod.presses(V.save_anyway, on=conflict))
        assert here.house.text("voice.yaml") == "thanks: Always.\n"


async def test_a_text_that_was_not_changed_is_told_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        told = await here.mod.fills(await form(here.mod, "curate voice", text="thanks"))
        assert told.text == V.draft_same
        assert told.buttons == [V.change, V.drop]


async def test_a_text_that_comes_back_as_it_was_shown_is_not_changed(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"voice.yaml": "thanks: |\n  Any time.  \n  Really.\n"}) as here:
        told = await here.mod.fills(await form(here.mod, "curate voice", text="thanks"))
        assert told.text == V.draft_same


async def test_a_moderator_reads_what_a_change_does_in_their_own_language(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        german = here.discord.person("Jörg", may=Permission.MANAGE_GUILD, locale="de")
        preview = await german.runs("curate remove", entry="broken-cups")
        assert GERMAN.draft_effect in preview.text
        assert "Nimmt" in preview.text or "Bisher wird" in preview.text or "Fragen ausprobiert" in preview.text
        modal = await form(german, "curate edit", entry="small-cups")
        preview = await german.fills(modal, {GERMAN.field_answer: "Im Keller."})
        assert "small-cups: keine Quelle" in preview.text.replace("\\", "")
        saved = await german.presses(GERMAN.save, on=preview)
        assert GERMAN.take_back in saved.buttons
        for path, options, why in (
            ("curate edit", {"entry": "no-such"}, "es gibt hier keinen Eintrag"),
            ("curate undo", {"number": 99}, "es gibt keine Änderung Nr. 99"),
            ("curate move", {"entry": "green-tea", "topic": "Tea"}, "ist schon in diesem Thema"),
            ("curate voice", {"text": "no_such"}, "es gibt keinen Text"),
        ):
            told = await german.runs(path, **options)
            assert told.text.startswith("Das geht nicht: ")
            assert why in told.text
        past = await german.runs("curate history")
        assert GERMAN.action_edit in past.text
        assert (await forges(here, german, f"faq1:draft:save:{'0' * 12}")).text == GERMAN.draft_gone


def test_the_form_of_every_text_that_can_be_changed_is_known_again_when_it_is_sent() -> None:
    sent = {name: ids.said("0" * 12, name, "pt-BR", "0" * 8) for name in SAYINGS}
    known = {name: re.fullmatch(ids.SAID_PATTERN, told) for name, told in sent.items()}
    assert [name for name, match in known.items() if match is None or match["name"] != name] == []
    assert max(map(len, sent.values())) <= MAX_CUSTOM_ID
