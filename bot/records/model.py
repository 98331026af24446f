"""What is recorded, as plain values.

Times are aware and in UTC. Servers, channels, messages and members go by their Discord ids, as text; `server` is None
for what happened in a direct message.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

# Two of the engine's outcomes, the only ones that records treat in their own way.
ANSWERED, UNANSWERED = "answer", "none"


class Keep(StrEnum):
    """Of which questions the words are kept."""

    NONE = "none"
    UNANSWERED = "unanswered only"
    ALL = "all"


class Boldness(StrEnum):
    """How sure the bot has to be to answer."""

    CAREFUL = "careful"
    BALANCED = "balanced"
    EAGER = "eager"


class Digest(StrEnum):
    """How often the moderators get a summary."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


class MissKind(StrEnum):
    """How it was learned that a question was not answered well."""

    NO_ANSWER = "no answer"
    NONE_OF_THESE = "none of these"
    NOT_HELPFUL = "not helpful"
    REMOVED = "removed"  # the reply was taken away again
    TOLD = "told"  # a member asked to tell the moderators


class Resolution(StrEnum):
    """What a moderator made of a miss."""

    TAUGHT = "taught"
    NOT_FOR_US = "not for us"


class ExampleUse(StrEnum):
    """What became of a question as an example."""

    ADDED = "added"
    DECLINED = "declined"


@dataclass(frozen=True)
class LoggedQuestion:
    """A question as it was decided. `id` is drawn when it is asked; `text` is None where words are not kept."""

    id: str
    server: str | None
    channel: str | None  # forgotten together with the words
    at: datetime
    outcome: str
    entries: tuple[str, ...] = ()  # shown, or suggested where nothing was shown
    text: str | None = None


@dataclass(frozen=True)
class Feedback:
    """What one member thinks of one answer; a later one takes the place of an earlier one."""

    question: str
    server: str | None
    member: str
    at: datetime
    helpful: bool


@dataclass(frozen=True)
class Miss:
    """A question that was not answered well; one of each kind for each question.

    `asker` and `message` are there as long as the asker can be told of an answer, and never for a private question.
    """

    question: str
    server: str | None
    channel: str | None
    at: datetime
    kind: MissKind
    text: str | None = None
    asker: str | None = None
    message: str | None = None  # of the asker, to be replied to
    id: int = 0  # given when it is recorded


@dataclass(frozen=True)
class Waiting:
    """A member who can be told that there is an answer now: where, and which message to reply to."""

    question: str
    asker: str
    channel: str
    message: str | None
    text: str | None


@dataclass(frozen=True)
class Example:
    """A question whose answer was found helpful: a candidate for the questions that are tried before each change.

    `questions` are the ids of those who put it so.
    """

    questions: tuple[str, ...]
    text: str
    entry: str
    helpful: int  # members who found it so


@dataclass(frozen=True)
class Change:
    """A change to an FAQ, about to be recorded.

    `server` is whose FAQ it is, or None for the base that all share. `entry` is None for what is no entry (words,
    voice). `before` and `after` are YAML, None where there was or is nothing. `undoes` is the revision taken back.
    Changes made together have the same `together`. `behind` and `gap` say where the entry stood: behind which other,
    and how many lines below.
    """

    server: str | None
    file: str
    entry: str | None
    action: str  # "add", "edit", "remove", "undo", "edited in the file", …
    author: str | None  # a Discord id; None for who is not known by one
    author_name: str
    before: str | None
    after: str | None
    reason: str | None = None
    undoes: int | None = None
    together: str = ""
    behind: str | None = None
    gap: int = 0


@dataclass(frozen=True)
class Revision:
    """A recorded change. Ids grow with time."""

    id: int
    at: datetime
    change: Change


@dataclass(frozen=True)
class DocumentSnapshot:
    """A YAML file of an FAQ as it was last known, to tell what was changed while nobody looked; None if it is gone."""

    server: str | None
    file: str
    text: str | None


@dataclass(frozen=True)
class ServerSettings:
    """What the moderators of a server have chosen; None leaves it to the host's settings."""

    answer_channels: tuple[str, ...] = ()
    boldness: Boldness = Boldness.BALANCED
    language: str | None = None
    moderators_channel: str | None = None
    digest: Digest = Digest.NEVER
    curator_roles: tuple[str, ...] = ()
    curators: tuple[str, ...] = ()
    keep: Keep | None = None
    keep_days: int | None = None
    digested: str | None = None  # last day (ISO 8601, UTC) of the latest summary; no choice, but it goes with them
    faults_told: int | None = None  # checksum of the faults last told in the moderators' channel; no choice either


@dataclass(frozen=True)
class Policy:
    """Of which questions the words are kept, and for how many days."""

    keep: Keep
    days: int


@dataclass(frozen=True)
class PostedReply:
    """Where the reply to a member's message is, while it can still follow what becomes of that message."""

    message: str  # of the member
    reply: str  # of the bot
    server: str | None
    channel: str
    asker: str
    question: str
    digest: str  # of the words it replies to, to tell whether they have changed
    until: datetime


@dataclass(frozen=True)
class HeldData:
    """How much is held that leads to one member."""

    feedback: int
    questions: int  # unanswered ones about which the member could be told
    replies: int  # that still follow the member's messages
    changes: int  # made to an FAQ; these stay, so that every change keeps its author


@dataclass(frozen=True)
class Erased:
    """Ids of the questions whose words were deleted, and of the misses that went with them."""

    questions: frozenset[str]
    misses: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Figures:
    """Counts for a span of days (UTC), the first and the last included."""

    first: date
    last: date
    outcomes: Mapping[date, Mapping[str, int]] = field(default_factory=dict)  # a day without questions is missing
    entries: tuple[tuple[str, int], ...] = ()  # shown most first
    helpful: int = 0
    not_helpful: int = 0
    misses: Mapping[MissKind, int] = field(default_factory=dict)

    @property
    def totals(self) -> Mapping[str, int]:
        """How often each outcome came about."""
        return sum((Counter(day) for day in self.outcomes.values()), Counter[str]())

    @property
    def questions(self) -> int:
        return sum(self.totals.values())
