"""What a value of the model refused -> a fault in plain words, at the line where it stands.

The limits themselves live in `model`; here they are only told.
"""

import re
from collections.abc import Collection, Iterator

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from bot.errors import Fault
from bot.knowledge.model import MOST_ID_CHARACTERS, Kind
from bot.knowledge.nodes import Mapping, Node, Scalar, Sequence, Step, find, shown

MAX_FAULTS = 100  # from one value; more would help nobody

_KINDS = tuple(kind.value for kind in Kind)
_READ_AS = {
    "bool": "a yes/no value",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "null": "nothing at all",
}


def did_you_mean(typed: str, known: Collection[str]) -> str:
    """ "did you mean `...`?" for the nearest of `known`, or "" when nothing comes near."""
    nearest = process.extractOne(typed[:100], known, scorer=fuzz.ratio, score_cutoff=60)
    return f"did you mean `{nearest[0]}`?" if nearest else ""


def explain(
    error: ValidationError, model: type[BaseModel], node: Node, file: str, *, about: str = "", missing: bool = True
) -> Iterator[Fault]:
    """The faults of `error`, met when `node` was read as `model`; `about` begins each, to say what it concerns.

    Without `missing`, what is not there is no fault.
    """
    details = error.errors(include_url=False, include_input=False)
    for detail in [one for one in details if missing or one["type"] != "missing"][:MAX_FAULTS]:
        path = tuple(step for step in detail["loc"] if step != "[key]")
        line, found = find(node, *path)
        what, remedy = _explain_one(detail, path, found, model)
        yield Fault(file, line, f"{about}{what}", remedy)


def _explain_one(
    detail: ErrorDetails, path: tuple[Step, ...], found: Node | None, model: type[BaseModel]
) -> tuple[str, str]:
    name, context = _name(path), detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return f"{name} is missing", f"add it: `{path[-1]}: ...`"
        case "extra_forbidden":
            known = _fields_at(model, path[:-1])
            remedy = did_you_mean(str(path[-1]), known) or f"remove it; known here: {', '.join(known)}"
            return f"{name} is not known here", remedy
        case "string_too_short":
            return f"{name} is empty", "write the text, or remove the line"
        case "string_too_long":
            most = context["max_length"]
            length = len(found.typed.strip()) if isinstance(found, Scalar) else "too many"
            return f"{name} is {length} characters long", f"shorten it to at most {most}"
        case "string_pattern_mismatch":
            return _bad_pattern(name, path, found)
        case "enum":
            return f"{name} is none of {', '.join(_KINDS)}", _nearest_of(found, _KINDS)
        case "too_long":
            return f"{name} has too many items", f"keep at most {context['max_length']}"
        case "too_short":
            return f"{name} has too few items", f"give at least {context['min_length']}"
        case "greater_than_equal":
            return f"{name} is too small", f"count from {context['ge']}"
        case "less_than_equal":
            return f"{name} is too large", f"give at most {context['le']}"
        case kind:
            parts = ", ".join(f"`{part}: ...`" for part in _fields_at(model, path))
            return _wrong_type(kind, name, found, parts)


def _wrong_type(kind: str, name: str, found: Node | None, parts: str) -> tuple[str, str]:
    if isinstance(found, Scalar) and found.plain and not found.typed:
        return f"{name} is empty", "write something there, or remove it (a text that begins with # needs quotes)"
    if kind == "string_type":
        return _no_text(name, found)
    if kind == "int_type":
        return f"{name} is no whole number", "write digits only, without quotes: 3"
    if kind == "date_type":
        return f"{name} is no day", "write year, month and day without quotes: 2027-01-31"
    if kind == "tuple_type":
        return f"{name} has to be a list", "put each item in a line of its own that begins with `- `"
    if kind == "model_type":
        return f"{name} is not made of named parts", f"write it with {parts}"
    if kind == "dict_type":
        return f"{name} has to hold names, each with a list behind it", "write `name: [a word, another]`"
    return f"{name} cannot be used as it is", "compare it with its neighbours"


def _no_text(name: str, found: Node | None) -> tuple[str, str]:
    match found:
        case Scalar(typed=typed):
            what = f"{name} is `{shown(typed)}`, which YAML reads as {_READ_AS.get(found.tag, 'something else')}"
            return what, f'put quotes around it: "{shown(typed)}"'
        case Mapping():
            what = f"{name} holds a colon followed by a space (or braces), so YAML reads it as `name: value`"
            return what, "put quotes around the whole text"
        case Sequence():
            return f"{name} is a list where a text belongs", "write one text; one that begins with [ needs quotes"
    return f"{name} is no text", "write a text"


def _bad_pattern(name: str, path: tuple[Step, ...], found: Node | None) -> tuple[str, str]:
    if path[-1] == "url":
        return f"{name} is no web address", "begin it with https:// and leave out spaces"
    typed = found.typed if isinstance(found, Scalar) else str(path[-1])
    if str(path[-1]).startswith("name_"):
        what = f"{name} is `{shown(typed)}`, which cannot be the name of a command"
        return what, "use 1 to 32 small letters, digits and hyphens, and no spaces"
    better = re.sub(r"[^a-z0-9]+", "-", typed.lower()).strip("-")[:MOST_ID_CHARACTERS].strip("-")
    suggestion = f", for example `{better}`" if better else ""
    return f"{name} is `{shown(typed)}`, which cannot be an id", f"use small letters, digits and hyphens{suggestion}"


def _nearest_of(found: Node | None, known: Collection[str]) -> str:
    typed = found.typed if isinstance(found, Scalar) else ""
    return did_you_mean(typed, known) or "use one of these"


def _name(path: tuple[Step, ...]) -> str:
    """("sources", 0, "article") -> "`article` of item 1 of `sources`"."""
    parts = [f"item {step + 1}" if isinstance(step, int) else f"`{shown(step)}`" for step in reversed(path)]
    return " of ".join(parts) if parts else "this part"


def _fields_at(model: type[BaseModel], path: tuple[Step, ...]) -> tuple[str, ...]:
    """The names that may stand at `path` below `model`."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            inner = _model_in(model.model_fields[step].annotation)
            model = inner or model
    return tuple(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Section, ...]`."""
    inside = getattr(annotation, "__args__", (annotation,))
    return next((part for part in inside if isinstance(part, type) and issubclass(part, BaseModel)), None)
