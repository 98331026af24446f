"""Requests to be told about something: "what does the article say about lupus", "lupus eats bone, true or false".

All that such a message asks is what it names. The words around that are the same whatever it is, and are those of a
question about the source itself, which would be found before it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.engine.grammar import ADDRESSES, FILLERS, STOP_WORDS

MOST_WORDS = 30  # of a message that is no more than such a request
_SOURCES = frozenset("article text page faq site website document paper piece source bot guide author".split())
_ABOUT = frozenset("about on regarding concerning".split())
# One of these before "about" or "of": what is wanted is what is known or said of something.
_INFORMATION = frozenset(
    "information detail details fact facts overview summary basics mention word words idea heard hear".split()
)
_TELLING = _INFORMATION | frozenset(
    "say tell know known learn read find understand think ask asked asking talk talking speak teach write writing "
    "written anything something everything more question questions curious confused wondering wonder interested "
    "thoughts opinion opinions essay homework presentation project report assignment topic".split()
)
_SAYS = frozenset("says said".split())  # the same, if it is the source that says it
_BEFORE = {"of": _INFORMATION, "with": {"familiar"}, "by": {"confused", "understand"}}  # before other words
_TELLING_OF = frozenset("mention discuss cover address describe explain define".split())  # without "about"
_TOLD_OF = frozenset("mentioned discussed covered described explained defined addressed".split())
_BE = frozenset("is are was were".split())
_ACCORDING = frozenset("according per".split())
_IN_THERE = ("in", "there")
_CORRECT_ME = ("correct", "me", "if", "i", "am", "wrong")
# Of whom more may be asked than what a text says of them.
_SPEAKERS = frozenset("i me my mine myself you your yours yourself we us our".split())
_GLUE = STOP_WORDS | FILLERS | ADDRESSES
_AROUND = (
    _GLUE - {"not", "no", "without"}
    | _SOURCES
    | _ABOUT
    | _TELLING
    | frozenset().union(*_BEFORE.values())
    | _TELLING_OF
    | _SAYS
    | _ACCORDING
    | frozenset(_CORRECT_ME)
    | frozenset("want wanted need like love hope trying give show look looking bit little else".split())
)
_SOURCE = f"(?:the|this|that|your|our) (?:{'|'.join(sorted(_SOURCES))})"
_PLAIN = "(?:plain|simple|simpler|easy|everyday|normal|basic|layman|laymans|laymen|lay)"
_AFTER = re.compile(
    rf"(?P<inside> (?:in|from|by|within|according to|as per) {_SOURCE})$| (?P<there>in (?:there|here|it))$"
    rf"|(?: in {_PLAIN} (?:english|terms|words|language)| in a (?:nutshell|few words)| in (?:short|brief)"
    "| (?:to me )?(?:like|as if) i (?:am|was|were) (?:five|5|six|ten|10|stupid|dumb|a kid|a child)"
    "| for (?:dummies|beginners|idiots)| explained| simply| briefly| 101"
    "| (?:is (?:it|that) )?(?:true or false|fact or (?:myth|fiction|fake)|right or wrong)| what is the truth|(?<! i) agree)+$"
)


def told_about(tokens: Sequence[str]) -> slice | None:
    """Where in `tokens` stands what a message wants to be told about, if that is all there is to it.

    None where it asks for something else, and where it names nothing: "what does it say about that one", "tell me
    about yourself".
    """
    if not 1 < len(tokens) <= MOST_WORDS:
        return None
    end = next((at for at in range(len(tokens), 0, -1) if tokens[at - 1] not in FILLERS), 0)
    after = _AFTER.search(" ".join(tokens[:end]))
    inside = bool(after and after["inside"])
    end -= after[0].count(" ") if after else 0
    asked = [at for at in range(1, min(_around(tokens), end) + 1) if _wants_to_be_told(tokens[:at], inside=inside)]
    start = asked[-1] if asked else 0
    if inside and not start and tokens[0] in _BE and tokens[end - 1] in _TOLD_OF:
        start, end = 1, end - 1  # "is lupus mentioned in the article"
    named = {*tokens[start:end]} - _GLUE if start or (after and not after["there"]) else set()
    return slice(start, end) if named - _SPEAKERS else None


def names_only_the_source(tokens: Sequence[str]) -> bool:
    """Whether `tokens` may stand around what a message wants to be told about, and say no more."""
    return _around(tokens) == len(tokens)


def _around(tokens: Sequence[str]) -> int:
    """How many of the first `tokens` name nothing but the source."""
    return next((at for at, token in enumerate(tokens) if token not in _AROUND), len(tokens))


def _wants_to_be_told(tokens: Sequence[str], *, inside: bool) -> bool:
    """Whether `tokens`, which name nothing but the source, ask for what is said of what follows on them.

    `inside`: the message ends with what stands in the source.
    """
    *before, last = tokens
    said = set(before)
    if last in _ABOUT:
        by_the_source = not _SAYS.isdisjoint(said) and not (_SOURCES | {"it", "they"}).isdisjoint(said)
        return inside or by_the_source or not _TELLING.isdisjoint(said) or _IN_THERE in pairwise(before)
    if last in _BEFORE:
        return not said.isdisjoint(_BEFORE[last])
    if last in {"wrong", "but"}:
        return tuple(tokens if last == "wrong" else before)[-len(_CORRECT_ME) :] == _CORRECT_ME
    if last in _TELLING_OF:
        return not _SOURCES.isdisjoint(said) or (last == "mention" and "it" in said)
    return last in _SOURCES and not _ACCORDING.isdisjoint(said)
