"""Files of a real folder are replaced whole, together, and only as somebody saw them."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ConflictError, EditError
from bot.knowledge.journal import Journal
from bot.knowledge.shelf import Shelf
from tests.full_disk import fills_up_after_one_file
from tests.knowledge.writing import ENTRY

TEA = ENTRY.encode()
CUPS = ENTRY.replace("green-tea", "cups").encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one topic."""
    (tmp_path / "tea.yaml").write_bytes(TEA)
    return tmp_path


def replaced(folder: Path, seen: dict[str, bytes | None], wanted: dict[str, bytes | None]) -> None:
    shelf = Shelf(folder)
    with shelf.locked():
        shelf.settled(shelf.replace(seen, wanted))


def test_files_are_changed_made_and_removed_together(folder: Path) -> None:
    replaced(folder, {"tea.yaml": TEA, "cups.yaml": None}, {"tea.yaml": None, "cups.yaml": CUPS})
    assert Shelf(folder).documents() == {"cups.yaml": CUPS}


def test_a_file_somebody_else_has_changed_is_left_alone_and_both_versions_are_told(folder: Path) -> None:
    (folder / "tea.yaml").write_bytes(TEA + b"# mine\n")
    with pytest.raises(ConflictError) as raised:
        replaced(folder, {"tea.yaml": TEA, "cups.yaml": None}, {"tea.yaml": TEA + b"# yours\n", "cups.yaml": CUPS})
    assert Shelf(folder).documents() == {"tea.yaml": TEA + b"# mine\n"}
    assert (raised.value.now["tea.yaml"] or "").endswith("# mine\n")
    assert (raised.value.wanted["tea.yaml"] or "").endswith("# yours\n")


@pytest.mark.parametrize(
    "damaged", [b"", b"{ no json", b"{}", b"[]", b'{"files": {"tea.yaml": []}, "about": 1}', b"\xff"]
)
def test_a_damaged_note_is_put_aside_and_told_and_keeps_nothing_from_being_written(
    folder: Path, caplog: pytest.LogCaptureFixture, damaged: bytes
) -> None:
    Journal(folder)._make_folder()
    note = folder / ".faqbot" / "00000000000000000001-0badf00d.json"
    note.write_bytes(damaged)
    with Shelf(folder).at_rest():
        pass
    replaced(folder, {"tea.yaml": TEA}, {"tea.yaml": TEA + b"# more\n"})
    assert Shelf(folder).documents() == {"tea.yaml": TEA + b"# more\n"}
    assert note.with_name(f"{note.name}.damaged").read_bytes() == damaged
    assert [str(note) in one.getMessage() for one in caplog.records] == [True]


@pytest.mark.parametrize(
    "name",
    ["../tea.yaml", "/etc/tea.yaml", "a/b.yaml", ".tea.yaml", "tea.yml", "tea", "", "..yaml", "tea.yaml\n", "ä.yaml"],
)
def test_no_name_leads_out_of_the_folder(folder: Path, name: str) -> None:
    with pytest.raises(EditError, match="cannot be called") as raised:
        replaced(folder, {}, {name: TEA})
    assert (raised.value.why, raised.value.about) == ("why_no_file_name", {"name": name})


def test_a_link_out_of_the_folder_is_not_written_through(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_bytes(TEA)
    (folder / "link.yaml").symlink_to(outside)
    with pytest.raises(EditError, match="leads out of the folder"):
        replaced(folder, {"link.yaml": TEA}, {"link.yaml": CUPS})
    assert outside.read_bytes() == TEA


def test_a_file_keeps_its_permissions(folder: Path) -> None:
    (folder / "tea.yaml").chmod(0o640)
    replaced(folder, {"tea.yaml": TEA}, {"tea.yaml": CUPS})
    assert (folder / "tea.yaml").stat().st_mode & 0o777 == 0o640


def test_one_writer_waits_for_the_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.knowledge.journal.LOCK_SECONDS", 0.05)
    for shelf in (first := Shelf(folder), Shelf(folder)):
        with first.locked(), pytest.raises(EditError, match="another"), shelf.locked():
            pass


def test_threads_and_processes_never_write_at_once(folder: Path) -> None:
    """Each adds lines one by one; none is lost."""
    program = (
        "import sys; from pathlib import Path; from bot.knowledge.shelf import Shelf\n"
        "shelf = Shelf(Path(sys.argv[1]))\n"
        "for n in range(20):\n"
        "    with shelf.locked():\n"
        "        now = shelf.documents()['tea.yaml']\n"
        "        new = now + f'# {sys.argv[2]} {n}\\n'.encode()\n"
        "        shelf.settled(shelf.replace({'tea.yaml': now}, {'tea.yaml': new}))\n"
    )
    others = [subprocess.Popen([sys.executable, "-c", program, str(folder), name]) for name in ("a", "b")]
    shelf = Shelf(folder)

    def add(name: str) -> None:
        for number in range(20):
            with shelf.locked():
                now = shelf.documents()["tea.yaml"]
                shelf.settled(shelf.replace({"tea.yaml": now}, {"tea.yaml": now + f"# {name} {number}\n".encode()}))

    threads = [threading.Thread(target=add, args=(name,)) for name in ("c", "d")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait() for other in others] == [0, 0]
    lines = Shelf(folder).documents()["tea.yaml"][len(TEA) :].decode().splitlines()
    assert sorted(lines) == sorted(f"# {name} {number}" for name in "abcd" for number in range(20))


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "faq").write_text("no folder")
    with (
        pytest.raises(EditError, match="cannot be written to"),
        Shelf(tmp_path / "faq", optional=True).locked(),
    ):
        pass


def test_a_change_that_was_begun_is_finished_by_whoever_comes_next(folder: Path) -> None:
    """A process killed between the note and the files has changed the FAQ all the same."""
    Journal(folder)._make_folder()
    Journal(folder).begin({"tea.yaml": TEA, "cups.yaml": None}, {"tea.yaml": None, "cups.yaml": CUPS}, {"by": "Ada"})
    shelf = Shelf(folder)
    with shelf.locked():
        (note,) = shelf.unsettled()
        assert (note.about, note.done) == ({"by": "Ada"}, True)
        shelf.settled(note)
        assert shelf.unsettled() == ()
    assert shelf.documents() == {"cups.yaml": CUPS}


def test_what_was_saved_by_hand_before_a_change_was_finished_is_not_lost(folder: Path) -> None:
    Journal(folder)._make_folder()
    Journal(folder).begin({"tea.yaml": TEA}, {"tea.yaml": TEA + b"# theirs\n"}, None)
    (folder / "tea.yaml").write_bytes(b"# mine\n" + TEA)
    shelf = Shelf(folder)
    with shelf.locked():
        shelf.unsettled()
    assert shelf.documents() == {"tea.yaml": b"# mine\n" + TEA + b"# theirs\n"}


def test_a_done_change_is_never_done_again(folder: Path) -> None:
    shelf = Shelf(folder)
    with shelf.locked():
        note = shelf.replace({"tea.yaml": TEA}, {"tea.yaml": CUPS})
        (folder / "tea.yaml").write_bytes(TEA)
        assert shelf.unsettled() == (note,)
    assert shelf.documents() == {"tea.yaml": TEA}


def test_what_a_killed_process_left_is_swept_up_and_never_read(folder: Path) -> None:
    (folder / ".faqbot-1234").write_bytes(b"half")
    shelf = Shelf(folder)
    with shelf.locked():
        shelf.unsettled()
    assert sorted(path.name for path in folder.iterdir()) == [".faqbot", "tea.yaml"]


def test_git_takes_no_notice_of_the_notes(folder: Path) -> None:
    with Shelf(folder).locked():
        assert (folder / ".faqbot" / ".gitignore").read_text() == "*\n"


ON_A_FULL_DISK = """
import json, resource, signal, sys
from pathlib import Path
from bot.errors import EditError
from bot.knowledge.shelf import Shelf
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
shelf = Shelf(Path(sys.argv[1]))
"""


def on_a_full_disk(folder: Path, program: str) -> tuple[Any, Any]:
    """The two things that a process prints, as JSON, which may write files of no more than 4 KiB."""
    command = [sys.executable, "-c", ON_A_FULL_DISK + program, str(folder)]
    first, second = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return first, second


@pytest.mark.skipif(os.name == "nt", reason="the limit on the size of a file is not known there")
def test_a_full_disk_changes_nothing(folder: Path) -> None:
    program = (
        "now = shelf.documents()['tea.yaml']\n"
        "with shelf.locked():\n"
        "    try: shelf.replace({'tea.yaml': now}, {'tea.yaml': now + b'#' * 9000})\n"
        "    except EditError as error: print(json.dumps([str(error), len(shelf.unsettled())]))\n"
    )
    message, notes = on_a_full_disk(folder, program)
    assert "nothing was changed" in message
    assert notes == 0
    assert Shelf(folder).documents() == {"tea.yaml": TEA}


@pytest.mark.skipif(os.name == "nt", reason="the limit on the size of a file is not known there")
def test_a_change_that_a_full_disk_keeps_from_being_finished_waits_and_keeps_nobody_from_reading(folder: Path) -> None:
    longer = TEA + b"#" * 9000
    Journal(folder)._make_folder()
    Journal(folder).begin({"tea.yaml": TEA}, {"tea.yaml": longer}, None)
    program = (
        "with shelf.at_rest(): read = len(shelf.documents()['tea.yaml'])\n"
        "with shelf.locked():\n"
        "    try: shelf.unsettled()\n"
        "    except EditError as error: print(json.dumps([read, str(error)]))\n"
    )
    read, message = on_a_full_disk(folder, program)
    assert read == len(TEA)
    assert "finished as soon as it can be" in message
    with Shelf(folder).at_rest():
        assert Shelf(folder).documents() == {"tea.yaml": longer}


def test_a_change_that_can_be_neither_finished_nor_taken_back_is_told_to_be_under_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up between the first file and the second."""
    (folder / "cups.yaml").write_bytes(CUPS)
    shelf, wanted = Shelf(folder), {"cups.yaml": CUPS + b"# more\n", "tea.yaml": TEA + b"# more\n"}
    with shelf.locked(), monkeypatch.context() as patch:
        fills_up_after_one_file(patch)
        with pytest.raises(EditError, match="the change is finished as soon as it can be"):
            shelf.replace({"cups.yaml": CUPS, "tea.yaml": TEA}, wanted)
    with shelf.locked():
        shelf.unsettled()
    assert shelf.documents() == wanted


def test_what_goes_wrong_while_one_reads_is_what_is_told(folder: Path) -> None:
    shelf = Shelf(folder)
    with shelf.locked():
        pass
    with pytest.raises(EditError, match="no such entry"), shelf.at_rest():
        raise EditError("no such entry", "why_no_entry")
