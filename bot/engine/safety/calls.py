"""Whether a message calls for a safety text: someone is in danger, or asks about their own body.

Neither a sign that a curator wrote down is enough ("which drugs fit" is no seizure) nor is the want of one. For each
kind of call the signals below are summed by a logistic regression, fitted to labelled messages (`benchmarks/calls.py`):
what the FAQ as a whole says of the message's kind (`kind_regression`), what its neighbours say, and whether a sign
stands there. Where an FAQ has too few phrasings to teach that, a sign decides, and without one the neighbours.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.engine.decision import Again, Decision, Evidence, Outcome, Ranked, SignalShare
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.kind_regression import NOTHING_SAID
from bot.engine.judging.confidence import Weights
from bot.engine.judging.judge import Judge, Judgement, evidence_of
from bot.engine.judging.ruling import Ruling
from bot.engine.numeric.odds import log_odds, probability_of, within
from bot.engine.wording.parts import STORY, take_apart
from bot.engine.wording.signs import SignMet, Signs
from bot.engine.wording.text import words
from bot.knowledge.model import Entry, Kind

CALLED_FROM = 0.35  # probability from which a message is a call; as it was fitted, a danger missed costs more
# The same of a call for help without a sign, from who was just told something: "and nobody tells them to stop?" is
# about that. Below the second that takes more than length: log-odds of FAQ and neighbours together above 0.
CALLED_IN_TALK_FROM, SURELY_IN_TALK_FROM = 0.75, 0.85
FEWEST_WORDS = 2  # of a call without a sign: "forever?" may be asked of anything
LEAST_EVIDENCE = -1.8  # log-odds of FAQ and neighbours together below which length alone makes no call of a message
# Probability, and log-odds of FAQ and neighbours, from which one sentence without a sign calls for help by itself.
PLAIN_FROM, PLAIN_EVIDENCE = 0.95, 1.0
LIKE_A_CALL = 0.35  # the probability from which one sentence, or the words around a sign, are like a call for help
SIGN_CONFIDENCE = 0.97  # what a sign is worth where nothing else is known, or has to be
LEAST_SHARE = 0.05  # of the neighbours: that none is near at all says no more
_YEAR = re.compile(r"(19|20)\d\d")
OUTCOMES = {Kind.URGENT: Outcome.URGENT, Kind.ADVICE: Outcome.ADVICE}
_OTHER = {Kind.URGENT: Kind.ADVICE, Kind.ADVICE: Kind.URGENT}


class Call(NamedTuple):
    """A safety text that a message calls for, how likely, and why; `sign` is one that stands there, if any."""

    entry: str
    confidence: float
    reason: str
    sign: SignMet | None
    shares: tuple[SignalShare, ...]


def call_signals(whole: Judgement, signs: Sequence[SignMet], kind: Kind) -> dict[str, float]:
    """What speaks for a message calling for a safety text of one `kind`, `signs` of which stand in it."""
    return {
        "sign": float(bool(signs)),
        "signs": float(len({(sign.entry, sign.items) for sign in signs}) > 1),
        "whole": whole.kinds.of(kind),
        "neighbours": _neighbours(whole, kind),
        "answer": whole.kinds.answer,
        "outside": whole.kinds.outside,
        "other": whole.kinds.of(_OTHER[kind]),
        "words": math.log(min(STORY, max(1, len(whole.tokens)))),
    }


class Safety:
    """Finds the calls in messages to one FAQ."""

    def __init__(self, judge: Judge, signs: Signs, weights: Weights, ruling: Ruling) -> None:
        self._index: FaqIndex = judge.index
        self._judge = judge
        self._signs = signs
        self._weights: Mapping[Kind, Mapping[str, float]] = {Kind.URGENT: weights.urgent, Kind.ADVICE: weights.advice}
        self._ruling = ruling
        self._thresholds = ruling.thresholds

    def decision(self, whole: Judgement, signs: Sequence[SignMet], *, in_talk: bool = False) -> Decision | None:
        """The safety text that a message calls for, danger first; None if it calls for none.

        `in_talk`: it follows on an answer, and not on a safety text.
        """
        for kind in (Kind.URGENT, Kind.ADVICE):
            its_own = [sign for sign in signs if sign.kind is kind]
            least = CALLED_FROM
            if in_talk and kind is Kind.URGENT and not its_own:
                least = CALLED_IN_TALK_FROM if _evidence(whole, kind) > 0.0 else SURELY_IN_TALK_FROM
            if (call := self._call(whole, its_own, kind)) and call.confidence >= least:
                return self._decision(whole, call)
        return None

    def in_one_sentence(self, whole: Judgement) -> Decision | None:
        """The text for a danger that is plain from one sentence alone, without a sign, if nothing else was found.

        Not beside an answer: the tone of many a story is that of a call for help.
        """
        sentences = take_apart(whole.text).sentences
        for text in sentences if len(sentences) > 1 else ():
            if _of_years_ago(text):
                continue
            part = self._judge.read(text)
            call = self._call(part, (), Kind.URGENT)
            if call and call.confidence >= PLAIN_FROM and _evidence(part, Kind.URGENT) >= PLAIN_EVIDENCE:
                return self._decision(whole, call._replace(reason=f"a part of it calls for a safety text: {text}"))
        return None

    def again(self, whole: Judgement, text: Entry, how: Again = Again.GIST) -> Decision:
        """The safety text that was shown last, once more."""
        shares = (_alone("again", SIGN_CONFIDENCE),)
        call = Call(text.id, SIGN_CONFIDENCE, "what was said last still holds", None, shares)
        return replace(self._decision(whole, call), again=how)

    def _call(self, whole: Judgement, signs: Sequence[SignMet], kind: Kind) -> Call | None:
        best, sign = whole.best(kind), _likeliest(signs, whole)
        entry = sign.entry if sign else best.entry if best else None
        if entry is None or (not sign and self._barred(whole, entry, kind)):
            return None
        if sign and self._index.faq.by_id[entry].signs_suffice:
            return Call(entry, SIGN_CONFIDENCE, _of_sign(sign), sign, (_alone("sign", SIGN_CONFIDENCE),))
        if kind is Kind.URGENT and not sign and len(whole.tokens) < FEWEST_WORDS:
            return None
        shares = self._shares(whole, signs, kind)
        likely = probability_of(sum([one.share for one in shares]))
        evidence = _evidence(whole, kind)
        if likely >= CALLED_FROM and (sign or kind is Kind.ADVICE or evidence >= LEAST_EVIDENCE):
            return Call(entry, likely, _of_sign(sign) if sign else "calls for a safety text", sign, shares)
        return next(self._beside_another(whole, signs), None) if kind is Kind.URGENT else None

    def _shares(self, whole: Judgement, signs: Sequence[SignMet], kind: Kind) -> tuple[SignalShare, ...]:
        """The sum that gives the log-odds of a call."""
        if whole.kinds == NOTHING_SAID:
            return (_alone("sign", SIGN_CONFIDENCE) if signs else _alone("neighbours", whole.mass(kind)),)
        values = {"always": 1.0, **call_signals(whole, signs, kind)}
        weights = self._weights[kind]
        return tuple([SignalShare(name, value, weights[name]) for name, value in values.items()])

    def _beside_another(self, whole: Judgement, signs: Sequence[SignMet]) -> Iterator[Call]:
        """Calls for help in a message that as a whole is about something else: "what is X? also, he is not breathing".

        There has to be a sign, and a sentence of the message or the words around the sign have to be like a call.
        """
        sentences = [(text, signs[0]) for text in take_apart(whole.text).sentences] if signs else []
        for text, sign in (*sentences, *((" ".join(sign.around), sign) for sign in signs)):
            likely = self._judge.read(text).calls_for_help()
            if likely >= LIKE_A_CALL:
                reason = f"a part of it calls for a safety text: {text}"
                yield Call(sign.entry, likely, reason, sign, (_alone("part", likely),))

    def _decision(self, whole: Judgement, call: Call) -> Decision:
        entry = self._index.faq.by_id[call.entry]
        known = self._index.faq.by_id
        related = [one for one in entry.follow_ups if one in known] if entry.kind is Kind.ADVICE else []
        near = (one.entry for one in whole.answers if one.confidence >= self._thresholds.suggest_from)
        return Decision(
            question=whole.text,
            outcome=OUTCOMES[entry.kind],
            entries=(entry.id,),
            suggestions=tuple(dict.fromkeys((*near, *related)))[: self._thresholds.suggestions] if related else (),
            confidence=call.confidence,
            ranking=(Ranked(entry.id, call.confidence), *(one for one in whole.ranking if one.entry != entry.id))[:5],
            evidence=(self._evidence(whole, call, entry),),
        )

    def _evidence(self, whole: Judgement, call: Call, entry: Entry) -> Evidence:
        about = evidence_of(whole, self._thresholds, call.reason)
        return replace(
            about,
            entry=entry.id,
            phrasing=about.phrasing if about.entry == entry.id else None,
            matched=call.sign.around if call.sign else about.matched,
            confidence=call.confidence,
            behind=call,
        )

    def _barred(self, whole: Judgement, entry: str, kind: Kind) -> bool:
        """Whether a message is like a call for help but holds what makes a joke or a story of it."""
        return kind is Kind.URGENT and entry in self._signs.barred(words(whole.text))


def _of_years_ago(sentence: str) -> bool:
    """ "Nan had a stroke three years ago", "she fell in 1998"."""
    tokens = words(sentence)
    return ("ago" in tokens and "years" in tokens) or any(_YEAR.fullmatch(token) for token in tokens)


def _likeliest(signs: Sequence[SignMet], whole: Judgement) -> SignMet | None:
    """Of the signs in a message the one of the text that it is most like; the first, where it is like none."""
    likely = {one.entry: one.weighed.probability for one in whole.scored}
    return max(signs, key=lambda sign: likely.get(sign.entry, 0.0), default=None)


def _of_sign(sign: SignMet) -> str:
    return f"a sign of it stands there: {', '.join(sign.items)}"


def _neighbours(whole: Judgement, kind: Kind) -> float:
    """What the nearest phrasings say for a call of one `kind`, in log-odds."""
    return log_odds(within(whole.mass(kind), LEAST_SHARE))


def _evidence(whole: Judgement, kind: Kind) -> float:
    """What FAQ and neighbours together say for a call of one `kind`, in log-odds."""
    return whole.kinds.of(kind) + _neighbours(whole, kind)


def _alone(name: str, probability: float) -> SignalShare:
    """The sum of one signal that says as much as `probability`."""
    return SignalShare(name, log_odds(within(probability)), 1.0)
