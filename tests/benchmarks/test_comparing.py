"""A small comparison from end to end: folders in, tables and a figure out."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from rapidfuzz import fuzz

from benchmarks import compare, figure, peers
from benchmarks.__main__ import main
from benchmarks.categories import judged_by
from benchmarks.categories import lines as categories_of
from benchmarks.ours import Ours, shipped
from benchmarks.packages import AbsentError
from benchmarks.peers import Peer, Rapidfuzz
from benchmarks.sets import own_sets, sets_in
from tests.benchmarks.folders import QUESTIONS, lines, written_set
from tests.fixtures import LIBRARY


def absent() -> Peer:
    raise AbsentError("it is not installed")


def rows_of(folder: Path, said: list[str]) -> list[compare.Row]:
    systems = {"fuzzy": lambda: Rapidfuzz(fuzz.token_set_ratio), "absent": absent}
    sets = sets_in(written_set(folder))
    return list(compare.compare(sets, systems, lambda name: shipped(), shipped(), said.append))  # noqa: ARG005


def test_ours_and_a_peer_are_asked_the_same_questions(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, [])
    assert [row.system for row in rows] == ["rapidfuzz token_set_ratio", compare.OURS, compare.SHIPPED]
    assert {row.marks.asked for row in rows} == {len(QUESTIONS)}
    assert rows[1].marks.top_1 == 1.0
    assert rows[1].mistyped is not None
    assert compare.honest(rows) == {"library": rows[1].marks}


def test_what_is_absent_is_left_out_with_a_word(tmp_path: Path) -> None:
    said: list[str] = []
    rows_of(tmp_path, said)
    assert "left out: absent (it is not installed)" in said


def test_the_table_has_a_row_a_system(tmp_path: Path) -> None:
    table = "\n".join(compare.lines(rows_of(tmp_path, [])))
    assert table.count("| library ") == 3
    assert "library: 3 questions, 1 of them not answered by the FAQ." in table


def test_mistyped_questions_are_the_same_each_time_and_keep_their_labels(tmp_path: Path) -> None:
    (one,) = sets_in(written_set(tmp_path))
    typed = compare.with_typos(one.cases)
    assert typed == compare.with_typos(one.cases)
    assert [case.entries for case in typed] == [case.entries for case in one.cases]


def test_our_own_questions_are_told_by_category(tmp_path: Path) -> None:
    cases = (
        '{"q": "opening hours", "entry": "when-is-it-open", "category": "in"}\n'
        '{"q": "opening hours and overdue fines", "parts": [["when-is-it-open"], ["what-does-late-cost"]],'
        ' "category": "double"}\n'
        '{"q": "who painted the mona lisa", "entry": null, "category": "off"}\n'
    )
    (tmp_path / "fresh.jsonl").write_text(cases, encoding="utf-8")
    (one,) = own_sets(LIBRARY, tmp_path)
    judged = judged_by(Ours("ours", one.knowledge.faq, shipped()).matcher, one)
    cells = {
        line.split("|")[1].strip(): line.split("|")[2].strip() for line in categories_of({"x": judged}) if "|" in line
    }
    assert cells["in: right"] == "100.0% of 1"
    assert cells["off: answered"] == "0.0% of 1"
    assert cells["urgent: false alarms among all others"] == "0.0% of 3"
    assert cells["chatter: recognised"] == "—"


def test_the_figure_is_a_png(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib comes with the extra `bench`")
    rows = rows_of(tmp_path, [])
    figure.draw({"library": {row.system: row.marks for row in rows}}, (compare.OURS,), tmp_path / "f.png")
    assert (tmp_path / "f.png").read_bytes().startswith(b"\x89PNG")


def test_a_curve_begins_in_silence_and_ends_with_everything_shown(tmp_path: Path) -> None:
    marks = rows_of(tmp_path, [])[0].marks
    wrong, right = figure.curve(marks)
    assert (wrong[0], right[0]) == (0.0, 0.0)
    assert wrong[-1] + right[-1] == pytest.approx(len(marks.points) / marks.asked)


def test_the_whole_command_prints_every_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "kinds", lambda _: {"fuzzy": lambda: Rapidfuzz(fuzz.WRatio)})
    (tmp_path / "own").mkdir()
    for name in ("dev", "fresh"):
        (tmp_path / "own" / f"{name}.jsonl").write_text(lines(QUESTIONS), encoding="utf-8")
    sets = written_set(tmp_path / "sets")
    options = ["--faq", str(LIBRARY), "--questions", str(tmp_path / "own"), "--figure", str(tmp_path / "f.png")]
    done = CliRunner().invoke(main, [str(sets), *options, "--samples", "5", "--no-speed"])
    assert done.exit_code == 0, done.output
    for title in ("Ours and its peers", "Our own questions, as shipped", "Reliability of our confidences"):
        assert f"## {title}" in done.output
    compared, by_category = done.output.split("## ")[1:3]
    assert ("own/fresh" in compared, "own/dev" in compared) == (True, False)  # weights may be fitted on those
    assert "own/dev" in by_category


def test_a_folder_without_sets_is_an_error_in_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [str(tmp_path), "--faq", str(LIBRARY), "--questions", str(tmp_path)])
    assert done.exit_code == 1
    assert "holds no labelled sets" in done.output
