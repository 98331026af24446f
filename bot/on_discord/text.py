"""Text as Discord counts it, cuts it and reads it: lengths, shortening, and words that must not act as markup."""

import re

ELLIPSIS = "…"

# What Discord's Markdown gives a meaning to anywhere in a line, and what starts a mention or a custom emoji.
_MARKUP = re.compile(r"([\\`*_~|<>\[\]@#])")
_LINK = re.compile(r"://")
_SPACE = re.compile(r"\s+")
_AT = re.compile(r"@(?!\u200b)")


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


def plain(text: str) -> str:
    """`text` on one line, reading as it is written: no Markdown, no mention, no link comes of it."""
    escaped = _MARKUP.sub(r"\\\1", _SPACE.sub(" ", text).strip())
    return _AT.sub("@\u200b", _LINK.sub(r"\\://", escaped))


def small(text: str) -> str:
    """Every line of `text` in Discord's small print."""
    return "\n".join(f"-# {line}" for line in text.splitlines() if line.strip())
