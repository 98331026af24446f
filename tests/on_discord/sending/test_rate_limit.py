"""How often something may happen."""

from bot.on_discord.sending.rate_limit import TokenBuckets
from tests.discord_server.server import Clock


def test_a_minutes_worth_of_questions_may_come_at_once() -> None:
    limit = TokenBuckets(3, Clock())
    assert [limit.ask("alice").allowed for _ in range(4)] == [True, True, True, False]


def test_questions_become_allowed_again_one_by_one() -> None:
    clock = Clock()
    limit = TokenBuckets(6, clock)
    for _ in range(6):
        limit.ask("alice")
    assert limit.ask("alice").wait_seconds == 10
    clock.advance(10)
    assert limit.ask("alice").allowed
    assert not limit.ask("alice").allowed


def test_waiting_as_long_as_was_said_is_enough() -> None:
    clock = Clock()
    limit = TokenBuckets(7, clock)
    for _ in range(7):
        limit.ask("alice")
    clock.advance(limit.ask("alice").wait_seconds)
    assert limit.ask("alice").allowed


def test_only_the_first_refusal_within_a_minute_is_to_be_told() -> None:
    clock = Clock()
    limit = TokenBuckets(1, clock)
    limit.ask("alice")
    assert [limit.ask("alice").first_refusal for _ in range(3)] == [True, False, False]
    clock.advance(60)
    assert limit.ask("alice").allowed
    assert limit.ask("alice").first_refusal


def test_members_are_counted_apart() -> None:
    limit = TokenBuckets(1, Clock())
    assert limit.ask("alice").allowed
    assert limit.ask("bob").allowed


def test_a_crowd_does_not_fill_the_memory() -> None:
    limit = TokenBuckets(1, Clock(), most=100)
    for number in range(1000):
        limit.ask(str(number))
    assert len(limit) == 100


def test_whoever_keeps_asking_is_not_forgotten_in_a_crowd() -> None:
    limit = TokenBuckets(1, Clock(), most=10)
    limit.ask("alice")
    for number in range(100):
        limit.ask(str(number))
        assert not limit.ask("alice").allowed


def test_who_has_not_asked_for_a_minute_is_forgotten_when_somebody_asks() -> None:
    clock = Clock()
    limit = TokenBuckets(2, clock)
    for who in ("alice", "bob"):
        limit.ask(who)
    clock.advance(60)
    limit.ask("carol")
    assert len(limit) == 1
