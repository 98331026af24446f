"""What is held for moderators while they work, and what has to go first where there is too much."""

from bot.desk import Place
from bot.on_discord.callers import Caller
from bot.on_discord.held import Held

ADA, BEA = Caller(1, Place("10", "300")), Caller(2, Place("20", "400"))


def test_what_was_kept_longest_ago_goes_first_however_early_it_was_begun() -> None:
    held: Held[str] = Held(most=2)
    begun = held.keep(ADA, "begun")
    waiting = held.keep(BEA, "waiting")
    held.keep(ADA, "gone on with", begun)
    held.keep(BEA, "one too many")
    assert held.get(ADA, begun) == "gone on with"
    assert held.get(BEA, waiting) is None


def test_nobody_gets_what_somebody_else_or_another_server_has() -> None:
    held: Held[str] = Held()
    key = held.keep(ADA, "hers")
    assert held.get(BEA, key) is None
    assert held.get(Caller(ADA.id, BEA.place), key) is None
