"""Making a reply fit into a message of Discord's: what matters least is shortened first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.on_discord.showing.limits import MAX_TEXT
from bot.on_discord.showing.text import length, shorten

WORTH_SHOWING = 40  # a fragment of which less than this would be left is left out


class Use(IntEnum):
    """What a fragment is for, in the order in which it may be shortened; a lead never is."""

    SOURCES = 0
    NOTE = 1
    ANSWER = 2
    HEADING = 3
    LEAD = 4


@dataclass(frozen=True)
class Fragment:
    """A piece of text that becomes one component; `apart` asks for a line above it, `mark` names its entry."""

    use: Use
    text: str
    mark: int | None = None
    apart: bool = False


def fit(fragments: list[Fragment], plainer: Callable[[], list[Fragment]], limit: int = MAX_TEXT) -> list[Fragment]:
    """`fragments` if they fit, else the `plainer` ones, cut as far as it takes."""
    if total(fragments) <= limit:
        return fragments
    kept = plainer()
    for use in (Use.SOURCES, Use.NOTE, Use.ANSWER, Use.HEADING):
        for at in reversed(range(len(kept))):
            over = total(kept) - limit
            if over > 0 and kept[at].use is use:
                kept[at] = _less(kept[at], over)
    return [fragment for fragment in kept if fragment.text]


def total(fragments: list[Fragment]) -> int:
    return sum(length(fragment.text) for fragment in fragments)


def _less(fragment: Fragment, characters: int) -> Fragment:
    left = length(fragment.text) - characters
    return replace(fragment, text=shorten(fragment.text, left) if left >= WORTH_SHOWING else "")
