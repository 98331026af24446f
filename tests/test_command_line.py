"""The commands as scripts and people call them: output, errors, exit codes."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from bot.engine.wording.text import MAX_CHARACTERS
from tests.fixtures import LIBRARY

ROOT = Path(__file__).parent.parent
FAULTY = "topic: A\nentries:\n  - id: x\n    question: Why?\n    colour: red\n"
FAQ = ("--faq", str(LIBRARY))
HOME = "777777777777777777"
TOO_LONG = f"That is more than I can read at once. Please ask in at most {MAX_CHARACTERS} characters."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder without a token: neither config.yaml nor .env of the developer gets in."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "FAQBOT_DISCORD_API", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def faulty(here: Path) -> Path:
    (here / "mine").mkdir()
    (here / "mine" / "a.yaml").write_text(FAULTY, "utf-8")
    return Path("mine")


def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """The command line in this process; an exception that is no exit is a failure of the test."""
    result = CliRunner().invoke(cli, arguments, input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def start(*arguments: str, folder: Path, environ: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """The command line as a program of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **(environ or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


pytestmark = pytest.mark.usefixtures("here")


def test_ask_prints_the_answer_as_a_person_reads_it() -> None:
    result = call("ask", "May I eat in the reading room?", *FAQ)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "May I eat in the reading room?\n"
        "Only water is allowed in the reading room. [1]\n"
        "\n"
        "Sources\n"
        "[1] House rules, Conduct, paragraph 1 (https://library.example/rules)\n"
        "\n"
        "The front desk has the last word.\n"
    )


def test_ask_takes_a_question_without_quotes_as_well() -> None:
    assert call("ask", "How", "do", "I", "join?", *FAQ).stdout == call("ask", "How do I join?", *FAQ).stdout


def test_ask_json_holds_the_contract_and_what_a_person_would_read() -> None:
    found = json.loads(call("ask", "--json", "How do I join?", *FAQ).stdout)
    assert found["outcome"] == "answer"
    assert found["entries"] == ["how-do-i-join"]
    assert found["text"].startswith("How do I join?\nAnyone with an address")
    assert found["answers"][0]["sources"][0] == {
        "number": 1,
        "article": "House rules",
        "section": "Cards and fines",
        "paragraph": 1,
        "url": "https://library.example/rules",
    }
    assert "evidence" not in found


def test_ask_answers_no_question_of_which_the_end_is_not_read() -> None:
    long = "How do I join? " + "And so on. " * 300
    assert call("ask", long, *FAQ).stdout == f"{TOO_LONG}\n"
    found = json.loads(call("ask", long, "--json", *FAQ).stdout)
    assert (found["outcome"], found["entries"], found["answers"], found["text"]) == ("none", [], [], TOO_LONG)
    lines = "\n".join(json.dumps({"q": question}) for question in (long, "How do I join?"))
    first, second = map(json.loads, call("ask", "--jsonl", *FAQ, stdin=lines).stdout.splitlines())
    assert (first["outcome"], first["too_long"]) == ("none", True)
    assert (second["outcome"], second["too_long"]) == ("answer", False)


def test_ask_hears_a_danger_however_much_is_said_of_it() -> None:
    assert call("ask", "There is a fire. " * 300, *FAQ).stdout.startswith("Leave the building now")


def test_ask_explain_adds_the_evidence_in_both_forms() -> None:
    assert "\n  outcome           answer (" in call("ask", "How do I join?", "--explain", *FAQ).stdout
    assert "evidence" in json.loads(call("ask", "How do I join?", "--explain", "--json", *FAQ).stdout)


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--jsonl", "why?"], ["ask", "--colour"], ["aks"]])
def test_wrong_use_ends_with_2_and_a_word_on_standard_error(arguments: list[str]) -> None:
    result = call(*FAQ, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_ask_jsonl_answers_the_good_lines_names_the_bad_one_and_ends_with_1() -> None:
    result = call("ask", "--jsonl", *FAQ, stdin='{"q": "How do I join?"}\noops\n{"q": "hi"}')
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line.get("outcome") for line in lines] == ["answer", None, "chatter"]
    assert lines[1]["error"].startswith("line 2: ")
    assert result.stderr.startswith("line 2: ")
    assert result.exit_code == 1


def test_ask_jsonl_with_explain_adds_the_evidence_to_each_line() -> None:
    assert "evidence" in json.loads(call("ask", "--jsonl", "--explain", *FAQ, stdin='{"q": "hi"}').stdout)


def test_ask_jsonl_answers_each_line_before_the_next_is_written(here: Path) -> None:
    """A script may hold the program open and talk with it."""
    with start("ask", "--jsonl", *FAQ, folder=here) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for question in ("How do I join?", "May I eat in the reading room?"):
            program.stdin.write(json.dumps({"q": question}) + "\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["q"] == question
        program.stdin.close()
        assert program.wait(timeout=20) == 0


def test_a_reader_that_leaves_early_is_no_error(here: Path) -> None:
    with start("ask", "--jsonl", *FAQ, folder=here) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        program.stdin.write('{"q": "hi"}\n' * 50)
        program.stdin.close()
        assert program.wait(timeout=20) == 141
        assert program.stderr.read() == ""


def test_ctrl_c_ends_it_without_a_traceback(here: Path) -> None:
    with start("ask", "--jsonl", *FAQ, folder=here) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdin.write('{"q": "hi"}\n')
        program.stdin.flush()
        program.stdout.readline()
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=20) == 130
        assert program.stderr.read().strip() == ""


def test_a_locale_without_typographic_signs_gets_stand_ins(here: Path) -> None:
    environ = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    with start("ask", "--explain", "How do I join?", *FAQ, folder=here, environ=environ) as program:
        out, errors = program.communicate(timeout=20)
        assert (program.returncode, errors) == (0, "")
        assert "?" in out


def test_the_options_may_stand_before_and_after_the_command_and_the_later_one_wins(here: Path, faulty: Path) -> None:
    assert call(*FAQ, "check").exit_code == 0
    assert call("check", *FAQ).exit_code == 0
    assert call("--faq", str(faulty), "check", *FAQ).exit_code == 0
    assert call(*FAQ, "check", "--faq", str(faulty)).exit_code == 1
    (here / "bot.yaml").write_text("colour: red\n")
    for arguments in (["--config", "bot.yaml", "check"], ["check", "--config", "bot.yaml"]):
        assert call(*FAQ, *arguments).exit_code == 2


def test_a_wrong_setting_names_itself_and_its_line_and_ends_with_2(here: Path) -> None:
    (here / "config.yaml").write_text("log:\n  levle: debug\n")
    result = call("ask", "hi", *FAQ)
    assert result.exit_code == 2
    assert result.stderr == "config.yaml:2: `log.levle` is not a setting; did you mean `log.level`?\n"


def test_a_folder_that_is_not_there_ends_with_2() -> None:
    result = call("check", "--faq", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_check_sums_up_what_is_there() -> None:
    result = call("check", *FAQ)
    assert result.exit_code == 0
    *warnings, summary = result.stdout.splitlines()
    assert summary == f"5 entries, 19 phrasings, 5 of 5 paragraphs cited: no faults, {len(warnings)} warnings"
    assert all(": warning: " in warning for warning in warnings)


def test_check_tells_of_a_home_server_with_entries_of_its_own_as_the_bot_would(here: Path) -> None:
    shutil.copytree(LIBRARY, here / "faq")
    (here / "config.yaml").write_text(f'discord: {{home_server: "{HOME}"}}\n')
    assert call("check").exit_code == 0
    (here / "servers" / HOME).mkdir(parents=True)
    (here / "servers" / HOME / "own.yaml").write_text("topic: Own\nentries: []\n")
    result = call("check")
    assert result.exit_code == 2
    assert f"{HOME} holds entries that only the server {HOME} has" in result.stderr


def test_check_names_every_fault_with_the_path_as_it_was_given_and_ends_with_1(faulty: Path) -> None:
    result = call("check", "--faq", str(faulty))
    assert result.exit_code == 1
    *faults, summary = result.stdout.splitlines()
    assert len(faults) == 2
    assert faults[0].startswith("mine/a.yaml:3: ")
    assert faults[1].startswith("mine/a.yaml:5: ")
    assert "2 faults" in summary


def test_check_json_says_the_same(faulty: Path) -> None:
    result = call("check", "--json", "--faq", str(faulty))
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert [(fault["file"], fault["line"]) for fault in found["faults"]] == [("mine/a.yaml", 3), ("mine/a.yaml", 5)]
    assert {key for fault in json.loads(result.stdout)["faults"] for key in fault} == {"file", "line", "what", "remedy"}
    assert json.loads(call("check", "--json", *FAQ).stdout)["cited"] == 5


def test_check_warns_of_what_the_bot_would_mistake_without_noise_in_a_pipe(here: Path) -> None:
    (here / "mine").mkdir()
    (here / "mine" / "a.yaml").write_text(
        "topic: A\nentries:\n"
        "  - {id: one, question: How do I join?, also: [joining the library], answer: At the front desk.}\n"
        "  - {id: two, question: When is it closed?, also: [joining of the library], answer: On holidays.}\n",
        "utf-8",
    )
    with start("check", "--faq", "mine", folder=here) as program:
        out, errors = program.communicate(timeout=20)
    (warning,) = (line for line in out.splitlines() if "nearly the same" in line)
    assert warning.startswith('mine/a.yaml:4: warning: entry two: "joining of the library" is nearly the same as ')
    assert (program.returncode, errors) == (0, "")
    found = json.loads(call("check", "--json", "--faq", "mine").stdout)
    assert ("mine/a.yaml", 4) in {(one["file"], one["line"]) for one in found["warnings"] if "nearly" in one["what"]}


def test_a_faulty_faq_answers_nothing_and_ends_with_1(faulty: Path) -> None:
    result = call("ask", "Why?", "--faq", str(faulty))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("mine/a.yaml:3: ")


def test_evaluate_counts_what_is_right(here: Path) -> None:
    (here / "q.jsonl").write_text('{"q": "How do I join?", "entry": "how-do-i-join"}\n', "utf-8")
    assert "\nright                   1  100.0%\n" in call("evaluate", "q.jsonl", *FAQ).stdout
    assert json.loads(call("evaluate", "q.jsonl", "--json", *FAQ).stdout)["counts"]["right"] == 1


def test_evaluate_names_faulty_questions_and_ends_with_1(here: Path) -> None:
    (here / "q.jsonl").write_text('{"q": "How do I join?", "entry": "nowhere"}\n', "utf-8")
    result = call("evaluate", "q.jsonl", *FAQ)
    assert result.exit_code == 1
    assert result.stderr.startswith("q.jsonl:1: the FAQ has no entry `nowhere`; ")


def test_new_writes_an_faq_that_passes_check_and_settings_that_load(here: Path) -> None:
    assert call("new", "club").exit_code == 0
    assert call("check", "--faq", "club/faq").exit_code == 0
    assert call("check", "--faq", "club/faq", "--config", "club/config.example.yaml").exit_code == 0
    assert (here / "club" / "config.example.yaml").read_text("utf-8") == (ROOT / "config.example.yaml").read_text(
        "utf-8"
    )


def test_new_overwrites_nothing(here: Path) -> None:
    (here / "club").mkdir()
    (here / "club" / "notes.txt").write_text("mine")
    assert call("new", "club").exit_code == 2


def test_schema_is_json() -> None:
    assert json.loads(call("schema").stdout)["title"] == "FAQ topic"


def test_run_without_a_token_says_where_to_get_one_and_ends_with_2() -> None:
    result = call("run", *FAQ)
    assert result.exit_code == 2
    assert "https://discord.com/developers/applications" in result.stderr
    assert result.stdout == ""


def test_run_says_where_it_looked_for_a_token_and_what_was_called_otherwise(here: Path) -> None:
    looked = f"there is no DISCORD_TOKEN in the environment or in {here / '.env'}"
    assert call("run", *FAQ).stderr.startswith(f"{looked}; get a token at ")
    assert call(*FAQ, stdin="hi\n").stderr.startswith(f"As {looked}, this is a chat")
    (here / ".env.txt").write_text("DISCORD_TOKEN=a.b.c\n")
    assert f"{looked} (there is a file .env.txt, which has to be called .env);" in call("run", *FAQ).stderr


def test_run_never_shows_what_it_was_given_as_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "not a token at all")
    result = call("run", *FAQ)
    assert result.exit_code == 2
    assert "not a token at all" not in result.output


def test_without_a_command_and_a_token_it_says_so_in_two_lines_and_chats() -> None:
    result = call(*FAQ, stdin="hi\n")
    assert result.exit_code == 0
    assert result.stdout == "Welcome to the library desk.\n\n"
    first, second = result.stderr.splitlines()
    assert "DISCORD_TOKEN" in first
    assert "https://discord.com/developers/applications" in second


def test_a_chat_in_a_pipe_has_neither_prompt_nor_colour() -> None:
    result = call("chat", *FAQ, stdin="hi\n/quit\nhi\n")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Welcome to the library desk.\n\n", "")


def test_help_is_there_for_the_whole_and_for_each_command() -> None:
    assert "--faq" in call("--help").stdout
    assert call("ask", "--help").exit_code == 0
