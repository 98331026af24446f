"""Many questions at once: a line of JSON in, a line of JSON out, in order and as they come.

Lines with the same `conversation` are one person talking in one place. A line without one is a stranger who is
forgotten at once. Nothing is kept of a line once it is answered, except the last words of each conversation (and
the desk bounds those).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.desk import FaqDesk, Place, Reply
from bot.errors import FaqBotError
from bot.reports.results import Json, evidence, result

MEMBER = "asker"
STRANGER = Place(server=None, channel="stranger")


class LineError(FaqBotError):
    """A line is not a question as it should be."""


@dataclass(frozen=True)
class Line:
    """One question of a batch."""

    question: str
    conversation: str | None


@dataclass(frozen=True)
class LineResult:
    """The result for one line; `fault` says what was wrong with the line, if anything."""

    result: Json
    fault: str | None = None


def answer(lines: Iterable[bytes], new_desk: Callable[[], FaqDesk], *, explain: bool = False) -> Iterator[LineResult]:
    """A result for each line that is not empty; a faulty one gets `{"error": ...}` and the rest goes on.

    `new_desk` gives desks that know the same FAQ and remember nobody yet.
    """
    clerk = _Clerk(new_desk)
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            line = parse(text)
        except LineError as error:
            fault = f"line {number}: {error}"
            yield LineResult({"q": None, "error": fault}, fault)
        else:
            reply = clerk.ask(line)
            yield LineResult(result(line.question, reply) | (evidence(reply.decision) if explain else {}))


def parse(text: bytes) -> Line:
    """The question in one line of a batch. Keys nobody knows are let be: labelled questions can be asked as well."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise LineError('this is not JSON; write {"q": "…"}') from None
    question = value.get("q") if isinstance(value, dict) else None
    if not isinstance(question, str):
        raise LineError('there is no question; write {"q": "…"}')
    conversation = value.get("conversation")
    if conversation is not None and not isinstance(conversation, str):
        raise LineError('`conversation` is not text; write {"q": "…", "conversation": "a name"}')
    return Line(question, conversation)


class _Clerk:
    """Knows who is talking."""

    def __init__(self, new_desk: Callable[[], FaqDesk]) -> None:
        self._new_desk = new_desk
        self._desk = new_desk()

    def ask(self, line: Line) -> Reply:
        if line.conversation is None:  # a desk of its own, so that strangers never crowd out a conversation
            return self._new_desk().ask(line.question, place=STRANGER, member=MEMBER)
        return self._desk.ask(line.question, place=Place(server=None, channel=line.conversation), member=MEMBER)
