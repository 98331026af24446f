"""Labelled questions: lines of JSON that say which entry answers each question rightly.

    {"q": "…", "entry": "an-id" | ["one-id", "another"] | null, "parts": [["an-id"], …], "conversation": "…"}

`entry` null: the FAQ has no answer. `parts` is for a message with several questions: the entries that answer each.
Pure; all faults of a file are found at once.
"""

import json
from collections.abc import Container

from bot.engine.curation.evaluation import Case
from bot.engine.decision import Outcome
from bot.errors import FaqFaults, Fault

KEYS = frozenset({"q", "entry", "parts", "conversation", "outcome", "category"})
EXAMPLE = 'write {"q": "…", "entry": "an-id"}, or null for an entry where the FAQ has no answer'


class _WrongError(Exception):
    """What is wrong with one line."""

    def __init__(self, what: str, remedy: str = EXAMPLE) -> None:
        self.what = what
        self.remedy = remedy


def read_cases(file: str, content: bytes, known: Container[str]) -> tuple[Case, ...]:
    """The questions in the file called `file`, labelled with entries in `known`. Raises FaqFaults."""
    cases, faults = [], []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            cases.append(_case(line, known))
        except _WrongError as wrong:
            faults.append(Fault(file, number, wrong.what, wrong.remedy))
    if not cases and not faults:
        faults.append(Fault(file, 1, "there are no questions here", EXAMPLE))
    if faults:
        raise FaqFaults(faults)
    return tuple(cases)


def _case(line: bytes, known: Container[str]) -> Case:
    value = _object(line)
    question = value.get("q")
    if not isinstance(question, str):
        raise _WrongError("`q` is not a text")
    parts = tuple(_known(_ids(part, "parts"), known) for part in _list(value.get("parts"), "parts"))
    return Case(
        question=question,
        entries=_known(_ids(value.get("entry"), "entry"), known).union(*parts),
        parts=parts,
        conversation=_text(value, "conversation"),
        outcome=_outcome(_text(value, "outcome")),
        category=_text(value, "category") or "",
    )


def _object(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise _WrongError("this is not JSON") from None
    if not isinstance(value, dict):
        raise _WrongError("this is not a labelled question")
    if unknown := sorted(value.keys() - KEYS):
        raise _WrongError(
            f"`{unknown[0]}` is not a part of a labelled question", f"the parts are {', '.join(sorted(KEYS))}"
        )
    if "entry" not in value and "parts" not in value and "outcome" not in value:
        raise _WrongError("the question is not labelled")
    return value


def _ids(value: object, name: str) -> frozenset[str]:
    """An id, several, or none."""
    ids = [value] if isinstance(value, str) else _list(value, name)
    if not all(isinstance(one, str) for one in ids):
        raise _WrongError(f"`{name}` holds something that is not an id")
    return frozenset(str(one) for one in ids)


def _list(value: object, name: str) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _WrongError(f"`{name}` is not a list")
    return value


def _text(value: dict[str, object], name: str) -> str | None:
    found = value.get(name)
    if found is not None and not isinstance(found, str):
        raise _WrongError(f"`{name}` is not a text")
    return found


def _outcome(name: str | None) -> Outcome | None:
    try:
        return Outcome(name) if name else None
    except ValueError:
        raise _WrongError(f"`{name}` is not an outcome", f"the outcomes are {', '.join(Outcome)}") from None


def _known(ids: frozenset[str], known: Container[str]) -> frozenset[str]:
    for entry in sorted(ids):
        if entry not in known:
            raise _WrongError(f"the FAQ has no entry `{entry}`", "correct the id, or choose the FAQ with --faq")
    return ids
