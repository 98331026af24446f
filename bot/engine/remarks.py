"""Remarks on something of one's own in an FAQ's words: "my wallet has osteoporosis", "the earth has an immune system".

They ask nothing, and what they are about is nothing that the FAQ speaks of. Who tells what somebody has said or thinks,
"my tutor is sure that it is immune", is about that, and wants to know whether it is so; and who says "my head is
spinning, blasts vs clasts" asks after the comma.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.engine.grammar import QUESTION_WORDS, STOP_WORDS
from bot.engine.parts import asks_in_any, begins_to_ask
from bot.engine.text import plain, without_fillers, words

# Words of what a remark is about: "my bank balance is", "the earth is", but not "the end result is".
MOST_OWN, MOST_OTHER = 2, 1
MOST_SAID = 20  # words; who says more tells a story
_CLAUSES = re.compile(r"\s*[,;:.!?]+\s+|\s+-+\s+")
_OWN = frozenset("my our his her their".split())
_OTHER = frozenset("the this that these those".split())
_BEFORE = frozenset("so and but also well ok okay".split())
_IS = frozenset("is are was were has have had".split())
# What tells of a thing said or to be done, and not of a thing.
_TOLD = frozenset("that to if whether about said told saying telling called asking homework".split())
_SAYINGS = frozenset(
    "article text page topic subject theme question claim point answer theory idea title chapter homework essay exam "
    "lecture slide diagram notes thing problem difference reason cause".split()
)


class Remark(NamedTuple):
    """The words for what a remark is about, and what it says of that."""

    about: tuple[str, ...]
    says: tuple[str, ...]


def remark_in(text: str, tokens: Sequence[str]) -> Remark | None:
    """The remark that `text` is, whose corrected words are `tokens`; None if it is none."""
    first, *others = [piece for piece in _CLAUSES.split(plain(text)) if piece] or [""]
    clause = tokens[: len(without_fillers(words(first)))]
    at = next((at for at, token in enumerate(clause) if token not in _BEFORE), 0)
    if not at < len(clause) or len(tokens) > MOST_SAID:
        return None
    most = MOST_OWN if clause[at] in _OWN else MOST_OTHER if clause[at] in _OTHER else 0
    named = clause[at + 1 : at + 2 + most]
    verb = next((place for place, token in enumerate(named) if token in _IS), 0)
    about, says = tuple(named[:verb]), tuple(clause[at + 2 + verb :])
    if not about or not (STOP_WORDS | _SAYINGS).isdisjoint(about):
        return None
    if not (_TOLD | _IS | QUESTION_WORDS).isdisjoint(says) or asks_in_any(text) or any(map(begins_to_ask, others)):
        return None
    return Remark(about, says)
