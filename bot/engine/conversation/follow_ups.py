"""The verdict on a message that leans on what was said last.

A conditional logit like that of `confidence`: every answer that a version of the message leads to has a utility, the
weighted sum of its `turn_signals`, and so has silence. How far to trust the probabilities is asked once more, as of
single questions (`trust`, after Platt 1999). The weights are fitted to conversations (`benchmarks/fit.py`).
"""

from collections.abc import Sequence
from dataclasses import replace
from operator import mul
from typing import NamedTuple

from bot.engine.conversation.antecedents import by_its_name, said_of
from bot.engine.conversation.memory import (
    OPENERS,
    Memory,
    asks_for_the_other,
    asks_why,
    content,
    last_shown,
    stands_for,
)
from bot.engine.conversation.turn_signals import TURN_SIGNALS, silence_of
from bot.engine.conversation.turns import Turn, Version, Way, may_lean, of_another, turn
from bot.engine.decision import Move, Outcome, SignalShare
from bot.engine.index.mentions import things
from bot.engine.judging.confidence import Weights
from bot.engine.judging.judge import DIRECT_WORTH, SURE_FROM, Judge, Judgement, Scored
from bot.engine.judging.ruling import Ruling
from bot.engine.judging.verdict import Verdict
from bot.engine.numeric.odds import log_odds, probability_of, shares_of, within
from bot.engine.wording.grammar import QUESTION_WORDS
from bot.engine.wording.remarks import remark_in
from bot.engine.wording.text import words
from bot.knowledge.model import Entry, Kind

_HOW = {
    Way.ALONE: "after what was said last",
    Way.WITH_THE_LAST: "read with what was said last",
    Way.NAMED: "read with what was talked about",
}

# Around what a message names that asks the last question of it: "and X?", "what about X".
_AND_OF = OPENERS | frozenset("or what how about in for with is are the ok okay yeah".split())

TURN_TRUST = ("always", "likely")  # 1, and the log-odds of an answer being right by all versions of a message


class Weighing(NamedTuple):
    """The answers that a message may be after, by id, with the version that speaks most for each; the probability that
    each is what was meant, and that showing it is right; and the signals of each.
    """

    best: dict[str, tuple[Version, Scored]]
    meant: list[float]
    right: list[float]
    values: list[list[float]]


class FollowUps:
    """Reads messages with what was said last."""

    def __init__(self, judge: Judge, ruling: Ruling, weights: Weights) -> None:
        self._judge = judge
        self._index = judge.index
        self._ruling = ruling
        self._weights = weights

    def verdict(
        self, alone: Judgement, memory: Memory, *, move: Move | None = None, within_one_message: bool = False
    ) -> Verdict | None:
        """The verdict on a message that leans on what was said last, or None if it stands on its own.

        `move` is as in `stands_for`. A part of one message can only lean on what was said there.
        """
        if meant := stands_for(alone.tokens, memory, self._index, self._judge.main_subject, move):
            return self._judged(alone.text, meant, "the question that was meant by it")
        last = last_shown(memory, self._index)
        if last is None:
            return None if within_one_message else self._after_no_answer(alone, memory)
        if again := self._of_another(alone, last):
            return again
        if asks_why(alone.tokens):
            alone = self._judge.judge(alone.text, self._judge.spelt(("why",)))  # whatever stands around that
        if not may_lean(alone, within_one_message=within_one_message):
            return None
        verdict = self._worth_suggesting(
            self._weighed(turn(self._judge, alone, memory, last, within_one_message=within_one_message)), memory
        )
        if verdict.outcome is Outcome.NONE and not content(alone.tokens):
            return _offering(verdict, memory, "too short to tell")
        if verdict.entry == last.id and asks_for_the_other(alone.tokens):
            return _offering(verdict, memory, "the other of two is asked for")
        return verdict

    def picked(self, text: str, entry: str) -> Verdict:
        """The verdict on the message `text` that picks one of several questions that were offered, by id."""
        return self._judged(text, words(self._index.faq.by_id[entry].question), "the question that was picked")

    def by_name(self, alone: Verdict, memory: Memory) -> Verdict:
        """`alone`, or if that is likelier the verdict on its text with the FAQ's main subject as "this disease".

        So is "it" read in a short message that asks something, unlike "is it or not", if the answer is hardly doubted.
        """
        judgement = alone.judgement
        main = self._judge.main_subject
        if not main:
            return alone
        asks = content(judgement.tokens) or not QUESTION_WORDS.isdisjoint(judgement.tokens)
        disease = by_its_name(judgement.tokens, main)
        it = said_of(judgement.tokens, main) if asks else None
        if it and set(things(words(memory.question), self._index)) - {main}:
            it = None  # that may be something else which was asked of
        tokens, least = (disease, 0.0) if disease else (it, SURE_FROM)
        if not tokens or main in things(judgement.tokens, self._index):
            return alone
        if remark_in(judgement.text, judgement.tokens):
            return alone
        named = self._judged(judgement.text, tokens, "said of what the FAQ is about")
        likelier = named.confidence > alone.confidence or alone.outcome is not Outcome.ANSWER
        return named if named.outcome is Outcome.ANSWER and named.confidence >= least and likelier else alone

    def _of_another(self, alone: Judgement, last: Entry) -> Verdict | None:
        """The verdict on the last question asked of what a message names, if it does no more and that has an answer."""
        if not {*alone.tokens} - {*content(alone.tokens)} <= _AND_OF:
            return None
        asked = [
            self._judged(alone.text, tokens, "the last question asked of what it names")
            for tokens in of_another(alone.tokens, last.question, self._index, self._judge.main_subject)
        ]
        likeliest = max(asked, key=lambda one: one.confidence, default=None)
        if likeliest is None or likeliest.entry in {None, last.id} or likeliest.confidence < SURE_FROM:
            return None
        named = self._index.read(content(alone.tokens)).names
        answered = self._index.read(words(self._index.faq.by_id[likeliest.entry].question)).names
        return likeliest if named <= answered else None

    def _after_no_answer(self, alone: Judgement, memory: Memory) -> Verdict | None:
        """The verdict on a message after one that had no answer, if only the two together have one."""
        nothing_asked = bool(memory.entries) or not memory.question
        if nothing_asked or not may_lean(alone, within_one_message=False):
            return None
        if self._ruling.verdict(alone).outcome is Outcome.ANSWER:
            return None
        verdict = self._weighed(turn(self._judge, alone, memory, None, within_one_message=False))
        return verdict if verdict.outcome is Outcome.ANSWER else None

    def weighing(self, turn: Turn) -> Weighing:
        """How likely each answer is by all versions of a message."""
        best = _by_entry(turn)
        values = [[signal(turn, entry) for signal in TURN_SIGNALS.values()] for entry in best]
        utilities = [sum(map(mul, self._factors, row)) for row in values]
        silence = sum(self._weights.turn_silence[name] * value for name, value in silence_of(turn).items())
        meant = shares_of([*utilities, silence])[:-1]
        return Weighing(best, meant, self._judge.right(list(best), meant), values)

    @property
    def _factors(self) -> list[float]:
        return [self._weights.turn[name] for name in TURN_SIGNALS]

    def _trusted(self, right: float) -> float:
        """The probability of an answer being right, once what conversations taught is known of such probabilities."""
        values = dict(zip(TURN_TRUST, (1.0, log_odds(right)), strict=True))
        return within(probability_of(sum(self._weights.turn_trust[name] * value for name, value in values.items())))

    def _weighed(self, turn: Turn) -> Verdict:
        """The verdict by all versions of a message, as that one has it which speaks most for the likeliest answer."""
        best, likely, right, values = self.weighing(turn)
        # Of what follows on no answer conversations taught nothing, and "why not" may ask anything then.
        trusted = [self._trusted(one) for one in right] if turn.last or turn.units else right
        scored = [
            one._replace(
                confidence=confidence, likely=confidence, of_turn=_shares(row, self._factors, before, confidence)
            )
            for (_, one), row, before, confidence in zip(best.values(), values, right, trusted, strict=True)
        ]
        order = sorted(range(len(scored)), key=lambda at: -right[at] - DIRECT_WORTH * likely[at])
        version = list(best.values())[order[0]][0] if order else turn.versions[0]
        others = (one for one in version.judgement.scored if one.kind is not Kind.ANSWER)
        judgement = replace(version.judgement, scored=(*(scored[at] for at in order), *others))
        rule = self._ruling.of_turn if turn.last else self._ruling.verdict
        verdict = rule(judgement, _HOW[version.way])
        if verdict.entry and turn.says_the_reverse(verdict.entry):
            reason = f"{_HOW[version.way]}: the FAQ has it the other way round"
            return replace(verdict, outcome=Outcome.SUGGEST, entry=None, suggestions=(verdict.entry,), reason=reason)
        return verdict

    def _worth_suggesting(self, verdict: Verdict, memory: Memory) -> Verdict:
        """`verdict` without suggestions of what was just shown."""
        if verdict.outcome is not Outcome.SUGGEST:
            return verdict
        left = tuple(entry for entry in verdict.suggestions if entry not in memory.entries)
        return replace(verdict, outcome=Outcome.SUGGEST if left else Outcome.NONE, suggestions=left)

    def _judged(self, text: str, tokens: Sequence[str], how: str) -> Verdict:
        return self._ruling.verdict(self._judge.judge(text, self._judge.spelt(tokens)), how)


def _offering(verdict: Verdict, memory: Memory, why: str) -> Verdict:
    """`verdict`, or in its place what could be asked next, if there is anything."""
    if not memory.offered:
        return verdict
    offered = memory.offered[: verdict.limits.suggestions]
    reason = f"{why}, so what could be asked next is offered"
    return replace(verdict, outcome=Outcome.SUGGEST, entry=None, suggestions=offered, reason=reason)


def _by_entry(turn: Turn) -> dict[str, tuple[Version, Scored]]:
    """The answers that a message may be after, by id, each as the version has it that speaks most for it."""
    found: dict[str, tuple[Version, Scored]] = {}
    for version in turn.versions:
        for one in version.judgement.answers:
            known = found.get(one.entry)
            if known is None or version.trust * one.likely > known[0].trust * known[1].likely:
                found[one.entry] = (version, one)
    return {entry: found[entry] for entry in turn.entries}


def _shares(
    values: Sequence[float], factors: Sequence[float], right: float, confidence: float
) -> tuple[SignalShare, ...]:
    """The sum behind a confidence: the signals, what the alternatives take, and what trust makes of `right`."""
    rest = sum(map(mul, values, factors)) - log_odds(right)
    trust = log_odds(confidence) - log_odds(right)
    return (
        *map(SignalShare, TURN_SIGNALS, values, factors),
        SignalShare("alternatives", rest, -1.0),
        SignalShare("turn_trust", trust, 1.0),
    )
