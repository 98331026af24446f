"""Taking a change back, or bringing back what was removed: that alone, and as much of it as still can be."""

import pytest

from bot.errors import ConflictError, FaqBotError, UnchangedError
from bot.knowledge.editing.fields import FieldFaults
from tests.curating.shelves import ADA, BEA, CUPS, ELSEWHERE, HOME, TEA, House, Open

SMALL = CUPS[CUPS.index("- id: small") : CUPS.index("- id: broken")]


def test_a_restored_entry_does_not_wait_for_those_that_named_it(house: House, here: Open) -> None:
    here.curating.save(here.curating.remove(HOME, "green-tea"), ADA)
    here.curating.save(here.curating.edit(HOME, "black-tea", {"follow_ups": "small-cups"}), BEA)
    draft = here.curating.restore(HOME, "green-tea")
    assert draft.undoes is None
    here.curating.save(draft, ADA)
    assert house.text() == TEA.replace("follow_ups: [green-tea]", "follow_ups: [small-cups]")


def test_what_was_changed_by_hand_together_with_a_removal_stays_when_the_entry_is_restored(
    house: House, here: Open
) -> None:
    house.write(CUPS.replace(SMALL, "").replace("gold", "silver"), "cups.yaml")
    here.library.reread(None)
    here.curating.settle()
    here.curating.save(here.curating.restore(HOME, "small-cups"), ADA)
    assert house.text("cups.yaml") == CUPS.replace("gold", "silver")


def test_an_entry_in_whose_place_another_was_written_can_be_restored(house: House, here: Open) -> None:
    mugs = "- id: mugs\n  question: Are there any mugs?\n  answer: Three, by the window.\n"
    house.write(CUPS.replace(SMALL, mugs), "cups.yaml")
    here.library.reread(None)
    here.curating.settle()
    assert here.curating.removed(HOME) == (("small-cups", "Where are the small cups kept?"),)
    (past,) = here.curating.history(HOME)
    here.curating.save(here.curating.restore(HOME, "small-cups"), ADA)
    assert house.text("cups.yaml") == CUPS.replace(SMALL, SMALL + mugs)
    here.curating.save(here.curating.remove(HOME, "small-cups"), ADA)
    here.curating.save(here.curating.undo(HOME, past.id), BEA)
    assert house.text("cups.yaml") == CUPS


def test_a_removed_entry_comes_back_below_its_comment_also_if_another_was_added_there_since(
    house: House, here: Open
) -> None:
    removed = here.curating.save(here.curating.remove(HOME, "black-tea"), ADA)
    mint = {"question": "Is there mint?", "answer": "Yes."}
    added = here.curating.save(here.curating.add(HOME, mint, topic="Tea"), BEA)
    here.curating.save(here.curating.undo(HOME, removed.id or 0), ADA)
    assert house.text().endswith(TEA[TEA.index("\n  # darker") :])
    here.curating.save(here.curating.undo(HOME, added.id or 0), BEA)
    assert house.text() == TEA


def test_an_entry_whose_file_has_gone_since_is_restored_into_another_topic(house: House, here: Open) -> None:
    for entry in ("small-cups", "broken-cups"):
        here.curating.save(here.curating.remove(HOME, entry), ADA)
    assert not (house.faq / "cups.yaml").exists()
    here.curating.save(here.curating.restore(HOME, "small-cups"), ADA)
    assert here.curating.topic_of(HOME, "small-cups") == "Tea"
    assert here.answer("small cups") == ("small-cups",)


def test_an_entry_whose_phrasing_is_taken_by_now_is_not_restored_and_the_field_is_told(here: Open) -> None:
    here.curating.save(here.curating.remove(HOME, "small-cups"), ADA)
    here.curating.save(here.curating.phrasing(HOME, "broken-cups", add=["small cups"]), BEA)
    with pytest.raises(FieldFaults) as raised:
        here.curating.restore(HOME, "small-cups")
    assert [fault.field for fault in raised.value.faults] == ["also"]


def test_the_preview_of_an_undone_renaming_shows_the_entry_by_its_old_name(here: Open) -> None:
    saved = here.curating.save(here.curating.rename(HOME, "broken-cups", "mended-cups"), ADA)
    draft = here.curating.undo(HOME, saved.id or 0)
    assert draft.entries == ("broken-cups",)
    assert [reply.blocks[0].entry.id for reply in draft.replies] == ["broken-cups"]


def test_an_undone_addition_is_about_the_entry_that_goes(here: Open) -> None:
    saved = here.curating.save(here.curating.add(HOME, {"question": "Is there mint?", "answer": "Yes."}), ADA)
    assert here.curating.undo(HOME, saved.id or 0).entries == ("is-there-mint",)


def test_an_import_without_some_entries_is_about_those_too(here: Open) -> None:
    draft = here.curating.import_(HOME, {"cups.yaml": CUPS.replace(SMALL, "").encode()})
    assert draft.entries == ("small-cups",)


def test_going_on_with_what_somebody_else_has_done_already_is_told_and_leaves_no_trace(here: Open) -> None:
    mine, theirs = (here.curating.teach(HOME, "green-tea", ["what about bancha"]) for _ in range(2))
    here.curating.save(theirs, BEA)
    with pytest.raises(ConflictError):
        here.curating.save(mine, ADA)
    with pytest.raises(UnchangedError):
        here.curating.again(mine)
    assert [past.author for past in here.curating.history(HOME)] == [BEA]


def test_an_undo_of_a_move_is_held_up_by_a_change_at_either_end(house: House, here: Open) -> None:
    saved = here.curating.save(here.curating.move(HOME, "small-cups", "Tea"), ADA)
    draft = here.curating.undo(HOME, saved.id or 0)
    house.write(house.text().replace("On the top shelf.", "In the cellar."))
    with pytest.raises(ConflictError) as raised:
        here.curating.save(draft, ADA)
    assert any("In the cellar." in (text or "") for text in raised.value.now.values())


def test_a_history_that_begins_with_a_change_it_could_not_take_down_holds_that_change_alone(house: House) -> None:
    """The database cannot be made at first; nobody has added the rest of the FAQ by hand."""
    (house.folder / "data").write_text("in the way")
    with house.opened() as blind:
        blind.curating.save(blind.curating.edit(HOME, "small-cups", {"answer": "In the cellar."}), ADA)
    (house.folder / "data").unlink()
    with house.opened() as later:
        assert [(past.action, past.entries) for past in later.curating.history(HOME)] == [("edit", ("small-cups",))]


def test_a_name_that_is_no_text_keeps_no_change_from_being_recorded(house: House, here: Open) -> None:
    """A name as the command line hands it over where its bytes are not UTF-8."""
    author = type(ADA)("Z\udcfc")
    saved = here.curating.save(here.curating.edit(HOME, "small-cups", {"answer": "In the cellar."}), author)
    assert saved.id is not None
    with house.opened() as later:
        assert [past.author.name for past in later.curating.history(HOME)] == ["Z?"]


def test_a_file_with_a_name_that_is_no_text_is_told(house: House, here: Open) -> None:
    (house.faq / "cups.yaml").rename(house.faq / "caf\udce9.yaml")
    told: list[str] = []
    here.curating.on_faults(lambda _, faults: told.extend(map(str, faults)))
    assert not here.library.reread(None)
    assert told[0].endswith("is not UTF-8; rename it")
    assert here.answer("small cups") == ("small-cups",)
    with pytest.raises(FaqBotError, match="rename it"), house.opened():
        pass


MINT = {"question": "Is there mint?", "answer": "Yes."}


def test_an_undone_addition_takes_with_it_what_has_come_to_name_the_entry_since(house: House, here: Open) -> None:
    saved = here.curating.save(here.curating.add(HOME, MINT, topic="Cups"), ADA)
    here.curating.save(here.curating.expect(HOME, {"is there any mint": "is-there-mint"}), ADA)
    here.curating.save(here.curating.edit(HOME, "small-cups", {"follow_ups": "is-there-mint"}), BEA)
    undone = here.curating.save(here.curating.undo(HOME, saved.id or 0), BEA)
    assert house.text("cups.yaml") == CUPS
    assert "is-there-mint" not in house.text("questions.yaml")
    here.curating.save(here.curating.undo(HOME, undone.id or 0), ADA)
    assert "entry: is-there-mint" in house.text("questions.yaml")
    assert "follow_ups: [is-there-mint]" in house.text("cups.yaml")


def test_an_undone_renaming_takes_along_what_has_come_to_name_the_entry_since(house: House, here: Open) -> None:
    saved = here.curating.save(here.curating.rename(HOME, "broken-cups", "mended-cups"), ADA)
    here.curating.save(here.curating.expect(HOME, {"a cup broke": "mended-cups"}), ADA)
    here.curating.save(here.curating.edit(HOME, "small-cups", {"follow_ups": "mended-cups"}), BEA)
    here.curating.save(here.curating.undo(HOME, saved.id or 0), BEA)
    assert "follow_ups: [broken-cups]" in house.text("cups.yaml")
    assert "entry: broken-cups" in house.text("questions.yaml")


def test_a_server_that_takes_its_version_of_a_shared_entry_back_keeps_what_names_that_entry(here: Open) -> None:
    saved = here.curating.save(here.curating.edit(ELSEWHERE, "small-cups", {"answer": "In Bea's bag."}), BEA)
    here.curating.save(here.curating.add(ELSEWHERE, {**MINT, "follow_ups": "small-cups"}, topic="Ours"), BEA)
    here.curating.save(here.curating.undo(ELSEWHERE, saved.id or 0), BEA)
    assert here.curating.entry(ELSEWHERE, "is-there-mint").follow_ups == ("small-cups",)
    assert here.curating.entry(ELSEWHERE, "small-cups").answer == "On the top shelf."
