"""Whether a message is two questions, and which.

Wherever a message may be divided, both halves are answered. Whether it was meant as two is a logistic regression of
how it is put and of what the halves and the whole lead to, fitted to labelled messages (`benchmarks/halves.py`).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import mul
from typing import NamedTuple

from bot.engine.conversation.antecedents import asks_which
from bot.engine.conversation.follow_ups import FollowUps
from bot.engine.conversation.memory import Memory
from bot.engine.conversation.turns import may_lean
from bot.engine.index.mentions import things, with_another
from bot.engine.judging.confidence import Weights
from bot.engine.judging.judge import SURE_FROM, Judge, Judgement
from bot.engine.judging.ruling import Ruling
from bot.engine.judging.verdict import Verdict
from bot.engine.numeric.odds import log_odds, probability_of, within
from bot.engine.wording.divisions import Division, asks_for_one_thing, division_signals, divisions
from bot.engine.wording.frames import names_only_the_source
from bot.engine.wording.grammar import ADDRESSES, AUXILIARIES, FILLERS
from bot.engine.wording.parts import Parts, asks_somewhere, names_nothing
from bot.engine.wording.text import plain, words

TWO_FROM = 0.5  # probability from which a message is two questions
# Probabilities at best from which the halves of a division are judged: next to none that is meant has less.
FIRST_FROM, SECOND_FROM = 0.85, 0.7
LEAST_LIKELY = 0.02  # probability of an answer below which it says no more
MOST_ODDS = log_odds(1 - LEAST_LIKELY)
ODDS = ("first", "second", "second_in_whole", "second_by_first")  # the signals that tell probabilities
FLAGS = ("leans", "on_its_own")
_BESIDE_THE_THING = FILLERS | ADDRESSES | frozenset("a an the also too".split())


class Half(NamedTuple):
    """A message in two halves, of which the first is answered; `signals` are those that can be told so far."""

    division: Division
    whole: Judgement
    first: Verdict
    signals: Mapping[str, float]


class Halves(NamedTuple):
    """A message in two halves, both answered.

    `leans`: the second was read with the first; `on_its_own`: it was not, though it may lean on that.
    """

    half: Half
    second: Verdict
    leans: bool
    on_its_own: bool


def whole_signals(division: Division, whole: Judgement) -> dict[str, float]:
    """What speaks for both halves being meant as questions before either is judged, by name."""
    best = max((one.confidence for one in whole.answers), default=0.0)
    return {**division_signals(division, whole.text), "whole": _odds(best)}


def halves_signals(halves: Halves) -> dict[str, float]:
    """All that speaks for it."""
    half, second = halves.half, halves.second
    return {
        **half.signals,
        "second": _odds(second.confidence),
        "second_in_whole": _odds(_likely(half.whole, second)),
        "second_by_first": _odds(_likely(half.first.judgement, second)),
        "leans": float(halves.leans),
        "on_its_own": float(halves.on_its_own),
    }


def _divisions(whole: Judgement, parts: Parts) -> Iterator[Division]:
    """Where a message may be two: not within what only says that somebody wants to be told about something."""
    found = divisions(whole.text, parts)
    return (one for one in found if not whole.about or not names_only_the_source(words(one.left)))


class Doubles:
    """Finds the messages that are two questions; `memory_of` gives the conversation in which entries were shown
    last.
    """

    def __init__(
        self,
        judge: Judge,
        ruling: Ruling,
        follow_ups: FollowUps,
        memory_of: Callable[[Sequence[str]], Memory],
        weights: Weights,
    ) -> None:
        self._judge = judge
        self._ruling = ruling
        self._follow_ups = follow_ups
        self._memory_of = memory_of
        self._weights = weights.double

    def two(self, whole: Judgement, parts: Parts, memory: Memory) -> list[Verdict]:
        """The verdicts on the two questions that a message is, taken apart as `parts`; none if it is one.

        `memory` is the conversation before it, in which "it" may have been named.
        """
        half = self._most_hopeful(whole, parts, memory)
        found = [(self._likely(halves_signals(one)), one) for one in self._completed(half)] if half else []
        likely, halves = max(found, key=_chance, default=(0.0, None))
        if halves is None or likely < TWO_FROM:
            return []
        meant = f"{likely:.0%} for two questions"
        return [replace(one, reason=f"{one.reason}; {meant}") for one in (halves.half.first, halves.second)]

    def halves(self, whole: Judgement, parts: Parts) -> Iterator[Halves]:
        """All divisions of a message of which both halves have an answer of their own."""
        for division in _divisions(whole, parts):
            if half := self._first(whole, division, whole_signals(division, whole), Memory()):
                yield from self._completed(half)

    def _most_hopeful(self, whole: Judgement, parts: Parts, memory: Memory) -> Half | None:
        """The division that is likeliest to be two questions, as far as its first half tells; None if none may be."""
        likeliest = max((one.confidence for one in whole.answers), default=0.0)
        told = [(division, whole_signals(division, whole)) for division in _divisions(whole, parts)]
        perhaps = [(self._at_best(signals, likeliest), (division, signals)) for division, signals in told]
        found, least = None, SECOND_FROM
        for at_best, division in sorted(perhaps, key=_chance, reverse=True):
            # A first half at best says nothing against it: none of those that follow may be as likely.
            if at_best < max(FIRST_FROM, least):
                break
            half = self._first(whole, *division, memory)
            if half and (likely := self._after_the_first(half)) >= least:
                found, least = half, likely
        return found

    def _first(self, whole: Judgement, division: Division, signals: Mapping[str, float], memory: Memory) -> Half | None:
        """A division, of which `signals` are told, with its first half judged; None if that has no answer."""
        first = self._ruling.of_turn(self._judge.read(division.left), "the first of two questions")
        if _asks_of_it(division.left):
            told, found, _ = plain(whole.text).partition(division.left)
            first = self._follow_ups.by_name(first, replace(memory, question=told) if found and told else memory)
        return Half(division, whole, first, {**signals, "first": _odds(first.confidence)}) if first.entry else None

    def _completed(self, half: Half) -> Iterator[Halves]:
        shown = half.first.entry or ""
        for second, leans, on_its_own in self._seconds(half.division, shown):
            if second.entry and not self._judge.say_the_same(shown, second.entry):
                yield Halves(half, second, leans, on_its_own)

    def _likely(self, signals: Mapping[str, float]) -> float:
        """The probability that both halves were meant as questions."""
        weights = [self._weights[name] for name in signals]
        return probability_of(self._weights["always"] + sum(map(mul, signals.values(), weights)))

    def _after_the_first(self, half: Half) -> float:
        """The probability at best once the first half is judged: the second has another answer than that."""
        others = (one.confidence for one in half.whole.answers if one.entry != half.first.entry)
        return self._at_best(half.signals, max(others, default=0.0))

    def _at_best(self, signals: Mapping[str, float], in_whole: float) -> float:
        """The same, if all of which there is no signal yet speaks for it.

        `in_whole` is the highest probability by the whole message that the second half's answer may have.
        """
        best = {name: math.copysign(MOST_ODDS, self._weights[name]) for name in ODDS}
        if self._weights["second_in_whole"] > 0:
            best["second_in_whole"] = _odds(in_whole)
        flags = {name: float(self._weights[name] > 0) for name in FLAGS}
        return self._likely({**best, **flags, **signals})

    def _seconds(self, division: Division, shown: str) -> Iterator[tuple[Verdict, bool, bool]]:
        """The verdicts on the second half in each way it may be read after the first, whose answer is `shown`."""
        if turned := self._turned(division):
            asked_again = self._judge.read(turned)
            yield self._ruling.of_turn(asked_again, "the first question asked of a second thing"), True, False
            return
        right = self._judge.read(division.right)
        memory = replace(self._memory_of((shown,)), question=division.left)
        alone = self._ruling.of_turn(right, "the second of two questions")
        sure = alone.confidence >= SURE_FROM and not names_nothing(division.right)
        # What asks nothing is hardly worth being read in every way, nor is what is sure as it stands.
        asks = asks_somewhere(division.right)
        may = asks and may_lean(right, within_one_message=True)
        worth = asks and (not sure or asks_which(right.tokens))
        leaning = self._follow_ups.verdict(right, memory, within_one_message=True) if worth else None
        if leaning:
            yield leaning, True, False
        if sure or not leaning:
            yield alone, False, may or leaning is not None

    def _turned(self, division: Division) -> str:
        """The first question asked of the thing that the second half names; empty if that says more."""
        index = self._judge.index
        tokens = words(division.left)
        also = tuple(word for word in words(division.right) if word not in _BESIDE_THE_THING)
        of = list(things(tokens, index))
        if not of or list(things(also, index)) != [also] or not asks_for_one_thing(division.left):
            return ""
        return " ".join(with_another(tokens, of[-1], also))


def _asks_of_it(text: str) -> bool:
    """ "Is it autoimmune", unlike "and in lupus is it the skin"."""
    first, second = (*words(text)[:2], "", "")[:2]
    return first in AUXILIARIES and second == "it"


def _likely(whole: Judgement, verdict: Verdict) -> float:
    """The probability by the whole message, or another half of it, of what a half leads to."""
    return next((one.confidence for one in whole.answers if one.entry == verdict.entry), 0.0)


def _chance(found: tuple[float, object]) -> float:
    return found[0]


def _odds(probability: float) -> float:
    return log_odds(within(probability, LEAST_LIKELY))
