"""What speaks for an answer to a message that may lean on what was said: each signal a function of (turn, entry).

They are listed in `TURN_SIGNALS`, what speaks for none of them in `silence_of`, and combined in `follow_ups`.
"""

from collections.abc import Callable, Iterable, Mapping

from bot.engine.conversation.antecedents import points_at
from bot.engine.conversation.turns import Turn, Way
from bot.engine.numeric.odds import log_odds, within
from bot.engine.reading.features import Unit

TurnSignal = Callable[[Turn, str], float]

MOST_ODDS = 5.0  # log-odds in a reading beyond which no more is said
KNOWN_TO = 0.04  # share of an entry's phrasings from which it knows a word
LONG = 8  # words of a message that is rather a question of its own


def alone(turn: Turn, entry: str) -> float:
    """How likely the answer is as the message stands, from -1 to 1."""
    return _likely(turn, Way.ALONE, entry)


def with_the_last(turn: Turn, entry: str) -> float:
    """The same, read together with the last question."""
    return _likely(turn, Way.WITH_THE_LAST, entry)


def named(turn: Turn, entry: str) -> float:
    """The same, with what was talked about in the place of a pronoun."""
    return _likely(turn, Way.NAMED, entry)


def goes_on(turn: Turn, entry: str) -> float:
    """The same, where the message neither says anything of its own nor points at anything: "but why", "how so"."""
    return 0.0 if turn.units or points_at(turn.alone.tokens) else with_the_last(turn, entry)


def pointed_at(turn: Turn, entry: str) -> float:
    """The same, where the message has such a pronoun: "what does it do"."""
    return named(turn, entry) if points_at(turn.alone.tokens) else 0.0


def pointing_alone(turn: Turn, entry: str) -> float:
    """The likelihood as the message stands, where it has such a pronoun: it says less than all there is to ask."""
    return alone(turn, entry) if points_at(turn.alone.tokens) else 0.0


def just_shown(turn: Turn, entry: str) -> float:
    """1 for the answer that was shown last."""
    return float(_shown_last(turn, entry))


def repeats(turn: Turn, entry: str) -> float:
    """0 down to -1, for the answer that was shown last: the part of what the message says that does not stand in it."""
    return tells(turn, entry) - 1.0 if _shown_last(turn, entry) else 0.0


def leads_on(turn: Turn, entry: str) -> float:
    """1 for what was offered with it, or is offered with that."""
    return float(entry in turn.leads_on)


def knows(turn: Turn, entry: str) -> float:
    """The part of what the message says that stands in the ways the answer is asked for."""
    profile = turn.profile(entry)
    least = KNOWN_TO * profile.phrasings
    return _part(turn, ((unit, min(1.0, profile.units.get(unit.name, 0) / least)) for unit in turn.units))


def tells(turn: Turn, entry: str) -> float:
    """The part of what the message says that stands in the answer itself."""
    said = turn.index.told(entry)
    return _part(turn, ((unit, float(unit.name in said)) for unit in turn.units))


TURN_SIGNALS: Mapping[str, TurnSignal] = {
    signal.__name__: signal
    for signal in (
        alone,
        with_the_last,
        goes_on,
        named,
        pointed_at,
        pointing_alone,
        just_shown,
        repeats,
        leads_on,
        knows,
        tells,
    )
}


def silence_of(turn: Turn) -> dict[str, float]:
    """What speaks for "not in the FAQ"."""
    return {
        "always": 1.0,
        "outside": turn.outside(Way.ALONE),
        "outside_with_the_last": turn.outside(Way.WITH_THE_LAST),
        "outside_named": turn.outside(Way.NAMED),
        "unknown": turn.alone.strange,
        "asks_for_answer": turn.alone.kinds.answer / MOST_ODDS,
        "length": min(2.0, len(turn.alone.tokens) / LONG),
    }


def _shown_last(turn: Turn, entry: str) -> bool:
    return turn.last is not None and entry == turn.last.id


def _likely(turn: Turn, way: Way, entry: str) -> float:
    odds = log_odds(within(turn.probabilities.get((way, entry), 0.0)))
    return min(MOST_ODDS, max(-MOST_ODDS, odds)) / MOST_ODDS


def _part(turn: Turn, worths: Iterable[tuple[Unit, float]]) -> float:
    whole = sum(unit.rarity for unit in turn.units)
    return sum(unit.rarity * worth for unit, worth in worths) / whole if whole else 1.0
