"""The FAQ changed from the command line, as people and scripts do it."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from tests.curating.shelves import TEA, House, furnish

MINT = ("--question", "How is mint tea brewed?", "--answer", "With leaves.", "--also", "mint tea", "--topic", "Tea")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "FAQBOT_DISCORD_API"):
        monkeypatch.delenv(name, raising=False)
    return furnish(tmp_path)


def call(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def test_a_change_is_shown_and_saved_and_says_how_to_take_it_back(house: House) -> None:
    out = call("entry", "add", *MINT, "--yes", "--by", "Ada", "--reason", "asked daily").stdout
    assert "+  - id: how-is-mint-tea-brewed" in out
    assert "how-is-mint-tea-brewed: no source" in out
    assert out.endswith("Saved; to take it back: faqbot entry undo 1\n")
    assert house.text().startswith(TEA)
    call("entry", "undo", "1", "-y")
    assert house.text() == TEA


def test_scripts_get_json(house: House) -> None:
    asked = ("entry", "phrasing", "green-tea", "--add", "sencha", "--json", "--by", "cron")
    assert json.loads(call(*asked, "--dry-run").stdout)["saved"] is False
    assert "give --yes" in call(*asked, code=2).stderr
    assert house.text() == TEA
    said = json.loads(call(*asked, "--yes").stdout)
    assert (said["saved"], said["change"], said["action"], said["entries"]) == (True, 1, "phrasing", ["green-tea"])
    (past,) = json.loads(call("entry", "history", "--json").stdout)
    assert (past["change"], past["by"], past["entries"]) == (1, "cron", ["green-tea"])
    assert json.loads(call("entry", "show", "green-tea").stdout)["also"][-1] == "sencha"
    assert "sencha" in house.text()


def test_a_dry_run_saves_nothing(house: House) -> None:
    assert "-    follow_ups: [black-tea]" in call("entry", "remove", "black-tea", "--dry-run").stdout
    wrong = ["--follow-up", "lost-tea", "--dry-run"]
    assert "the follow-up `lost-tea`" in call("entry", "edit", "black-tea", *wrong, code=1).stderr
    out = call("entry", "edit", "black-tea", "--answer", "Hot. [1]", "--dry-run").stdout
    assert "+    answer: Hot. [1]" in out
    assert house.text() == TEA


def test_in_a_pipe_nothing_is_saved_without_being_told_to(house: House) -> None:
    assert "give --yes" in call("entry", "add", *MINT, code=2).stderr
    assert house.text() == TEA


def test_faults_are_told_and_the_exit_code_says_so(house: House) -> None:
    assert "no entry `gone`" in call("entry", "edit", "gone", "--answer", "x", "-y", code=1).stderr
    assert "is empty" in call("entry", "edit", "green-tea", "--question", " ", "-y", code=1).stderr
    assert "at least one of the options" in call("entry", "edit", "green-tea", "-y", code=2).stderr
    near = call("entry", "show", "gren-tea", code=1).stderr
    assert near == "there is no entry `gren-tea`; did you mean `green-tea`?\n"
    assert "no removed entry `gone`" in call("entry", "restore", "gone", "-y", code=1).stderr
    assert call("entry", "history", "gren-tea", code=1).stderr == near
    assert call("entry", "history", "green-tea").stdout == "Nothing has been changed yet.\n"
    assert "give --add or --remove" in call("entry", "phrasing", "green-tea", "-y", code=2).stderr
    unknown = call("entry", "phrasing", "green-tea", "--remove", "brewing gren tea", "-y", code=1).stderr
    assert unknown == '`green-tea` has no phrasing "brewing gren tea"; did you mean `brewing green tea`?\n'
    assert "no change no. 9" in call("entry", "undo", "9", "-y", code=1).stderr
    assert "is not in the range" in call("entry", "undo", "9" * 20, "-y", code=2).stderr
    assert house.text() == TEA


def test_entries_are_renamed_moved_removed_and_restored(house: House) -> None:
    call("entry", "rename", "green-tea", "sencha", "-y")
    call("entry", "move", "sencha", "Cups", "-y")
    assert "id: sencha" in house.text("cups.yaml")
    call("entry", "remove", "broken-cups", "-y")
    assert "broken-cups" not in house.text("cups.yaml")
    call("entry", "restore", "broken-cups", "-y")
    assert "broken-cups" in house.text("cups.yaml")
    out = call("entry", "history", "broken-cups").stdout
    assert [line.split("  ")[3] for line in out.splitlines() if line[:1].isdigit()] == [
        "restore broken-cups (takes back no. 5)",
        "remove broken-cups",
    ]


def test_a_removed_entry_is_known_by_an_id_that_comes_near(house: House) -> None:
    call("entry", "remove", "broken-cups", "-y")
    assert "did you mean `broken-cups`?" in call("entry", "restore", "broken-cup", "-y", code=1).stderr
    assert "broken-cups" not in house.text("cups.yaml")


def test_the_history_shows_what_was_changed_and_not_whole_files(house: House) -> None:
    call("entry", "history")
    many = "".join(f"  - id: no-{number}\n    question: Is it {number}?\n    answer: Yes.\n" for number in range(20))
    house.write(f"topic: Numbers\nentries:\n{many}", "numbers.yaml")
    call("entry", "phrasing", "no-3", "--add", "three it is", "-y")
    _, added = call("entry", "history").stdout.split("\n\n", 1)
    lines = added.splitlines()
    assert lines[1:3] == ["numbers.yaml", "+topic: Numbers"]
    assert lines[41] == "… and 23 lines more; --json has all"
    assert lines[-1] == "(A change of several entries has a number for each. The first is shown; `undo` takes any.)"
    _, added = call("entry", "history", "no-3").stdout.split("\n\n")
    assert added.splitlines()[1:] == ["numbers.yaml", "+- id: no-3", "+  question: Is it 3?", "+  answer: Yes."]


@pytest.mark.usefixtures("house")
def test_a_history_of_no_changes_is_not_asked_for() -> None:
    call("entry", "rename", "green-tea", "sencha", "-y")
    assert call("entry", "history", "--limit", "1").stdout.startswith("1  ")
    assert "0 is not in the range" in call("entry", "history", "--limit", "0", code=2).stderr


def test_two_files_of_one_name_are_not_taken_for_one(house: House, tmp_path: Path) -> None:
    for folder, answer in (("a", "You."), ("b", "Me.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "more.csv").write_text(f"question,answer,topic\nWho washes {folder}?,{answer},Rules\n")
    assert "two files called more.csv" in call("import", "a/more.csv", "b/more.csv", "-y", code=1).stderr
    assert not (house.faq / "rules.yaml").exists()


def test_an_faq_goes_out_and_comes_back(house: House, tmp_path: Path) -> None:
    assert call("export", "all.zip").stdout == "all.zip: 3 files\n"
    call("entry", "remove", "broken-cups", "-y")
    call("import", "all.zip", "-y")
    assert "broken-cups" in house.text("cups.yaml")
    (tmp_path / "more.csv").write_text("question,answer,topic\nWho washes up?,You.,Rules\n", "utf-8")
    call("import", "more.csv", "-y")
    assert "Who washes up?" in house.text("rules.yaml")
    assert "nothing would change" in call("import", "more.csv", "-y", code=1).stderr


def test_a_server_has_its_own(house: House) -> None:
    call("entry", "edit", "black-tea", "--answer", "Never. [1]", "--server", "100000000000000009", "-y")
    assert house.text() == TEA
    assert "Never." in (house.folder / "servers" / "100000000000000009" / "tea.yaml").read_text("utf-8")
    assert "cannot have entries of its own" in call("entry", "add", *MINT, "--server", "../x", "-y", code=1).stderr


def test_who_has_no_name_on_the_machine_is_somebody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number that no user has."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    call("entry", "add", *MINT, "--yes")
    assert "mint tea" in house.text()
    (past,) = json.loads(call("entry", "history", "--json").stdout)
    assert past["by"] == "somebody"
