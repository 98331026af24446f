"""What the engine says about a question: a plain value, with the evidence for it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol


class Outcome(StrEnum):
    """What is to be done with a message."""

    ANSWER = "answer"
    SUGGEST = "suggest"  # "did you mean"
    NONE = "none"  # honest: not in the FAQ
    ADVICE = "advice"
    URGENT = "urgent"
    CHATTER = "chatter"  # a greeting, thanks, laughter: not a question

    @property
    def is_safety(self) -> bool:
        """Whether someone is in danger, or speaks of their own health: as of an entry, see `Kind.is_safety`."""
        return self in {Outcome.ADVICE, Outcome.URGENT}


class Chatter(StrEnum):
    """What sort of chatter a message is; each has its own text in `voice.yaml`."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    LAUGHTER = "laughter"
    COMPLAINT = "complaint"
    REACTION = "reaction"
    SORROW = "sorrow"  # "I miss her", "this scares me"
    RELIEF = "relief"  # "I'm fine", "the ambulance is here": after a text for somebody in danger
    HELP = "help"
    SOURCE = "source"  # "says who?": the first of the ranking is the entry that is meant
    GENERAL = "general"  # turns to what can be answered in general, which is suggested
    EMPTY = "empty"


class Alarm(StrEnum):
    """What is said after a text for somebody in danger, and is neither small talk nor a question."""

    STANDS = "danger"  # "she is crying", "nobody picks up", "do I have to call?"


class Move(StrEnum):
    """What is to be done after the last answer, where a message asks for no more than that."""

    MORE = "more"  # "go on", "what else?"
    AGAIN = "again"  # "say that again"
    GIST = "gist"  # "shorter please", "yes or no?", "huh?", "are you sure?"
    SOURCE = "source"  # "says who?", "where is that from?"
    GENERAL = "general"  # "not for me, in general": after a text that advises nobody


class Again(StrEnum):
    """How the answer that was shown last is given once more."""

    WHOLE = "whole"  # it was asked for again
    GIST = "gist"  # in short
    CHECK = "check"  # the same, to be compared with what somebody makes of it: "so the one builds, the other breaks"
    NEAREST = "nearest"  # in short, too: something else was asked of it, of which the FAQ knows no more


@dataclass(frozen=True)
class Ranked:
    """An entry and the probability (0 to 1) that it is the right one."""

    entry: str
    confidence: float


@dataclass(frozen=True)
class Correction:
    """A word as it was typed and the word it was read as."""

    typed: str
    read_as: str


class SignalShare(NamedTuple):
    """One term of the sum behind a confidence: the signal's value, its weight, and their product in log-odds."""

    signal: str
    value: float
    weight: float

    @property
    def share(self) -> float:
        return self.value * self.weight


class Summed(Protocol):
    """What comes from a sum of signals, whose terms are told if they are asked for."""

    @property
    def shares(self) -> tuple[SignalShare, ...]:
        """The terms of the sum."""
        ...


@dataclass(frozen=True)
class Evidence:
    """Why a part of a message was decided as it was."""

    part: str
    read_as: str  # the part as the matcher understood it: corrected, expanded, with the conversation filled in
    entry: str | None
    phrasing: str | None  # the known phrasing nearest to the part
    matched: tuple[str, ...]
    unmatched: tuple[str, ...]
    synonyms: tuple[Correction, ...]
    confidence: float
    runner_up: Ranked | None
    answer_from: float  # the threshold from which an answer is given
    suggest_from: float  # the threshold from which suggestions are made
    reason: str  # the rule that decided, in words
    behind: Summed | None = field(default=None, compare=False)  # what has this confidence

    @property
    def shares(self) -> tuple[SignalShare, ...]:
        """The terms that sum to the log-odds of `confidence`; worked out when they are read, as they seldom are."""
        return self.behind.shares if self.behind else ()


@dataclass(frozen=True)
class Decision:
    """The engine's whole verdict on one message.

    `entries` are shown in order; `ranking` holds up to five entries with their probabilities, best first, whatever
    the outcome; `confidence` is the probability that what is shown is right.
    """

    question: str
    outcome: Outcome
    entries: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.0
    ranking: tuple[Ranked, ...] = ()
    follow_ups: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    chatter: Chatter | None = None
    again: Again | None = None  # where the answer is the one that was shown last
    outside: str | None = None  # the entry that says what the FAQ leaves out, where that was asked, also besides
    evidence: tuple[Evidence, ...] = ()
