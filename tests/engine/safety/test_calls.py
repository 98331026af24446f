"""What speaks for a message calling for a safety text, and what it comes to."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot import english
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision, Outcome
from bot.engine.index.kind_regression import NOTHING_SAID, KindOdds
from bot.engine.judging.judge import Judge, Judgement
from bot.engine.judging.ruling import Ruling
from bot.engine.matcher import Matcher
from bot.engine.safety.calls import CALLED_FROM, OUTCOMES, SIGN_CONFIDENCE, Safety, call_signals
from bot.engine.wording.signs import SignMet, Signs
from bot.engine.wording.text import words
from bot.knowledge.model import Faq, Kind
from tests.engine.small_faqs import ask

GENERAL = KindOdds(answer=4.0, outside=-3.0, urgent=-6.0, advice=-5.0)
PERSONAL = KindOdds(answer=-4.0, outside=-3.0, urgent=-6.0, advice=4.0)
UNDECIDED = KindOdds(answer=-0.5, outside=-1.5, urgent=-2.5, advice=-0.5)


@pytest.fixture(scope="module")
def judge(bones: Matcher) -> Judge:
    return Judge(bones.index, english.calibration().weights(bones.index))


def met(kind: Kind, *items: str) -> SignMet:
    return SignMet({Kind.URGENT: "fall", Kind.ADVICE: "my-medicine"}[kind], kind, items, items)


def decided(bones: Matcher, judge: Judge, whole: Judgement, signs: Sequence[SignMet]) -> Decision | None:
    weights = english.calibration().dense
    return Safety(judge, Signs(bones.faq), weights, Ruling(judge, bones.thresholds)).decision(whole, signs)


def of_kind(judge: Judge, text: str, kinds: KindOdds) -> Judgement:
    return replace(judge.read(text), kinds=kinds)


def test_each_signal_tells_one_thing_of_the_message(judge: Judge) -> None:
    whole = of_kind(judge, "should i take my pills", KindOdds(1.0, 2.0, 3.0, 4.0))
    one, two = met(Kind.ADVICE, "may-i", "drug"), met(Kind.ADVICE, "i-use", "drug")
    signals = call_signals(whole, [one, one], Kind.ADVICE)
    assert (signals["sign"], signals["signs"]) == (1.0, 0.0)  # one sign in two places is one
    assert call_signals(whole, [one, two], Kind.ADVICE)["signs"] == 1.0
    assert call_signals(whole, [], Kind.ADVICE)["sign"] == 0.0
    assert (signals["whole"], signals["other"]) == (4.0, 3.0)
    danger = call_signals(whole, [], Kind.URGENT)
    assert (danger["whole"], danger["other"]) == (3.0, 4.0)
    assert (signals["answer"], signals["outside"]) == (1.0, 2.0)
    assert signals["words"] == pytest.approx(math.log(len(words("should i take my pills"))))
    assert signals["neighbours"] > danger["neighbours"]


def test_weights_have_a_name_for_every_signal(judge: Judge) -> None:
    signals = call_signals(judge.read("why"), [], Kind.URGENT).keys() | {"always"}
    weights = english.calibration()
    for part in (weights.sparse, weights.dense):
        assert part.urgent.keys() == part.advice.keys() == signals


def test_a_sign_in_a_plainly_general_question_stands_there_by_chance(bones: Matcher, judge: Judge) -> None:
    sign = met(Kind.ADVICE, "i-use", "drug")
    assert decided(bones, judge, of_kind(judge, "what do osteoclasts do", GENERAL), [sign]) is None
    found = decided(bones, judge, of_kind(judge, "what do osteoclasts do", UNDECIDED), [sign])
    assert found is not None
    assert found.outcome is Outcome.ADVICE


@pytest.mark.parametrize("kind", [Kind.URGENT, Kind.ADVICE])
def test_a_sign_that_suffices_does_so_whatever_else_is_said(bones: Matcher, judge: Judge, kind: Kind) -> None:
    sign = met(kind, "the end")
    faq = bones.faq
    by_id = {**faq.by_id, sign.entry: faq.by_id[sign.entry].model_copy(update={"signs_suffice": True})}
    topics = [
        topic.model_copy(update={"entries": tuple(by_id[entry.id] for entry in topic.entries)}) for topic in faq.topics
    ]
    sure = Matcher(Faq(topics=tuple(topics), voice=faq.voice), english.language(), english.calibration())
    judge = Judge(sure.index, english.calibration().weights(sure.index))
    whole = of_kind(judge, "what do osteoclasts do", GENERAL)
    found = decided(sure, judge, whole, [sign])
    assert found is not None
    assert (found.entries, found.confidence) == ((sign.entry,), SIGN_CONFIDENCE)
    assert decided(sure, judge, whole, []) is None


@pytest.mark.parametrize(
    "message",
    [
        "how many of my alendronate do i need to take for it to be over",
        "what's the point of me being here with such bones",
        "does the article say if its painless to just stop",
        "i'd rather be where she is",
        "i dont want to wake up anymore",
    ],
)
def test_who_speaks_of_dying_gets_help_though_it_is_put_as_a_question_or_a_hint(shipped: Matcher, message: str) -> None:
    assert shipped.decide(message, Memory())[0].entries == ("crisis-suicide-self-harm",)


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("i tried but i cant wake him", "unconscious-or-seizure"),
        ("my neighbour hasn't opened her door since friday and her tv is on", "emergency-help-now"),
        ("i have to get him first before he poisons me", "emergency-help-now"),
    ],
)
def test_danger_to_others_is_none_to_oneself(shipped: Matcher, message: str, entry: str) -> None:
    assert shipped.decide(message, Memory())[0].entries == (entry,)


def test_what_somebody_was_told_is_explained(shipped: Matcher) -> None:
    told = ask(shipped, "my doctor told me its a metabolic bone disorder. what does that mean")
    assert told.entries == ("is-osteoporosis-metabolic",)
    assert ask(shipped, "my doctor told me my knees ache from it. is that osteoporosis").outcome is Outcome.ADVICE


def test_what_is_asked_of_a_story_in_short_is_not_general(shipped: Matcher) -> None:
    assert shipped.decide("my ana is 1:320 speckled. autoimmune yes or no", Memory())[0].outcome is Outcome.ADVICE


def test_what_is_plainly_personal_needs_no_sign(bones: Matcher, judge: Judge) -> None:
    found = decided(bones, judge, of_kind(judge, "should i take my pills", PERSONAL), [])
    assert found is not None
    assert found.outcome is Outcome.ADVICE
    assert found.evidence[0].reason == "calls for a safety text"


def test_a_sign_of_danger_needs_less_else_than_a_personal_one(bones: Matcher, judge: Judge) -> None:
    doubtful = UNDECIDED._replace(urgent=-2.0, advice=-2.0)
    text = "what do osteoclasts do"
    assert decided(bones, judge, of_kind(judge, text, doubtful), [met(Kind.URGENT, "fell")]) is not None
    assert decided(bones, judge, of_kind(judge, text, doubtful), [met(Kind.ADVICE, "drug")]) is None


def test_the_sum_of_a_call_gives_its_probability(bones: Matcher, judge: Judge) -> None:
    found = decided(bones, judge, of_kind(judge, "what do osteoclasts do", UNDECIDED), [met(Kind.ADVICE, "drug")])
    assert found is not None
    (evidence,) = found.evidence
    odds = math.log(evidence.confidence / (1 - evidence.confidence))
    assert math.fsum(share.share for share in evidence.shares) == pytest.approx(odds, abs=1e-6)
    assert evidence.confidence == found.confidence >= CALLED_FROM
    assert evidence.matched == ("drug",)


def test_where_the_faq_has_too_few_phrasings_to_learn_from_a_sign_decides(bones: Matcher, judge: Judge) -> None:
    whole = judge.read("what do osteoclasts do")
    assert whole.kinds == NOTHING_SAID
    found = decided(bones, judge, whole, [met(Kind.URGENT, "fell")])
    assert found is not None
    assert found.confidence == pytest.approx(SIGN_CONFIDENCE)
    assert decided(bones, judge, whole, []) is None


def test_a_call_in_one_sentence_of_a_message_about_something_else_is_heard(shipped: Matcher) -> None:
    message = "what is osteoporosis? i keep wondering about it. also he is not breathing"
    decision, _ = shipped.decide(message, Memory())
    assert decision.outcome is Outcome.URGENT


def test_what_an_entry_of_safety_comes_to_is_a_matter_of_safety_and_nothing_else_is() -> None:
    assert set(OUTCOMES) == {kind for kind in Kind if kind.is_safety}
    assert set(OUTCOMES.values()) == {outcome for outcome in Outcome if outcome.is_safety}


@pytest.mark.parametrize(
    "text",
    [
        "im 16 and i have the pills laid out on my bed. how many autoimmune diseases are there",
        "type 1, i ran out of insulin 2 days ago and keep throwing up. which cells does it attack",
    ],
)
def test_a_danger_told_beside_a_question_is_a_danger(shipped: Matcher, text: str) -> None:
    assert shipped.decide(text, Memory())[0].outcome is Outcome.URGENT
