"""The folder is changed by an editor or `git pull`: noticed within a second, taken over whole, or told once."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from bot.desk import watching
from bot.desk.library import Proof
from bot.desk.watching import watched
from bot.errors import Fault
from bot.knowledge.documents import Documents
from tests.curating.shelves import ADA, ELSEWHERE, HOME, TEA, House, Open

PATIENCE = 20.0  # seconds, on a machine that has much else to do

Told = list[tuple[str | None, tuple[Fault, ...]]]


def soon(so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_file_that_was_saved_serves_a_moment_later_and_is_in_the_history(house: House, here: Open) -> None:
    with watched(here.library, here.curating.settle_one):
        house.write(TEA.replace("brewing green tea", "sencha please"))
        soon(lambda: here.answer("sencha please") == ("green-tea",))
        soon(lambda: len(here.curating.history(HOME)) == 1)
    assert here.curating.history(HOME)[0].action == "edited in the file"


def test_a_faulty_file_leaves_the_last_good_version_and_is_told_once(house: House, here: Open) -> None:
    told: Told = []
    here.curating.on_faults(lambda server, faults: told.append((server, faults)))
    with watched(here.library):
        house.write(TEA.replace("- id: black-tea", "- id: black tea"))
        soon(lambda: bool(told))
        house.write(TEA.replace("- id: black-tea", "- id: black tea") + "# and still\n")
        time.sleep(1.0)
        assert here.answer("brewing black tea") == ("black-tea",)
        ((server, (*_, fault)),) = told
        assert (server, fault.file, fault.line) == (None, "tea.yaml", 16)
        assert "use small letters, digits and hyphens" in fault.remedy
        house.write(TEA.replace("brewing green tea", "sencha please"))
        soon(lambda: here.answer("sencha please") == ("green-tea",))


def test_who_asks_late_is_told_the_faults_there_are(house: House, here: Open) -> None:
    house.write("topic: [")
    here.library.reread(None)
    told: Told = []
    here.curating.on_faults(lambda server, faults: told.append((server, faults)))
    assert [server for server, _ in told] == [None]


def test_a_change_of_several_files_is_taken_over_as_one(house: House, here: Open) -> None:
    """A file at a time, as git writes them; whoever asks meanwhile gets one whole version."""
    seen = set()
    with watched(here.library):
        (house.faq / "cups.yaml").unlink()
        house.write(TEA.replace("id: green-tea", "id: small-cups").replace("[green-tea]", "[small-cups]"))
        until = time.monotonic() + PATIENCE
        while "small-cups" not in (ids := here.library.edition(None).faq.by_id) or "green-tea" in ids:
            seen.add(tuple(ids))
            assert time.monotonic() < until
    assert seen <= {("small-cups", "broken-cups", "green-tea", "black-tea")}


def test_what_is_saved_while_an_earlier_version_is_taken_over_serves_in_the_end(
    house: House, here: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, serve = here.curating.teach(HOME, "green-tea", ["sencha please"]), here.library.serve

    def late(server: str | None, documents: Documents, proof: Proof | None = None) -> tuple[Fault, ...]:
        """As it would be on a machine that has much else to do between reading and serving."""
        if proof is None:
            saving.start()
            saving.join(1.0)
        return serve(server, documents, proof)

    saving = threading.Thread(target=lambda: here.curating.save(draft, ADA))
    here.curating.save(here.curating.teach(HOME, "black-tea", ["assam please"]), ADA)  # so that there is a lock
    house.write(house.text().replace("# darker", "# DARKER"))
    monkeypatch.setattr(here.library, "serve", late)
    assert here.library.reread(None)
    saving.join()
    assert here.answer("sencha please") == ("green-tea",)
    assert here.library.documents(None)["tea.yaml"].decode() == house.text()


def test_another_process_changes_the_faq(house: House, here: Open) -> None:
    with watched(here.library, here.curating.settle_one), house.opened() as other:
        other.curating.save(other.curating.phrasing(HOME, "green-tea", add=["sencha please"]), ADA)
        soon(lambda: here.answer("sencha please") == ("green-tea",))
        assert [past.action for past in here.curating.history(HOME)] == ["phrasing"]


@pytest.mark.parametrize("ending", ["gone", "empty"])
def test_a_folder_that_goes_away_is_told_and_answers_go_on(house: House, here: Open, ending: str) -> None:
    told: Told = []
    here.curating.on_faults(lambda server, faults: told.append((server, faults)))
    with watched(here.library):
        house.faq.rename(house.folder / "away")
        if ending == "empty":
            house.faq.mkdir()
        soon(lambda: bool(told))
        assert here.answer("brewing black tea") == ("black-tea",)
        if ending == "empty":
            house.faq.rmdir()
        (house.folder / "away").rename(house.faq)
        house.write(TEA.replace("brewing green tea", "sencha please"))
        soon(lambda: here.answer("sencha please") == ("green-tea",))


def test_a_trouble_that_goes_on_is_told_once(
    here: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looks = threading.Semaphore(0)

    def refuses() -> tuple[str | None, ...]:
        looks.release()
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(here.library, "changed", refuses)
    with watched(here.library):
        assert all(looks.acquire(timeout=PATIENCE) for _ in range(3))
    assert caplog.text.count("could not be looked at") == 1


def test_a_bot_that_only_answers_leaves_nothing_in_the_folder(house: House, here: Open) -> None:
    house.write(TEA.replace("brewing green tea", "sencha please"))
    here.library.reread(None)
    here.curating.settle()
    assert [past.action for past in here.curating.history(HOME)] == ["edited in the file"]
    assert sorted(path.name for path in house.faq.iterdir()) == ["cups.yaml", "sources.yaml", "tea.yaml"]


RULES = """topic: Rules
entries:
  - {id: rota, question: Who washes up here?, also: [washing up rota], answer: Whoever drank.}
"""
WHITE_TEA = "  - {id: white-tea, question: How is white tea brewed?, answer: With patience.}\n"


def of_server(house: House, text: str) -> None:
    """Let a server other than the home server have a file that says `text`."""
    folder = house.folder / "servers" / ELSEWHERE
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.yaml").write_text(text)


def answer_elsewhere(here: Open) -> str:
    return here.library.edition(ELSEWHERE).faq.by_id["rota"].answer


def _tell(told: Told, server: str | None, faults: tuple[Fault, ...]) -> None:
    told.append((server, faults))


def look(here: Open) -> None:
    """Take over what has changed, as the watch does."""
    for server in here.library.changed():
        here.library.reread(server)


def test_a_file_that_waits_for_an_entry_of_the_base_serves_once_that_is_there(house: House, here: Open) -> None:
    of_server(house, RULES)
    with watched(here.library, here.curating.settle_one):
        soon(lambda: "rota" in here.library.edition(ELSEWHERE).faq.by_id)
        soon(lambda: len(here.curating.history(ELSEWHERE)) == 1)
        told: Told = []
        here.curating.on_faults(lambda server, faults: told.append((server, faults)))
        of_server(house, RULES.replace("Whoever drank.", "All do., follow_ups: [white-tea]"))
        soon(lambda: bool(told))
        assert answer_elsewhere(here) == "Whoever drank."
        house.write(TEA + WHITE_TEA)
        soon(lambda: answer_elsewhere(here) == "All do.")
        soon(lambda: len(here.curating.history(ELSEWHERE)) == 2)


def test_what_a_server_names_in_vain_from_the_start_is_no_fault_once_the_base_has_it(house: House) -> None:
    of_server(house, RULES.replace("Whoever drank.", "All do., follow_ups: [white-tea]"))
    with house.opened() as here:
        assert here.answer("washing up rota", ELSEWHERE) == ("rota",)
        assert len(standing_faults(here)) == 1
        here.curating.save(here.curating.add(HOME, {"question": "White tea", "answer": "Yes."}, topic="Tea"), ADA)
        look(here)
        assert here.answer("washing up rota", ELSEWHERE) == ("rota",)
        assert standing_faults(here) == []


def standing_faults(here: Open) -> Told:
    told: Told = []
    here.curating.on_faults(lambda server, faults: told.append((server, faults)))()
    return told


def test_faults_that_come_again_are_told_again_and_none_once_they_are_over(house: House, here: Open) -> None:
    of_server(house, RULES.replace("Whoever drank.", "All do., follow_ups: [broken-cups]"))
    look(here)
    told: Told = []
    here.curating.on_faults(lambda server, faults: told.append((server, faults)))
    for _ in range(2):
        gone = here.curating.save(here.curating.remove(HOME, "broken-cups"), ADA)
        look(here)
        look(here)
        assert [server for server, _ in told] == [ELSEWHERE]
        assert not here.library.changed()
        here.curating.save(here.curating.undo(HOME, gone.id or 0), ADA)
        look(here)
        told.clear()
        late: Told = []
        here.curating.on_faults(partial(_tell, late))
        assert late == []


def test_faults_a_server_goes_on_having_are_not_told_anew_when_the_base_changes(house: House, here: Open) -> None:
    of_server(house, RULES)
    look(here)
    told: Told = []
    here.curating.on_faults(lambda server, faults: told.append((server, faults)))
    of_server(house, RULES.replace("Whoever drank.", "All do., follow_ups: [nothing]"))
    look(here)
    here.curating.save(here.curating.phrasing(HOME, "green-tea", add=["sencha please"]), ADA)
    look(here)
    assert [server for server, _ in told] == [ELSEWHERE]


def test_what_serves_but_no_longer_fits_the_base_is_not_taken_for_mended_when_it_is_saved_again(
    house: House, here: Open
) -> None:
    fitting = RULES.replace("Whoever drank.", "All do., follow_ups: [broken-cups]")
    of_server(house, fitting)
    look(here)
    here.curating.save(here.curating.remove(HOME, "broken-cups"), ADA)
    of_server(house, fitting + "# x\n")
    look(here)
    of_server(house, fitting)
    look(here)
    told: Told = []
    here.curating.on_faults(lambda server, faults: told.append((server, faults)))
    assert [server for server, _ in told] == [ELSEWHERE]
