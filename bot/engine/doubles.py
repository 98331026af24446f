"""Whether a message is two questions, and which.

Wherever a message may be divided, both halves are answered. Whether it was meant as two is a logistic regression of
how it is put and of what the halves and the whole lead to, fitted to labelled messages (`benchmarks/halves.py`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import mul
from typing import NamedTuple

from bot.engine.antecedents import things, with_another
from bot.engine.confidence import Weights
from bot.engine.conversation import Memory
from bot.engine.follow_ups import FollowUps
from bot.engine.grammar import FILLERS
from bot.engine.judging import SURE_FROM, Judge, Judgement
from bot.engine.odds import log_odds, probability_of, within
from bot.engine.parts import Division, Parts, asks_for_one_thing, division_signals, divisions, names_nothing
from bot.engine.ruling import Ruling
from bot.engine.text import words
from bot.engine.verdict import Verdict

TWO_FROM = 0.55  # probability from which a message is two questions
LEAST_LIKELY = 0.02  # probability of an answer below which it says no more
_ARTICLES = frozenset("a an the also too".split())


class Halves(NamedTuple):
    """The two halves of a message, answered.

    `leans`: the second was read with the first; `on_its_own`: it was not, though it points at something before it.
    """

    division: Division
    whole: Judgement
    first: Verdict
    second: Verdict
    leans: bool
    on_its_own: bool


def halves_signals(halves: Halves) -> dict[str, float]:
    """What speaks for both halves being meant as questions, by name."""
    first, second = _odds(halves.first.confidence), _odds(halves.second.confidence)
    likely = {one.entry: one.confidence for one in halves.whole.answers}
    return {
        **division_signals(halves.division, len(words(halves.whole.text))),
        "first": first,
        "second": second,
        "weaker": min(first, second),
        "whole": _odds(max(likely.values(), default=0.0)),
        "first_in_whole": _odds(likely.get(halves.first.entry or "", 0.0)),
        "second_in_whole": _odds(likely.get(halves.second.entry or "", 0.0)),
        "leans": float(halves.leans),
        "on_its_own": float(halves.on_its_own),
    }


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

    def two(self, whole: Judgement, parts: Parts) -> list[Verdict]:
        """The verdicts on the two questions that a message is, taken apart as `parts`; none if it is one."""
        likely = [(self.likely(halves), halves) for halves in self.halves(whole, parts)]
        best, halves = max(likely, key=lambda one: one[0], default=(0.0, None))
        return [halves.first, halves.second] if halves and best >= TWO_FROM else []

    def likely(self, halves: Halves) -> float:
        """The probability that both halves were meant as questions."""
        signals = halves_signals(halves)
        weights = [self._weights[name] for name in signals]
        return probability_of(self._weights["always"] + sum(map(mul, signals.values(), weights)))

    def halves(self, whole: Judgement, parts: Parts) -> Iterator[Halves]:
        """The divisions of a message of which both halves have an answer of their own."""
        for division in divisions(whole.text, parts):
            first = self._ruling.of_turn(self._judge.read(division.left), "the first of two questions")
            if not first.entry:
                continue
            for second, leans, on_its_own in self._seconds(division, first.entry):
                if second.entry and not self._judge.say_the_same(first.entry, second.entry):
                    yield Halves(division, whole, first, second, leans, on_its_own)

    def _seconds(self, division: Division, shown: str) -> Iterator[tuple[Verdict, bool, bool]]:
        """The verdicts on the second half in each way it may be read after the first, whose answer is `shown`."""
        if turned := self._turned(division):
            yield (
                self._ruling.of_turn(self._judge.read(turned), "the first question asked of a second thing"),
                True,
                False,
            )
            return
        right = self._judge.read(division.right)
        memory = replace(self._memory_of((shown,)), question=division.left)
        leaning = self._follow_ups.verdict(right, memory, within_one_message=True)
        if leaning:
            yield leaning, True, False
        alone = self._ruling.of_turn(right, "the second of two questions")
        if not leaning or (alone.confidence >= SURE_FROM and not names_nothing(division.right)):
            yield alone, False, leaning is not None

    def _turned(self, division: Division) -> str:
        """The first question asked of the thing that the second half names; empty if that says more."""
        index = self._judge.index
        tokens = words(division.left)
        also = tuple(word for word in words(division.right) if word not in _ARTICLES | FILLERS)
        of = list(things(tokens, index))
        if not of or list(things(also, index)) != [also] or not asks_for_one_thing(division.left):
            return ""
        return " ".join(with_another(tokens, of[-1], also))


def _odds(probability: float) -> float:
    return log_odds(within(probability, LEAST_LIKELY))
