"""Questions that name both directions for the answer to choose: "does A cause B, or is it the other way round".

What answers either direction says which of them holds.
"""

from collections.abc import Iterator, Sequence

from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.mentions import the_other_way_round
from bot.engine.reading.relations import UNNAMED, acts_on
from bot.engine.wording.grammar import OTHER_WAY

_IN_TIME = frozenset("first before after then later".split())  # "the skin first, or the other way round"
_LEADING = frozenset("is it does just that rather maybe actually".split())


def directions(tokens: Sequence[str], index: FaqIndex) -> tuple[tuple[str, ...], ...]:
    """The two questions, as words, of which `tokens` ask which way it is; none if they do not."""
    return next(_divided(tokens, index), ())


def _divided(tokens: Sequence[str], index: FaqIndex) -> Iterator[tuple[tuple[str, ...], ...]]:
    if not _IN_TIME.isdisjoint(tokens):
        return
    for at, word in enumerate(tokens):
        if word != "or":
            continue
        left, right = tuple(tokens[:at]), tuple(tokens[at + 1 :])
        if _names_the_other_way(right):
            if turned := the_other_way_round(" ".join(left), index):
                yield left, turned
            continue
        there, back = (acts_on(index.read(side)) for side in (left, right))
        if any((second, first) in back for first, second in there if UNNAMED not in (first, second)):
            yield left, right


def _names_the_other_way(tokens: Sequence[str]) -> bool:
    named = " ".join(token for token in tokens if token not in _LEADING)
    return named.startswith(OTHER_WAY) or named.removeprefix("the ").startswith(OTHER_WAY)
