"""Where a message may be divided into two questions, and what is said there for its being two."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.engine.wording.grammar import AUXILIARIES, QUESTION_WORDS, STOP_WORDS
from bot.engine.wording.parts import (
    DOES,
    IF_NOT,
    NOT_IN_A_WORD,
    STORY,
    WHAT,
    Parts,
    asks,
    asks_somewhere,
    begins_to_ask,
    names_nothing,
    rounds_off,
    says_enough,
)
from bot.engine.wording.text import plain, words

MOST_TELLING = 10  # words of a half beyond which more say no more
MOST_DIVISIONS = 8
MOST_ASKING = 3  # sentences that ask, of which divisions are looked for

# What a dictated message has in the place of marks.
_SPOKEN = {"comma": ",", "question mark": "?", "full stop": ".", "exclamation mark": "!"}
_SPOKEN_MARK = re.compile(rf"\s+({'|'.join(_SPOKEN)})\b")
# "New question: …", "my other query, if you would: …": said between two questions, and part of neither.
_LEADS_ON = r"(?:(?:and|also|then|my|the|a|on a) )*(?:new|next|other|another|second|2nd|separate|different|last|final)"
_NEXT = re.compile(
    rf"[\s,;:.?!]*\b{_LEADS_ON} (?:(?:questions?|q|query|topic)\b(?:[^:.?!]{{0,25}}:|\s*[,;.])?"
    r"|(?:things?|issue|point|matter|subject|note|one)\b(?:[^:.?!]{0,25}:|\s*[,;.]))\s*|[\s,;:.?!]*\bq2\b[\s,;:.)]*"
)
# "Two things: …", "first show me …", "1) … 2) …".
_COUNTS = re.compile(
    r"\b(?:two|2|couple(?: of)?|few) (?:\w+ )?(?:things?|questions?|qs|doubts?|points?|facts?|bits?)\b"
    r"|(?:^|[.:;!?]\s)first(?:ly)?\b|\b(?:q1|1[.):])\s?.*(?:\bq2|\b2[.):])",
    re.DOTALL,
)
# "A) … B) …", "(1) … (2) …": the items of a list within a line.
_LISTED = re.compile(
    r"(?:^|[\s:.])\(?(?:a|1|i)[).] +(?P<first>.+?)[\s,;.?]*\s\(?(?:b|2|ii)[).] +(?P<second>.+)", re.DOTALL
)
_AND = r"(?:and|an(?! [aeiou])|nd|n|plus|also|then|but|as well as|besides|btw|by the way)"  # "an error" is none
_DOES = rf"(?:{DOES}|r)(?:n'?t)?"
_DOES_WHAT = rf"(?:{_DOES}|ain'?t|makes?|causes?|happens?)"
_REQUEST = r"(?:tell me|show me|explain|define|describe|how come|what about|how about)"
_BEGINS_ANEW = (
    rf"{WHAT}(?: (?:even|exactly|actually|else))? {_DOES_WHAT}|(?:what|who|how|where|why)'?s"
    rf"|(?:what|which) (?!(?:it|they|this|that|he|she|you|we|i) )[a-z]+ {_DOES}"
    rf"|{_DOES} (?:it|they|that|this|these|those)|{_REQUEST}"
)
_MAY_DIVIDE = re.compile(
    rf"{NOT_IN_A_WORD}(?:\s*[,;:+&?!./]*\s*\b{_AND}\b\s+|\s*[,;:+&?!.]+\s+|\s+[-/|]+\s+"
    rf"|(?<=[a-z0-9])\s+(?=(?:{_BEGINS_ANEW})\b))"
)
# "Lupus what is it menopause what is it": where a question that names its thing first has ended.
_HAS_ASKED = re.compile(
    r"\b(?:what|wat|wot|who)(?:'?s| is| are| do| does) (?:it|they|this|that)(?: do| mean)?(\s+)(?=\w)"
)
# After these a question goes on, unless a mark or a conjunction says otherwise.
_OPEN = QUESTION_WORDS | frozenset(
    "a an the and or but if of to in at by with about as than my your our his her their no know tell explain "
    "understand say says me ask asks asking asked wonder wondering see "
    "you u someone somebody anyone anybody please".split()
)
_ARTICLES = frozenset("a an the all both these those my your our".split())
_TOGETHER = re.compile(
    r"\b(?:between|both|together|versus|vs|difference|different|differ|link(?:ed)?|connect(?:ed|ion)?|relat\w+|same|"
    r"compar\w+|or|which (?:is|one|of)|each other)\b"
)
_CLOSES = re.compile(r"[?!.;+/\n]")
_ADDS = re.compile(r"also|plus|\+|then|besides|as well as|[,?.] ?and")
_GOES_ON = re.compile(rf"(?:and|also|plus|then|additionally|further(?:more)?|moreover|secondly|{IF_NOT})\b")
_OR = re.compile(r"\bor\b")
_SETS = re.compile(
    r"(?:in|for|with|after|before|during|when|if|from|of|as|since|because|at|on|by|according)\b"  # and asks nothing yet
)
_SUBORDINATE = re.compile(
    r"(?:(?:so|ok|okay|but|and|well|like),? )*"
    r"(?:when|where|if|since|because|as|while|once|given|although|though|whenever|even if|even though|seeing)\s"
    rf"(?!{DOES}\b)"
)
# "I heard …", "my teacher says …": a scene is set for the one question that follows.
_TELLS = re.compile(
    r"\b(?:i|we|he|she|they|my \w+|our \w+|people|everyone|everybody|teacher|book|prof|doctor)(?:'ve| have)? "
    r"(?:heard?|read|says?|said|told|thinks?|thought|learnt|learned|know|gather|reckons?|understand|keeps?)\b"
)


class Division(NamedTuple):
    """A message, or a sentence of it, in two halves.

    `between`: the marks and words that stand there; `apart`: the halves are questions of the message taken apart.
    """

    left: str
    right: str
    between: str = ""
    apart: bool = False


def divisions(text: str, parts: Parts) -> list[Division]:
    """The ways in which a message, taken apart as `parts`, may be two questions; their answers will show."""
    listed = [listed.group("first", "second") for listed in _LISTED.finditer(plain(text))]
    pairs = [*listed, *pairwise(parts.questions), *pairwise(parts.questions[::2])]
    apart = {_as_words(one): one for one in (Division(left, right, apart=True) for left, right in pairs)}
    asking = [sentence for sentence in parts.sentences if asks(sentence)] or list(parts.sentences)
    short = len(parts.sentences) > 1 and len(words(text)) <= STORY
    found = [one for sentence in ([plain(text)] if short else asking[:MOST_ASKING]) for one in _halves(sentence)]
    known = {_as_words(one): one._replace(apart=_as_words(one) in apart) for one in found}
    return list({**apart, **known}.values())[:MOST_DIVISIONS]


def _as_words(division: Division) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return words(division.left), words(division.right)


def _halves(sentence: str) -> Iterator[Division]:
    written = _NEXT.sub("; ", _SPOKEN_MARK.sub(lambda mark: _SPOKEN[mark[1]], sentence))
    for start, end in _places(written):
        left, right = written[:start].strip(" ,;.?/"), written[end:].strip(" ,;./")
        between = written[start:end].strip()
        if not says_enough(left) or rounds_off(left) or rounds_off(right):
            continue
        # Next to none of the others, into which most of a story may be divided, are two questions; which is soon seen.
        if not (asks_somewhere(left) or begins_to_ask(right)):
            continue
        if words(right) and not (names_nothing(left) or _breaks_off(left) or (not between and names_nothing(right))):
            yield Division(left, right, between)


def _breaks_off(piece: str) -> bool:
    """Whether a piece says of whom it asks and not yet what: "do cytokines", "are the builders"."""
    first, *rest = words(piece)
    named = [word for word in rest if word not in _ARTICLES]
    return first in AUXILIARIES and len(named) == 1 and named[0] not in STOP_WORDS


def _places(sentence: str) -> Iterator[tuple[int, int]]:
    """Where a second question may begin: the span of what stands between it and the first."""
    for between in _MAY_DIVIDE.finditer(sentence):
        if between.group().strip() or _OPEN.isdisjoint(words(sentence[: between.start()])[-1:]):
            yield between.span()
    for asked in _HAS_ASKED.finditer(sentence):
        yield asked.span(1)


def division_signals(division: Division, message: str) -> dict[str, float]:
    """What the text of a division of `message` says for its being two questions."""
    left, right, between, apart = division
    closed = bool(_CLOSES.search(between))
    # A mark at the end is that of the whole message, unless one stands between the halves as well.
    left_asks = asks_somewhere(left)
    right_asks = asks_somewhere(right if closed else right.rstrip("? "))
    return {
        "left_asks": float(left_asks),
        "right_asks": float(right_asks),
        "right_words": math.log(min(MOST_TELLING, max(1, len(words(right))))),
        "comma": float(between == ","),
        "closed": float(closed),
        "stated": float(between.startswith(".") and not (left_asks or apart)),
        "adds": float(bool(_ADDS.search(between) or _GOES_ON.match(right))),
        "or": float(left.endswith(" or") or right.startswith("or ")),
        "offers": float(bool(_OR.search(right)) and not begins_to_ask(right)),
        "setting": float(bool(_SETS.match(left))),
        "subordinate": float(_begins_subordinate(left)),
        "tells": float(bool(_TELLS.search(left)) and not begins_to_ask(left)),
        "apart": float(apart),
        "announced": float(announces(message)),
        "alike": float(words(left)[0] == words(right)[0] or words(left)[-1] == words(right)[-1]),
        "words": math.log(max(1, len(words(message)))),
    }


def _begins_subordinate(piece: str) -> bool:
    """Whether a piece begins with a clause that only says when or if, and asks nothing after that."""
    begins = _SUBORDINATE.match(piece)
    return begins is not None and not asks_somewhere(piece[begins.end() :])


@lru_cache(maxsize=64)  # asked of each division of a message
def announces(message: str) -> bool:
    """Whether a message says that it asks more than one thing: "two things", "next question"."""
    text = plain(message)
    return bool(_COUNTS.search(text) or _NEXT.search(text))


def asks_for_one_thing(piece: str) -> bool:
    """Whether a piece asks something of one thing, which may be asked of another: not "what is the link between X"."""
    return asks_somewhere(piece) and not _TOGETHER.search(piece)
