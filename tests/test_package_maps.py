"""A package that tells which module is for what tells it of every module, and of none that is not there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = sorted(path.parent for path in (ROOT / "bot").rglob("__init__.py"))
OF_A_MODULE = re.compile(r"(\w+) {2,}\S")  # a line of a map: its name, and what it is for


def mapped(package: Path) -> list[str]:
    """The modules that the docstring of `package` tells of."""
    told = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    return [match[1] for line in told.splitlines() if (match := OF_A_MODULE.match(line.strip()))]


def modules_in(package: Path) -> list[str]:
    modules = [path.stem for path in package.glob("*.py") if path.stem != "__init__"]
    return [*modules, *(path.parent.name for path in package.glob("*/__init__.py"))]


WITH_A_MAP = [package for package in PACKAGES if mapped(package)]


def test_the_packages_of_many_modules_have_a_map() -> None:
    assert {package.name for package in WITH_A_MAP} >= {"engine", "on_discord", "curating", "commands"}


@pytest.mark.parametrize("package", WITH_A_MAP, ids=lambda package: package.name)
def test_a_map_names_each_module_once_and_nothing_else(package: Path) -> None:
    assert sorted(mapped(package)) == sorted(modules_in(package))
