"""The settings: what `config.yaml` and the environment say, checked whole before anything starts.

Every fault is named at once, with its line, in words for the person who runs the bot. A setting nobody knows is
refused rather than ignored. The token comes from the environment (or `.env`) only, and no message ever shows it.
"""

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails

from bot import env_file
from bot.encoders import ModelLibrary
from bot.env_file import Variable
from bot.errors import ConfigError, Fault
from bot.knowledge.yaml_text import nodes, parsing
from bot.records.model import Keep

CONFIG_FILE = Path("config.yaml")
EXAMPLE_FILE = "config.example.yaml"
ENV_FILE = Path(".env")
SERVERS_FOLDER = "servers"
SHIPPED = Path(__file__).parent / "shipped_faq"  # where a wheel brings the FAQ along
TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105 -- the name of a variable, not a secret
API_VARIABLE = "FAQBOT_DISCORD_API"
ENVIRONMENT = "environment"
TOKEN_LINE = f"{TOKEN_VARIABLE}=your-token"
LINES = {TOKEN_VARIABLE: TOKEN_LINE, API_VARIABLE: f"{API_VARIABLE}=https://…"}  # of `.env`, as they should be
TOKEN_MARK = "token"  # noqa: S105 -- what gives away a key that should not be in the file

# What pydantic's types of error ask for, in words that need no Python.
WANTED = {
    "bool_type": "true or false",
    "int_type": "a whole number, without quotes",
    "float_type": "a number such as 0.5, without quotes",
    "string_type": "text",
    "string_pattern_mismatch": 'the id of a server, in quotes: "123456789012345678"',
    "string_too_short": "a name, or left out",
    "model_type": "a section: its settings on lines of their own, indented by two spaces",
}

Share = Annotated[float, Field(gt=0, lt=1)]


class _Section(BaseModel):
    """A frozen group of settings that refuses names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class DiscordSection(_Section):
    """`discord:` how the bot behaves on a server."""

    message_content: bool = False
    questions_per_minute: Annotated[int, Field(ge=1, le=600)] = 10
    home_server: Annotated[str, Field(pattern=r"^[0-9]{15,20}$")] | None = None
    channel_answers_per_minute: Annotated[int, Field(ge=1, le=600)] = 30


class AnsweringSection(_Section):
    """`answering:` how sure the bot has to be. None leaves it to the engine."""

    answer_from: Share | None = None
    suggest_from: Share | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "AnsweringSection":
        if self.answer_from is not None and self.suggest_from is not None and self.suggest_from > self.answer_from:
            raise ValueError("`suggest_from` is above `answer_from`: no question could ever get suggestions")
        return self


class MeaningSection(_Section):
    """`meaning:` another model of what texts mean, and the library that reads it. None: the one that comes along."""

    library: Annotated[ModelLibrary | None, Field(strict=False)] = None
    model: Annotated[str, Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> "MeaningSection":
        if (self.library is None) != (self.model is None):
            raise ValueError("`library` and `model` go together: set both, or neither")
        return self


class ConversationSection(_Section):
    """`conversation:` how long the bot remembers what was said last."""

    minutes: Annotated[float, Field(gt=0, le=24 * 60, allow_inf_nan=False)] = 15


class RecordsSection(_Section):
    """`records:` what is remembered of what happened, and where."""

    database: Annotated[str, Field(min_length=1)] = "data/faqbot.sqlite3"
    keep: Annotated[Keep, Field(strict=False)] = Keep.ALL
    keep_days: Annotated[int, Field(ge=1, le=366)] = 90
    server_days: Annotated[int, Field(ge=0, le=366)] = 30


class LogSection(_Section):
    """`log:` what is written to standard error."""

    level: Literal["debug", "info", "warning", "error"] = "info"


class ConfigFile(_Section):
    """The whole of `config.yaml`."""

    faq: Annotated[str, Field(min_length=1)] | None = None
    servers: Annotated[str, Field(min_length=1)] | None = None
    discord: DiscordSection = DiscordSection()
    answering: AnsweringSection = AnsweringSection()
    meaning: MeaningSection = MeaningSection()
    conversation: ConversationSection = ConversationSection()
    records: RecordsSection = RecordsSection()
    log: LogSection = LogSection()


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, in one value that is handed down."""

    faq: Path
    servers: Path  # the folder of the servers' own folders, which need not be there
    discord: DiscordSection
    answering: AnsweringSection
    meaning: MeaningSection
    conversation: ConversationSection
    records: RecordsSection
    log: LogSection
    database: Path
    token: SecretStr | None  # shown as asterisks wherever it is printed by mistake
    discord_api: str | None

    @property
    def faq_came_along(self) -> bool:
        """Whether the FAQ is the one in the installed package, whose files belong to the installer."""
        return is_shipped(self.faq)


def load(
    config: Path | None = None,
    faq: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    folder: Path = Path(),
) -> Settings:
    """The settings in force in `folder`, or a ConfigError that names every fault.

    `config` and `faq` are what the command line chose; a config file that was named has to exist.
    """
    path = config or folder / CONFIG_FILE
    set_already = [name for name, value in environ.items() if value]
    in_file, faults = env_file.read(folder / ENV_FILE, LINES, set_already)
    written = in_file | {name: Variable(value, ENVIRONMENT) for name, value in environ.items() if value}
    faults += _environment_faults(written)
    file, file_faults = _read(path) if config is not None or path.exists() else (ConfigFile(), [])
    if faults or file_faults or file is None:
        raise ConfigError("\n".join(str(fault) for fault in (*sorted(file_faults), *faults)))
    token, api = (written[name].value.strip() if name in written else "" for name in (TOKEN_VARIABLE, API_VARIABLE))
    base = faq or (path.parent / file.faq if file.faq else default_faq(folder))
    return Settings(
        faq=base,
        servers=path.parent / file.servers if file.servers else _beside_faq(base, path.parent) / SERVERS_FOLDER,
        discord=file.discord,
        answering=file.answering,
        meaning=_beside(path.parent, file.meaning),
        conversation=file.conversation,
        records=file.records,
        log=file.log,
        database=path.parent / file.records.database,
        token=SecretStr(token) if token else None,
        discord_api=api or None,
    )


def _beside(folder: Path, meaning: MeaningSection) -> MeaningSection:
    """`meaning` with the model as a path where it is a folder seen from `folder`; else it is a name on a hub."""
    if meaning.model and (folder / meaning.model).is_dir():
        return meaning.model_copy(update={"model": str(folder / meaning.model)})
    return meaning


def default_faq(folder: Path) -> Path:
    """`faq` in the working folder; else the FAQ installed with the package, or the one beside its source."""
    package = Path(__file__).parent
    candidates = (folder / "faq", SHIPPED, package.parent / "faq")
    return next((candidate for candidate in candidates if candidate.is_dir()), candidates[0])


def is_shipped(faq: Path) -> bool:
    """Whether `faq` is the FAQ in the installed package, however it was named."""
    return faq.resolve() == SHIPPED.resolve()


def _beside_faq(faq: Path, folder: Path) -> Path:
    """The folder that `faq` is in; `folder`, that of the settings, where it is in the installed package."""
    return folder if is_shipped(faq) else faq.parent


def example() -> str:
    """The text of `config.example.yaml`, which documents every setting."""
    package = Path(__file__).parent
    installed, beside_source = package / EXAMPLE_FILE, package.parent / EXAMPLE_FILE
    return (installed if installed.is_file() else beside_source).read_text(encoding="utf-8")


def _environment_faults(written: Mapping[str, Variable]) -> Iterator[Fault]:
    api, token = written.get(API_VARIABLE), written.get(TOKEN_VARIABLE)
    if api and not api.value.startswith(("http://", "https://")):
        yield api.fault(f"{API_VARIABLE} is not an address", "begin it with https:// or leave it out")
    if token and not re.fullmatch("[!-~]*", token.value.strip()):
        what = f"{TOKEN_VARIABLE} holds a space, or another sign that no token has"
        yield token.fault(what, f"copy the token again and write {TOKEN_LINE}, with nothing else in the line")


def _read(path: Path) -> tuple[ConfigFile | None, list[Fault]]:
    """The settings written in the file at `path`, or what is wrong with it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        remedy = "check who may read it" if path.exists() else "name a file that exists"
        return None, [Fault(str(path), 1, f"cannot be read ({error.strerror})", remedy)]
    document = parsing.parse(str(path), content)
    if not document.whole or document.root is None:
        return (ConfigFile() if document.whole else None), list(document.faults)
    settings, faults = _Settings(str(path), document.root).check()
    return settings, [*document.faults, *faults]


class _Settings:
    """A config file as YAML nodes, which know their lines, on its way to being settings."""

    def __init__(self, file: str, root: nodes.Node) -> None:
        self._file = file
        self._root = root
        self._faults: list[Fault] = []

    def check(self) -> tuple[ConfigFile | None, list[Fault]]:
        if not isinstance(self._root, nodes.Mapping):
            remedy = "write `name: value` lines as in config.example.yaml"
            return None, [Fault(self._file, self._root.line, "there are no settings here", remedy)]
        try:
            return ConfigFile.model_validate(self._values(self._root)), self._faults
        except ValidationError as error:
            return None, [*self._faults, *(self._fault(detail) for detail in error.errors(include_url=False))]

    def _values(self, root: nodes.Mapping) -> dict[str, object]:
        """What is written, without sections whose lines are all commented out."""
        sections = dict(self._without_tokens(root))
        return {name: self._section(node) for name, node in sections.items() if _value(node) is not None}

    def _section(self, node: nodes.Node) -> object:
        if isinstance(node, nodes.Mapping):
            return {name: _value(inner) for name, inner in self._without_tokens(node)}
        return _value(node)

    def _without_tokens(self, node: nodes.Mapping) -> Iterator[tuple[str, nodes.Node]]:
        for name, inner in node.items.items():
            if TOKEN_MARK in name.lower():
                what = f"`{name}`: a token does not belong in this file"
                remedy = f"put {TOKEN_VARIABLE}=… into .env or the environment (and reset it if others saw this file)"
                self._faults.append(Fault(self._file, node.key_lines[name], what, remedy))
            else:
                yield name, inner

    def _fault(self, detail: ErrorDetails) -> Fault:
        place = tuple(str(step) for step in detail["loc"])
        line, _ = nodes.find(self._root, *place)
        name = ".".join(place)
        if detail["type"] == "extra_forbidden":
            return Fault(self._file, line, f"`{name}` is not a setting", _remedy_for_unknown(place))
        if detail["type"] == "value_error":
            return Fault(self._file, line, str(detail["ctx"]["error"]), "change one of the two")
        kind = "string_pattern_mismatch" if place[-1:] == ("home_server",) else detail["type"]
        wanted = WANTED.get(kind) or detail["msg"].removeprefix("Input should be ")
        return Fault(self._file, line, f"`{name}` cannot be used as it is", f"it should be {wanted}")


def _value(node: nodes.Node) -> object:
    """What is typed at `node`; an FAQ knows no fractions, settings do."""
    if isinstance(node, nodes.Scalar) and node.tag == "float":
        try:
            return float(node.typed)
        except ValueError:  # YAML's own spellings: 1_000.5, 1:30.0
            return node.typed
    return node.data


def _remedy_for_unknown(place: tuple[str, ...]) -> str:
    """The setting that was probably meant, or all that there are."""
    known = setting_names()
    near = difflib.get_close_matches(".".join(place), known, n=1, cutoff=0.6) or [
        name for name in known if name.split(".")[-1] == place[-1]
    ]
    return f"did you mean `{near[0]}`?" if near else f"the settings are {', '.join(known)}"


def setting_names() -> tuple[str, ...]:
    """Every setting there is, as `section.name`."""
    names: list[str] = []
    for name, field in ConfigFile.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, _Section):
            names.extend(f"{name}.{inner}" for inner in section.model_fields)
        else:
            names.append(name)
    return tuple(names)
