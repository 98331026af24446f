"""Text as Discord counts it, cuts it and reads it: lengths, shortening, and words that must not act as markup."""

import re
from collections.abc import Callable

ELLIPSIS = "…"

# What Discord's Markdown gives a meaning to anywhere in a line, and what starts a mention or a custom emoji.
_MARKUP = re.compile(r"([\\`*_~|<>\[\]@#])")
_LINK = re.compile(r"://")
_SPACE = re.compile(r"\s+")
_AT = re.compile(r"@(?!\u200b)")
# Characters that turn the direction of all that follows, so that it reads otherwise than it is written.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CODE = re.compile(r"(?<!`)(`[^`]+`)(?!`)")


def length(text: str) -> int:
    """Characters as Discord's clients count them: one outside the basic plane (an emoji) counts as two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut behind a word and marked with an ellipsis if anything is left out.

    >>> shorten("How often should bone density be measured?", 24)
    'How often should bone…'
    """
    if length(text) <= limit:
        return text
    kept = text[: limit - 1]
    while length(kept) > limit - 1:
        kept = kept[:-1]
    at_word, _, rest = kept.rpartition(" ")
    if not text[len(kept)].isspace() and at_word and len(rest) < limit // 2:
        kept = at_word
    return kept.rstrip(" ,;:.-") + ELLIPSIS


def plain(text: str, limit: int | None = None) -> str:
    """`text` on one line, reading as it is written: no Markdown, no mention, no link comes of it.

    What is sent has at most `limit` characters, with those that take away the meaning of others.
    """
    return _plain(text) if limit is None else _cut(text, limit, _plain)


def coded(text: str, limit: int) -> str:
    """As `plain`, but what stands between backticks stays code: for our own words about ids and fields."""
    return _cut(text, limit, _coded)


def unturned(text: str) -> str:
    """`text` without the characters that turn its direction by force; Hebrew and Arabic need none of them."""
    return _TURNS.sub("", text)


def small(text: str) -> str:
    """Every line of `text` in Discord's small print."""
    return "\n".join(f"-# {line}" for line in text.splitlines() if line.strip())


def _cut(text: str, limit: int, told: Callable[[str], str]) -> str:
    left = limit
    while (over := length(found := told(shorten(text, left))) - limit) > 0:
        left -= -(-over // 3)  # a character takes three at most
    return found


def _plain(text: str) -> str:
    return _escaped(_on_one_line(text))


def _coded(text: str) -> str:
    parts = _CODE.split(_on_one_line(text))  # every second one is code
    return "".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _on_one_line(text: str) -> str:
    return _SPACE.sub(" ", unturned(text)).strip()


def _escaped(text: str) -> str:
    return _AT.sub("@\u200b", _LINK.sub(r"\\://", _MARKUP.sub(r"\\\1", text)))
