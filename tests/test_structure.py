"""Rules of the house that no single module can keep."""

import subprocess
import sys
from pathlib import Path

import click

from bot.__main__ import cli

ROOT = Path(__file__).parent.parent
PURE = ["bot.knowledge.model", "bot.knowledge.reading", "bot.knowledge.checking"]
HEAVY = ("discord", "sqlalchemy", "rich")


def loaded_by(modules: list[str]) -> set[str]:
    """The top-level packages a fresh interpreter has loaded after importing `modules`."""
    code = (
        f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    )
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return set(seen.stdout.split())


def modules_of(package: str) -> list[str]:
    folder = ROOT / package.replace(".", "/")
    return [f"{package}.{path.stem}" for path in sorted(folder.glob("*.py")) if path.stem != "__init__"]


def test_engine_and_knowledge_know_neither_discord_nor_a_database_nor_the_screen() -> None:
    loaded = loaded_by([*PURE, *modules_of("bot.engine")])
    assert "bot" in loaded
    assert not loaded & set(HEAVY)


def test_the_command_line_starts_without_the_libraries_of_single_front_ends() -> None:
    assert not loaded_by(["bot.__main__"]) & set(HEAVY)


def test_the_readme_tells_of_every_command() -> None:
    assert isinstance(cli, click.Group)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in cli.commands if f"faqbot {name}" not in readme]
    assert not missing
