"""What speaks for and against an entry: each signal a function of (question, candidate, index), each about -1 to 1.

They are listed in `SIGNALS` and combined in one place, `confidence`.
"""

import math
from collections.abc import Callable, Mapping

from bot.engine.index.candidates import Candidate, Question, Seen, met_units
from bot.engine.index.faq_index import FaqIndex

Signal = Callable[[Question, Candidate, FaqIndex], float]

RAREST = 5.1  # the rarity of a word never seen


def ridge(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """How clearly the neighbourhood of the question belongs to the entry."""
    return candidate.ridge[0]


def ridge_by_words(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The same, by the words alone."""
    return candidate.ridge[1]


def ridge_by_meaning(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The same, by what the texts mean alone."""
    return candidate.ridge[2]


def nearest(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """Similarity to the entry's nearest phrasing."""
    return candidate.nearest[0]


def nearest_by_meaning(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """Similarity to what the entry's nearest phrasing means."""
    return candidate.nearest[2]


def question_covered(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The part of what the question says that stands in the nearest phrasing."""
    return question.content.part(candidate.met)


def phrasing_covered(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The part of what the nearest phrasing says that stands in the question."""
    offered = candidate.phrasing.content
    return offered.part(met_units(offered, question.content))


def entry_covers(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The part of what the question says that stands anywhere in the entry's phrasings."""
    total = question.content.total
    return 1.0 - sum(candidate.unheard.values()) / total if total else 0.0


def bayes(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The entry's log-probability by naive Bayes over words, order and letters; 0 is certain, -2 out of question."""
    return candidate.bayes[0] / 4


def bayes_by_words(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The same, by the words alone."""
    return candidate.bayes[1] / 4


def meant(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """The entry's probability by what the question means as a whole, as learnt over the FAQ and by its neighbours."""
    return candidate.meant


def novelty(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """How surprising the question's unheard words are for this entry, 0 (nothing new) down to about -1.

    The chance that the next word asked of an entry is one it never met is the share of its words met once (Good
    1953), so that an entry with many phrasings is surprised more easily than one with few.
    """
    if not candidate.unheard:
        return 0.0
    met = candidate.met
    unheard = sum([min(1.0, rarity / 3.0) * (1.0 - met[unit]) for unit, rarity in candidate.unheard.items()])
    return max(-1.5, unheard * math.log(index.profiles[candidate.entry].unseen) / 4.0)


def strangest(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """0 down to -1: the rarity of the rarest word of the question that stands nowhere in the entry."""
    if not candidate.unheard:
        return 0.0
    met = candidate.met
    return -max([rarity * (1.0 - met[unit]) for unit, rarity in candidate.unheard.items()]) / RAREST


def usual_missed(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """0 down to -1: the rarest unit that most of the entry's phrasings have and the question has not.

    An answer on clips of one site is none on clips of another, however well the rest fits.
    """
    usual = index.profiles[candidate.entry].usual
    if usual.rarity.keys() <= question.content.rarity.keys():
        return 0.0
    met, shares = met_units(usual, question.content), candidate.shares
    return -max([rarity * shares[unit] * (1.0 - met[unit]) for unit, rarity in usual.rarity.items()]) / RAREST


def other_way_round(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """0 down to -1: how far the entry has who acts on whom the other way round."""
    if not question.relations:
        return 0.0
    known = index.profiles[candidate.entry].relations
    same = sum(known.get(pair, 0) for pair in question.relations)
    reversed_ = sum(known.get((second, first), 0) for first, second in question.relations)
    return min(0.0, (same - reversed_) / (same + reversed_)) if same or reversed_ else 0.0


def question_word(question: Question, candidate: Candidate, index: FaqIndex) -> float:
    """How usual the question's kind (what, why, how many, yes or no) is among the entry's phrasings."""
    if not question.asked.word:
        return 0.0
    profile = index.profiles[candidate.entry]
    return profile.asked.get(question.asked.word, 0) / max(1, profile.phrasings)


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
        ridge_by_meaning,
        nearest,
        nearest_by_meaning,
        question_covered,
        phrasing_covered,
        entry_covers,
        bayes,
        bayes_by_words,
        meant,
        novelty,
        strangest,
        usual_missed,
        other_way_round,
        question_word,
        negation,
        comparison,
    )
}


# Those whose values the first look gives already.
FIRST_LOOK = ("ridge", "ridge_by_words", "ridge_by_meaning", "bayes", "bayes_by_words", "meant")


def first_look_signals(seen: Seen) -> tuple[float, ...]:
    """The values of the signals in FIRST_LOOK, in that order."""
    by_all, by_words = seen.bayes
    return (*seen.ridge, by_all / 4, by_words / 4, seen.meant)
