"""YAML as a tree in which everything knows its line.

A tree is made by `parsing` and asked for two things: the plain `data` of a part of it, and the line of a part, by the
path that leads there.
"""

import datetime
import re
from dataclasses import dataclass, field

import yaml

Step = str | int

_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,8})\Z")


class Unreadable:
    """Stands for a time, a fraction and the like: things YAML knows and an FAQ does not."""


@dataclass(slots=True)
class Scalar:
    """A single value: what was typed, and what YAML makes of it."""

    line: int
    typed: str
    plain: bool  # typed without quotes

    @property
    def tag(self) -> str:
        """What YAML takes the value for: "str", "int", "bool", "null", "float", "timestamp" ..."""
        if self.plain:
            for tag, pattern in _RESOLVERS.get(self.typed[:1], ()):
                if pattern.match(self.typed):
                    return tag.rpartition(":")[2]
        return "str"

    @property
    def data(self) -> object:
        match self.tag:
            case "str":
                return self.typed
            case "null":
                return None
            case "bool":
                return self.typed.lower() in {"yes", "true", "on"}
            case "int" if _WHOLE_NUMBER.match(self.typed):
                return int(self.typed)
            case "timestamp" if _DATE.match(self.typed):
                return _date(self.typed)
        return Unreadable()


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list["Node"] = field(default_factory=list)

    @property
    def data(self) -> tuple[object, ...]:
        return tuple(item.data for item in self.items)


@dataclass(slots=True)
class Mapping:
    """Keys, each with the line it stands in, and their values."""

    line: int
    items: dict[str, "Node"] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, object]:
        return {key: value.data for key, value in self.items.items()}


Node = Scalar | Sequence | Mapping


def last_line(node: Node) -> int:
    """The line in which the last part of `node` begins."""
    match node:
        case Sequence():
            return max([node.line, *map(last_line, node.items)])
        case Mapping():
            return max([node.line, *node.key_lines.values(), *map(last_line, node.items.values())])
    return node.line


def _date(typed: str) -> object:
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:  # the 31st of June
        return Unreadable()


def shown(text: str) -> str:
    """`text` as it may stand in a message of one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."


def find(node: Node, *path: Step) -> tuple[int, Node | None]:
    """The line and the node at `path` below `node`; for what is not there, the line of the nearest thing above."""
    line, found = node.line, node
    for step in path:
        if isinstance(found, Mapping) and isinstance(step, str) and step in found.items:
            line, found = found.key_lines[step], found.items[step]
        elif isinstance(found, Sequence) and isinstance(step, int) and step < len(found.items):
            found = found.items[step]
            line = found.line
        else:
            return line, None
    return line, found
