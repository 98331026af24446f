"""The bot as `pip install .` lays it out, started in a folder of the host's: what came along is only read."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot import config
from bot.knowledge.shelf import CAME_ALONG
from tests.fixtures import LIBRARY

ROOT = Path(__file__).parent.parent
SERVER = "100000000000000009"
CHANGED = ("entry", "edit", "how-do-i-join", "--answer", "At the desk. [1]", "--yes")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with this one in it, and a small FAQ in the place of the shipped one."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "bot", site / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(LIBRARY, site / "bot" / config.SHIPPED.name)
    return site


def call(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


def content(site: Path) -> dict[str, str]:
    """What is in every file of `site`, in short."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_came_along_answers_and_is_not_changed_and_the_host_is_told_what_to_do(site: Path, tmp_path: Path) -> None:
    before = content(site)
    assert "at the front desk" in call(site, tmp_path, "ask", "How do I join?").stdout
    refused = call(site, tmp_path, *CHANGED)
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", f"{CAME_ALONG}\n")
    assert content(site) == before


def test_it_is_not_changed_either_where_it_is_named(site: Path, tmp_path: Path) -> None:
    before = content(site)
    shipped = str(site / "bot" / config.SHIPPED.name)
    assert call(site, tmp_path, *CHANGED, "--faq", shipped).stderr == f"{CAME_ALONG}\n"
    assert call(site, tmp_path, *CHANGED, "--faq", shipped, "--server", SERVER).returncode == 0
    assert content(site) == before


def test_servers_have_entries_of_their_own_over_it_beside_the_settings(site: Path, tmp_path: Path) -> None:
    before = content(site)
    assert call(site, tmp_path, *CHANGED, "--server", SERVER).returncode == 0
    assert "At the desk" in (tmp_path / "servers" / SERVER / "borrowing.yaml").read_text("utf-8")
    assert content(site) == before


def test_a_copy_made_as_the_host_is_told_is_served_and_changed(site: Path, tmp_path: Path) -> None:
    before = content(site)
    assert "`faqbot export faq.zip`" in CAME_ALONG
    call(site, tmp_path, "export", "faq.zip")
    zipfile.ZipFile(tmp_path / "faq.zip").extractall(tmp_path / "faq")
    assert call(site, tmp_path, *CHANGED).returncode == 0
    assert "At the desk" in call(site, tmp_path, "ask", "How do I join?").stdout
    assert content(site) == before
