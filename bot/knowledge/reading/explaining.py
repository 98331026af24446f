"""What a value of the model refused -> a fault in plain words, at the line where it stands.

The limits themselves live in `model`; here they are only told.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from itertools import islice

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from bot.errors import Fault
from bot.knowledge.model import MOST_ID_CHARACTERS, Kind
from bot.knowledge.yaml_text.nodes import Mapping, Node, Scalar, Sequence, Step, find, shown

MOST_LISTED = 30  # names; the texts of the voice are hundreds
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
    nearest = _nearest(typed, known)
    return f"did you mean `{nearest}`?" if nearest else ""


def meant(typed: str, known: Collection[str]) -> str:
    """The nearest of `known`, or all of them when nothing comes near, unless they are too many to be read."""
    return _nearest(typed, known) or ", ".join(
        [*islice(known, MOST_LISTED), *(["…"] if len(known) > MOST_LISTED else [])]
    )


def _nearest(typed: str, known: Collection[str]) -> str:
    found = process.extractOne(typed[:100], known, scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else ""


def explain(
    error: ValidationError, model: type[BaseModel], node: Node, file: str, *, about: str = "", missing: bool = True
) -> Iterator[Fault]:
    """The faults of `error`, met when `node` was read as `model`; `about` begins each, to say what it concerns.

    Without `missing`, what is not there is no fault.
    """
    details = error.errors(include_url=False, include_input=False)
    lacking = {one["loc"] for one in details if one["type"] == "missing"}
    found_elsewhere = {_meant_by(one, lacking, model) for one in details} if missing else lacking
    for detail in [one for one in details if one["loc"] not in found_elsewhere][:MAX_FAULTS]:
        path = tuple(step for step in detail["loc"] if step != "[key]")
        line, found = find(node, *path)
        wrong = _explain_one(detail, path, found, model)
        named = {"name": " › ".join(_parts(path)), "what": wrong.what, "remedy": wrong.remedy, **wrong.about}
        yield Fault(file, line, f"{about}{wrong.what}", wrong.remedy, wrong.why, named)


def _meant_by(
    detail: ErrorDetails, lacking: Collection[tuple[Step, ...]], model: type[BaseModel]
) -> tuple[Step, ...] | None:
    """What is missing, among `lacking`, as its name is misspelled: one slip of the pen is one fault.

    Not if the name is nearer to one that is not missing.
    """
    *place, typed = detail["loc"] or ("",)
    names = [str(path[-1]) for path in lacking if [*path[:-1]] == place]
    others = () if place else model.model_fields.keys()
    nearest = _nearest(str(typed), [*names, *others]) if detail["type"] == "extra_forbidden" else ""
    return (*place, nearest) if nearest in names else None


@dataclass(frozen=True)
class Wrong:
    """What is wrong with something and what to do about it; `why` and `about` are as in `EditError`."""

    what: str
    remedy: str
    why: str = "why_other"
    about: Map[str, object] = field(default_factory=dict)


def _explain_one(detail: ErrorDetails, path: tuple[Step, ...], found: Node | None, model: type[BaseModel]) -> Wrong:
    name, context = _name(path), detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return Wrong(f"{name} is missing", f"add it: `{path[-1]}: ...`", "why_missing")
        case "extra_forbidden":
            known = _fields_at(model, path[:-1])
            near = meant(str(path[-1]), known)
            remedy, about = did_you_mean(str(path[-1]), known) or f"remove it; known here: {near}", {"known": near}
            return Wrong(f"{name} is not known here", remedy, "why_unknown_name", about)
        case "string_too_short":
            return Wrong(f"{name} is empty", "write the text, or remove the line", "why_empty")
        case "string_too_long":
            most = context["max_length"]
            length = len(found.typed.strip()) if isinstance(found, Scalar) else "too many"
            what, remedy = f"{name} is {length} characters long", f"shorten it to at most {most}"
            return Wrong(what, remedy, "why_long", {"length": length, "most": most})
        case "string_pattern_mismatch":
            return _bad_pattern(name, path, found)
        case "enum":
            kinds = ", ".join(_KINDS)
            return Wrong(f"{name} is none of {kinds}", _nearest_of(found, _KINDS), "why_no_kind", {"known": kinds})
        case "too_long":
            most = context["max_length"]
            return Wrong(f"{name} has too many items", f"keep at most {most}", "why_many", {"most": most})
        case "too_short":
            least = context["min_length"]
            return Wrong(f"{name} has too few items", f"give at least {least}", "why_few", {"most": least})
        case "greater_than_equal":
            least = context["ge"]
            return Wrong(f"{name} is too small", f"count from {least}", "why_small", {"most": least})
        case "less_than_equal":
            most = context["le"]
            return Wrong(f"{name} is too large", f"give at most {most}", "why_large", {"most": most})
        case kind:
            parts = ", ".join(f"`{part}: ...`" for part in _fields_at(model, path))
            return _wrong_type(kind, name, found, parts)


def _wrong_type(kind: str, name: str, found: Node | None, parts: str) -> Wrong:
    if isinstance(found, Scalar) and found.plain and not found.typed:
        remedy = "write something there, or remove it (a text that begins with # needs quotes)"
        return Wrong(f"{name} is empty", remedy, "why_empty")
    if kind == "string_type":
        return _no_text(name, found)
    if kind == "int_type":
        return Wrong(f"{name} is no whole number", "write digits only, without quotes: 3")
    if kind == "date_type":
        return Wrong(f"{name} is no day", "write year, month and day without quotes: 2027-01-31", "why_no_day")
    if kind == "tuple_type":
        return Wrong(f"{name} has to be a list", "put each item in a line of its own that begins with `- `")
    if kind == "model_type":
        return Wrong(f"{name} is not made of named parts", f"write it with {parts}")
    if kind == "dict_type":
        return Wrong(f"{name} has to hold names, each with a list behind it", "write `name: [a word, another]`")
    return Wrong(f"{name} cannot be used as it is", "compare it with its neighbours")


def _no_text(name: str, found: Node | None) -> Wrong:
    match found:
        case Scalar(typed=typed):
            what = f"{name} is `{shown(typed)}`, which YAML reads as {_READ_AS.get(found.tag, 'something else')}"
            return Wrong(what, f'put quotes around it: "{shown(typed)}"')
        case Mapping():
            what = f"{name} holds a colon followed by a space (or braces), so YAML reads it as `name: value`"
            return Wrong(what, "put quotes around the whole text")
        case Sequence():
            return Wrong(
                f"{name} is a list where a text belongs", "write one text; one that begins with [ needs quotes"
            )
    return Wrong(f"{name} is no text", "write a text")


def _bad_pattern(name: str, path: tuple[Step, ...], found: Node | None) -> Wrong:
    if path[-1] == "url":
        return Wrong(f"{name} is no web address", "begin it with https:// and leave out spaces", "why_no_url")
    typed = found.typed if isinstance(found, Scalar) else str(path[-1])
    if str(path[-1]).startswith("name_"):
        what = f"{name} is `{shown(typed)}`, which cannot be the name of a command"
        remedy = "use 1 to 32 small letters, digits and hyphens, and no spaces"
        return Wrong(what, remedy, "why_no_command_name", {"typed": shown(typed)})
    plain = unicodedata.normalize("NFKD", typed).encode("ascii", "ignore").decode().lower()
    better = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST_ID_CHARACTERS].strip("-")
    suggestion = f", for example `{better}`" if better else ""
    what = f"{name} is `{shown(typed)}`, which cannot be an id"
    return Wrong(what, f"use small letters, digits and hyphens{suggestion}", "why_no_id", {"typed": shown(typed)})


def _nearest_of(found: Node | None, known: Collection[str]) -> str:
    typed = found.typed if isinstance(found, Scalar) else ""
    return did_you_mean(typed, known) or "use one of these"


def _name(path: tuple[Step, ...]) -> str:
    """("sources", 0, "article") -> "`article` of item 1 of `sources`"."""
    return " of ".join(reversed(_parts(path, "item "))) if path else "this part"


def _parts(path: tuple[Step, ...], item: str = "") -> list[str]:
    return [f"{item}{step + 1}" if isinstance(step, int) else f"`{shown(step)}`" for step in path]


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
