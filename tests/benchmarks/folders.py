"""A labelled set in a folder, made of the library's FAQ."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.fixtures import LIBRARY

QUESTIONS: tuple[tuple[str, str | None], ...] = (
    ("what is the fine for a late book", "what-does-late-cost"),
    ("what are your opening hours", "when-is-it-open"),
    ("who painted the mona lisa", None),
)


def written_set(folder: Path, name: str = "library", questions: Sequence[tuple[str, str | None]] = QUESTIONS) -> Path:
    """Write the set NAME/faq/, NAME/questions.jsonl into `folder` and return `folder`."""
    shutil.copytree(LIBRARY, folder / name / "faq")
    (folder / name / "questions.jsonl").write_text(lines(questions), encoding="utf-8")
    return folder


def lines(questions: Sequence[tuple[str, str | None]]) -> str:
    return "".join(json.dumps({"q": question, "entry": entry}) + "\n" for question, entry in questions)
