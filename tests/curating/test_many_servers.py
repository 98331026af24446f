"""One base, many servers: each has its own entries and versions, and none sees another's."""

import asyncio
from pathlib import Path

import pytest

from bot.desk import Place
from bot.errors import ConfigError, ConflictError, EditError
from bot.knowledge.editing.fields import FieldFaults
from bot.on_discord.answering import Answering
from bot.on_discord.callers import Caller
from bot.on_discord.sending.thinking import at_once
from tests.curating.shelves import ADA, BEA, ELSEWHERE, HOME, TEA, House, Open

THIRD = "100000000000000003"
EVERYONE = (HOME, ELSEWHERE, THIRD, None)
RULES = {"question": "Who washes up here?", "answer": "Whoever drank.", "also": "washing up rota"}


def test_an_entry_of_a_server_is_answered_there_only(house: House, here: Open) -> None:
    here.curating.save(here.curating.add(ELSEWHERE, RULES, topic="House rules"), BEA)
    assert here.answer("washing up rota", ELSEWHERE) == ("who-washes-up-here",)
    for server in (HOME, THIRD, None):
        assert here.answer("washing up rota", server) == ()
    assert here.answer("brewing black tea", ELSEWHERE) == ("black-tea",)
    assert sorted(path.name for path in (house.folder / "servers" / ELSEWHERE).glob("*.yaml")) == ["house-rules.yaml"]
    with house.opened() as later:
        assert later.answer("washing up rota", ELSEWHERE) == ("who-washes-up-here",)


def test_a_version_of_a_server_hides_the_base_entry_there_only(house: House, here: Open) -> None:
    here.curating.save(here.curating.edit(ELSEWHERE, "black-tea", {"answer": "Never. [1]"}), BEA)
    assert house.text() == TEA
    assert here.curating.entry(ELSEWHERE, "black-tea").answer == "Never. [1]"
    assert here.curating.entry(HOME, "black-tea").answer == "With boiling water. [1]"
    titles = [topic.topic for topic in here.library.edition(ELSEWHERE).faq.topics]
    assert titles == ["Cups", "Tea"]
    here.curating.save(here.curating.remove(ELSEWHERE, "black-tea"), BEA)
    assert here.curating.entry(ELSEWHERE, "black-tea").answer == "With boiling water. [1]"


def test_what_refers_to_a_shared_entry_stays_when_the_version_of_a_server_goes(here: Open) -> None:
    here.curating.save(here.curating.add(ELSEWHERE, {**RULES, "follow_ups": "black-tea"}, topic="Rules"), BEA)
    here.curating.save(here.curating.edit(ELSEWHERE, "black-tea", {"answer": "Never. [1]"}), BEA)
    here.curating.save(here.curating.expect(ELSEWHERE, {"brewing black tea": "black-tea"}), BEA)
    here.curating.save(here.curating.remove(ELSEWHERE, "black-tea"), BEA)
    assert here.curating.entry(ELSEWHERE, "who-washes-up-here").follow_ups == ("black-tea",)
    assert [one.entry for one in here.curating.edition(ELSEWHERE).faq.questions] == ["black-tea"]


def test_a_version_that_takes_the_place_of_a_shared_entry_stays_in_its_topic(here: Open) -> None:
    here.curating.save(here.curating.edit(ELSEWHERE, "black-tea", {"answer": "Never. [1]"}), BEA)
    with pytest.raises(EditError, match="and so in its topic"):
        here.curating.move(ELSEWHERE, "black-tea", "Cups")
    assert sorted(here.curating.export(ELSEWHERE)) == ["tea.yaml"]


def test_a_version_of_a_shared_entry_is_not_made_of_one_that_is_no_longer_so(here: Open) -> None:
    draft = here.curating.phrasing(ELSEWHERE, "black-tea", add=["assam"])
    here.curating.save(here.curating.edit(HOME, "black-tea", {"answer": "With hot water. [1]"}), ADA)
    with pytest.raises(ConflictError) as raised:
        here.curating.save(draft, BEA)
    assert "With hot water." in (raised.value.now["black-tea"] or "")
    assert "With boiling water." in (raised.value.wanted["black-tea"] or "")
    here.curating.save(here.curating.again(draft), BEA)
    assert here.curating.entry(ELSEWHERE, "black-tea").also[-1] == "assam"


def test_the_base_may_change_under_a_server(here: Open) -> None:
    here.curating.save(here.curating.add(ELSEWHERE, RULES, topic="House rules"), BEA)
    here.curating.save(here.curating.phrasing(HOME, "green-tea", add=["sencha please"]), ADA)
    assert here.answer("sencha please", ELSEWHERE) == ("green-tea",)
    assert here.answer("washing up rota", ELSEWHERE) == ("who-washes-up-here",)


def test_a_server_whose_own_files_no_longer_fit_the_base_keeps_what_it_had(here: Open) -> None:
    here.curating.save(here.curating.add(ELSEWHERE, {**RULES, "follow_ups": "broken-cups"}, topic="Rules"), BEA)
    told = []
    here.curating.on_faults(lambda server, faults: told.append((server, str(faults[0]))))
    here.curating.save(here.curating.remove(HOME, "broken-cups"), ADA)
    assert "broken-cups" not in here.library.edition(HOME).faq.by_id
    assert "broken-cups" in here.library.edition(ELSEWHERE).faq.by_id
    ((server, fault),) = told
    assert server == ELSEWHERE
    assert fault.startswith(f"servers/{ELSEWHERE}/rules.yaml:")


def test_what_a_change_of_the_base_has_left_in_a_servers_files_blocks_no_change_there(house: House, here: Open) -> None:
    here.curating.save(here.curating.edit(ELSEWHERE, "green-tea", {"answer": "Gently. [1]"}), BEA)
    here.curating.save(here.curating.rename(HOME, "green-tea", "verde"), ADA)
    here.curating.save(here.curating.add(ELSEWHERE, RULES, topic="Tea", behind="green-tea"), BEA)
    assert here.answer("washing up rota", ELSEWHERE) == ("who-washes-up-here",)
    draft = here.curating.edit(ELSEWHERE, "green-tea", {"question": "How is green tea best brewed?"})
    assert draft.replies
    here.curating.save(draft, BEA)
    here.curating.save(here.curating.phrasing(ELSEWHERE, "black-tea", add=["assam"]), BEA)
    with house.opened() as later:
        for opened in (here, later):
            assert opened.curating.entry(ELSEWHERE, "green-tea").question == "How is green tea best brewed?"
            assert opened.answer("assam", ELSEWHERE) == ("black-tea",)
            assert opened.answer("washing up rota", ELSEWHERE) == ("who-washes-up-here",)


def test_what_the_base_has_left_is_told_once_whatever_lines_have_come_above_it(here: Open) -> None:
    here.curating.save(here.curating.edit(ELSEWHERE, "green-tea", {"answer": "Gently. [1]"}), BEA)
    told: list[str | None] = []
    here.curating.on_faults(lambda server, _: told.append(server))
    here.curating.save(here.curating.rename(HOME, "green-tea", "verde"), ADA)
    also = ("sencha please", *here.curating.entry(ELSEWHERE, "green-tea").also)
    here.curating.save(here.curating.edit(ELSEWHERE, "green-tea", {"also": also}), BEA)
    assert told == [ELSEWHERE]


def test_what_a_change_itself_would_leave_is_told_without_what_the_base_has_left(here: Open) -> None:
    here.curating.save(here.curating.edit(ELSEWHERE, "green-tea", {"answer": "Gently. [1]"}), BEA)
    here.curating.save(here.curating.add(ELSEWHERE, {**RULES, "follow_ups": "small-cups"}, topic="Rules"), BEA)
    here.curating.save(here.curating.rename(HOME, "green-tea", "verde"), ADA)
    with pytest.raises(FieldFaults) as raised:
        here.curating.phrasing(ELSEWHERE, "who-washes-up-here", add=["brewing black tea"])
    (fault,) = raised.value.faults
    assert (fault.field, fault.why) == ("also", "why_shared")


def test_a_draft_that_no_longer_fits_the_base_is_not_saved(house: House, here: Open) -> None:
    draft = here.curating.add(ELSEWHERE, {**RULES, "follow_ups": "broken-cups"}, topic="Rules")
    here.curating.save(here.curating.remove(HOME, "broken-cups"), ADA)
    with pytest.raises(FieldFaults, match="`broken-cups` is the id of no entry"):
        here.curating.save(draft, BEA)
    assert here.curating.export(ELSEWHERE) == {}
    assert list((house.folder / "servers" / ELSEWHERE).glob("*.yaml")) == []


def test_what_a_server_refuses_to_answer_is_refused_there_besides_what_the_base_refuses(here: Open) -> None:
    refused = {HOME: "how is green tea grown", ELSEWHERE: "who won the cup final"}
    for server, question in refused.items():
        here.curating.save(here.curating.not_for_us(server, [question]), ADA)
    for question in refused.values():
        assert here.curating.entry(ELSEWHERE, "not-for-us").also == tuple(refused.values())
        assert here.answer(question, ELSEWHERE) == ()
    assert here.curating.entry(HOME, "not-for-us").also == (refused[HOME],)


def test_files_of_a_server_that_went_while_nothing_ran_are_in_its_history(house: House, here: Open) -> None:
    here.curating.save(here.curating.add(ELSEWHERE, RULES, topic="House rules"), BEA)
    (house.folder / "servers" / ELSEWHERE / "house-rules.yaml").unlink()
    with house.opened() as later:
        assert later.curating.removed(ELSEWHERE) == (("who-washes-up-here", RULES["question"]),)


def test_a_server_has_words_voice_articles_and_questions_of_its_own(here: Open) -> None:
    desk = here.curating
    desk.save(desk.words(ELSEWHERE, [["cup", "beaker"]]), BEA)
    desk.save(desk.saying(ELSEWHERE, "greeting", "Welcome elsewhere!"), BEA)
    desk.save(desk.expect(ELSEWHERE, {"small beakers": "small-cups"}), BEA)
    there, base = here.library.edition(ELSEWHERE).faq, here.library.edition(None).faq
    assert (there.words.groups, base.words.groups) == ((("cup", "beaker"),), ())
    assert (there.voice.greeting, base.voice.greeting == "Welcome elsewhere!") == ("Welcome elsewhere!", False)
    assert (len(there.questions), len(base.questions)) == (1, 0)


def test_what_sounds_urgent_is_what_the_servers_own_faq_takes_for_it(here: Open) -> None:
    alarm = {
        "question": "Someone has scalded themselves",
        "answer": "Cold water, now.",
        "also": "scalded by the kettle",
    }
    here.curating.save(here.curating.add(ELSEWHERE, {**alarm, "kind": "urgent"}, topic="Alarms"), BEA)
    urgent = {server: here.desk.sounds_urgent("scalded by the kettle", place=Place(server, "1")) for server in EVERYONE}
    assert urgent == {ELSEWHERE: True, HOME: False, THIRD: False, None: False}


def test_the_signs_of_danger_are_those_of_the_servers_own_faq(house: House) -> None:
    alarms = "topic: Alarms\nentries:\n- {id: scald, question: Q, answer: A., kind: urgent, signs: [[kettle, fell]]}\n"
    own = house.folder / "servers" / ELSEWHERE
    own.mkdir(parents=True)
    (own / "alarms.yaml").write_text(alarms, encoding="utf-8")
    with house.opened() as here:
        shown = {server: here.desk.shows_danger("a kettle fell", place=Place(server, "1")) for server in EVERYONE}
    assert shown == {ELSEWHERE: True, HOME: False, THIRD: False, None: False}


def test_an_old_button_finds_an_entry_of_the_server_by_its_question(here: Open) -> None:
    here.curating.save(here.curating.add(ELSEWHERE, RULES, topic="House rules"), BEA)
    answering = Answering(here.desk, at_once)
    found = {
        server: asyncio.run(answering.entry_that_reads(RULES["question"], Caller(1, Place(server, "1"))))
        for server in EVERYONE
    }
    assert [server for server, answer in found.items() if answer] == [ELSEWHERE]


def test_moderators_of_one_server_never_touch_or_see_another(house: House, here: Open) -> None:
    desk = here.curating
    saved = desk.save(desk.add(ELSEWHERE, RULES, topic="House rules"), BEA)
    for stranger in (THIRD, HOME):
        assert desk.history(stranger) == ()
        assert "house-rules.yaml" not in desk.export(stranger)
        with pytest.raises(EditError):
            desk.undo(stranger, saved.id or 0)
        with pytest.raises(EditError):
            desk.edit(stranger, "who-washes-up-here", {"answer": "You."})
        with pytest.raises(EditError):
            desk.remove(stranger, "who-washes-up-here")
        with pytest.raises(EditError):
            desk.restore(stranger, "who-washes-up-here")
    with pytest.raises(EditError, match="belongs to the FAQ that all servers share"):
        desk.remove(ELSEWHERE, "black-tea")
    with pytest.raises(EditError, match="belongs to the FAQ that all servers share"):
        desk.rename(ELSEWHERE, "black-tea", "mine")
    with pytest.raises(EditError, match="belongs to the FAQ that all servers share"):
        desk.move(ELSEWHERE, "black-tea", "Mine")
    assert house.text() == TEA


@pytest.mark.parametrize("server", ["../faq", "..", "", "1/2", "abc", "1" * 21, "١٢٣", "1\n"])
def test_what_is_no_server_has_no_folder(house: House, here: Open, server: str) -> None:
    with pytest.raises(EditError, match="cannot have entries of its own"):
        here.curating.save(here.curating.add(server, RULES, topic="Rules"), BEA)
    assert not (house.folder / "servers").exists()


def test_a_folder_of_a_server_is_followed_and_its_faults_are_told(house: House, here: Open) -> None:
    folder = house.folder / "servers" / ELSEWHERE
    folder.mkdir(parents=True)
    (folder / "rules.yaml").write_text(
        "topic: Rules\nentries:\n  - {id: rota, question: Washing up rota?, answer: Yes.}\n"
    )
    assert here.library.changed() == (ELSEWHERE,)
    here.library.reread(ELSEWHERE)
    assert here.answer("washing up rota?", ELSEWHERE) == ("rota",)
    (folder / "rules.yaml").write_text("topic: Rules\nentries: nonsense\n")
    told = []
    here.curating.on_faults(lambda server, faults: told.append((server, faults[0].file)))
    here.library.reread(ELSEWHERE)
    assert told == [(ELSEWHERE, f"servers/{ELSEWHERE}/rules.yaml")]
    assert here.answer("washing up rota?", ELSEWHERE) == ("rota",)
    (folder / "rules.yaml").unlink()
    here.library.reread(ELSEWHERE)
    assert here.answer("washing up rota?", ELSEWHERE) == ()


def test_a_phrasing_the_base_has_already_is_told_to_the_server_that_adds_it(here: Open) -> None:
    with pytest.raises(FieldFaults, match='share the phrasing "brewing black tea"'):
        here.curating.add(ELSEWHERE, {**RULES, "also": "brewing black tea"}, topic="Rules")


def test_a_server_whose_files_are_faulty_at_the_start_has_the_base(house: House) -> None:
    folder = house.folder / "servers" / ELSEWHERE
    folder.mkdir(parents=True)
    (folder / "rules.yaml").write_text("topic: [")
    with house.opened() as late:
        assert late.answer("brewing black tea", ELSEWHERE) == ("black-tea",)


def rules_naming_what_is_gone(house: House) -> Path:
    """A file of a server of its own, from before it was running."""
    rules = house.folder / "servers" / ELSEWHERE / "rules.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text(
        "topic: Rules\nentries:\n"
        "  - {id: rota, question: Washing up rota?, answer: Yes., follow_ups: [gone, black-tea]}\n"
        "  - {id: own, kind: advice, question: Should I drink it?, answer: Ask., follow_ups: [gone, black-tea]}\n"
    )
    return rules


def test_what_the_base_took_away_while_the_bot_was_not_running_costs_a_server_nothing_else(house: House) -> None:
    rules = rules_naming_what_is_gone(house)
    told: list[tuple[str | None, list[str]]] = []
    with house.opened() as late:
        late.curating.on_faults(lambda server, faults: told.append((server, [fault.what for fault in faults])))
        reply = late.desk.ask("washing up rota?", place=Place(ELSEWHERE, "1"), member="m")
        assert [block.entry.id for block in reply.blocks] == ["rota"]
        assert [entry.id for entry in reply.follow_ups] == ["black-tea"]
        of_both = [f"entry {entry}: the follow-up `{{0}}` is the id of no entry" for entry in ("rota", "own")]
        assert told == [(ELSEWHERE, [what.format("gone") for what in of_both])]
        rules.write_text(rules.read_text().replace("[gone, ", "[nowhere, "))
        late.library.reread(ELSEWHERE)  # now there is a version to go on with
        assert told[1:] == [(ELSEWHERE, [what.format("nowhere") for what in of_both])]
        assert late.library.edition(ELSEWHERE).faq.by_id["rota"].follow_ups == ("gone", "black-tea")


def test_what_names_what_is_gone_is_answered_and_follows_the_base_all_the_same(house: House) -> None:
    rules_naming_what_is_gone(house)
    with house.opened() as late:
        reply = late.desk.ask("should i drink it?", place=Place(ELSEWHERE, "1"), member="m")
        assert [block.entry.id for block in reply.blocks] == ["own"]
        assert "gone" not in [entry.id for entry in reply.suggestions]
        late.curating.save(late.curating.edit(HOME, "black-tea", {"answer": "With hot water. [1]"}), ADA)
        assert late.library.edition(ELSEWHERE).faq.by_id["black-tea"].answer == "With hot water. [1]"
        assert "rota" in late.library.edition(ELSEWHERE).faq.by_id


def test_what_the_moderators_of_the_home_server_save_is_what_its_members_read(house: House, here: Open) -> None:
    """Whatever stands in the folder that another server would have."""
    own = house.folder / "servers" / HOME
    own.mkdir(parents=True)
    (own / "tea.yaml").write_text(TEA.replace("With boiling water.", "Never."))
    for server in here.library.changed():
        here.library.reread(server)
    here.curating.save(here.curating.edit(HOME, "black-tea", {"answer": "With hot water. [1]"}), ADA)
    reply = here.desk.ask("brewing black tea", place=Place(HOME, "1"), member="m")
    assert [block.entry.answer for block in reply.blocks] == ["With hot water. [1]"]
    assert HOME not in here.library.folders()


def test_a_server_with_entries_of_its_own_cannot_become_the_home_server_without_a_word(house: House) -> None:
    own = house.folder / "servers" / HOME
    own.mkdir(parents=True)
    with house.opened():  # an empty folder hides nothing
        pass
    (own / "tea.yaml").write_text(TEA)
    with pytest.raises(ConfigError, match=rf"servers/{HOME} .*discord\.home_server"), house.opened():
        pass
