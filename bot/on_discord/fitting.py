"""Making a reply fit into a message of Discord's: what matters least is shortened first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.on_discord.limits import MAX_TEXT
from bot.on_discord.text import length, shorten

WORTH_SHOWING = 40  # a passage of which less than this would be left is left out


class Use(IntEnum):
    """What a passage is for, in the order in which it may be shortened; a lead never is."""

    SOURCES = 0
    NOTE = 1
    ANSWER = 2
    HEADING = 3
    LEAD = 4


@dataclass(frozen=True)
class Passage:
    """A piece of text that becomes one component; `apart` asks for a line above it, `mark` names its entry."""

    use: Use
    text: str
    mark: int | None = None
    apart: bool = False


def fit(passages: list[Passage], plainer: Callable[[], list[Passage]], limit: int = MAX_TEXT) -> list[Passage]:
    """`passages` if they fit, else the `plainer` ones, cut as far as it takes."""
    if total(passages) <= limit:
        return passages
    kept = plainer()
    for use in (Use.SOURCES, Use.NOTE, Use.ANSWER, Use.HEADING):
        for at in reversed(range(len(kept))):
            over = total(kept) - limit
            if over > 0 and kept[at].use is use:
                kept[at] = _less(kept[at], over)
    return [passage for passage in kept if passage.text]


def total(passages: list[Passage]) -> int:
    return sum(length(passage.text) for passage in passages)


def _less(passage: Passage, characters: int) -> Passage:
    left = length(passage.text) - characters
    return replace(passage, text=shorten(passage.text, left) if left >= WORTH_SHOWING else "")
