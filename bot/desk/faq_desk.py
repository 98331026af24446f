"""The desk itself, and what it hands out.

A front end (Discord, the terminal, the command line) hands in plain strings and gets frozen values back: a `Reply`
carries the decision together with the entries, sources and texts of the one FAQ version it was decided on, so
that a reload in the middle of rendering cannot mix two versions. Every call names its server, although one FAQ
serves them all today. What is neither asking nor browsing has a desk of its own, an attribute of this one.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.desk.archive import Archive
from bot.desk.asked import AskedDesk, Asking
from bot.desk.feedback import FeedbackDesk
from bot.desk.place import Place
from bot.desk.servers import ServersDesk
from bot.engine.conversation import Memory
from bot.engine.decision import Decision
from bot.engine.matcher import Matcher
from bot.knowledge.model import Entry, Faq, Topic, Voice

MEMORY_SECONDS = 15 * 60
MEMORY_PEOPLE = 10_000


@dataclass(frozen=True)
class Citation:
    """A source of an answer, with the titles a reader knows it by; `number` is the marker in the text."""

    number: int
    article: str
    section: str
    paragraph: int
    url: str | None


@dataclass(frozen=True)
class Block:
    """One answered entry with its sources."""

    entry: Entry
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Reply:
    """A decision with all that is needed to show it."""

    decision: Decision
    voice: Voice
    blocks: tuple[Block, ...] = ()
    suggestions: tuple[Entry, ...] = ()
    outside: Entry | None = None  # says what the FAQ leaves out, where that is what was asked
    follow_ups: tuple[Entry, ...] = ()
    asked: str = ""  # the id by which feedback refers to the question; empty where nothing is recorded

    @property
    def nothing(self) -> str:
        """What is said where there is no answer."""
        return self.outside.answer if self.outside else self.voice.nothing


@dataclass
class _Remembered:
    memory: Memory
    at: float


class FaqDesk:
    """Answers questions, shows entries and lists topics, from one `Matcher`.

    `clock` gives seconds on any monotonic scale; a conversation has gone cold after `memory_seconds` on it. Nothing
    is recorded unless there is an `archive` to record it in.

    servers     what the moderators of a server have set
    feedback    what members say of answers
    """

    def __init__(
        self,
        matcher: Matcher,
        clock: Callable[[], float] = time.monotonic,
        memory_seconds: float = MEMORY_SECONDS,
        archive: Archive | None = None,
    ) -> None:
        archive = archive or Archive()
        self.servers = ServersDesk(archive)
        self._asked = AskedDesk(archive, self.servers)
        self.feedback = FeedbackDesk(archive, self._asked)
        self._matcher = matcher
        self._clock = clock
        self._memory_seconds = memory_seconds
        self._memories: OrderedDict[tuple[Place, str], _Remembered] = OrderedDict()

    @property
    def faq(self) -> Faq:
        return self._matcher.faq

    def ask(
        self,
        question: str,
        *,
        place: Place,
        member: str,
        after: Sequence[str] = (),
        message: str | None = None,
        private: bool = False,
    ) -> Reply:
        """Answer `question`, put by `member` in `place`, and note it.

        `after` names the entries the member replies to (the bot's message they answered), which then stand in for
        what was said last. `message` and `private` are as in `Asking`. Raises nothing a member could cause.
        """
        matcher = self._matcher
        memory = matcher.memory_of(after) if after else self._recall(place, member)
        decision, memory = matcher.decide(question, memory)
        self._remember(place, member, memory)
        asked = self._asked.note(decision, Asking(place, member, message, private))
        return replace(reply_for(matcher.faq, decision), asked=asked)

    def show(self, entry_id: str, *, place: Place, member: str) -> Reply | None:
        """Exactly the entry `entry_id` (a pressed button, a chosen completion), or None if there is none."""
        matcher = self._matcher
        entry = matcher.faq.by_id.get(entry_id)
        if entry is None:
            return None
        self._remember(place, member, matcher.memory_of((entry_id,)))
        decision = matcher.decision_for(entry)
        asked = self._asked.note(decision, Asking(place, member), own_words=False)
        return replace(reply_for(matcher.faq, decision), asked=asked)

    def find(self, question: str) -> Entry | None:
        """The entry whose own question is `question` to the letter (a chosen autocomplete entry)."""
        return next((entry for entry in self.faq.entries if entry.question == question), None)

    def complete(self, typed: str, *, place: Place, limit: int = 25) -> tuple[Entry, ...]:
        """Entries for what has been typed so far, best first; the FAQ's first entries for nothing typed."""
        matcher = self._matcher
        return tuple(matcher.faq.by_id[entry_id] for entry_id in matcher.complete(typed, limit))

    def topics(self, *, place: Place) -> tuple[Topic, ...]:
        return self.faq.topics

    def _recall(self, place: Place, member: str) -> Memory:
        remembered = self._memories.get((place, member))
        if remembered is None or self._clock() - remembered.at > self._memory_seconds:
            return Memory()
        return remembered.memory

    def _remember(self, place: Place, member: str, memory: Memory) -> None:
        self._memories[place, member] = _Remembered(memory, self._clock())
        self._memories.move_to_end((place, member))
        while len(self._memories) > MEMORY_PEOPLE:
            self._memories.popitem(last=False)


def reply_for(faq: Faq, decision: Decision) -> Reply:
    """`decision` with the entries it names, as they stand in `faq`."""
    return Reply(
        decision=decision,
        voice=faq.voice,
        blocks=tuple(Block(faq.by_id[entry_id], citations(faq, faq.by_id[entry_id])) for entry_id in decision.entries),
        suggestions=tuple(faq.by_id[entry_id] for entry_id in decision.suggestions),
        outside=faq.by_id[decision.outside] if decision.outside else None,
        follow_ups=tuple(faq.by_id[entry_id] for entry_id in decision.follow_ups),
    )


def citations(faq: Faq, entry: Entry) -> tuple[Citation, ...]:
    """The sources of `entry`, numbered from 1 as its markers are; a source nobody described keeps its ids."""
    found = []
    for number, source in enumerate(entry.sources, start=1):
        article = faq.article(source.article)
        section = article.section(source.section) if article else None
        found.append(
            Citation(
                number=number,
                article=article.title if article else source.article,
                section=section.title if section else source.section,
                paragraph=source.paragraph,
                url=article.url if article else None,
            )
        )
    return tuple(found)
