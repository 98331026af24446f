"""A small FAQ for the tests of the Discord front end, and desks over it.

What the front end does must not hang on how well questions are understood, so the matcher here understands a
question only if it is put just like a phrasing of the FAQ.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

import bot.knowledge
from bot.desk import Archive, Asking, FaqDesk, Place, Reply, reply_for
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Chatter, Decision, Outcome
from bot.engine.matcher import Matcher
from bot.knowledge.model import Article, Entry, Faq, Kind, Section, SourceRef, Sources, Topic, Voice
from bot.records.store import records_at

VOICES = Path(bot.knowledge.__file__).parent / "builtin"
VOICE = Voice(**yaml.safe_load((VOICES / "voice.yaml").read_text(encoding="utf-8")))
GERMAN = Voice(**yaml.safe_load((VOICES / "voice.de.yaml").read_text(encoding="utf-8")))

WHAT = "What is osteoporosis?"
TESTED = "How is bone density tested?"
RISKS = "Who is at risk of osteoporosis?"
CALCIUM = "How much calcium do adults need?"
LONG = "Which of the many medicines against osteoporosis " + "that doctors prescribe these days " * 4 + "work best?"

ENTRIES = (
    Entry(
        id="what-is-osteoporosis",
        question=WHAT,
        also=("osteoporosis meaning", "define osteoporosis"),
        answer="Osteoporosis makes bones **weak** and likely to break [1].",
        sources=(SourceRef(article="bones", section="basics", paragraph=2),),
        follow_ups=("bone-density-test", "risk-factors", "calcium-need", "gone-for-good"),
    ),
    Entry(
        id="bone-density-test",
        question=TESTED,
        also=("dexa scan", "density measurement"),
        answer="A DXA scan measures it with X-rays [1].",
        sources=(SourceRef(article="bones", section="tests", paragraph=1),),
        follow_ups=("risk-factors",),
    ),
    Entry(
        id="risk-factors",
        question=RISKS,
        also=("risk factors",),
        answer="Age, family history and low body weight raise the risk.",
    ),
    Entry(
        id="calcium-need",
        question=CALCIUM,
        also=("calcium per day",),
        answer="Most adults need 1,000 mg a day.",
    ),
    Entry(id="medicines", question=LONG, answer="That depends on the person."),
)
SAFETY = (
    Entry(
        id="possible-fracture",
        question="Someone may have broken a bone",
        also=("i fell and cannot move my leg", "my leg looks wrong"),
        answer="Please call your emergency number now.",
        kind=Kind.URGENT,
        follow_ups=("risk-factors",),
    ),
    Entry(
        id="own-dose",
        question="Someone asks about their own treatment",
        also=("should i stop taking my tablets",),
        answer="That is a question for your doctor or pharmacist.",
        kind=Kind.ADVICE,
        follow_ups=("calcium-need",),
    ),
)
OUTSIDE = Entry(
    id="vitamins",
    question="Someone asks about vitamins",
    answer="The sources say nothing about that.",
    kind=Kind.OUTSIDE,
)
BONES = Article(
    id="bones",
    title="Bone health",
    url="https://example.org/bones_(basics)",
    sections=(
        Section(id="basics", title="The basics", paragraphs=3),
        Section(id="tests", title="How it is measured", paragraphs=3),
    ),
)


def faq(entries: tuple[Entry, ...] = ENTRIES) -> Faq:
    """The sample FAQ; other `entries` make another version of it. Follow-ups to missing entries are taken out."""
    ids = {entry.id for entry in (*entries, *SAFETY, OUTSIDE)}
    kept = tuple(
        entry.model_copy(update={"follow_ups": tuple(one for one in entry.follow_ups if one in ids)})
        for entry in (*entries, *SAFETY, OUTSIDE)
    )
    return Faq(
        topics=(Topic(topic="Bones", entries=kept),),
        sources=Sources(articles=(BONES,)),
        voice=VOICE,
        voices={"de": GERMAN},
    )


class ExactMatcher(Matcher):
    """Knows a question only by a phrasing of it, word for word, and is as sure of it as it is told to be.

    "Say that again" is what was shown last.
    """

    def __init__(self, faq: Faq, confidence: float = 1.0) -> None:
        self.faq = faq
        self._confidence = confidence
        self._by_phrasing = {_bare(phrasing): entry for entry in faq.entries for phrasing in entry.phrasings}

    def decide(self, question: str, memory: Memory) -> tuple[Decision, Memory]:
        if not question:
            return Decision(question, Outcome.CHATTER, chatter=Chatter.EMPTY), memory
        entry = self._by_phrasing.get(_bare(question))
        if _bare(question) == "say that again" and memory.entries:
            entry = self.faq.by_id[memory.entries[0]]
        if entry is None:
            return Decision(question, Outcome.NONE), memory
        return replace(self.decision_for(entry), question=question), self.memory_of((entry.id,))

    def shows_danger(self, message: str) -> bool:
        """A phrasing of an urgent entry that speaks of a fall stands for a sign; the others are calls without one."""
        entry = self._by_phrasing.get(_bare(message))
        return entry is not None and entry.kind is Kind.URGENT and "fell" in message

    def decision_for(self, entry: Entry) -> Decision:
        outcome = {Kind.URGENT: Outcome.URGENT, Kind.ADVICE: Outcome.ADVICE}.get(entry.kind, Outcome.ANSWER)
        return Decision(
            entry.question, outcome, entries=(entry.id,), confidence=self._confidence, follow_ups=entry.follow_ups
        )

    def memory_of(self, entries: Sequence[str]) -> Memory:
        return Memory(entries=tuple(entries))

    def complete(self, typed: str, limit: int) -> list[str]:
        """Entries that hold what was typed, then the others."""
        fitting = [entry.id for phrasing, entry in self._by_phrasing.items() if _bare(typed) in phrasing]
        return list(dict.fromkeys([*fitting, *self.faq.by_id]))[:limit]


def _bare(text: str) -> str:
    """`text` without the mentions in it, which say nothing to a matcher."""
    return re.sub(r"<@[!&]?\d+>", "", text).casefold().strip(" ?")


def desk(entries: tuple[Entry, ...] = ENTRIES, archive: Archive | None = None, confidence: float = 1.0) -> FaqDesk:
    return FaqDesk(ExactMatcher(faq(entries), confidence), archive=archive)


@contextmanager
def recorded(path: Path, **kept: Any) -> Iterator[Archive]:
    """Records in a file of the test's own."""
    with records_at(path / "records.sqlite3") as records:
        yield Archive(records, **kept)


class ScriptedDesk(FaqDesk):
    """A desk that decides every question as it was told to, and remembers how it was asked."""

    def __init__(
        self,
        decision: Decision | None = None,
        entries: tuple[Entry, ...] = ENTRIES,
        archive: Archive | None = None,
    ) -> None:
        super().__init__(ExactMatcher(faq(entries)), archive=archive)
        self.decision = decision
        self.asked: list[tuple[str, Place, str, tuple[str, ...]]] = []

    def ask(
        self,
        question: str,
        *,
        place: Place,
        member: str,
        after: Sequence[str] = (),
        message: str | None = None,
        private: bool = False,
        locale: str | None = None,
    ) -> Reply:
        self.asked.append((question, place, member, tuple(after)))
        if self.decision is None:
            return super().ask(
                question, place=place, member=member, after=after, message=message, private=private, locale=locale
            )
        asked = self._asked.note(replace(self.decision, question=question), Asking(place, member, message, private))
        return reply_for(self.faq, self.decision, locale, asked)


class BrokenDesk(FaqDesk):
    """A desk that fails at everything but showing an entry, and quotes the member in its errors."""

    def __init__(self) -> None:
        super().__init__(ExactMatcher(faq()))

    def ask(
        self,
        question: str,
        *,
        place: Place,
        member: str,
        after: Sequence[str] = (),
        **how: object,
    ) -> Reply:
        raise LookupError(f"{question!r} of {member} in {place} after {after}, {how}")

    def complete(self, typed: str, *, place: Place, limit: int = 25) -> tuple[Entry, ...]:
        raise LookupError(f"{typed!r} in {place}, {limit} at most")
