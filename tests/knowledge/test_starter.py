"""The FAQ a new community begins with."""

from pathlib import Path

import pytest

from bot.errors import FaqBotError, UsageError
from bot.knowledge import builtin
from bot.knowledge.model import Voice
from bot.knowledge.reading.checking import check
from bot.knowledge.shelf import Shelf
from bot.knowledge.starter import write_starter


def test_the_starter_has_neither_faults_nor_warnings(tmp_path: Path) -> None:
    written = write_starter(tmp_path / "ours", "log: {}\n")
    findings = check(Shelf(tmp_path / "ours" / "faq").read())
    assert (findings.faults, findings.warnings) == ((), ())
    assert sorted(str(path.relative_to(tmp_path)) for path in written) == [
        "ours/README.md",
        "ours/config.example.yaml",
        "ours/faq/events.yaml",
        "ours/faq/faq.schema.json",
        "ours/faq/safety.yaml",
        "ours/faq/sources.yaml",
        "ours/faq/voice.yaml",
        "ours/faq/words.yaml",
    ]
    assert (tmp_path / "ours" / "config.example.yaml").read_text() == "log: {}\n"


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert write_starter(tmp_path, "")


def test_nothing_is_written_into_a_folder_in_use(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not empty; choose a new or empty folder"):
        write_starter(tmp_path, "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="is a file; choose a new or empty folder"):
        write_starter(tmp_path / "file", "")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FaqBotError, match="cannot be written"):
        write_starter(tmp_path / "file" / "inside", "")


def test_the_starters_voice_names_every_text_that_can_be_changed() -> None:
    described = builtin.starter()["faq/voice.yaml"]
    assert [name for name in Voice.model_fields if name not in described] == []
