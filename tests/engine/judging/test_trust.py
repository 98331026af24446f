"""Whether a likely answer is shown, asked of all probabilities together."""

import math

import pytest

from bot.engine.index.kind_regression import NOTHING_SAID, KindOdds
from bot.engine.judging.trust import AS_LIKELY, LEAST_RIVAL, TRUST, Rivals
from bot.engine.matcher import Matcher
from bot.engine.numeric.odds import log_odds, within
from tests.engine.small_faqs import ask

RIVALS = Rivals(silence=0.2, outside=0.1, answers=(0.6, 0.3), kinds=NOTHING_SAID, words=8, strange=0.0)


def test_with_the_weights_that_change_nothing_an_answer_is_trusted_as_far_as_it_is_likely() -> None:
    assert RIVALS.trust(0.6, AS_LIKELY).confidence == pytest.approx(0.6)
    assert all(share.share == 0 for share in RIVALS.trust(0.6, AS_LIKELY).shares)


def test_the_runner_up_is_the_likeliest_other_answer() -> None:
    at = TRUST.index("runner_up")
    assert RIVALS.trust(0.6, AS_LIKELY).values[at] == pytest.approx(log_odds(0.3))
    assert RIVALS.trust(0.3, AS_LIKELY).values[at] == pytest.approx(log_odds(0.6))
    alone = Rivals(silence=0.4, outside=0.0, answers=(0.6,), kinds=NOTHING_SAID, words=8, strange=0.0)
    assert alone.trust(0.6, AS_LIKELY).values[at] == pytest.approx(log_odds(LEAST_RIVAL))


def test_what_is_left_for_silence_and_for_what_lies_outside_takes_trust_where_it_has_weight() -> None:
    doubting = {**AS_LIKELY, "silence": -0.5, "outside": -0.5}
    lonelier = Rivals(silence=0.01, outside=0.01, answers=(0.6, 0.3), kinds=NOTHING_SAID, words=8, strange=0.0)
    assert RIVALS.trust(0.6, doubting).confidence < lonelier.trust(0.6, doubting).confidence


def test_what_the_whole_faq_says_counts_where_it_has_weight() -> None:
    heeding = {**AS_LIKELY, "kind_answer": 0.5, "kind_outside": -0.5}
    inside, outside = (RIVALS._replace(kinds=KindOdds(odds, -odds)) for odds in (2.0, -2.0))
    assert inside.trust(0.6, heeding).confidence > 0.6 > outside.trust(0.6, heeding).confidence


def test_what_is_strange_to_the_faq_takes_trust_where_it_has_weight() -> None:
    doubting = {**AS_LIKELY, "strange": -2.0}
    assert RIVALS.trust(0.6, doubting).confidence == pytest.approx(0.6)
    assert RIVALS._replace(strange=0.5).trust(0.6, doubting).confidence < 0.4


def test_the_shares_stand_between_the_probability_and_the_confidence() -> None:
    trust = RIVALS.trust(0.6, dict.fromkeys(TRUST, 0.3))
    between = log_odds(trust.confidence) - log_odds(0.6)
    assert math.fsum(share.share for share in trust.shares) == pytest.approx(between)


@pytest.mark.parametrize("probability", [0.0, 1.0, -1e-12, 1.0 + 1e-12])
def test_no_probability_is_too_extreme(probability: float) -> None:
    assert math.isfinite(log_odds(within(probability)))


def test_of_an_answer_that_is_not_certain_what_else_may_be_meant_is_offered_first(shipped: Matcher) -> None:
    decision = ask(shipped, "what gets put in place of the bone that was dissolved")
    shown, *others = decision.ranking[:3]
    assert decision.entries == (shown.entry,)
    assert decision.follow_ups[0] in {one.entry for one in others}
    certain = ask(shipped, "What do osteoclasts do?")
    first, *next_ = shipped.faq.by_id["what-do-osteoclasts-do"].follow_ups
    assert certain.follow_ups == (first, certain.ranking[1].entry, *next_)
