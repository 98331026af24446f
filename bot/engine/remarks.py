"""Remarks on something of one's own in an FAQ's words: "my wallet has osteoporosis", "the earth has an immune system".

They ask nothing, and what they are about is nothing that the FAQ speaks of. Who tells what somebody has said, "my tutor
says it is immune", is about that, and wants to know whether it is so.
"""

from collections.abc import Sequence

from bot.engine.grammar import STOP_WORDS
from bot.engine.parts import asks_in_any

# Words of what a remark is about: "my bank balance is", "the earth is", but not "the end result is".
MOST_OWN, MOST_OTHER = 2, 1
MOST_SAID = 20  # words; who says more tells a story
_OWN = frozenset("my our his her their".split())
_OTHER = frozenset("the this that these those".split())
_BEFORE = frozenset("so and but also well ok okay".split())
_IS = frozenset("is are was were has have had".split())


def remarked_on(text: str, tokens: Sequence[str]) -> tuple[str, ...]:
    """The words for what `text`, whose corrected words are `tokens`, is a remark on; none if it is no remark."""
    if not 0 < len(tokens) <= MOST_SAID:
        return ()
    at = next((at for at, token in enumerate(tokens) if token not in _BEFORE), 0)
    most = MOST_OWN if tokens[at] in _OWN else MOST_OTHER if tokens[at] in _OTHER else 0
    named = tokens[at + 1 : at + 2 + most]
    verb = next((at for at, token in enumerate(named) if token in _IS), 0)
    about = tuple(named[:verb])
    return () if not about or STOP_WORDS.intersection(about) or asks_in_any(text) else about
