"""From signals to probabilities."""

import json
import math
from dataclasses import asdict, replace

import pytest

from bot import english
from bot.engine.index.candidates import Seen
from bot.engine.judging.confidence import Calibration, Weighed, Weights, hopeful, silence_signals, weigh
from bot.engine.judging.signals import FIRST_LOOK, SIGNALS, first_look_signals
from bot.engine.judging.trust import AS_LIKELY
from bot.engine.matcher import Matcher
from tests.engine.small_faqs import faq_of, looked_at, matcher_of, short, topic_of

QUESTIONS = ["what do osteoclasts do", "bone", "what about bone loss and lupus", "zebra osteoblast in kenya", "loss"]
WEIGHTS = english.calibration().sparse


def weighed(matcher: Matcher, text: str, weights: Weights = WEIGHTS) -> list[Weighed]:
    question, found = looked_at(matcher, text)
    return weigh(matcher.index, question, list(found.values()), weights)


def utility(one: Weighed) -> float:
    """What the signals say for an entry."""
    return math.fsum(share.share for share in one.shares if share.signal != "alternatives")


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_alternatives_to_an_entry_are_the_others_and_silence(bones: Matcher, text: str) -> None:
    """So that, by the signals, the probabilities and that of silence sum to one."""
    question, _ = looked_at(bones, text)
    said = silence_signals(question)
    silence = math.fsum(WEIGHTS.silence[name] * value for name, value in said.items())
    ranked = weighed(bones, text)
    for one in ranked[:3]:
        others = math.fsum(math.exp(utility(other)) for other in ranked if other is not one) + math.exp(silence)
        (against,) = (share.share for share in one.shares if share.signal == "alternatives")
        assert against == pytest.approx(-math.log(others), abs=1e-5)


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_probabilities_leave_something_for_silence(bones: Matcher, text: str) -> None:
    assert 0 < sum(one.probability for one in weighed(bones, text)) < 1


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_shares_sum_to_the_log_odds_of_the_probability(bones: Matcher, text: str) -> None:
    for one in weighed(bones, text):
        odds = math.log(one.probability / (1 - one.probability))
        assert math.fsum(share.share for share in one.shares) == pytest.approx(odds, abs=1e-6)


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_most_probable_comes_first(bones: Matcher, text: str) -> None:
    found = [one.probability for one in weighed(bones, text)]
    assert found == sorted(found, reverse=True)
    assert all(0 < probability < 1 for probability in found)


def test_two_entries_that_fit_take_confidence_from_each_other(bones: Matcher) -> None:
    (clear, *_), (torn, second, *_) = weighed(bones, "which joints does arthritis attack"), weighed(bones, "attack")
    assert clear.probability > 0.9
    assert torn.probability < 0.6
    assert second.probability > torn.probability / 4


def test_nothing_found_weighs_nothing(bones: Matcher) -> None:
    assert weighed(bones, "qqq") == []


def test_even_the_greatest_utilities_do_not_overflow(bones: Matcher) -> None:
    immense = replace(WEIGHTS, entry=dict.fromkeys(SIGNALS, 900.0))
    (first, *rest) = weighed(bones, "what do osteoclasts do", immense)
    assert first.probability == pytest.approx(1.0)
    assert all(math.isfinite(share.share) for one in (first, *rest) for share in one.shares)


NEAR, FAR = Seen(0, [0.9, 0.9, 0.9], [0.0, 0.0], 0.0), Seen(1, [0.0, 0.0, 0.0], [-8.0, -8.0], 0.0)


def test_what_the_first_look_finds_far_behind_has_no_second_look() -> None:
    assert hopeful([FAR, NEAR], WEIGHTS) == [NEAR]


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_first_look_knows_its_signals_as_the_second_does(bones: Matcher, text: str) -> None:
    question, found = looked_at(bones, text)
    for one in found.values():
        first = first_look_signals(Seen(one.entry, [*one.ridge], [*one.bayes], one.meant))
        assert first == tuple(SIGNALS[name](question, one, bones.index) for name in FIRST_LOOK)


TURNS, CALLS, DOUBLES = (
    ({"alone": 1.0}, {"length": 2.0}, {"likely": 1.0}),
    ({"sign": 1.0}, {"sign": 2.0}),
    {"comma": -1.0},
)
SPARSER = Weights({"ridge": 1.0}, {"always": 2.0}, AS_LIKELY, *TURNS, *CALLS, DOUBLES)
DENSER = Weights({"ridge": 3.0}, {"always": -2.0}, AS_LIKELY, *TURNS, *CALLS, DOUBLES)


def test_a_calibration_is_read_from_json() -> None:
    written = {"sparse": asdict(SPARSER), "dense": asdict(DENSER)}
    assert Calibration.parse(json.dumps(written)) == Calibration(SPARSER, DENSER)


def test_an_encoder_of_sentences_weighs_the_same_signals_as_one_of_words() -> None:
    def names(calibration: Calibration) -> list[list[str]]:
        both = (asdict(weights) for weights in (calibration.sparse, calibration.dense))
        return [[part, *sorted(weights)] for one in both for part, weights in one.items()]

    assert names(english.calibration(of_sentences=True)) == names(english.calibration())


@pytest.mark.parametrize(
    ("phrasings", "ridge", "always"),
    [(2, 1.0, 2.0), (10, 1.0, 2.0), (24, 1.977, 0.046), (60, 3.0, -2.0), (80, 3.0, -2.0)],
)
def test_weights_are_blended_by_how_many_phrasings_an_entry_has(phrasings: int, ridge: float, always: float) -> None:
    also = (f"green tea {at}" for at in range(1, phrasings))
    matcher = matcher_of(faq_of(a=topic_of(short("tea", "How is green tea brewed?", *also))))
    weights = Calibration(SPARSER, DENSER).weights(matcher.index)
    assert weights.entry == pytest.approx({"ridge": ridge}, abs=1e-3)
    assert weights.silence == pytest.approx({"always": always}, abs=1e-3)


def test_the_value_of_a_signal_is_had_by_its_name(bones: Matcher) -> None:
    (one, *_) = weighed(bones, "what do osteoclasts do")
    assert {name: one.value_of(name) for name in SIGNALS} == dict(zip(SIGNALS, one.values, strict=True))


def test_what_the_faq_has_never_heard_speaks_for_silence() -> None:
    assert WEIGHTS.silence["unknown_share"] >= 0
    assert WEIGHTS.silence["unknown_words"] >= 0
