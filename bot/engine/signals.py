"""What speaks for and against an entry: each signal a function of (question, candidate, index), each about -1 to 1.

They are listed in `SIGNALS` and combined in one place, `confidence`.
"""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from bot.engine.candidates import Candidate, Question
from bot.engine.faq_index import FaqIndex
from bot.engine.features import Reading

Signal = Callable[[Question, Candidate, FaqIndex], float]

ALIKE_FROM = 0.88  # Jaro-Winkler similarity from which two words count as forms of one
ALIKE_WORTH = 0.7
SYNONYM_WORTH = 0.6


def ridge(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """How clearly the neighbourhood of the question belongs to the entry."""
    return candidate.ridge[0]


def ridge_by_words(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The same, by the words alone."""
    return candidate.ridge[1]


def ridge_by_order(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The same, by neighbouring pairs of words alone."""
    return candidate.ridge[2]


def ridge_by_letters(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The same, by runs of letters alone."""
    return candidate.ridge[3]


def nearest(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """Similarity to the entry's nearest phrasing."""
    return candidate.nearest[0]


def nearest_by_words(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """Similarity to the entry's nearest phrasing, by the words alone."""
    return candidate.nearest[1]


def mean_of_three(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """Mean similarity to the entry's three nearest phrasings among the neighbours."""
    return candidate.mean_of_three


def question_covered(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The part of what the question says that stands in the nearest phrasing."""
    return _covered(question.content, question.reading, candidate.phrasing.content, candidate.phrasing.reading)


def phrasing_covered(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The part of what the nearest phrasing says that stands in the question."""
    return _covered(candidate.phrasing.content, candidate.phrasing.reading, question.content, question.reading)


def entry_covers(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The part of what the question says that stands anywhere in the entry's phrasings."""
    held = index.units_of_entry[candidate.entry]
    gone = _left_out_of(question, candidate.entry, index)
    total = sum(question.content.values())
    met = sum(
        rarity for unit, rarity in question.content.items() if held[unit] > sum(unit in names for names in gone)
    )
    return met / total if total else 0.0


def typical(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """How much more usual the question's words are in the entry than in the FAQ at large (naive Bayes, per word)."""
    held = index.units_of_entry[candidate.entry]
    gone = _left_out_of(question, candidate.entry, index)
    everywhere = max(1, len(index.phrasings))
    total = score = 0.0
    for unit, rarity in question.content.items():
        share = index.units[unit] / everywhere
        count = held[unit] - sum(unit in names for names in gone)
        odds = (count + 2 * share) / (len(index.faq.entries[candidate.entry].phrasings) + 2) / max(share, 1 / everywhere)
        score += rarity * min(1.0, odds / (odds + 3))
        total += rarity
    return score / total if total else 0.0


def novelty(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """How surprising the question's unheard words are for this entry, 0 (none, or nothing new) down to about -1.

    The chance that the next word asked of an entry is one it never met is the share of its words met once (Good
    1953), so that an entry with many phrasings is surprised more easily than one with few.
    """
    held = index.units_of_entry[candidate.entry]
    gone = _left_out_of(question, candidate.entry, index)
    surprise = -math.log(index.unseen_of_entry[candidate.entry])
    explained = _explained_by_senses(question.reading, candidate.phrasing.reading)
    unheard = 0.0
    for unit, rarity in question.content.items():
        if held[unit] <= sum(unit in names for names in gone):
            unheard += min(1.0, rarity / 3.0) * (1.0 - _met(unit, candidate.phrasing.content))
    return -min(1.5, max(0.0, unheard - explained) * surprise / 4.0)


def strangest(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """0 down to -1: the rarity of the rarest word of the question that stands nowhere in the entry."""
    held = index.units_of_entry[candidate.entry]
    gone = _left_out_of(question, candidate.entry, index)
    strange = [
        rarity * (1.0 - _met(unit, candidate.phrasing.content))
        for unit, rarity in question.content.items()
        if held[unit] <= sum(unit in names for names in gone)
    ]
    return -max(strange, default=0.0) / 5.0


def same_words(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """Likeness of the two texts letter by letter, whatever the order of the words."""
    return fuzz.token_sort_ratio(" ".join(question.reading.tokens), " ".join(candidate.phrasing.reading.tokens)) / 100


def same_order(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """Likeness of the two texts letter by letter, in order."""
    return fuzz.ratio(" ".join(question.reading.tokens), " ".join(candidate.phrasing.reading.tokens)) / 100


def roles(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """1 if the entry has who acts on whom as the question has it, -1 if only the other way round, else 0."""
    known = index.relations_of_entry[candidate.entry]
    if any(known[pair] for pair in question.relations):
        return 1.0
    if any(known[second, first] for first, second in question.relations):
        return -1.0
    return 0.0


def question_word(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """How usual the question's kind (what, why, how many, yes or no) is among the entry's phrasings."""
    known = index.asked_of_entry[candidate.entry]
    size = sum(known.values())
    return known[question.asked.word] / size if size and question.asked.word else 0.0


def negation(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """-1 if only one of question and nearest phrasing is negated."""
    return -1.0 if question.asked.negated != candidate.phrasing.asked.negated else 0.0


def comparison(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """-1 if only one of question and nearest phrasing compares two things."""
    return -1.0 if question.asked.compares != candidate.phrasing.asked.compares else 0.0


SIGNALS: Mapping[str, Signal] = {
    signal.__name__: signal
    for signal in (
        ridge,
        ridge_by_words,
        ridge_by_order,
        ridge_by_letters,
        nearest,
        nearest_by_words,
        mean_of_three,
        question_covered,
        phrasing_covered,
        entry_covers,
        typical,
        novelty,
        strangest,
        same_words,
        same_order,
        roles,
        question_word,
        negation,
        comparison,
    )
}


def _covered(wanted: Mapping[str, float], text: Reading, offered: Mapping[str, float], other: Reading) -> float:
    total = sum(wanted.values())
    if not total:
        return 0.0
    met = sum(rarity * _met(unit, offered) for unit, rarity in wanted.items())
    if met < total:
        shared = {group for group, _ in text.senses} & {group for group, _ in other.senses}
        if shared:
            rest = sum(rarity for group, rarity in text.senses if group in shared)
            met = min(total, met + SYNONYM_WORTH * min(rest, total - met))
    return met / total


def _explained_by_senses(text: Reading, other: Reading) -> float:
    """How many words of `text` have a near-synonym in `other`, at most; each worth a part of a word."""
    shared = {group for group, _ in text.senses} & {group for group, _ in other.senses}
    return SYNONYM_WORTH * min(2, len(shared))


def _met(unit: str, offered: Mapping[str, float]) -> float:
    if unit in offered:
        return 1.0
    return max((_alike(unit, other) for other in offered), default=0.0)


@lru_cache(maxsize=262_144)
def _alike(unit: str, other: str) -> float:
    """What one word is worth as the other when they are not the same: forms of one word share their beginning."""
    if unit[0] == "=" or other[0] == "=" or len(unit) < 5 or len(other) < 5 or unit[:4] != other[:4]:
        return 0.0
    return ALIKE_WORTH if JaroWinkler.similarity(unit, other) >= ALIKE_FROM else 0.0


def _left_out_of(question: Question, entry: int, index: FaqIndex) -> list[frozenset[str]]:
    return [index.phrasings[row].reading.names for row in question.left_out if index.owners[row] == entry]
