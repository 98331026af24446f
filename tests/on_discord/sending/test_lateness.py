"""How long something has waited is measured, whatever the clocks say."""

from bot.on_discord.sending.deferring import AFTER
from bot.on_discord.sending.lateness import PUT_OFF_AFTER, TOO_LATE_AFTER, WINDOW, Lateness
from tests.discord_server.interactions import FIRST_RESPONSE_SECONDS
from tests.discord_server.server import Clock


def at(seconds: float) -> int:
    """What Discord numbers something by that happens at that time of its clock."""
    return round(seconds * 1000) << 22


def test_what_comes_as_fast_as_ever_is_not_late_although_the_clocks_differ() -> None:
    clock = Clock()
    lateness = Lateness(clock)
    for second in range(10):
        assert lateness.of(at(500_000 + second)) == 0
        clock.advance(1)


def test_what_comes_later_than_the_fastest_is_late_by_the_difference() -> None:
    clock = Clock()
    lateness = Lateness(clock)
    lateness.of(at(7))
    clock.advance(3)
    assert lateness.of(at(8)) == 2
    assert lateness.of(at(10)) == 0


def test_one_that_comes_faster_than_all_before_is_the_new_measure() -> None:
    clock = Clock()
    lateness = Lateness(clock)
    lateness.of(at(7))
    assert lateness.of(at(9)) == 0
    assert lateness.of(at(7)) == 2


def test_a_clock_that_drifts_is_forgiven_in_time() -> None:
    clock = Clock()
    lateness = Lateness(clock)
    lateness.of(at(0))
    for _ in range(2):
        clock.advance(WINDOW + 1)
        lateness.of(at(0))
    clock.advance(1)
    assert lateness.of(at(0)) == 1 + WINDOW + 1
    clock.advance(WINDOW)
    assert lateness.of(at(WINDOW + 1)) == 0


def test_what_is_begun_at_the_last_moment_is_still_put_off_or_deferred_within_discords_three_seconds() -> None:
    assert PUT_OFF_AFTER + AFTER < FIRST_RESPONSE_SECONDS
    assert PUT_OFF_AFTER < TOO_LATE_AFTER < FIRST_RESPONSE_SECONDS
