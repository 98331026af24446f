"""Signs of danger, and of a person asking about themselves: sets of words that stand near to each other in a message.

The signs are the curator's (`signs`, `unless`, `until` and `terms` in the YAML); this finds them. A phrase is met when
its words stand in order with at most two others between them; `^` ties it to the beginning of the message, and
`{name}` inside a phrase stands for any phrase of that term. In a long message the phrases of a sign have to stand
within `NEAR` words: what is told in different places of a story says nothing together.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from bot.engine.wording.phrasebook import stems_of
from bot.engine.wording.text import stem
from bot.knowledge.model import Faq, Kind

MOST_BETWEEN = 2
NEAR = 18
BEFORE, AFTER = 1, 4  # words around a sign: before its first phrase begins, and from where its last one does
MOST_NESTED = 3
MOST_FORMS = 2_000  # of one phrase, all its terms written out

_TERM = re.compile(r"\{([a-z0-9-]+)\}")


@dataclass(frozen=True)
class SignMet:
    """An entry whose sign stands in the message, the items of the sign, and the words in which they stand."""

    entry: str
    kind: Kind
    items: tuple[str, ...]
    around: tuple[str, ...]


@dataclass(frozen=True)
class _Phrase:
    stems: tuple[str, ...]
    first: bool  # must begin the message
    item: str


@dataclass(frozen=True)
class _Watched:
    entry: str
    kind: Kind
    signs: tuple[tuple[str, ...], ...]
    unless: frozenset[str]
    until: frozenset[str]


def written_out(phrase: str, terms: Mapping[str, Sequence[str]], depth: int = MOST_NESTED) -> list[str]:
    """`phrase` with every `{term}` replaced by each of its phrases in turn; unknown terms stay as they are typed."""
    names = [name for name in _TERM.findall(phrase) if name in terms]
    if not names or depth == 0:
        return [phrase]
    choices = [[form for inner in terms[name] for form in written_out(inner, terms, depth - 1)] for name in names]
    pieces = _TERM.split(phrase)
    found = []
    for chosen in product(*choices):
        text, rest = pieces[0], iter(chosen)
        for name, following in zip(pieces[1::2], pieces[2::2], strict=True):
            text += (next(rest) if name in terms else f"{{{name}}}") + following
        found.append(text)
        if len(found) >= MOST_FORMS:
            break
    return found


class Signs:
    """All signs of one FAQ, ready to be looked for."""

    def __init__(self, faq: Faq) -> None:
        self._watched, terms = _watched(faq), faq.terms
        self._written = self._watched, terms
        self._signs = tuple((one, sign) for one in self._watched for sign in one.signs if sign)
        in_signs = Counter(item for _, sign in self._signs for item in sign)
        self._signs_by_rarest: dict[str, list[int]] = {}
        for number, (_, sign) in enumerate(self._signs):
            self._signs_by_rarest.setdefault(min(sign, key=lambda item: in_signs[item]), []).append(number)
        items = in_signs.keys() | {item for one in self._watched for item in one.unless | one.until}
        phrases = [phrase for item in items for phrase in _phrases(item, terms)]
        in_phrases = Counter(word for phrase in phrases for word in phrase.stems)
        # By the rarest word of each and the next rarest; by the one word twice if there is no other.
        self._phrases: dict[str, dict[str, list[_Phrase]]] = {}
        for phrase in phrases:
            rarest, *others = sorted(set(phrase.stems), key=lambda word: (in_phrases[word], word))
            beside = others[0] if others else rarest
            self._phrases.setdefault(rarest, {}).setdefault(beside, []).append(phrase)

    def updated(self, faq: Faq) -> "Signs":
        """Those of a new version of the FAQ; these, if they are written there as they were."""
        return self if self._written == (_watched(faq), faq.terms) else Signs(faq)

    def met(self, tokens: Sequence[str]) -> Iterator[SignMet]:
        """The signs that stand in `tokens`, in the order of the FAQ; one in two places is met twice."""
        items = self._items([stem(token) for token in tokens]) if self._signs else {}
        for number in sorted(number for item in items for number in self._signs_by_rarest.get(item, ())):
            one, sign = self._signs[number]
            if items.keys().isdisjoint(one.unless):
                for first, last in _near_each_other(sign, items):
                    around = tuple(tokens[max(0, first - BEFORE) : last + AFTER])
                    yield SignMet(one.entry, one.kind, sign, around)

    def met_in(self, typed: Sequence[str], read_as: Sequence[str]) -> list[SignMet]:
        """The signs in a message as it was typed, then as it was read."""
        return [sign for text in dict.fromkeys((tuple(typed), tuple(read_as))) for sign in self.met(text)]

    def barred(self, tokens: Sequence[str]) -> frozenset[str]:
        """Entries whose `unless` stands in `tokens`, by id."""
        items = self._items([stem(token) for token in tokens])
        return frozenset(one.entry for one in self._watched if not items.keys().isdisjoint(one.unless))

    def may_end(self, entry: str, tokens: Sequence[str]) -> bool:
        """Whether a message that says all is well may end the danger of an entry, by id.

        It may if the `until` of the entry stands in `tokens`, or there is none.
        """
        until = next((one.until for one in self._watched if one.entry == entry), frozenset())
        return not until or not until.isdisjoint(self._items([stem(token) for token in tokens]))

    def _items(self, stems: Sequence[str]) -> dict[str, list[int]]:
        """The items that stand in a message, and where each begins."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(stems):
            places.setdefault(word, []).append(at)
        here = set(places)
        found: dict[str, list[int]] = {}
        for phrases in [self._phrases[word] for word in here if word in self._phrases]:
            for phrase in chain.from_iterable([phrases[word] for word in phrases.keys() & here]):
                if here.issuperset(phrase.stems) and (begins := _begins(phrase, stems, places)):
                    found.setdefault(phrase.item, []).extend(begins)
        return found


def _watched(faq: Faq) -> tuple[_Watched, ...]:
    signed = [entry for entry in faq.entries if entry.signs or entry.until]
    return tuple([_Watched(one.id, one.kind, one.signs, frozenset(one.unless), frozenset(one.until)) for one in signed])


def _forms(item: str, terms: Mapping[str, Sequence[str]]) -> Iterable[str]:
    for phrase in terms.get(item, (item,)):
        yield from written_out(phrase, terms)


def _phrases(item: str, terms: Mapping[str, Sequence[str]]) -> Iterable[_Phrase]:
    for form in _forms(item, terms):
        if stems := stems_of(form.removeprefix("^")):
            yield _Phrase(stems, form.startswith("^"), item)


def _near_each_other(sign: Sequence[str], items: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Where the items of a sign stand together: where the first of them begins, and the last."""
    if any(item not in items for item in sign):
        return
    for start in sorted({at for item in sign for at in items[item]}):
        begins = [next((at for at in sorted(items[item]) if 0 <= at - start < NEAR), None) for item in sign]
        if None not in begins:
            yield start, max(at for at in begins if at is not None)


def _begins(phrase: _Phrase, stems: Sequence[str], places: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Where in a message the phrase stands; `places` are those of each of its stems."""
    first, *others = phrase.stems
    may_begin = [at for at in places[first] if at == 0] if phrase.first else places[first]
    return [at for at in may_begin if _follow(others, stems, at)] if others else may_begin


def _follow(wanted: Sequence[str], stems: Sequence[str], at: int) -> bool:
    """Whether the `wanted` stems follow what stands at `at`."""
    spare = MOST_BETWEEN
    for word in wanted:
        at += 1
        while at < len(stems) and stems[at] != word and spare:
            at += 1
            spare -= 1
        if at >= len(stems) or stems[at] != word:
            return False
    return True
