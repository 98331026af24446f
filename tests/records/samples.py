"""Things that happened, for tests."""

from datetime import UTC, datetime, timedelta

from bot.records.model import Change, Feedback, LoggedQuestion, Miss, MissKind, PostedReply

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = "100000000000000001"
ELSEWHERE = "100000000000000002"
ALICE = "200000000000000001"
BOB = "200000000000000002"


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def question(
    id: str = "q1",
    text: str | None = "why do bones thin?",
    *,
    outcome: str = "answer",
    entries: tuple[str, ...] = ("thinning",),
    server: str | None = HERE,
    at: datetime = NOW,
) -> LoggedQuestion:
    return LoggedQuestion(id, server, "300", at, outcome, entries, text)


def feedback(
    question: str = "q1",
    member: str = ALICE,
    *,
    helpful: bool = True,
    server: str | None = HERE,
    at: datetime = NOW,
) -> Feedback:
    return Feedback(question, server, member, at, helpful)


def miss(
    question: str = "q1",
    text: str | None = "why do bones thin?",
    *,
    kind: MissKind = MissKind.NO_ANSWER,
    server: str | None = HERE,
    asker: str | None = ALICE,
    message: str | None = "400",
    at: datetime = NOW,
) -> Miss:
    return Miss(question, server, "300", at, kind, text, asker, message)


def change(
    entry: str | None = "thinning",
    *,
    server: str | None = HERE,
    author: str | None = ALICE,
    before: str | None = "- id: thinning\n",
    after: str | None = "- id: thinning\n  answer: Because.\n",
) -> Change:
    return Change(server, "bones.yaml", entry, "edit", author, "Alice", before, after, "clearer")


def reply(message: str = "400", *, asker: str = ALICE, until: datetime = NOW + timedelta(minutes=5)) -> PostedReply:
    return PostedReply(message, "500", HERE, "300", asker, "q1", "d1", until)
