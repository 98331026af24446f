"""One question, judged: what it was read as, how likely each entry is, and the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import NamedTuple

from bot.engine.decision import Correction, Evidence, Ranked, SignalShare
from bot.engine.index.candidates import Question, first_look, question_of
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.kind_regression import NOTHING_SAID, KindOdds
from bot.engine.index.kinship import Kinship, adjusted
from bot.engine.index.mentions import Thing, main_subject
from bot.engine.judging.confidence import Weighed, Weights, hopeful, weigh
from bot.engine.judging.trust import Rivals, Trust
from bot.engine.method_cache import method_cache
from bot.engine.numeric.odds import log_odds, probability_of, within
from bot.engine.reading.relations import Pair
from bot.engine.spelling.spelling import Spelt
from bot.engine.wording.frames import told_about
from bot.engine.wording.text import without_fillers, words
from bot.knowledge.model import Kind

SAME_FROM = 0.75  # worth of one answer as the other from which showing both says nothing new
DIRECT_WORTH = 0.1  # of being what was meant, beside being an answer to it, where two answers do about equally well
SUGGESTED_IN_TURNS_FROM = 0.45
SURE_FROM = 0.9  # confidence from which an answer is hardly doubted
OUTSIDE_FROM = 0.4  # probability mass of outside entries from which one is named
MOST_KEPT = 16  # judgements: what looks at a message from another side may come upon the same piece of it again


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which an answer is given and suggestions are made, and how many of those."""

    answer_from: float = 0.6
    suggest_from: float = 0.08
    suggestions: int = 3

    def of_turns(self) -> "Thresholds":
        """Those for what leans on an answer: suggestions, beside what was offered then, have to be likelier."""
        return replace(self, suggest_from=max(self.suggest_from, min(self.answer_from, SUGGESTED_IN_TURNS_FROM)))

    def bolder(self, by: float) -> "Thresholds":
        """The threshold of an answer lowered by so much in log-odds, at most to where suggestions begin."""
        lowered = probability_of(log_odds(within(self.answer_from)) - by)
        return replace(self, answer_from=max(self.suggest_from, lowered))


class Scored(NamedTuple):
    """An entry with the probability that showing it is right, and how it was weighed."""

    entry: str
    kind: Kind
    confidence: float
    weighed: Weighed
    likely: float  # the probability that it is right, before `trust`
    trust: Trust | None
    of_turn: tuple[SignalShare, ...] = ()  # the sum behind the confidence, where what was said before counted too

    @property
    def shares(self) -> tuple[SignalShare, ...]:
        """The sum behind the confidence: the shares add up to its log-odds."""
        if self.of_turn:
            return self.of_turn
        kin = SignalShare("kin_answers", log_odds(self.likely) - log_odds(self.weighed.probability), 1.0)
        return (*self.weighed.shares, kin, *(self.trust.shares if self.trust else ()))


@dataclass(frozen=True)
class Judgement:
    """What is known of one question: entries by confidence, best first, and what the words were read as."""

    text: str
    tokens: tuple[str, ...]
    scored: tuple[Scored, ...]
    corrections: tuple[Correction, ...]
    rivals: tuple[Correction, ...]
    matched: tuple[str, ...]
    unmatched: tuple[str, ...]
    strange: float  # the part of what it says, by rarity, that stands nowhere in the FAQ
    synonyms: tuple[Correction, ...]
    relations: frozenset[Pair]
    asked: str  # the kind of answer wanted, as in `relations.Asked`
    kinds: KindOdds
    about: bool  # whether it asks to be told about what `tokens` name

    @property
    def named(self) -> str:
        """Its text, or what that wants to be told about."""
        return " ".join(self.tokens) if self.about else self.text

    @cached_property
    def answers(self) -> tuple[Scored, ...]:
        return tuple(one for one in self.scored if one.kind is Kind.ANSWER)

    def mass(self, kind: Kind) -> float:
        """The whole probability of the entries of one kind."""
        return sum(one.weighed.probability for one in self.scored if one.kind is kind)

    def calls_for_help(self) -> float:
        """How likely a text is one by the nearest entries and by the FAQ as a whole, on average in log-odds."""
        near = within(self.mass(Kind.URGENT))
        return near if self.kinds == NOTHING_SAID else probability_of((self.kinds.urgent + log_odds(near)) / 2)

    def best(self, kind: Kind) -> Scored | None:
        return next((one for one in self.scored if one.kind is kind), None)

    @property
    def outside(self) -> str | None:
        """The entry that says what the FAQ leaves out, if that is what the question is about."""
        best = self.best(Kind.OUTSIDE)
        return best.entry if best and self.mass(Kind.OUTSIDE) >= OUTSIDE_FROM else None

    @property
    def ranking(self) -> tuple[Ranked, ...]:
        return tuple(Ranked(one.entry, one.confidence) for one in self.scored if one.kind is not Kind.OUTSIDE)[:5]


class Judge:
    """Judges questions by one index, one set of weights."""

    def __init__(self, index: FaqIndex, weights: Weights) -> None:
        self.index = index
        self._weights = weights
        self._kinship = Kinship(index)
        self._numbers = {entry.id: number for number, entry in enumerate(index.entries)}
        self._judged = method_cache(self._judged_anew, MOST_KEPT)

    @cached_property
    def main_subject(self) -> Thing | None:
        """What a good part of the FAQ's questions name; they are read when it is first asked for."""
        return main_subject(self.index)

    def spelt(self, tokens: Sequence[str]) -> list[Spelt]:
        return self.index.speller.read(tokens)

    def number(self, entry: str) -> int:
        """Where the entry of this id stands in the index."""
        return self._numbers[entry]

    def say_the_same(self, one: str, other: str | None) -> bool:
        """Whether the answers of two entries, by id, are the same for practical purposes."""
        if other is None or one == other:
            return one == other
        return self._kinship.likeness(self._numbers[one], self._numbers[other]) >= SAME_FROM

    def right(self, entries: Sequence[str], probabilities: Sequence[float]) -> list[float]:
        """For each entry, by id, the probability that showing it is right, from how likely each is what was meant."""
        numbers = [self._numbers[entry] for entry in entries]
        return [within(one) for one in adjusted(self._kinship, numbers, probabilities)]

    def read(self, text: str) -> Judgement:
        """`text` judged as it stands."""
        return self.judge(text, self.spelt(words(text)))

    def judge(self, text: str, spelt: Sequence[Spelt], *, trusting: bool = True) -> Judgement:
        """Judge the question `text`, whose corrected words are `spelt`.

        Without `trusting` how likely each entry is says all: of one of several readings, which are weighed once more.
        """
        return self._judged(text, tuple(spelt), trusting)

    def _judged_anew(self, text: str, spelt: tuple[Spelt, ...], trusting: bool) -> Judgement:
        named = told_about([one.read_as for one in spelt])
        asked = spelt[named] if named else spelt
        tokens = without_fillers(tuple(one.read_as for one in asked))
        reading = self.index.read(tokens)
        meaning = self.index.meaning(self.index.said(text, asked, reading))
        question = question_of(self.index, reading, meaning=meaning)
        found = first_look(self.index, question, partial(hopeful, weights=self._weights), kinds=trusting)
        scored = self._likely(weigh(self.index, question, found.candidates, self._weights))
        return Judgement(
            text=text,
            tokens=tokens,
            scored=_in_order(self._trusted(scored, question, found.kinds) if trusting else scored),
            corrections=tuple([Correction(one.typed, one.read_as) for one in spelt if one.typed != one.read_as]),
            rivals=tuple([Correction(one.typed, one.rival) for one in spelt if one.rival]),
            matched=tuple([unit for unit in question.content.rarity if unit not in question.unknown]),
            unmatched=tuple(question.unknown),
            strange=question.strange,
            relations=question.relations,
            asked=question.asked.word,
            kinds=found.kinds,
            about=bool(named),
            synonyms=tuple(
                [
                    Correction(" ".join(unit.typed), unit.name[1:])
                    for unit in reading.units
                    if unit.name.startswith("=") and " ".join(unit.typed) != unit.name[1:]
                ]
            ),
        )

    def _likely(self, weighed: Sequence[Weighed]) -> list[Scored]:
        """How likely it is right to show each entry, whichever of them was meant."""
        entries = [self.index.entries[one.candidate.entry] for one in weighed]
        right = self.right([entry.id for entry in entries], [one.probability for one in weighed])
        return [
            Scored(entry.id, entry.kind, likely, one, likely, None)
            for one, entry, likely in zip(weighed, entries, right, strict=True)
        ]

    def _trusted(self, scored: Sequence[Scored], question: Question, asked_for: KindOdds) -> list[Scored]:
        """The same entries, answers with the trust that all of them together leave for each."""
        answers = [one.likely for one in scored if one.kind is Kind.ANSWER]
        rivals = Rivals(
            silence=1.0 - sum([one.weighed.probability for one in scored]),
            outside=sum([one.weighed.probability for one in scored if one.kind is Kind.OUTSIDE]),
            answers=tuple(sorted(answers, reverse=True)),
            kinds=asked_for,
            words=len(question.reading.tokens),
            strange=question.strange,
        )
        found = []
        for one in scored:
            if one.kind is Kind.ANSWER:
                trust = rivals.trust(one.likely, self._weights.trust)
                one = Scored(one.entry, one.kind, trust.confidence, one.weighed, one.likely, trust)
            found.append(one)
        return found


def _in_order(scored: Sequence[Scored]) -> tuple[Scored, ...]:
    return tuple(sorted(scored, key=lambda one: -one.confidence - DIRECT_WORTH * one.weighed.probability))


def evidence_of(judgement: Judgement, thresholds: Thresholds, reason: str) -> Evidence:
    """The evidence for what was decided about one question."""
    best = judgement.scored[0] if judgement.scored else None
    second = judgement.scored[1] if len(judgement.scored) > 1 else None
    return Evidence(
        part=judgement.text,
        read_as=" ".join(judgement.tokens),
        entry=best.entry if best else None,
        phrasing=best.weighed.candidate.phrasing.text if best else None,
        matched=judgement.matched,
        unmatched=judgement.unmatched,
        synonyms=judgement.synonyms,
        confidence=best.confidence if best else 0.0,
        runner_up=Ranked(second.entry, second.confidence) if second else None,
        answer_from=thresholds.answer_from,
        suggest_from=thresholds.suggest_from,
        reason=reason,
        behind=best,
    )
