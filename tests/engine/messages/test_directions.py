"""Questions that ask which of two directions holds."""

import pytest

from bot.engine.decision import Outcome
from bot.engine.matcher import Matcher
from bot.engine.messages.directions import directions
from bot.engine.wording.text import words
from tests.engine.small_faqs import ask


@pytest.mark.parametrize(
    "message",
    [
        "does osteoporosis cause rheumatoid arthritis or is it the other way about",
        "does rheumatoid arthritis lead to osteoporosis or does osteoporosis lead to rheumatoid arthritis",
        "is it osteoporosis causing RA or RA causing osteoporosis",
    ],
)
def test_the_direction_that_has_an_answer_is_answered(shipped: Matcher, message: str) -> None:
    decision = ask(shipped, message)
    assert (decision.outcome, decision.entries) == (Outcome.ANSWER, ("does-rheumatoid-arthritis-affect-bone",))


def test_both_directions_are_read(shipped: Matcher) -> None:
    asked = words("does osteoporosis cause rheumatoid arthritis or vice versa")
    there, back = directions(asked, shipped.index)
    assert " ".join(there) == "does osteoporosis cause rheumatoid arthritis"
    assert " ".join(back) == "does rheumatoid arthritis cause osteoporosis"


@pytest.mark.parametrize(
    "message",
    [
        "does lupus hit the skin first and the kidneys after or the other way round",
        "is osteoporosis autoimmune or metabolic",
        "does inflammation cause bone loss or does age cause bone loss",
        "or",
        "or the other way round",
    ],
)
def test_an_order_in_time_or_a_choice_between_things_is_no_direction(shipped: Matcher, message: str) -> None:
    assert directions(words(message), shipped.index) == ()


def test_neither_direction_is_made_up(shipped: Matcher) -> None:
    assert ask(shipped, "does asthma cause osteoporosis or the other way around").outcome is not Outcome.ANSWER
