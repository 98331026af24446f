"""What a change does to the questions people ask, tried with the matcher before it and the one after."""

from bot.engine.curation.trial import try_out
from bot.engine.matcher import Matcher
from tests.engine.small_faqs import faq_of, matcher_of, short, topic_of

TEAS = topic_of(
    short("green", "How is green tea made?", "green tea making", "who makes green tea"),
    short("sencha", "How is sencha made?", "sencha making"),
    short("coffee", "Who grows coffee?", "coffee farmers", "where does coffee grow"),
)


def teas(words: str = "") -> Matcher:
    return matcher_of(faq_of(a=TEAS, words=words)) if words else matcher_of(faq_of(a=TEAS))


def test_words_that_come_to_mean_the_same_are_tried_on_the_phrasings_that_hold_them() -> None:
    effect = try_out(teas(), teas("groups:\n  - [green tea, sencha]\n"))
    assert effect.tried == 2  # the two that speak of sencha, which is green tea now
    assert effect.is_harmless


def test_a_change_of_nothing_does_nothing() -> None:
    effect = try_out(teas(), teas())
    assert effect.tried == 0
    assert effect.is_harmless
