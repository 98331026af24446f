"""A moderator changes the FAQ: drafted, shown, saved, live at once, remembered, taken back."""

import csv
import io
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.desk.curating import CuratingDesk
from bot.desk.drafts import Draft
from bot.engine.decision import Outcome
from bot.errors import ConflictError, EditError, UnchangedError
from bot.knowledge.editing.fields import FieldFaults
from bot.previewing import remarks
from bot.records.model import LoggedQuestion
from tests.curating.shelves import ADA, BEA, CUPS, HOME, SOURCES, TEA, House, Open

MINT = {"question": "How is mint tea brewed?", "answer": "With fresh leaves.", "also": "mint tea\nbrewing mint leaves"}

CHANGES: dict[str, Callable[[CuratingDesk], Draft]] = {
    "add": lambda desk: desk.add(HOME, MINT, topic="Tea"),
    "edit": lambda desk: desk.edit(HOME, "green-tea", {"answer": "Gently. [1]", "follow_ups": ""}),
    "phrasing": lambda desk: desk.phrasing(HOME, "green-tea", add=["sencha"], remove=["brewing green tea"]),
    "rename": lambda desk: desk.rename(HOME, "green-tea", "sencha"),
    "move": lambda desk: desk.move(HOME, "green-tea", "Cups"),
    "move to a new topic": lambda desk: desk.move(HOME, "green-tea", "Leaves"),
    "remove": lambda desk: desk.remove(HOME, "broken-cups"),
    "words": lambda desk: desk.words(HOME, [["tea", "brew"], ["cup", "mug"]]),
    "a group of words": lambda desk: desk.word_group(HOME, (), ["cup", "mug"]),
    "voice": lambda desk: desk.saying(HOME, "greeting", "Come in!"),
    "voice in a language": lambda desk: desk.saying(HOME, "greeting", "Herein!", locale="de"),
    "not for us": lambda desk: desk.not_for_us(HOME, ["who won the cup final"]),
    "expect": lambda desk: desk.expect(HOME, {"how is black tea brewed": "black-tea"}),
}


def test_a_new_entry_is_in_its_topic_and_answered_at_once(house: House, here: Open) -> None:
    draft = here.curating.add(HOME, MINT, topic="tea")
    assert [reply.blocks[0].entry.question for reply in draft.replies] == ["How is mint tea brewed?"]
    assert house.text() == TEA
    here.curating.save(draft, ADA)
    assert house.text() == TEA + (
        "\n  - id: how-is-mint-tea-brewed\n    question: How is mint tea brewed?\n    also:\n      - mint tea\n"
        "      - brewing mint leaves\n    answer: With fresh leaves.\n"
    )
    assert here.answer("brewing mint leaves") == ("how-is-mint-tea-brewed",)


def test_only_the_lines_of_what_was_changed_change(house: House, here: Open) -> None:
    here.curating.save(here.curating.phrasing(HOME, "green-tea", add=["sencha: how"]), ADA)
    wanted = TEA.replace("green tea be\n", 'green tea be\n      - "sencha: how"\n')
    assert house.text() == wanted


def test_what_is_said_in_short_goes_with_the_answer_it_was_written_for(house: House, here: Open) -> None:
    here.curating.save(here.curating.edit(HOME, "green-tea", {"in_short": "Not too hot. [1]"}), ADA)
    assert "    in_short: Not too hot. [1]\n" in house.text()
    here.curating.save(here.curating.edit(HOME, "green-tea", {"question": "How do you brew green tea?"}), ADA)
    assert "in_short" in house.text()
    saved = here.curating.save(here.curating.edit(HOME, "green-tea", {"answer": "Gently. [1]"}), BEA)
    assert "in_short" not in house.text()
    here.curating.save(here.curating.undo(HOME, saved.id or 0), ADA)
    assert "in_short: Not too hot. [1]" in house.text()


def test_an_answer_may_be_changed_along_with_what_is_said_in_short(house: House, here: Open) -> None:
    both = {"answer": "Gently, and not for long. [1]", "in_short": "Gently. [1]"}
    here.curating.save(here.curating.edit(HOME, "green-tea", both), ADA)
    assert "in_short: Gently. [1]" in house.text()


def test_the_difference_is_shown_as_lines(here: Open) -> None:
    draft = here.curating.edit(HOME, "black-tea", {"answer": "With bubbling water. [1]"})
    assert [line for line in draft.diff.splitlines() if line[0] in "+-"] == [
        "-    answer: With boiling water. [1]",
        "+    answer: With bubbling water. [1]",
    ]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_can_be_undone_to_the_byte_and_the_undoing_too(
    house: House, here: Open, change: Callable[[CuratingDesk], Draft]
) -> None:
    before = here.curating.export(HOME)
    saved = here.curating.save(change(here.curating), ADA, "for a reason")
    after = here.curating.export(HOME)
    assert after != before
    assert saved.id is not None
    undone = here.curating.save(here.curating.undo(HOME, saved.id), BEA)
    assert here.curating.export(HOME) == before
    assert undone.id is not None
    here.curating.save(here.curating.undo(HOME, undone.id), ADA)
    assert here.curating.export(HOME) == after
    assert [(past.author.name, past.undoes) for past in here.curating.history(HOME)] == [
        ("Ada", undone.id),
        ("Bea", saved.id),
        ("Ada", None),
    ]
    assert {path.name: path.read_bytes() for path in house.faq.glob("*.yaml")} == after


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_saved_is_there_for_the_next_process(
    house: House, here: Open, change: Callable[[CuratingDesk], Draft]
) -> None:
    here.curating.save(change(here.curating), ADA)
    with house.opened() as later:
        assert later.curating.export(HOME) == here.curating.export(HOME)
        assert [past.action for past in later.curating.history(HOME)] == [here.curating.history(HOME)[0].action]


def test_a_change_has_an_author_a_time_a_reason_and_a_before_and_after(here: Open) -> None:
    curating = CuratingDesk(here.library, replace(here.archive, now=lambda: datetime(2026, 5, 1, 9, tzinfo=UTC)))
    curating.save(curating.edit(HOME, "small-cups", {"answer": "In the cellar."}), ADA, "they were moved")
    (past,) = curating.history(HOME, entry="small-cups")
    assert (past.author, past.action, past.reason) == (ADA, "edit", "they were moved")
    assert past.at == datetime(2026, 5, 1, 9, tzinfo=UTC)
    assert past.diff.splitlines() == [
        "cups.yaml",
        "   - which shelf holds the little cups",
        "-  answer: On the top shelf.",
        "+  answer: In the cellar.",
    ]
    assert curating.history(HOME, entry="green-tea") == ()


def test_the_history_of_an_entry_goes_on_beyond_its_renamings(here: Open) -> None:
    curating = here.curating
    curating.save(curating.edit(HOME, "green-tea", {"answer": "Gently. [1]"}), ADA)
    curating.save(curating.rename(HOME, "green-tea", "verde"), ADA)
    undone = curating.save(curating.undo(HOME, curating.history(HOME)[0].id), BEA)
    curating.save(curating.undo(HOME, undone.id or 0), BEA)
    curating.save(curating.rename(HOME, "verde", "emerald"), ADA)
    curating.save(curating.add(HOME, {"id": "green-tea", "question": "Is it new?", "answer": "Yes."}), BEA)
    pasts = curating.history(HOME, entry="emerald")
    assert [past.action for past in pasts] == ["rename", "undo", "undo", "rename", "edit"]
    older = curating.history(HOME, entry="emerald", limit=2, before=pasts[1].id)
    assert older == pasts[2:4]


def test_a_removed_entry_can_be_restored_as_it_was(house: House, here: Open) -> None:
    here.curating.save(here.curating.remove(HOME, "broken-cups"), ADA)
    assert here.answer("a cup fell down and broke") != ("broken-cups",)
    here.curating.save(here.curating.edit(HOME, "small-cups", {"answer": "In the cellar."}), BEA)
    here.curating.save(here.curating.restore(HOME, "broken-cups"), ADA)
    assert house.text("cups.yaml") == CUPS.replace("On the top shelf.", "In the cellar.")
    assert here.answer("a cup fell down and broke") == ("broken-cups",)


def test_a_change_is_not_saved_over_a_later_one_and_both_versions_are_shown(here: Open) -> None:
    mine = here.curating.edit(HOME, "black-tea", {"answer": "Mine. [1]"})
    here.curating.save(here.curating.edit(HOME, "black-tea", {"answer": "Theirs. [1]"}), BEA)
    with pytest.raises(ConflictError) as raised:
        here.curating.save(mine, ADA)
    assert "Theirs." in (raised.value.now["black-tea"] or "")
    assert "Mine." in (raised.value.wanted["black-tea"] or "")
    assert here.curating.entry(HOME, "black-tea").answer == "Theirs. [1]"
    here.curating.save(here.curating.again(mine), ADA)
    assert here.curating.entry(HOME, "black-tea").answer == "Mine. [1]"


def test_of_two_who_are_the_first_to_send_a_question_away_the_second_can_go_on(here: Open) -> None:
    first, second = (here.curating.not_for_us(HOME, [text]) for text in ("who won the cup final", "do you sell cars"))
    here.curating.save(first, ADA)
    with pytest.raises(ConflictError):
        here.curating.save(second, BEA)
    here.curating.save(here.curating.again(second), BEA)
    assert here.curating.entry(HOME, "not-for-us").also == ("do you sell cars",)


def test_a_change_to_a_neighbour_is_no_conflict(house: House, here: Open) -> None:
    mine = here.curating.edit(HOME, "black-tea", {"answer": "Mine. [1]"})
    here.curating.save(here.curating.edit(HOME, "green-tea", {"answer": "Theirs. [1]"}), BEA)
    house.write(house.text().replace("# darker", "# much darker"))
    here.curating.save(mine, ADA)
    assert [text in house.text() for text in ("Mine.", "Theirs.", "# much darker")] == [True, True, True]


def test_an_undo_that_would_take_a_later_change_with_it_is_refused(here: Open) -> None:
    first = here.curating.save(here.curating.edit(HOME, "black-tea", {"answer": "First. [1]"}), ADA)
    here.curating.save(here.curating.edit(HOME, "black-tea", {"answer": "Second. [1]"}), BEA)
    with pytest.raises(ConflictError, match="changed again since"):
        here.curating.undo(HOME, first.id or 0)


def test_an_undo_leaves_a_later_change_of_the_same_entry_alone_if_they_do_not_touch(here: Open) -> None:
    first = here.curating.save(here.curating.phrasing(HOME, "green-tea", remove=["brewing green tea"]), ADA)
    here.curating.save(here.curating.edit(HOME, "green-tea", {"answer": "Later. [1]"}), BEA)
    here.curating.save(here.curating.undo(HOME, first.id or 0), ADA)
    entry = here.curating.entry(HOME, "green-tea")
    assert (entry.also[0], entry.answer) == ("brewing green tea", "Later. [1]")


def test_what_was_changed_by_hand_is_in_the_history_and_can_be_undone(house: House, here: Open) -> None:
    house.write(TEA.replace("below the boil", "above the boil").replace("# darker", "# DARKER"))
    here.library.reread(None)
    here.curating.settle()
    (past,) = here.curating.history(HOME)
    assert (past.action, past.author.name, past.entries) == ("edited in the file", "somebody", ("green-tea",))
    assert [line for line in past.diff.splitlines() if line[:1] in ("-", "+")] == [
        "-      With water well below the boil. [1]",
        "+      With water well above the boil. [1]",
        "-  # darker",
        "+  # DARKER",
    ]
    here.curating.save(here.curating.undo(HOME, past.id), ADA)
    assert house.text() == TEA


def test_what_was_changed_by_hand_while_nothing_ran_is_noticed_at_the_next_start(house: House, here: Open) -> None:
    house.write(CUPS.replace("gold", "silver"), "cups.yaml")
    with house.opened() as later:
        (past,) = later.curating.history(HOME)
        assert past.action == "edited in the file"
    with house.opened() as latest:
        assert latest.curating.history(HOME) == (past,)
    assert here.curating.history(HOME) == (past,)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"question": ""}, "question", "is empty"),
        ({"answer": "x" * 1201}, "answer", "1201 characters long; shorten it to at most 1200"),
        ({"answer": "a\x07b"}, "answer", "invisible character (U+0007, no. 2)"),
        ({"kind": "joke"}, "kind", "is none of answer"),
        ({"sources": ["leaflet/leaves"]}, "sources", "write article/section/paragraph"),
        ({"sources": ["leaflet/leaves/9"], "answer": "So. [1]"}, "sources", "has no paragraph 9"),
        ({"follow_ups": "nowhere"}, "follow_ups", "is the id of no entry"),
        ({"answer": "So. [7]"}, "answer", "has a marker [7]"),
        ({"review_by": "soon"}, "review_by", "is no day"),
        ({"also": "small cups"}, "also", 'share the phrasing "small cups"'),
        ({"also": "brewing black tea"}, "also", 'share the phrasing "brewing black tea"'),
        ({"colour": "red"}, "colour", "is not known here"),
        ({"also": "y" * 501}, "also", "501 characters long"),
    ],
)
def test_faults_are_told_by_field_and_in_words(
    house: House, here: Open, typed: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(FieldFaults) as raised:
        here.curating.edit(HOME, "green-tea", {"sources": ["leaflet/leaves/1"], **typed})
    assert raised.value.faults[0].field == field
    assert words in str(raised.value)
    assert house.text() == TEA


@pytest.mark.parametrize(
    "text",
    ["!!python/object:os.system x", "*alias", "&anchor", "<<: *x", "- item", "a: b", "# no", "@everyone", "%TAG"],
)
def test_what_people_type_stays_text(house: House, here: Open, text: str) -> None:
    typed = {"question": text, "also": f"{text} again", "answer": text}
    here.curating.save(here.curating.add(HOME, typed, topic=text), ADA)
    with house.opened() as later:
        assert text in [entry.answer for entry in later.library.edition(None).faq.entries]
        assert text in [topic.topic for topic in later.library.edition(None).faq.topics]


@pytest.mark.parametrize("title", ["../../etc/passwd", "..", "/", "C:\\x", ".hidden", "voice", "a/b", "\u202e"])
def test_the_title_of_a_topic_never_leads_out_of_the_folder(house: House, here: Open, title: str) -> None:
    here.curating.save(here.curating.add(HOME, MINT, topic=title), ADA)
    (new,) = {path.name for path in house.faq.glob("*.yaml")} - {"tea.yaml", "cups.yaml", "sources.yaml"}
    assert new.replace("-", "").removesuffix(".yaml").isalnum()
    assert [path.name for path in house.folder.iterdir() if path.name.endswith("yaml")] == ["config.yaml"]


def test_an_id_from_a_person_is_an_id(here: Open) -> None:
    with pytest.raises(FieldFaults, match="cannot be an id"):
        here.curating.rename(HOME, "green-tea", "../green")
    with pytest.raises(FieldFaults, match="another entry has the id"):
        here.curating.rename(HOME, "green-tea", "black-tea")
    with pytest.raises(UnchangedError):
        here.curating.rename(HOME, "green-tea", "green-tea")


def test_a_renamed_entry_is_followed_by_all_that_refer_to_it(house: House, here: Open) -> None:
    here.curating.save(here.curating.expect(HOME, {"how do i brew green tea": "green-tea"}), ADA)
    here.curating.save(here.curating.rename(HOME, "green-tea", "sencha"), ADA)
    assert here.curating.entry(HOME, "black-tea").follow_ups == ("sencha",)
    assert "entry: sencha" in house.text("questions.yaml")
    assert house.text() == TEA.replace("id: green-tea", "id: sencha").replace("[green-tea]", "[sencha]")


def test_a_removed_entry_is_named_by_no_other_and_taking_that_back_names_it_again(house: House, here: Open) -> None:
    before = house.text()
    saved = here.curating.save(here.curating.remove(HOME, "green-tea"), ADA)
    assert here.curating.entry(HOME, "black-tea").follow_ups == ()
    assert "green-tea" not in house.text()
    here.curating.save(here.curating.undo(HOME, saved.id or 0), ADA)
    assert house.text() == before


def test_a_group_of_words_is_changed_while_somebody_else_changes_another(house: House, here: Open) -> None:
    desk = here.curating
    house.write("groups:\n  - [tea, brew]  # old\n  - [cup, mug]\n", "words.yaml")
    here.library.reread(None)
    draft = desk.word_group(HOME, ("cup", "mug"), ["cup", " mug ", "mug", "beaker"])
    desk.save(desk.word_group(HOME, ("tea", "brew"), ["tea", "infusion"]), BEA)
    desk.save(draft, ADA)
    assert house.text("words.yaml") == "groups:\n  - [tea, infusion]  # old\n  - [cup, mug, beaker]\n"
    late = desk.word_group(HOME, ("cup", "mug", "beaker"), [])
    desk.save(desk.word_group(HOME, ("cup", "mug", "beaker"), ["cup", "tankard"]), BEA)
    with pytest.raises(ConflictError):
        desk.save(late, ADA)
    assert desk.word_groups(HOME) == (("tea", "infusion"), ("cup", "tankard"))


def test_an_entry_that_was_moved_and_removed_by_hand_can_be_restored(house: House, here: Open) -> None:
    here.curating.save(here.curating.move(HOME, "small-cups", "Tea"), ADA)
    assert here.curating.removed(HOME) == ()
    text = house.text()
    house.write(text[: text.index("  - id: small-cups")])
    here.library.reread(None)
    here.curating.settle()
    assert here.curating.removed(HOME) == (("small-cups", "Where are the small cups kept?"),)
    here.curating.save(here.curating.restore(HOME, "small-cups"), ADA)
    assert house.text() == text


def test_a_preview_tells_which_questions_lead_elsewhere(here: Open) -> None:
    """A question somebody asked, which another entry answers now."""
    question = "where do the little cups live"
    assert here.answer(question) == ("small-cups",)
    records = here.archive.open()
    records.questions.note(LoggedQuestion("1", HOME, "1", here.archive.now(), "answer", ("small-cups",), question))
    records.revisions.know()
    typed = {"question": "Where do the little cups live?", "answer": "With the cat."}
    draft = here.curating.add(HOME, typed, topic="Cups")
    (turned,) = [one for one in draft.effect.turned if one.question == question]
    assert (turned.before.entry, turned.after.entry) == ("small-cups", "where-do-the-little-cups-live")
    wanted = f'takes "{question}" from "Where are the small cups kept?"'
    assert any(remark.startswith(wanted) for remark in remarks(draft, draft.edition.faq.voice))


def test_a_preview_tells_what_would_not_lead_to_its_own_entry(here: Open) -> None:
    typed = {"question": "Is the kettle clean?", "answer": "Yes.", "also": "thanks a lot"}
    draft = here.curating.add(HOME, typed, topic="Tea")
    assert [(one.phrasing, one.after.outcome) for one in draft.effect.lost] == [("thanks a lot", Outcome.CHATTER)]
    assert "no source" in "\n".join(remarks(draft, draft.edition.faq.voice))


def test_a_preview_tells_nothing_of_the_entries_below(here: Open) -> None:
    draft = here.curating.edit(HOME, "small-cups", {"answer": "In the cellar."})
    told = "\n".join(remarks(draft, draft.edition.faq.voice))
    assert "small-cups: no source" in told
    assert "broken-cups" not in told


def test_a_preview_replays_the_questions_that_have_to_work(here: Open) -> None:
    here.curating.save(here.curating.expect(HOME, {"small cups": "small-cups"}), ADA)
    draft = here.curating.edit(HOME, "small-cups", {"question": "Quo vadis?", "also": ""})
    (broken,) = draft.effect.broken
    assert (broken.expected.question, broken.was_right) == ("small cups", True)


def test_a_taught_question_is_kept_to_try_later_changes_on_in_the_same_change(house: House, here: Open) -> None:
    draft = here.curating.expecting(
        here.curating.teach(HOME, "green-tea", ["what about bancha"]), ["what about bancha"]
    )
    here.curating.save(draft, ADA)
    assert house.text("questions.yaml") == "questions:\n  - question: what about bancha\n    entry: green-tea\n"
    (past,) = here.curating.history(HOME)
    assert (past.action, past.entries) == ("teach", ("green-tea",))
    later = here.curating.phrasing(HOME, "green-tea", remove=["what about bancha"])
    assert [one.expected.question for one in later.effect.broken if one.was_right] == ["what about bancha"]
    here.curating.save(here.curating.undo(HOME, past.id), ADA)
    assert (house.text(), (house.faq / "questions.yaml").exists()) == (TEA, False)


def test_a_question_that_is_not_for_us_is_kept_as_one_that_must_not_be_answered(house: House, here: Open) -> None:
    draft = here.curating.not_for_us(HOME, ["how is green tea grown"])
    here.curating.save(here.curating.expecting(draft, ["how is green tea grown"]), ADA)
    assert house.text("questions.yaml").endswith("question: how is green tea grown\n    entry: null\n")


def test_a_question_that_does_not_lead_to_its_entry_is_not_kept(house: House, here: Open) -> None:
    with pytest.raises(EditError, match='"small cups" would not lead to `green-tea`'):
        here.curating.expect(HOME, {"small cups": "green-tea"})
    with pytest.raises(EditError, match='"small cups" would be answered'):
        here.curating.expect(HOME, {"small cups": None})
    assert not (house.faq / "questions.yaml").exists()


def test_a_kept_question_is_a_line_more_and_those_that_others_keep_meanwhile_stay(house: House, here: Open) -> None:
    first = "# ours\nquestions:\n  - {question: 'small cups', entry: small-cups}  # often\n"
    house.write(first, "questions.yaml")
    here.library.reread(None)
    one, other = (here.curating.expect(HOME, {f"brewing {tea} tea": f"{tea}-tea"}) for tea in ("green", "black"))
    again = here.curating.expect(HOME, {"Small CUPS?": "small-cups"})
    here.curating.save(one, ADA)
    here.curating.save(other, BEA)
    here.curating.save(again, ADA)
    lines = house.text("questions.yaml").splitlines()
    assert lines[:2] == first.splitlines()[:2]
    assert lines[2] == "  - {question: 'Small CUPS?', entry: small-cups}  # often"
    assert lines[3::2] == ["  - question: brewing green tea", "  - question: brewing black tea"]


def test_what_is_kept_with_a_change_does_not_hide_that_somebody_was_faster(here: Open) -> None:
    draft = here.curating.teach(HOME, "green-tea", ["what about bancha"])
    here.curating.save(here.curating.edit(HOME, "green-tea", {"answer": "Cold. [1]"}), BEA)
    with pytest.raises(ConflictError):
        here.curating.save(here.curating.expecting(draft, ["what about bancha"]), ADA)
    again = here.curating.again(here.curating.expecting(draft, ["what about bancha"]))
    assert again.without
    assert (len(again.changed), len(again.without.changed)) == (2, 1)


def test_of_questions_that_are_not_for_us_those_in_an_entrys_own_words_stay_with_it(here: Open) -> None:
    draft = here.curating.not_for_us(HOME, ["small cups", "who won the cup final"])
    assert "who won the cup final" in draft.diff
    assert "small cups" not in draft.diff
    with pytest.raises(UnchangedError):
        here.curating.not_for_us(HOME, ["Small cups?"])


def test_a_question_that_is_not_for_us_is_not_answered_again(here: Open) -> None:
    question = "how is green tea grown"
    draft = here.curating.not_for_us(HOME, [question])
    here.curating.save(draft, ADA)
    assert here.answer(question) == ()
    assert here.answer("How is green tea brewed?") == ("green-tea",)
    here.curating.save(here.curating.not_for_us(HOME, ["who drinks green tea"]), ADA)
    assert here.curating.entry(HOME, "not-for-us").also == (question, "who drinks green tea")


def test_what_is_not_for_us_is_called_so_in_the_language_of_the_server(here: Open) -> None:
    here.curating.save(here.curating.not_for_us(HOME, ["who drinks green tea"], locale="de"), ADA)
    voice = here.library.faq(HOME).voice_in("de")
    found = here.curating.entry(HOME, "not-for-us")
    assert (found.question, found.answer) == (voice.question_not_for_us, voice.nothing)
    assert here.curating.topic_of(HOME, "not-for-us") == voice.topic_not_for_us == "Nichts für uns"


def test_a_taught_question_is_answered(here: Open) -> None:
    assert here.answer("bancha") == ()
    here.curating.save(here.curating.teach(HOME, "green-tea", ["bancha", "what about bancha", "bancha!"]), ADA)
    assert here.answer("what about bancha") == ("green-tea",)
    assert here.curating.entry(HOME, "green-tea").also[-2:] == ("bancha!", "what about bancha")


@pytest.mark.parametrize(
    "nothing",
    [
        lambda desk: desk.edit(HOME, "green-tea", {"question": "How is green tea brewed?"}),
        lambda desk: desk.phrasing(HOME, "green-tea", add=["Brewing GREEN tea!"]),
        lambda desk: desk.words(HOME, []),
        lambda desk: desk.word_group(HOME, (), []),
        lambda desk: desk.word_group(HOME, ("never", "there"), ["cup", "mug"]),
        lambda desk: desk.saying(HOME, "greeting", desk.edition(HOME).faq.voice.greeting),
        lambda desk: desk.saying(HOME, "greeting", None),
        lambda desk: desk.restore(HOME, "green-tea"),
        lambda desk: desk.move(HOME, "green-tea", "TEA"),
    ],
)
def test_changing_nothing_is_told(here: Open, nothing: Callable[[CuratingDesk], Draft]) -> None:
    with pytest.raises(EditError):
        nothing(here.curating)


@pytest.mark.parametrize(
    "gone",
    [
        lambda desk: desk.edit(HOME, "gone", {"answer": "x"}),
        lambda desk: desk.remove(HOME, "gone"),
        lambda desk: desk.restore(HOME, "gone"),
        lambda desk: desk.undo(HOME, 4711),
    ],
)
def test_what_is_gone_is_told(here: Open, gone: Callable[[CuratingDesk], Draft]) -> None:
    with pytest.raises(EditError, match=r"gone|4711"):
        gone(here.curating)


def test_a_file_with_a_fault_keeps_everybody_from_saving_over_it(house: House, here: Open) -> None:
    draft = here.curating.edit(HOME, "small-cups", {"answer": "In the cellar."})
    house.write("topic: [", "tea.yaml")
    with pytest.raises(FieldFaults, match=r"tea\.yaml:1: "):
        here.curating.save(draft, ADA)
    assert house.text("cups.yaml") == CUPS


def test_what_was_exported_is_imported_without_a_difference(here: Open) -> None:
    files = dict(_unzip(here.curating.export_zip(HOME)))
    assert sorted(files) == ["cups.yaml", "sources.yaml", "tea.yaml"]
    assert files["sources.yaml"] == SOURCES.encode()
    with pytest.raises(EditError, match="nothing would change"):
        here.curating.import_(HOME, files)


def test_a_table_is_taken_over_once_however_often_it_is_brought(here: Open) -> None:
    table = _table(
        ["question", "answer", "also", "topic", "sources"],
        ["How is mint tea brewed?", "Fresh. [1]", "mint tea|brewing mint", "Tea", "leaflet/leaves/3"],
        ["Where are the small cups kept?", "In the cellar.", "", "", ""],
        ["Who washes up?", "Whoever drank.", "washing up", "House rules", ""],
    )
    draft = here.curating.import_(HOME, {"table.csv": table})
    assert set(draft.entries) == {"how-is-mint-tea-brewed", "small-cups", "who-washes-up"}
    saved = here.curating.save(draft, ADA)
    assert here.curating.entry(HOME, "small-cups").also == ("small cups", "which shelf holds the little cups")
    assert here.curating.topic_of(HOME, "who-washes-up") == "House rules"
    with pytest.raises(EditError, match="nothing would change"):
        here.curating.import_(HOME, {"table.csv": table})
    here.curating.save(here.curating.undo(HOME, saved.id or 0), ADA)
    assert here.curating.export(HOME) == {
        "cups.yaml": CUPS.encode(),
        "sources.yaml": SOURCES.encode(),
        "tea.yaml": TEA.encode(),
    }


def test_an_import_with_one_fault_changes_nothing(house: House, here: Open) -> None:
    table = _table(["question", "answer"], ["Fine?", "Yes."], ["", "No question."], ["x" * 301, "Too long."])
    with pytest.raises(FieldFaults) as raised:
        here.curating.import_(HOME, {"table.csv": table})
    assert [str(fault).partition(":")[2].partition(":")[0] for fault in raised.value.faults] == ["3", "4"]
    assert house.text("cups.yaml") == CUPS


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "there is no column `question`"),
        (b"colour,question,answer\n", "the column `colour` is not known"),
        (b"\xff\xfe", "is not UTF-8"),
        (b'question,answer\n"a\x00b,', "entry|no table|invisible|empty"),
    ],
)
def test_what_is_no_table_is_told(here: Open, content: bytes, words: str) -> None:
    with pytest.raises(EditError, match=words):
        here.curating.import_(HOME, {"table.csv": content})


def test_a_name_of_an_imported_file_never_leads_out_of_the_folder(house: House, here: Open) -> None:
    topic = b"topic: Herbs\nentries:\n  - {id: mint, question: Is there mint?, answer: Yes.}\n"
    here.curating.save(here.curating.import_(HOME, {"../../evil.yaml": topic}), ADA)
    assert (house.faq / "evil.yaml").read_bytes() == topic
    again = {"..\\Kräuter.yaml": topic.replace(b"Yes", b"No")}
    here.curating.save(here.curating.import_(HOME, again), ADA)
    assert here.curating.entry(HOME, "mint").answer == "No."
    assert sorted(path.name for path in house.faq.glob("*.yaml")) == [
        "cups.yaml",
        "evil.yaml",
        "sources.yaml",
        "tea.yaml",
    ]


def test_without_a_database_the_faq_is_changed_and_the_history_learns_of_it_later(house: House) -> None:
    with house.opened() as before:
        assert before.curating.history(HOME) == ()
    (house.folder / "data").rename(house.folder / "away")
    (house.folder / "data").write_text("in the way")
    with house.opened() as blind:
        saved = blind.curating.save(blind.curating.edit(HOME, "small-cups", {"answer": "In the cellar."}), ADA)
        assert saved.id is None
        blind.curating.save(blind.curating.edit(HOME, "small-cups", {"answer": "In the attic."}), BEA)
    (house.folder / "data").unlink()
    (house.folder / "away").rename(house.folder / "data")
    with house.opened() as later:
        assert [(past.author.name, past.action) for past in later.curating.history(HOME)] == [
            ("Bea", "edit"),
            ("Ada", "edit"),
        ]
        assert later.curating.entry(HOME, "small-cups").answer == "In the attic."


def test_what_was_saved_while_the_database_was_locked_can_be_undone_as_soon_as_it_is_not(
    house: House, here: Open
) -> None:
    saved = here.curating.save(here.curating.remove(HOME, "small-cups"), ADA)
    with closing(sqlite3.connect(here.settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = here.curating.save(here.curating.remove(HOME, "broken-cups"), BEA)
    assert refused.id is None
    assert [entry for entry, _ in here.curating.removed(HOME)] == ["broken-cups", "small-cups"]
    assert [past.author for past in here.curating.history(HOME)] == [BEA, ADA]
    here.curating.save(here.curating.undo(HOME, (saved.id or 0) + 1), ADA)
    assert "broken-cups" in house.text("cups.yaml")


@pytest.mark.parametrize("ask", [CuratingDesk.history, CuratingDesk.removed, lambda desk, server: desk.undo(server, 1)])
def test_whoever_asks_first_has_it_recorded(here: Open, ask: Callable[[CuratingDesk, str], object]) -> None:
    with closing(sqlite3.connect(here.settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        here.curating.save(here.curating.remove(HOME, "small-cups"), ADA)
    assert ask(here.curating, HOME)


def test_what_is_written_by_hand_and_does_not_serve_yet_is_not_recorded_by_asking(house: House, here: Open) -> None:
    house.write(TEA + "  - id: half-an-entry\n")
    assert here.curating.history(HOME) == ()


def _table(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _unzip(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
