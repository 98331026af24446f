"""Rules of the house that no single module can keep."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest

from bot.__main__ import cli
from bot.knowledge.model import Voice
from bot.knowledge.reading.voice import braces_of

ROOT = Path(__file__).parent.parent
HEAVY = ("discord", "sqlalchemy", "rich")
SOURCES = sorted((ROOT / "bot").rglob("*.py"))

# Of what is pure these alone know the disk and the clock; the rest is handed what they hold.
ON_THE_DISK = {"bot/knowledge/shelf.py", "bot/knowledge/journal.py", "bot/knowledge/starter.py"}
OF_THE_WORLD = set("os time random secrets socket subprocess shutil tempfile urllib asyncio pathlib.Path".split())
CLOCKS = {"now", "today", "utcnow"}

# What each part of `bot` may import of the others; nobody imports a part that is not named for them. A module that has
# a line here goes by it, and not by that of its package. The parts without a line make up the command line, which may
# know all.
MAY_KNOW = {
    "errors": "",
    "garbage": "",
    "places": "errors",
    "labelled": "engine errors",
    "knowledge": "errors",
    "knowledge.yaml_text": "errors",
    "knowledge.reading": "errors knowledge.locales knowledge.model knowledge.texts knowledge.yaml_text",
    "records": "errors",
    "engine": "errors knowledge",
    "english": "engine",
    "encoders": "engine errors",
    "desk": "engine errors knowledge records.model records.store",
    "previewing": "desk engine knowledge",
    # Front ends are handed all they need: neither settings, nor a way to build what they speak with.
    "on_discord": "desk engine errors garbage knowledge previewing records.model",
    "on_discord.showing": "desk engine knowledge previewing",
    "on_discord.sending": "desk errors on_discord.callers on_discord.failures on_discord.showing",
    "terminal": "",
    "terminal.chat": "desk knowledge terminal.explaining terminal.presenting terminal.screen",
    "terminal.presenting": "desk engine knowledge",
    "terminal.explaining": "engine terminal.presenting",
    "terminal.screen": "terminal.presenting",
    "reports": "desk engine errors knowledge places previewing terminal.presenting",
}

# The parts of the engine, each of which knows only those before it.
ENGINE = (
    "decision method_cache numeric wording reading spelling index judging conversation messages small_talk safety "
    "matcher curation"
).split()

BUILT_AT_THE_ROOT = {"Library", "CuratingDesk", "FaqDesk", "watched", "records_at"}

MOST_LINES_OF_A_MODULE = 450
MOST_LINES_OF_A_FUNCTION = 60

# What is raised for moderators to read, with the number of the argument that names the text for it.
TOLD_TO_MODERATORS = {"EditError": 1, "UnchangedError": 1, "_WrongInField": 2, "FieldFault": 3}

SOMEBODYS_FOLDER = re.compile(r"(?<![\w.])/(?:work|tmp|home|root|Users)/")
TESTS_OF_PATHS = {"tests/terminal/test_keyboard.py"}  # where the history is kept follows from the home folder


def loaded_by(modules: list[str]) -> set[str]:
    """The top-level packages a fresh interpreter has loaded after importing `modules`."""
    code = (
        f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    )
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return set(seen.stdout.split())


def modules_of(package: str) -> list[str]:
    folder = ROOT / package.replace(".", "/")
    paths = [path.relative_to(folder).with_suffix("") for path in sorted(folder.rglob("*.py"))]
    return [".".join((package, *path.parts)) for path in paths if path.name != "__init__"]


def kept_files() -> list[Path]:
    """The files under version control, and those about to be."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("which files belong to the repository is known to git alone")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_engine_and_knowledge_know_neither_discord_nor_a_database_nor_the_screen_nor_where_english_comes_from() -> None:
    loaded = loaded_by([*modules_of("bot.knowledge"), *modules_of("bot.engine")])
    assert "bot" in loaded
    assert not loaded & {*HEAVY, "wordfreq"}


def test_engine_and_knowledge_touch_no_disk_no_clock_and_no_network() -> None:
    pure = [path for path in SOURCES if part_of(path) in {"engine", "knowledge"}]
    pure = [path for path in pure if path.relative_to(ROOT).as_posix() not in ON_THE_DISK]
    assert len(pure) > 90
    imports = [(path, name) for path in pure for name in imported_by(path)]
    touching = [f"{path.name} imports {name}" for path, name in imports if {name, name.split(".")[0]} & OF_THE_WORLD]
    for path in pure:
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        names = (ast.unparse(call.func) for call in calls)
        touching += [f"{path.name} calls {name}" for name in names if name in {"open"} or name.split(".")[-1] in CLOCKS]
    assert touching == []


def imported_by(path: Path) -> Iterator[str]:
    """The modules and names that a module imports, wherever in it: `bot.desk.library.Library`."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            yield from (f"{module}.{one.name}" for one in node.names)


def part_of(path: Path) -> str:
    """The package or module of `bot` that a file belongs to."""
    return path.relative_to(ROOT / "bot").parts[0].removesuffix(".py")


def ruled_by(path: Path) -> str:
    """The part with a line in `MAY_KNOW` that counts for a file; "" if none does."""
    name = ".".join(path.relative_to(ROOT / "bot").with_suffix("").parts)
    return max((part for part in MAY_KNOW if is_within(f"bot.{name}", [part])), key=len, default="")


def is_within(name: str, parts: Iterable[str]) -> bool:
    return any(f"{name}.".startswith(f"bot.{part}.") for part in parts)


def test_imports_point_one_way() -> None:
    """errors <- knowledge <- engine <- desk <- front ends, with the records beside knowledge."""
    assert {ruled_by(path) for path in SOURCES} > MAY_KNOW.keys()
    wrong = [
        f"{path.relative_to(ROOT).as_posix()} imports {name}"
        for path in SOURCES
        if (part := ruled_by(path))
        for name in imported_by(path)
        if name.split(".")[0] == "bot" and not is_within(name, [part, *MAY_KNOW[part].split()])
    ]
    assert wrong == []


def test_the_parts_of_the_engine_know_only_those_before_them() -> None:
    paths = [path.relative_to(ROOT / "bot" / "engine") for path in SOURCES if part_of(path) == "engine"]
    parts = {path: path.parts[0].removesuffix(".py") for path in paths if path.parts[0] != "__init__.py"}
    assert {*parts.values()} == {*ENGINE}
    wrong = [
        f"{path.as_posix()} imports {name}"
        for path, part in parts.items()
        for name in imported_by(ROOT / "bot" / "engine" / path)
        if name.startswith("bot.engine.") and ENGINE.index(name.split(".")[2]) > ENGINE.index(part)
    ]
    assert wrong == []


def test_desks_are_built_at_the_composition_root_alone() -> None:
    """A change of how the parts go together is then made once."""
    calls = [
        (path.relative_to(ROOT).as_posix(), name)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func).split(".")[-1]) in BUILT_AT_THE_ROOT
    ]
    assert {name for _, name in calls} == BUILT_AT_THE_ROOT
    assert [call for call in calls if call[0] != "bot/composition.py"] == []


def test_the_command_line_starts_without_the_libraries_of_single_front_ends() -> None:
    assert not loaded_by(["bot.__main__"]) & set(HEAVY)


def test_the_terminal_answers_without_a_database() -> None:
    loaded = loaded_by(["bot.__main__", *modules_of("bot.terminal"), "bot.composition", *modules_of("bot.desk")])
    assert "bot" in loaded
    assert not loaded & {"sqlalchemy", "alembic", "discord"}


def test_sql_is_known_to_the_records_alone() -> None:
    knowing = [path.relative_to(ROOT).as_posix() for path in SOURCES if "sqlalchemy" in path.read_text("utf-8")]
    assert knowing
    assert [name for name in knowing if not name.startswith("bot/records/")] == []


def test_a_module_is_no_longer_than_can_be_held_in_mind() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert lengths
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_MODULE} == {}


def test_a_function_fits_on_one_screen() -> None:
    lengths = {
        f"{path.relative_to(ROOT).as_posix()}:{one.name}": (one.end_lineno or one.lineno) - one.lineno + 1
        for path in SOURCES
        for one in functions_of(path)
    }
    assert lengths
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


def errors_raised(path: Path) -> Iterator[ast.Call]:
    """Where a module raises an error that a moderator may read."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TOLD_TO_MODERATORS:
            yield node


def texts_named(call: ast.Call) -> list[str]:
    """The texts that an error names, one of which is told."""
    said = call.args[TOLD_TO_MODERATORS[call.func.id]] if isinstance(call.func, ast.Name) else call
    either = (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,)
    return [str(one.value) if isinstance(one, ast.Constant) else ast.unparse(one) for one in either]


def test_what_moderators_are_told_goes_wrong_is_told_by_a_text_that_there_is() -> None:
    """So it is told in every language, and a new error without such a text does not pass."""
    found = [(path, call) for path in SOURCES for call in errors_raised(path)]
    handed_on = ("wrong.why", "*words_for(fault)", "*words_there")
    known = {*Voice.model_fields, *handed_on}
    assert len(found) > 60
    assert [f"{path.name}:{call.lineno}" for path, call in found if not known.issuperset(texts_named(call))] == []


def test_the_texts_of_what_goes_wrong_are_filled_in_with_all_that_they_may_hold() -> None:
    wrong = []
    for path in SOURCES:
        for call in errors_raised(path):
            given = {keyword.arg for keyword in call.keywords}
            by_names = ast.unparse(call.func) != "FieldFault"  # which is handed them all in one
            if by_names and any(braces_of(text).known - given for text in texts_named(call)):
                wrong.append(f"{path.name}:{call.lineno}")
    assert wrong == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = []
    for path in kept_files():
        name = path.relative_to(ROOT).as_posix()
        if name not in TESTS_OF_PATHS and SOMEBODYS_FOLDER.search(path.read_text(encoding="utf-8", errors="ignore")):
            found.append(name)
    assert found == []


def test_the_readme_tells_of_every_command() -> None:
    assert isinstance(cli, click.Group)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in cli.commands if f"faqbot {name}" not in readme]
    assert not missing
