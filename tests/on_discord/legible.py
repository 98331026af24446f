"""Whether what the bot sends can be read aloud and on a phone: `bot_on` looks at all of it when a test is through.

Nothing may hang on a colour, a picture or an emoji alone, and Discord draws no tables: where their lines do not fit, as
on a phone, what belongs together falls apart.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.discord_server.world import BUTTON, TEXT_DISPLAY, walk

PHONE = 40  # characters of fixed width in a line

_RULE = re.compile(r"^\s*\|?(\s*:?-{3,}:?\s*\|)+(\s*:?-{3,}:?)?\s*$", re.MULTILINE)  # below the head of a table
_ROW = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
_BLOCK = re.compile(r"```(?:\w*\n)?(.*?)```", re.DOTALL)
_GAP = re.compile(r"\S(?: {2,}|\t+| \| )[^\s#]")  # between columns, not before a comment
_BEGINNING = re.compile(r"^[-+\s]*")


def flaws(body: Any) -> list[str]:
    """What is wrong with a message, a response or a form as it was sent."""
    return [flaw for part in parts_of(body) for flaw in _flaws_of(part)]


def parts_of(body: Any) -> list[dict[str, Any]]:
    """Every component of a message, a response or a form."""
    inner = body.get("data", body) if isinstance(body, dict) else {}
    return list(walk(inner.get("components", []))) if isinstance(inner, dict) else []


def _flaws_of(part: dict[str, Any]) -> Iterator[str]:
    if "emoji" in part or any("emoji" in option for option in part.get("options", ())):
        yield f"an emoji stands on it: {part}"
    if part["type"] == BUTTON and not part.get("label", "").strip():
        yield f"a button says nothing: {part}"
    if not all(media.get("description", "").strip() for media in part.get("items", ())):
        yield f"a picture is not put into words: {part}"
    if part.get("accent_color") is not None and not any(_says_something(inner) for inner in walk([part])):
        yield f"a colour stands alone: {part}"
    for text in _texts(part):
        if pictures := [one for one in text if _is_picture(one)]:
            yield f"pictures {pictures} in {text!r}"
        if _is_table(text):
            yield f"a table: {text!r}"


def _says_something(part: dict[str, Any]) -> bool:
    return part["type"] == TEXT_DISPLAY and any(character.isalpha() for character in part["content"])


def _texts(part: dict[str, Any]) -> list[str]:
    options = [
        text for option in part.get("options", ()) for text in (option["label"], option.get("description") or "")
    ]
    return [part.get("content") or "", part.get("label") or "", part.get("placeholder") or "", *options]


def _is_picture(character: str) -> bool:
    """Whether a screen reader spells it out or leaves it out."""
    return unicodedata.category(character) == "So" or "\U0001f000" <= character <= "\U0001faff"


def _is_table(text: str) -> bool:
    rows = [line for block in _BLOCK.findall(text) for line in block.splitlines() if len(line) > PHONE]
    return bool(_RULE.search(text) or _ROW.search(text) or any(_GAP.search(_BEGINNING.sub("", row)) for row in rows))
