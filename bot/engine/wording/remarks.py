"""Remarks on something of one's own in an FAQ's words: "my wallet has osteoporosis", "the earth has an immune system".

They ask nothing, and what they are about is nothing that the FAQ speaks of. Who tells what somebody has said or thinks,
"my tutor is sure that it is immune", is about that, and wants to know whether it is so; and who says "my head is
spinning, blasts vs clasts" asks after the comma.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.engine.wording.grammar import QUESTION_WORDS, STOP_WORDS
from bot.engine.wording.parts import asks_in_any, begins_to_ask
from bot.engine.wording.text import plain, without_fillers, words

MOST_SAID = 20  # words; who says more tells a story
_CLAUSES = re.compile(r"\s*[,;:.!?]+\s+|\s+-+\s+")
# How many words may name what a remark is about: "my bank balance is", "the earth is", but not "the end result is".
_MOST_NAMED = dict.fromkeys("my our his her their".split(), 2) | dict.fromkeys("the this that these those".split(), 1)
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
    at = next((at for at, token in enumerate(tokens) if token not in _BEFORE), 0)
    most = max([_MOST_NAMED.get(token, 0) for token in tokens[at : at + 1]], default=0)
    if not most or len(tokens) > MOST_SAID:  # as with most messages, which is sooner seen than the rest
        return None
    first, *others = _CLAUSES.split(plain(text))
    clause = tuple(tokens[at + 1 : len(without_fillers(words(first)))])
    verb = next((place for place, token in enumerate(clause[: most + 1]) if token in _IS), 0)
    about, says = clause[:verb], clause[verb + 1 :]
    if not about or not (STOP_WORDS | _SAYINGS).isdisjoint(about):
        return None
    if not (_TOLD | _IS | QUESTION_WORDS).isdisjoint(says) or asks_in_any(text) or any(map(begins_to_ask, others)):
        return None
    return Remark(about, says)
