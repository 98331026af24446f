"""What a message about somebody asks of everybody is answered; nobody is told what they have, or what to do."""

import pytest

from bot.engine.decision import Outcome
from bot.engine.matcher import Matcher
from tests.engine.small_faqs import ask


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("my uncle has RA, can that hurt his bones", "does-rheumatoid-arthritis-affect-bone"),
        ("hi! nan has weak bones now, is it her immune system at them?", "does-the-immune-system-attack-bone"),
        ("my dad has secondary osteoporosis they say, what does secondary mean", "what-is-secondary-osteoporosis"),
    ],
)
def test_what_is_asked_about_somebody_is_answered_if_it_holds_for_everybody(
    shipped: Matcher, message: str, entry: str
) -> None:
    decision = ask(shipped, message)
    assert (decision.outcome, decision.entries) == (Outcome.ANSWER, (entry,))


@pytest.mark.parametrize(
    "message",
    [
        "my mum is past menopause, should she go on hormones for her bones",
        "should he take something against inflammation of the bone",
        "my mum is past menopause, what can she take against bone loss",
        "my mum is past menopause, is it ok to give her hormones for bone",
        "my mum is past menopause, what helps her bones",
        "my mum is past menopause, is she at risk of osteoporosis",
        "mum has low estrogen, what helps her bones",
        "my uncle has RA, does he have osteoporosis",
        "i shrank two inches and my back hurts, is it osteoporosis",
    ],
)
def test_nobody_is_told_what_to_do_or_what_they_have(shipped: Matcher, message: str) -> None:
    assert ask(shipped, message).outcome is Outcome.ADVICE
