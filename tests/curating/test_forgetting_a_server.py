"""A server that is forgotten: nothing of it is left on the disk, and nothing of anybody else is gone."""

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from bot import composition
from bot.desk.privacy import PrivacyDesk
from bot.errors import EditError
from bot.knowledge.shelf import FORGOTTEN
from tests.curating.shelves import ADA, BEA, ELSEWHERE, HOME, TEA, House, Open

THIRD = "100000000000000003"
SECRET = "the-landlady-s-cat"
RULES = {"question": "Who washes up here?", "answer": f"Ask {SECRET}.", "also": "washing up rota"}


def privacy(here: Open) -> PrivacyDesk:
    return composition.desk_over(here.library, here.settings, archive=here.archive, curating=here.curating).privacy


def add_rules(here: Open, server: str) -> None:
    here.curating.save(here.curating.add(server, RULES, topic="House rules"), BEA)


def on_disk(folder: Path) -> bytes:
    """All that is in the folder, the database with its logs among it."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def settle(here: Open) -> None:
    here.archive.open().revisions.know()


def test_what_a_server_has_of_its_own_is_gone_from_the_disk_when_it_is_forgotten(house: House, here: Open) -> None:
    for server in (ELSEWHERE, THIRD):
        add_rules(here, server)
    here.curating.save(here.curating.phrasing(HOME, "green-tea", add=["sencha please"]), ADA)
    text = house.text()
    privacy(here).forget_server(ELSEWHERE)
    settle(here)
    assert [path.name for path in (house.folder / "servers").iterdir()] == [THIRD]
    assert here.answer("washing up rota", ELSEWHERE) == ()
    assert here.answer("washing up rota", THIRD) == ("who-washes-up-here",)
    assert here.curating.history(ELSEWHERE) == ()
    privacy(here).forget_server(THIRD)
    settle(here)
    assert SECRET.encode() not in on_disk(house.folder)
    assert house.text() == text
    assert ELSEWHERE not in here.library.changed()


def test_the_base_stays_when_the_server_whose_moderators_change_it_is_forgotten(house: House, here: Open) -> None:
    privacy(here).forget_server(HOME)
    assert house.text() == TEA
    assert here.answer("brewing black tea") == ("black-tea",)


def test_a_server_that_removed_the_bot_loses_its_folder_after_its_time(house: House, here: Open) -> None:
    add_rules(here, ELSEWHERE)
    days = here.archive.server_days
    desk = composition.desk_over(here.library, here.settings, archive=here.archive, curating=here.curating)
    desk.servers.present([HOME])
    here.archive.open().servers.left(ELSEWHERE, here.archive.ago(days - 1))
    desk.privacy.tidy()
    assert (house.folder / "servers" / ELSEWHERE).is_dir()
    here.archive.open().servers.left(THIRD, here.archive.ago(days) - timedelta(hours=1))
    add_rules(here, THIRD)
    desk.privacy.tidy()
    assert [path.name for path in (house.folder / "servers").iterdir()] == [ELSEWHERE]


def test_a_forgotten_server_may_begin_anew(here: Open) -> None:
    add_rules(here, ELSEWHERE)
    privacy(here).forget_server(ELSEWHERE)
    add_rules(here, ELSEWHERE)
    assert here.answer("washing up rota", ELSEWHERE) == ("who-washes-up-here",)
    assert [past.action for past in here.curating.history(ELSEWHERE)] == ["add"]


def test_what_a_killed_process_had_begun_to_delete_is_deleted_at_the_next_start(house: House, here: Open) -> None:
    add_rules(here, ELSEWHERE)
    servers = house.folder / "servers"
    (servers / ELSEWHERE).rename(servers / f"{FORGOTTEN}1")
    with house.opened() as later:
        assert later.answer("washing up rota", ELSEWHERE) == ()
        assert list(servers.iterdir()) == []


def test_files_that_cannot_be_deleted_are_told_and_tried_again(
    house: House, here: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    add_rules(here, ELSEWHERE)

    def refuses(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuses)
        with pytest.raises(EditError, match="cannot be deleted"):
            privacy(here).forget_server(ELSEWHERE)
    assert f"what server {ELSEWHERE} has of its own is not deleted yet" in caplog.text
    assert [past.action for past in here.curating.history(ELSEWHERE)] == ["add"]
    privacy(here).forget_server(ELSEWHERE)
    assert not (house.folder / "servers" / ELSEWHERE).exists()


def test_a_folder_that_is_a_link_goes_and_what_it_leads_to_stays(house: House, here: Open, tmp_path: Path) -> None:
    add_rules(here, ELSEWHERE)
    folder, kept = house.folder / "servers" / ELSEWHERE, tmp_path / "kept"
    shutil.move(folder, kept)
    folder.symlink_to(kept)
    privacy(here).forget_server(ELSEWHERE)
    assert not folder.exists()
    assert (kept / "house-rules.yaml").is_file()


def test_what_is_saved_just_then_is_refused_and_does_not_come_back(
    house: House, here: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_rules(here, ELSEWHERE)
    draft, rename, refused = here.curating.edit(ELSEWHERE, "who-washes-up-here", {"answer": "You."}), Path.rename, []

    def save() -> None:
        try:
            here.curating.save(draft, BEA)
        except EditError as error:
            refused.append(str(error))

    saving = threading.Thread(target=save)

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == ELSEWHERE:
            saving.start()
            saving.join(timeout=0.5)  # as long as the folder is being deleted, it waits
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    privacy(here).forget_server(ELSEWHERE)
    saving.join()
    assert ["has just been deleted" in one for one in refused] == [True]
    assert list((house.folder / "servers").iterdir()) == []


def test_a_folder_that_is_gone_is_not_made_again_by_who_comes_late(house: House, here: Open) -> None:
    add_rules(here, ELSEWHERE)
    shelf = here.library.shelf(ELSEWHERE)
    privacy(here).forget_server(ELSEWHERE)
    with pytest.raises(EditError, match="has just been deleted"), shelf.locked():
        pass
    with shelf.at_rest():
        assert not shelf.has_documents()
    assert not (house.folder / "servers" / ELSEWHERE).exists()


def test_a_server_may_begin_anew_once_what_could_not_be_deleted_is(
    house: House, here: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_rules(here, ELSEWHERE)

    def refuses(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refuses)
        with pytest.raises(EditError, match="cannot be deleted"):
            privacy(here).forget_server(ELSEWHERE)
    privacy(here).forget_server(ELSEWHERE)
    assert list((house.folder / "servers").iterdir()) == []
    add_rules(here, ELSEWHERE)
    assert here.answer("washing up rota", ELSEWHERE) == ("who-washes-up-here",)
