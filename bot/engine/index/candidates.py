"""The first look: which entries a question may be about, from its nearest phrasings.

A few dozen of the nearest phrasings are enough: in the second look every entry among them is weighed by `signals`.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import JaroWinkler

from bot.engine.index.classifier import Classifier
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.kind_regression import NOTHING_SAID, KindOdds
from bot.engine.index.phrasing_index import views
from bot.engine.numeric.local_ridge import ridge_scores
from bot.engine.numeric.postings import Floats, Ints, Positions
from bot.engine.reading.features import Reading
from bot.engine.reading.phrasings import Content, Phrasing
from bot.engine.reading.relations import Asked, Pair, acts_on, asked

NEIGHBOURS = 48
NEIGHBOURS_OF_ONE = 16  # of one entry at most: one that is asked in very many ways must not crowd out what is near it
FEWEST_NEIGHBOURS = 24  # which are looked at however far they are
NEAR_FROM = 0.3  # part of the nearness of the nearest phrasing below which any more say nothing of the question
SHORTLIST = 256  # rows among which these are looked for; in a large FAQ they are compared once more, by all features
CANDIDATES = 5
CANDIDATES_OF_SENTENCES = 8  # where the encoder takes so long that a few more to weigh are nothing beside it
ALIKE_FROM = 0.88  # Jaro-Winkler similarity from which two words count as forms of one
ALIKE_WORTH = 0.7
SYNONYM_WORTH = 0.6
# In log-probabilities, when candidates are chosen: a ridge score, and the probability by what was meant.
RIDGE_WORTH, MEANT_WORTH = 20.0, 4.0
BAYES_FLOOR = -8.0  # log-probabilities below this say no more
PROPOSED = 3  # entries that are looked at because of what the question means, wherever their phrasings are
PROPOSED_FROM = 0.05  # probability
LEAST_MEANT = 1e-6  # probability below which the whole FAQ says no more
RIDGE_ODDS = 8.0  # log-odds of a ridge score of 1, beside what the whole FAQ says; 5 to 12 do as well
FEW = 16  # rows of which only the greatest is looked at first, where the greatest of all are sought

NO_ROWS: Positions = np.empty(0, np.int64)


class Question(NamedTuple):
    """One question, read: what it holds that the FAQ knows, and what it does not."""

    reading: Reading
    content: Content
    unknown: Mapping[str, float]  # content units that stand in no phrasing
    asked: Asked
    relations: frozenset[Pair]
    meaning: Floats  # what it means as a whole. Shape: (dimensions,)
    left_out: Positions = NO_ROWS  # rows that must not be looked at
    learnt: Classifier | None = None  # what is learnt over the whole FAQ, where that must not have heard the question

    @property
    def strange(self) -> float:
        """The part of what it says, by rarity, that stands nowhere in the FAQ."""
        return sum(self.unknown.values()) / (self.content.total or 1.0)


class Candidate(NamedTuple):
    """An entry that may be meant, with what the first look saw of it.

    `ridge` and `nearest` hold a value for each view: the whole, words, meaning; similarities are 0 to 1. `bayes` holds
    log-probabilities: by all features, by words alone; `meant` is the probability by what the question means, among
    the entries that stand near. `phrasing` is the nearest. `unheard` are content units of the question that stand
    nowhere in the entry, with their rarity.
    """

    entry: int
    ridge: tuple[float, ...]
    nearest: tuple[float, ...]
    bayes: tuple[float, ...]
    meant: float
    phrasing: Phrasing
    unheard: Mapping[str, float]
    met: Mapping[str, float]  # how far (0 to 1) each content unit of the question stands in `phrasing`
    shares: Mapping[str, float]  # in which part of the entry's phrasings (0 to 1) what it is usually asked about stands


class Seen(NamedTuple):
    """What the first look saw of an entry; the fields are those of `Candidate`."""

    entry: int
    ridge: list[float]
    bayes: list[float]
    meant: float


def question_of(
    index: FaqIndex,
    reading: Reading,
    left_out: Positions = NO_ROWS,
    meaning: Floats | None = None,
    learnt: Classifier | None = None,
) -> Question:
    """`reading` as a question to `index`; `left_out` rows are treated as if they were not in it.

    `meaning` is what it means as a whole, that of the words of `reading` if it is not given. `learnt` may be without
    more rows, so that it serves many questions; else it is learnt anew without the rows that are left out.
    """
    content = Content.of(reading)
    gone = _left_out(index, left_out)
    unknown = {unit: rarity for unit, rarity in content.rarity.items() if index.units[unit] <= gone.get(unit, 0)}
    means = index.meaning(reading.canonical) if meaning is None else meaning
    return Question(reading, content, unknown, asked(reading), acts_on(reading), means, left_out, learnt)


class FirstLook(NamedTuple):
    """The entries nearest to a question, the likeliest first, and which kind of entry it asks for."""

    candidates: list[Candidate]
    kinds: KindOdds = NOTHING_SAID


def first_look(
    index: FaqIndex, question: Question, hopeful: Callable[[list[Seen]], list[Seen]] = list, *, kinds: bool = True
) -> FirstLook:
    """Look at `question` once: at most `CANDIDATES` entries (`CANDIDATES_OF_SENTENCES`), and of those the `hopeful`.

    The FAQ as a whole has nothing to say of questions for which rows are left out, nor is it asked without `kinds`.
    """
    ids, weights = index.question(question.reading)
    columns, values = index.rows.question(ids, weights)
    meaning = question.meaning
    rows = _nearest_rows(index, columns, values, meaning, question.left_out)
    if not len(rows):
        return FirstLook([])
    meant = index.meant(meaning, question.left_out, question.learnt)
    near = _Neighbours.of(rows, index.owners.take(rows), _proposed(index, meant, meaning, question.left_out))
    rows, entries = np.array(near.rows), np.array(near.entries)
    cosines = index.rows.cosines_among(rows, columns, values)
    alike = views(cosines, index.meanings.cosines_among(rows, meaning))
    similarities = alike[:, -1, :-1]
    ridge = ridge_scores(similarities, alike[:, :-1, :-1], np.array(near.bounds[:-1]))
    bayes = index.bayes.log_probabilities(columns, values, question.left_out).take(entries, axis=1)
    np.maximum(bayes, BAYES_FLOOR, out=bayes)
    # There are a few dozen entries at most: by one they are looked at sooner than as arrays.
    likely_meant = _likely_meant(meant, entries, ridge[2].tolist())
    seen = list(map(Seen, near.entries, ridge.T.tolist(), bayes[::-1].T.tolist(), likely_meant))
    seen.sort(key=_promise, reverse=True)
    likenesses = similarities.tolist()
    most = CANDIDATES_OF_SENTENCES if index.language.reads_sentences else CANDIDATES
    found = [_candidate(index, question, near, likenesses, one) for one in hopeful(seen[:most])]
    return FirstLook(found, index.kind_odds(ids, weights) if kinds and not len(question.left_out) else NOTHING_SAID)


class _Neighbours(NamedTuple):
    """The phrasings nearest to a question, those of one entry side by side.

    Of n phrasings of m entries there are n `rows`, m `entries`, in order, and m + 1 `bounds`: where the phrasings of
    each entry begin, and where the last ones end.
    """

    rows: list[int]
    entries: list[int]
    bounds: list[int]

    def of_entry(self, entry: int) -> slice:
        """Where the phrasings of an entry are."""
        at = self.entries.index(entry)
        return slice(self.bounds[at], self.bounds[at + 1])

    @classmethod
    def of(cls, rows: Positions, owners: Ints, proposed: Mapping[int, int]) -> "_Neighbours":
        """The first `NEIGHBOURS` of `rows`, of each owner's only the first `NEIGHBOURS_OF_ONE`. Shapes: (n,) each.

        And a row of each entry that is `proposed`, with that row, and has none among those.
        """
        taken: defaultdict[int, list[int]] = defaultdict(list)
        left = NEIGHBOURS
        for row, owner in zip(rows.tolist(), owners.tolist(), strict=True):
            theirs = taken[owner]
            if len(theirs) < NEIGHBOURS_OF_ONE:
                theirs.append(row)
                left -= 1
                if not left:
                    break
        for entry, row in proposed.items():
            taken.setdefault(entry, [row])
        entries = sorted(taken)
        by_entry = [taken[entry] for entry in entries]
        return cls(list(chain.from_iterable(by_entry)), entries, list(accumulate(map(len, by_entry), initial=0)))


def _nearest_rows(index: FaqIndex, columns: Ints, values: Floats, meaning: Floats, left_out: Positions) -> Positions:
    """The rows most like a question, the likest first; at most `SHORTLIST`, and none that is far from as like it."""
    if not len(columns):
        return NO_ROWS
    near = index.meanings.nearness(meaning)
    if len(left_out):
        near[left_out] = -np.inf
    rough = index.rows.cosines(columns, values)
    rough += near
    if not index.rows.large:  # they are exact
        return _greatest(rough, _near_enough(rough))
    rows = _greatest(rough, SHORTLIST)
    rows.sort()
    exact = index.rows.cosines_of(rows, columns, values) + near.take(rows)
    return rows.take(_greatest(exact, _near_enough(exact)))


def _near_enough(alike: Floats) -> int:
    """How many rows, of which it is known how like a question they are, are near enough to say something of it."""
    count = int(np.count_nonzero(alike > max(0.0, NEAR_FROM * np.maximum.reduce(alike))))
    if count < FEWEST_NEIGHBOURS:
        return min(FEWEST_NEIGHBOURS, int(np.count_nonzero(alike > 0)))
    return min(SHORTLIST, count)


def _proposed(index: FaqIndex, meant: Floats | None, meaning: Floats, left_out: Positions) -> Mapping[int, int]:
    """The first `PROPOSED` entries by what a question means, each with its phrasing that means most nearly the same.

    None where meanings are sums of words: those who share what is said are found by its words.
    """
    if meant is None or not index.language.reads_sentences:
        return {}
    likely = np.flatnonzero(meant >= PROPOSED_FROM)
    likeliest = likely[(-meant.take(likely)).argsort(kind="stable")[:PROPOSED]].tolist()
    found = {entry: index.meanings.nearest_of(entry, meaning, left_out) for entry in likeliest}
    return {entry: row for entry, row in found.items() if row is not None}


def _likely_meant(meant: Floats | None, near: Positions, ridge: Sequence[float]) -> list[float]:
    """How probable each entry is by what a question means: by the whole FAQ and by the neighbourhood together.

    A logarithmic pool (Genest and Zidek 1986) of the probabilities `meant` by the whole and the scores `ridge` by the
    neighbours, of entries that stand `near`, whose scores are 0 for all others; zeros where the whole says nothing.
    Shape: (entries,), as of `near` and `ridge`.
    """
    if meant is None or not meant.any():
        return [0.0] * len(ridge)
    likely = meant.take(near).tolist()
    odds = [math.log(max(one, LEAST_MEANT)) + RIDGE_ODDS * score for one, score in zip(likely, ridge, strict=True)]
    parts = [math.exp(one) for one in odds]
    whole = sum(parts) + max(0.0, 1.0 - sum(likely))
    return [part / whole for part in parts]


def _promise(seen: Seen) -> float:
    """How likely an entry is a candidate by what the first look saw of it, as a log-probability but for a constant."""
    return RIDGE_WORTH * sum(seen.ridge) / len(seen.ridge) + seen.bayes[0] + MEANT_WORTH * seen.meant


def _greatest(values: Floats, count: int) -> Positions:
    """Where the `count` greatest values stand, the greatest first; of equal ones the first, on every machine."""
    likely: Positions = np.arange(len(values))
    if len(values) > count:
        # As many are at least as great as the last of the `count` greatest among the greatest of every few.
        size = len(values) // FEW
        some = np.maximum.reduce(values[: FEW * size].reshape(FEW, size)) if size > count else values
        likely = (values >= np.partition(some, -count)[-count]).nonzero()[0]
    return likely.take((-values.take(likely)).argsort(kind="stable")[:count])


def _candidate(
    index: FaqIndex, question: Question, near: _Neighbours, likenesses: list[list[float]], seen: Seen
) -> Candidate:
    """`likenesses` are those of the neighbours with the question, by view."""
    own = near.of_entry(seen.entry)
    likest = [max(view[own]) for view in likenesses]
    phrasing = index.phrasings[near.rows[own.start + likenesses[0][own].index(likest[0])]]
    units = index.profiles[seen.entry].units
    gone = _left_out(index, question.left_out, seen.entry)
    return Candidate(
        entry=seen.entry,
        ridge=tuple(seen.ridge),
        nearest=tuple(likest),
        bayes=tuple(seen.bayes),
        meant=seen.meant,
        phrasing=phrasing,
        unheard={
            unit: rarity for unit, rarity in question.content.rarity.items() if units.get(unit, 0) <= gone.get(unit, 0)
        },
        met=met_units(question.content, phrasing.content),
        shares=_shares(index, question.left_out, seen.entry, gone),
    )


def _shares(index: FaqIndex, left_out: Positions, entry: int, gone: Mapping[str, int]) -> Mapping[str, float]:
    """The `shares` of an entry's profile without the rows `left_out`, in which the units that are `gone` stand."""
    profile = index.profiles[entry]
    if not len(left_out):
        return profile.shares
    kept = profile.phrasings - int(np.count_nonzero(index.owners.take(left_out) == entry))
    return {unit: (profile.units[unit] - gone.get(unit, 0)) / max(1, kept) for unit in profile.shares}


def _left_out(index: FaqIndex, rows: Positions, entry: int | None = None) -> Mapping[str, int]:
    """In how many of the rows that are left out, of one entry or of all, each unit stands."""
    if not len(rows):
        return {}
    theirs = [row for row in rows.tolist() if entry is None or index.owners[row] == entry]
    return Counter([unit for row in theirs for unit in index.phrasings[row].reading.names])


def met_units(wanted: Content, offered: Content) -> dict[str, float]:
    """How far (0 to 1) each unit of `wanted` stands in `offered`: itself, as a near-synonym, as a form of one word."""
    met = {}
    known, senses, beginnings = offered.rarity, offered.senses, offered.beginnings
    for name, _, _, its_senses, beginning in wanted.units:
        if name in known:
            met[name] = 1.0
        elif not senses.isdisjoint(its_senses):
            met[name] = SYNONYM_WORTH
        elif beginning in beginnings:
            forms = [other.name for other in offered.units if other.beginning == beginning]
            met[name] = max([_alike(name, form) for form in forms])
        else:
            met[name] = 0.0
    return met


@lru_cache(maxsize=8_192)
def _alike(unit: str, other: str) -> float:
    """What one word is worth as another that begins in the same way, when they are not the same."""
    return ALIKE_WORTH if JaroWinkler.similarity(unit, other) >= ALIKE_FROM else 0.0
