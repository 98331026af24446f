"""What is remembered of a question as it is answered, and what was asked a moment ago."""

import secrets
from dataclasses import dataclass, replace

from bot.desk.archive import Archive
from bot.desk.fading import Fading
from bot.desk.place import Place
from bot.desk.servers import ServersDesk
from bot.engine.decision import Decision, Outcome
from bot.records.model import Keep, LoggedQuestion, Miss, MissKind

MOST_RECENT = 2_000
RECENT_SECONDS = 60 * 60.0  # in which a button below the answer still finds words that are not kept
ID_BYTES = 8


@dataclass(frozen=True)
class Asking:
    """Who asks where: `message` is the member's message, if there is one to reply to later.

    `private`: only the asker sees the answer, and is not to be answered in front of others either.
    """

    place: Place
    member: str
    message: str | None = None
    private: bool = False


class AskedDesk:
    """Notes questions in the records. Never waits and never fails, so that no answer ever does."""

    def __init__(self, archive: Archive, servers: ServersDesk) -> None:
        self._archive = archive
        self._servers = servers
        now = lambda: archive.now().timestamp()  # noqa: E731 -- short enough
        # Each question by its id, with who asked it.
        self._recent: Fading[str, tuple[str, LoggedQuestion]] = Fading(RECENT_SECONDS, MOST_RECENT, now)

    def note(self, decision: Decision, asking: Asking, *, own_words: bool = True) -> str:
        """Note a question and its outcome; the id by which feedback can refer to it, empty if nothing is recorded.

        `own_words` is false where the text is not the member's but an entry's that was chosen.
        """
        records = self._archive.records
        if records is None or decision.outcome is Outcome.CHATTER:
            return ""
        question = self._question(decision, asking, own_words)
        self._recent.put(question.id, (asking.member, question))
        records.questions.note(question if self._is_kept(question) else replace(question, text=None))
        if decision.outcome is Outcome.NONE:
            records.misses.note(self.miss(question, MissKind.NO_ANSWER, asking))
        return question.id

    def question(self, question: str, place: Place) -> LoggedQuestion | None:
        """What is known of a question asked in `place`. Waits for the disk; raises RecordsError."""
        recent = self._recent.get(question)
        found = recent[1] if recent else self._archive.open().questions.get(question)
        return found if found and found.server == place.server else None

    def lately_by(self, member: str) -> list[str]:
        """The ids of what `member` has asked of late; the records do not know who asked."""
        return self._recent.keys(lambda _, asked: asked[0] == member)

    def forget_words(self, member: str) -> None:
        """Forget the words of what `member` asked of late, and not yet that they asked."""
        self._recent.revise(lambda asked: (member, replace(asked[1], text=None)) if asked[0] == member else asked)

    def forget(self, member: str) -> None:
        """Forget what `member` asked of late; what is recorded stays."""
        self._recent.forget(lambda _, asked: asked[0] == member)

    def forget_server(self, server: str) -> None:
        self._recent.forget(lambda _, asked: asked[1].server == server)

    def miss(self, question: LoggedQuestion, kind: MissKind, asking: Asking) -> Miss:
        """The miss that a question was, with as much as may be kept of it."""
        quoted = self._servers.policy(question.server).keep is not Keep.NONE or kind is MissKind.TOLD
        return Miss(
            question=question.id,
            server=question.server,
            channel=question.channel,
            at=self._archive.now(),
            kind=kind,
            text=question.text if quoted else None,
            asker=None if asking.private or not quoted else asking.member,
            message=None if asking.private or not quoted else asking.message,
        )

    def _question(self, decision: Decision, asking: Asking, own_words: bool) -> LoggedQuestion:
        quoted = own_words and not decision.outcome.is_safety  # who is in danger or ill is counted, never quoted
        return LoggedQuestion(
            id=secrets.token_hex(ID_BYTES),
            server=asking.place.server,
            channel=asking.place.channel,
            at=self._archive.now(),
            outcome=decision.outcome.value,
            entries=decision.entries or decision.suggestions,
            text=decision.question if quoted else None,
        )

    def _is_kept(self, question: LoggedQuestion) -> bool:
        keep = self._servers.policy(question.server).keep
        return keep is Keep.ALL or (keep is Keep.UNANSWERED and question.outcome == Outcome.NONE)
