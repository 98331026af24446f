"""What a pronoun may stand for: the things that the last question, and the FAQ as a whole, are about.

Of the things that were named (`mentions`) the order and the number tell which is meant.
"""

from collections.abc import Sequence
from itertools import pairwise

from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.mentions import Thing, things
from bot.engine.wording.grammar import AUXILIARIES, CAUSAL_VERBS, FILLERS, KINDS, STOP_WORDS
from bot.engine.wording.text import stem, words

MOST_SAID_OF_IT, MOST_BEFORE_IT = 6, 4  # words of a message whose subject is "it", and of its beginning
MOST_ASKED, MOST_IN_HEADING = 3, 2  # things taken from the question as it was put, and as it is headed

# How far a reading is to be trusted, by what stands in the place of the pronoun.
ASKED, HEADED = 1.0, 0.95
LATER = 0.92  # for each thing that was named before it
OTHER_NUMBER = 0.85  # "they" for one thing, "it" for several

_PLURAL = frozenset("they them those these their both".split())
_SINGULAR = frozenset("it that this its".split())
POINTERS = _PLURAL | _SINGULAR
_SUBJECTS = frozenset("it this that".split())
_POINTING = frozenset("this that the".split())
_SAYS_WHICH = frozenset("of called named where which that when with who".split())
OF_TWO = frozenset("one ones side camp".split())  # "which one", "on which side"
_OF_THE_TWO = (("of", "the", "two"), ("of", "those", "two"), ("of", "these", "two"), ("of", "them"))
_BEFORE_A_SUBJECT = AUXILIARIES | FILLERS | frozenset("so and but then also or if well wait".split())
_ACTING = frozenset(stem(verb) for verb in CAUSAL_VERBS)
_SAID_AFTER = frozenset("then too also as well though exactly right".split())  # "is it one too then"
_LEFT_OVER = frozenset("one ones thing things stuff sort kind".split())  # "that one", "this stuff"


def antecedents(asked: str, heading: str, index: FaqIndex) -> dict[Thing, float]:
    """What a pronoun may stand for after a question, as it was `asked` and as it is headed, with the trust in each."""
    found: dict[Thing, float] = {}
    for text, most, trust in ((asked, MOST_ASKED, ASKED), (heading, MOST_IN_HEADING, HEADED)):
        for at, thing in enumerate(list(things(words(text), index))[:most]):
            found.setdefault(thing, trust * LATER**at)
    return found


def points_at(tokens: Sequence[str]) -> list[int]:
    """Where in `tokens` a pronoun stands for something: "it", "they"; "one" or "in there" where it ends the message."""
    found = [at for at, token in enumerate(tokens) if token in POINTERS]
    last = next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at] not in _SAID_AFTER), 0)
    at_the_end = last and (tokens[last] == "one" or tuple(tokens[last - 1 : last + 1]) == ("in", "there"))
    return found or ([last] if at_the_end else [])


def acts_on_something(tokens: Sequence[str]) -> bool:
    """Whether a pronoun is said, or asked, to act on something that is named: "so they cause bone loss"."""
    at = next((at for at, token in enumerate(tokens) if token not in _BEFORE_A_SUBJECT), len(tokens))
    verb = next((stem(token) for token in tokens[at + 1 :] if token not in AUXILIARIES), "")
    acts = bool(tokens[at : at + 1]) and tokens[at] in POINTERS and verb in _ACTING
    return acts and not {*tokens[at + 2 :]} <= STOP_WORDS


def in_place(tokens: Sequence[str], thing: Thing) -> tuple[str, ...]:
    """`tokens` with `thing` in the place of the first pronoun that may stand for it, and without the others."""
    places = points_at(tokens)
    read: list[str] = []
    for at, token in enumerate(tokens):
        if at in places:
            read.extend(thing if at == places[0] else ())
        elif not (at - 1 in places and token in _LEFT_OVER):
            read.append(token)
    return tuple(read)


def by_its_name(tokens: Sequence[str], thing: Thing) -> tuple[str, ...] | None:
    """`tokens` with `thing` in the place of "this disease" and the like; None where it does not say so.

    "The disease where …" and "the disease called …" say themselves which one is meant.
    """
    for at, (first, second) in enumerate(pairwise(tokens)):
        if first in _POINTING and second in KINDS and _SAYS_WHICH.isdisjoint(tokens[at + 2 : at + 3]):
            return (*tokens[:at], *thing, *tokens[at + 2 :])
    return None


def said_of(tokens: Sequence[str], thing: Thing) -> tuple[str, ...] | None:
    """A short message with `thing` as its subject "it": "is it autoimmune?"; None if it has no such subject.

    In a long one, or after another word that says something ("what time is it"), "it" may be anything.
    """
    if len(tokens) > MOST_SAID_OF_IT:
        return None
    for at, (first, second) in enumerate(pairwise(tokens[:MOST_BEFORE_IT])):
        if first not in STOP_WORDS:
            return None
        if first == "its":
            return (*tokens[:at], *thing, "is", *tokens[at + 1 :])
        if first in _SUBJECTS and second in AUXILIARIES:
            return (*tokens[:at], *thing, *tokens[at + 1 :])
        if first in AUXILIARIES and second in _SUBJECTS:
            return (*tokens[: at + 1], *thing, *tokens[at + 2 :])
    return None


def agreement(tokens: Sequence[str], thing: Thing) -> float:
    """The trust in `thing` as that for which the first pronoun of `tokens` stands, by its number."""
    pointer = next((token for token in tokens if token in POINTERS), "")
    several = thing[-1].endswith("s") and not thing[-1].endswith(("ss", "is", "us", "tes"))
    return OTHER_NUMBER if pointer and several is not (pointer in _PLURAL) else 1.0


def which_of(tokens: Sequence[str], named: Sequence[Thing]) -> tuple[str, ...] | None:
    """`tokens` with the first two of `named` in the place of "which one", or None if they do not ask so."""
    found = _which(tokens)
    if found is None or len(named) < 2:
        return None
    (at, length), (first, second) = found, named[:2]
    return (*tokens[:at], *first, "or", *second, *tokens[at + length :])


def asks_which(tokens: Sequence[str]) -> bool:
    """Whether it is asked which of two things is meant: "which one", "on which side", "which of the two"."""
    return _which(tokens) is not None


def _which(tokens: Sequence[str]) -> tuple[int, int] | None:
    """Where "which one" or "which of the two" stands, and how many words it is; None if it does not."""
    for at in [at for at, word in enumerate(tokens) if word == "which"]:
        if set(tokens[at + 1 : at + 2]) & OF_TWO:
            return at, 2
        if length := next((len(one) for one in _OF_THE_TWO if tuple(tokens[at + 1 : at + 1 + len(one)]) == one), 0):
            return at, 1 + length
    return None
