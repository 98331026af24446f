"""Who acts on whom: "inflammation causes osteoporosis" and "osteoporosis causes inflammation" hold the same words.

A shallow reading without a parser: the content units before a causal verb act on those after it; a passive ("caused
by", "because of") turns that around. What is told as a sequence, "A first and then B", is read as A acting on B. Wrong
readings are possible, so this is only ever one signal among several.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.engine.reading.features import Reading
from bot.engine.wording.grammar import (
    CAUSAL_NOUNS,
    CAUSAL_VERBS,
    NEGATIONS,
    OTHER_WAY,
    PASSIVE_MARKERS,
    QUESTION_WORDS,
    STOP_WORDS,
)
from bot.engine.wording.text import stem

Pair = tuple[str, str]  # (what acts, what is acted on)
STRAY = 100  # phrasings of one entry of which one may have been read wrongly, or ask for something of its own
SAID_BY = 14  # phrasings of one entry of which one has to have it the other way round; fewer may be misread
UNNAMED = "?"  # what is asked for: "what causes X"

_NO_OBJECT = frozenset("in at after during with as than".split())  # "X starts in Y": X acts on nothing
_SELF = frozenset("itself themselves himself herself".split())
# "It gives a person B".
_WHOM = frozenset("person people someone somebody anyone anybody everyone everybody folk folks".split())
_CAUSAL_STEMS = frozenset(stem(verb) for verb in CAUSAL_VERBS)


def acts_on(reading: Reading) -> frozenset[Pair]:
    """The pairs of units in `reading` of which the first is said, or asked, to act on the second."""
    names, verb, swapped = _clause(reading)
    if verb is None:
        return frozenset()
    before, after = names[:verb], names[verb + 1 :]
    left, right = _content(before)[-2:], _content(after)[:2]
    if swapped:
        left, right = right, left
    if _asks_which_way(reading, set(left), set(_content(after))):
        return frozenset()
    return frozenset((a, b) for a in left or [UNNAMED] for b in right or [UNNAMED] if a != b)


def _asks_which_way(reading: Reading, left: set[str], after: set[str]) -> bool:
    """Whether a question names both directions for the answer to choose: "does A cause B, or B cause A"."""
    other = any(phrase in reading.text for phrase in OTHER_WAY) or bool(left & after)
    return "or" in reading.tokens and other


def reversed_in(asked_: frozenset[Pair], known: Mapping[Pair, int], phrasings: int, said_by: int = SAID_BY) -> bool:
    """Whether what is asked stands in `known` (in how many of so many phrasings each pair does) mostly the other way
    round.

    One phrasing of so many as `said_by` has to have it the other way round. Only pairs of which both sides are named
    count: "what causes X" reverses nothing.
    """
    named = [pair for pair in asked_ if UNNAMED not in pair]
    same = sum(known.get(pair, 0) for pair in named)
    other = sum(known.get((second, first), 0) for first, second in named)
    return other > 2 * same and other * said_by >= phrasings


def _clause(reading: Reading) -> tuple[list[str], int | None, bool]:
    names = [unit.name for unit in reading.units]
    typed = [unit.typed[0] for unit in reading.units]
    if "then" in typed and "first" in typed[1 : typed.index("then")]:
        first = typed.index("first", 1)
        following = [name for name in names[typed.index("then") :] if not _says_that_something_acts(name)]
        return [*names[: first + 1], *following], first, False
    for at, word in enumerate(typed[:-1] if not CAUSAL_NOUNS.isdisjoint(typed) else ()):
        if word in CAUSAL_NOUNS and typed[at + 1] == "of":
            if "on" in typed[at:]:
                on = typed.index("on", at)
                return names[at + 1 :], on - at - 1, False
            return names, at, True
    for at, unit in enumerate(reading.units):
        if at > 0 and len(unit.typed) <= 3 and _says_that_something_acts(unit.name):
            following = [word for later in reading.units[at + 1 : at + 4] for word in later.typed]
            if following and (following[0] in _NO_OBJECT or "than" in following[:2]):
                return names, None, False
            if following and following[0] in QUESTION_WORDS:  # "X attacks which organ": what X acts on is asked for
                return names[: at + 1], at, False
            return names, at, _is_passive([*unit.typed[1:], *following[:3]])
    for at, unit in enumerate(reading.units if not PASSIVE_MARKERS.isdisjoint(reading.tokens) else ()):
        if at > 0 and not PASSIVE_MARKERS.isdisjoint(unit.typed):
            return names, at, True
    return names, None, False


@lru_cache(maxsize=8_192)
def _says_that_something_acts(unit: str) -> bool:
    """Whether a unit, given by its name, begins with a causal verb."""
    return stem(unit.removeprefix("=").split()[0]) in _CAUSAL_STEMS


def _is_passive(following: Sequence[str]) -> bool:
    """Whether what follows a verb names who acts: "caused by X", but not "by itself" nor "by attacking X"."""
    return any(
        word in PASSIVE_MARKERS
        and not (word == "by" and (after in _SELF or (after.endswith("ing") and stem(after) in _CAUSAL_STEMS)))
        for word, after in zip(following[:2], (*following[1:], ""), strict=False)
    )


def _content(names: Sequence[str]) -> list[str]:
    return [name for name in names if name not in STOP_WORDS and name not in _STOP_STEMS]


_STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS | _WHOM)


class Asked(NamedTuple):
    """What kind of answer a question wants. Each field is weak evidence only."""

    word: str  # what, why, how, who, when, where, one of MEASURES, "yes or no", "" (a statement, a fragment)
    negated: bool
    compares: bool


_COMPARES = frozenset(
    stem(word) for word in "difference differ different versus compare compared distinguish unlike distinction".split()
)
_YES_NO = frozenset("is are was were do does did can could will would should has have".split())


_MEASURES = {
    **dict.fromkeys("many".split(), "how many"),
    **dict.fromkeys("much strong strongly big high low dense far common likely".split(), "how much"),
    **dict.fromkeys("long fast quick quickly slow slowly soon often old".split(), "how long"),
}
_OF_A_NOUN = frozenset("strong big high low dense old".split())  # "how low estrogen harms bone" asks in what way
MEASURES = frozenset(_MEASURES.values())


def asked(reading: Reading) -> Asked:
    tokens = reading.tokens
    return Asked(
        word=_question_word(tokens),
        negated=not NEGATIONS.isdisjoint(tokens),
        compares=not _COMPARES.isdisjoint(map(stem, tokens)),
    )


def _question_word(tokens: Sequence[str]) -> str:
    for at, token in enumerate(tokens):
        if token == "how" and (measure := _measure(*tokens[at + 1 : at + 3])):
            return measure
        if token == "how" and at + 1 < len(tokens) and tokens[at + 1] == "come":
            return "why"
        if token in QUESTION_WORDS:
            return token
    return "yes or no" if tokens and tokens[0] in _YES_NO else ""


def _measure(word: str = "", after: str = "") -> str:
    """What "how `word` `after` …" asks to be measured, if anything."""
    named = word in _OF_A_NOUN and after and after not in STOP_WORDS
    return "" if named else _MEASURES.get(word, "")
