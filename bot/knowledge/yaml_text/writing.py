"""Data that is new to a file, as YAML in the style of this FAQ.

Answers are folded, phrasings stand one a line, sources and short lists of ids in brackets. Lines are divided by the
line end they are given.
"""

import datetime
from collections.abc import Mapping

from bot.knowledge.yaml_text import scalars
from bot.knowledge.yaml_text.scalars import STEP, WIDTH

Data = object  # str, int, bool, None, a date, a tuple of data, or data by its keys

ON_ONE_LINE = frozenset({"follow_ups", "answers_too", "unless"})  # lists that stand in brackets if they fit a line
FOLDED = frozenset({"answer", "in_short"})


def pair(key: str, data: Data, column: int, newline: str) -> str:
    """`key: data`, to stand in `column`."""
    return f"{key}:{value(key, data, column, newline)}"


def value(key: str, data: Data, column: int, newline: str) -> str:
    """What stands behind the colon of `key`, which stands in `column`."""
    if isinstance(data, str):
        at = column + len(key) + 2
        like = ">" if key in FOLDED and len(data) + at > WIDTH else ""
        return " " + scalars.in_block(data, column + STEP, at, newline, like)
    short = f" {on_one_line(data)}"
    if not isinstance(data, tuple) or not data or (key in ON_ONE_LINE and column + len(key) + len(short) < WIDTH):
        return short
    dash = column + STEP
    return "".join(f"{newline}{' ' * dash}{item(one, dash, newline)}" for one in data)


def item(data: Data, column: int, newline: str) -> str:
    """The dash and the item of a list, to stand in `column`."""
    return "- " + behind_dash(data, column, newline)


def behind_dash(data: Data, column: int, newline: str) -> str:
    """The item of a list whose dash stands in `column`."""
    inner = column + STEP
    match data:
        case str():
            return scalars.in_block(data, inner, inner, newline)
        case Mapping() if "question" in data:  # an entry, or a question with its entry
            return f"{newline}{' ' * inner}".join(pair(key, one, inner, newline) for key, one in data.items())
    return on_one_line(data)


def on_one_line(data: Data, like: str = "") -> str:
    """`data` as it may stand in brackets; a text in the quotes `like`, if they are some."""
    match data:
        case str():
            return scalars.in_brackets(data, like)
        case Mapping():
            return "{" + ", ".join(f"{key}: {on_one_line(one)}" for key, one in data.items()) + "}"
        case tuple():
            return "[" + ", ".join(on_one_line(one) for one in data) + "]"
        case None:
            return "null"
        case bool():
            return "true" if data else "false"
        case datetime.date():
            return data.isoformat()
    return str(data)
