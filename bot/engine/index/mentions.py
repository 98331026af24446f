"""What a text names of what the FAQ is about.

There is no parser here. A thing is a unit of the FAQ's own vocabulary that carries weight and is no verb that says
what one thing does to another.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.engine.index.faq_index import FaqIndex
from bot.engine.reading.features import Unit
from bot.engine.wording.grammar import AUXILIARIES, CAUSAL_VERBS, FILLERS, QUESTION_WORDS, STOP_WORDS, VERBS
from bot.engine.wording.text import stem, words
from bot.knowledge.model import Kind

THING_FROM = 2.6  # rarity from which a word names something
MAIN_IN, MAIN_OF = 0.25, 400  # share of the entries, of at most so many, that have to name the main subject

Thing = tuple[str, ...]

_RELATING = frozenset("whether behind between during before after against within since until except".split())
_SETTING = frozenset("in with during within".split())
_NOT_THINGS = frozenset(stem(word) for word in CAUSAL_VERBS | VERBS) | STOP_WORDS | FILLERS | _RELATING


def things(tokens: Sequence[str], index: FaqIndex) -> Iterator[Thing]:
    """What is named in `tokens`, in order: words that name something and follow each other name one thing."""
    spelt = [one.read_as for one in index.speller.read(tokens)]
    thing: Thing = ()
    for unit in index.read(spelt).units:
        if _names_something(unit, index):
            thing = (*thing, *unit.typed)
        elif thing:
            yield thing
            thing = ()
    if thing:
        yield thing


def main_subject(index: FaqIndex) -> Thing | None:
    """What a good part of the FAQ's questions name, if there is one such thing."""
    answers = [entry for entry in index.entries if entry.kind is Kind.ANSWER][:MAIN_OF]
    named = Counter(thing for entry in answers for thing in set(things(words(entry.question), index)))
    return next((thing for thing, count in named.most_common(1) if count >= MAIN_IN * len(answers)), None)


def the_other_way_round(question: str, index: FaqIndex) -> tuple[str, ...] | None:
    """The words of `question` with the first and the last thing named in it changed for each other."""
    tokens = words(question)
    named = list(things(tokens, index))
    if len(named) < 2:
        return None
    (first, start), (last, end) = ((thing, _find(tokens, thing)) for thing in (named[0], named[-1]))
    return (*tokens[:start], *last, *tokens[start + len(first) : end], *first, *tokens[end + len(last) :])


def asked_whether_of(tokens: Sequence[str], index: FaqIndex) -> Thing | None:
    """What a question that wants a yes or a no asks of: "does X cause Y" of X."""
    return next(things(tokens, index), None) if tokens[0] in AUXILIARIES else None


def of_anything(question: str, index: FaqIndex) -> tuple[str, ...] | None:
    """What `question` asks of the first thing named in it, asked of anything: "does X cause Y" as "what cause Y".

    None where it asks what, why or how already, and where it asks nothing else.
    """
    tokens = words(question)
    asks = next((at for at, token in enumerate(tokens) if token in AUXILIARIES), len(tokens))
    subject = next(things(tokens[asks + 1 :], index), None)
    if subject is None or not QUESTION_WORDS.isdisjoint(tokens[:asks]):
        return None
    rest = tokens[_find(tokens, subject) + len(subject) :]
    return ("what", *rest) if set(rest) - STOP_WORDS else None


def with_another(tokens: Sequence[str], thing: Thing, other: Thing) -> tuple[str, ...]:
    """`tokens` with `other` in the place of `thing`."""
    at = _find(tokens, thing)
    return (*tokens[:at], *other, *tokens[at + len(thing) :])


def setting_of(tokens: Sequence[str], thing: Thing) -> str:
    """The word that makes `thing` the place of something else: "in" type 1 diabetes; empty if none does."""
    before = reversed(tokens[: _find(tokens, thing)])
    word = next((token for token in before if token in STOP_WORDS), "")
    return word if word in _SETTING else ""


def _names_something(unit: Unit, index: FaqIndex) -> bool:
    if unit.rarity < THING_FROM or not index.units.get(unit.name):
        return False
    return not any(word in _NOT_THINGS or stem(word) in _NOT_THINGS or word.endswith("ly") for word in unit.typed)


def _find(tokens: Sequence[str], thing: Thing) -> int:
    starts = range(len(tokens) - len(thing) + 1)
    return next((at for at in starts if tuple(tokens[at : at + len(thing)]) == thing), 0)
