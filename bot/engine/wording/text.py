"""From what was typed to plain words: Unicode folded, Discord markup gone, short forms written out.

Pure functions of a string. Nothing is corrected here; that takes an FAQ's vocabulary (see `spelling`).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from sys import intern

import Stemmer

from bot.engine.wording.grammar import ADDRESSES, BEFORE_PERSONS, FILLERS, SHORT_FORMS

MAX_CHARACTERS = 2_000  # Discord's limit for a message; anything longer is cut before any work is done

_DISCORD = re.compile(
    r"<(?:@[!&]?|\#)\d+>"  # mentions of people, roles and channels
    r"|<a?:(\w+):\d+>"  # custom emoji
    r"|<t:-?\d+(?::\w)?>"  # timestamps
    r"|<?https?://\S+>?"
    r"|@everyone|@here"
)
_MARKUP = re.compile(r"```(?:\w+\n)?|[`*_~|]+|^>+\s?", re.MULTILINE)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u034f\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_MAY_BE_MARKED = re.compile(r"[<@`*_~|>]|://")  # most messages are plain already
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"'})
_APOSTROPHE = re.compile(r"(?<=\w)`(?=\w)")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SIGNS = {"question mark": "?", "exclamation mark": "!", "exclamation point": "!", "full stop": "."}
_DICTATED = re.compile(rf"\s+({'|'.join(_SIGNS)})(?!\w)")
_NEVER_POSSESSIVE = frozenset("what who where how that it he she there here when why let this everything".split())
_SUFFIXES = {"re": "are", "ll": "will", "ve": "have", "m": "am", "d": "would"}

_stemmer = Stemmer.Stemmer("english", 0)  # which keeps no words itself


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """`text` as one would read it aloud: no markup, no mentions, no invisible characters, lower case."""
    if text.isascii() and text.isprintable() and not _MAY_BE_MARKED.search(text):
        return _read_aloud(text[:MAX_CHARACTERS].lower())
    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).translate(_QUOTES)
    text = _APOSTROPHE.sub("'", text)
    text = _MARKUP.sub(" ", _DISCORD.sub(" ", _INVISIBLE.sub("", text)))
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _read_aloud(text.casefold())


def _read_aloud(text: str) -> str:
    """Small letters without stretched words, and with the signs that somebody dictated: "is it question mark"."""
    return _DICTATED.sub(lambda found: _SIGNS[found[1]], _STRETCHED.sub(r"\1\1", text)).strip()


@lru_cache(maxsize=64)  # a message is looked at from several sides
def words(text: str) -> tuple[str, ...]:
    """The words of `text`, with short forms ("what's", "dont", "u") written out. Shape: any number, in order."""
    return tuple(chain.from_iterable(map(_written_out, _WORD.findall(plain(text)))))


def without_fillers(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """`tokens` less what is only said around a question; all of them if nothing else is left."""
    kept = tuple(
        token for before, token in zip(("", *tokens), tokens, strict=False) if not _only_said_around(before, token)
    )
    return kept or tokens


def _only_said_around(before: str, token: str) -> bool:
    """ "guys, is it catching?", but not "do guys get it"; "pretty sure", but not "how pretty"."""
    if token in ADDRESSES:
        return before not in BEFORE_PERSONS
    return token in FILLERS and before != "how"


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Snowball English stem (Porter 2001) of a lower-case word."""
    found = _stemmer.stemWord(word)
    return word if found == word else intern(found)  # thousands of words have a stem in common, or are one


def stemmed(tokens: Sequence[str]) -> tuple[str, ...]:
    """The stems of lower-case words that may never be met again; unlike those that `stem` gives they are not kept."""
    return tuple(map(intern, _stemmer.stemWords(tokens)))


@lru_cache(maxsize=16_384)
def _written_out(word: str) -> tuple[str, ...]:
    if "'" not in word:
        return tuple(SHORT_FORMS.get(word, word).split())
    joined = word.replace("'", "")
    if joined in SHORT_FORMS or joined in FILLERS or joined in ADDRESSES:  # "y'all" is no "why"
        return tuple(SHORT_FORMS.get(joined, joined).split())
    head, _, tail = word.partition("'")
    if tail == "s":
        return (head, "is") if head in _NEVER_POSSESSIVE else (head,)
    if tail in _SUFFIXES:
        return (*SHORT_FORMS.get(head, head).split(), _SUFFIXES[tail])
    if tail == "t" and head.endswith("n"):
        return (head[:-1], "not") if len(head) > 1 else ("not",)
    return tuple(word for part in word.split("'") for word in SHORT_FORMS.get(part, part).split())
