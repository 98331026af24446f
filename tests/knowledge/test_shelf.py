"""Real folders, read whole and watched."""

import os
from pathlib import Path

import pytest

from bot.errors import FaqBotError
from bot.knowledge.reading.checking import check
from bot.knowledge.shelf import Shelf, revision_of
from bot.knowledge.yaml_text.parsing import MAX_BYTES
from tests.knowledge.writing import ENTRY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one topic."""
    faq = tmp_path / "faq"
    faq.mkdir()
    (faq / "tea.yaml").write_text(ENTRY)
    return faq


def test_an_faq_is_loaded_from_its_folder(folder: Path) -> None:
    assert list(Shelf(folder).read().draft.by_id) == ["green-tea"]


def test_faults_of_all_files_are_found_at_once(folder: Path) -> None:
    (folder / "cups.yaml").write_text(ENTRY.replace("green-tea", "cups") + "    follow_ups: [lost]\n")
    (folder / "words.yaml").write_text("groups: yes")
    faults = check(Shelf(folder).read()).faults
    assert sorted({fault.file for fault in faults}) == ["cups.yaml", "tea.yaml", "words.yaml"]


def test_documents_come_in_the_order_of_their_names(folder: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        (folder / name).write_text("x")
    assert list(Shelf(folder).documents()) == ["a.yaml", "b.yaml", "tea.yaml"]


def test_only_visible_yaml_files_inside_the_folder_are_read(folder: Path) -> None:
    (folder.parent / "secret.yaml").write_text("topic: Secret")
    (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (folder / "folder.yaml").mkdir()
    os.mkfifo(folder / "pipe.yaml")
    for name in (".hidden.yaml", "#tea.yaml#", "~$tea.yaml", "tea.yaml~", ".#tea.yaml", "README.md", "faq.schema.json"):
        (folder / name).write_text("x")
    assert list(Shelf(folder).documents()) == ["tea.yaml"]


def test_a_huge_file_is_not_read_to_its_end(folder: Path) -> None:
    with (folder / "huge.yaml").open("wb") as file:
        file.truncate(50 * MAX_BYTES)
    assert len(Shelf(folder).documents()["huge.yaml"]) == MAX_BYTES + 1
    assert ["larger than 1 MiB" in fault.what for fault in Shelf(folder).read().faults] == [True]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        FaqBotError, match=r"nowhere cannot be read \(No such file or directory\); check the path, in --faq"
    ):
        Shelf(tmp_path / "nowhere").read()


def test_a_folder_without_yaml_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaqBotError, match=r"there are no \.yaml files in .*; an FAQ needs at least one"):
        Shelf(tmp_path).read()


def test_the_revision_tells_apart_what_stands_in_which_file() -> None:
    assert revision_of({"a": b"bc"}) != revision_of({"ab": b"c"})
    assert revision_of({"a": b"1", "b": b"2"}) == revision_of({"b": b"2", "a": b"1"})


def test_a_shelf_nobody_has_read_counts_as_changed(folder: Path) -> None:
    assert Shelf(folder).changed()


@pytest.mark.parametrize("change", ["edit", "add", "remove", "rename", "replace"])
def test_any_change_in_the_folder_is_noticed(folder: Path, change: str) -> None:
    (folder / "more.yaml").write_text(ENTRY.replace("green", "black"))
    shelf = Shelf(folder)
    shelf.read()
    assert not shelf.changed()
    match change:
        case "edit":
            (folder / "tea.yaml").write_text(ENTRY + "# more\n")
        case "add":
            (folder / "words.yaml").write_text("")
        case "remove":
            (folder / "more.yaml").unlink()
        case "rename":
            (folder / "more.yaml").rename(folder / "most.yaml")
        case "replace":
            (folder / "new").write_text(ENTRY)
            (folder / "new").replace(folder / "tea.yaml")
    assert shelf.changed()
    shelf.read()
    assert not shelf.changed()


def test_other_files_do_not_count_as_a_change(folder: Path) -> None:
    shelf = Shelf(folder)
    shelf.read()
    (folder / "notes.txt").write_text("x")
    assert not shelf.changed()


def test_a_faulty_version_is_not_taken_for_a_new_change_again_and_again(folder: Path) -> None:
    shelf = Shelf(folder)
    shelf.read()
    (folder / "tea.yaml").write_text("topic: [")
    assert shelf.changed()
    assert shelf.read().faults
    assert not shelf.changed()


def test_a_folder_that_vanishes_is_a_change(folder: Path) -> None:
    shelf = Shelf(folder)
    shelf.read()
    folder.rename(folder.parent / "away")
    assert shelf.changed()


def test_what_could_not_be_read_counts_as_changed_until_it_can(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it may be read now shows in no name, no size and no time of writing."""

    def refused(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    shelf = Shelf(folder)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)  # root, whom some run tests as, may read whatever its mode says
        with pytest.raises(FaqBotError, match="cannot be read"):
            shelf.take()
    assert shelf.changed()
    shelf.take()
    assert not shelf.changed()
