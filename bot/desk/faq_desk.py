"""The desk itself: asking and browsing.

A front end (Discord, the terminal, the command line) hands in plain strings and gets frozen values back. Every call
names the place, as each server may have an FAQ of its own. What is neither asking nor browsing has a desk of its own,
an attribute of this one.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.desk.archive import Archive
from bot.desk.asked import AskedDesk, Asking
from bot.desk.curating import CuratingDesk
from bot.desk.fading import Fading
from bot.desk.feedback import FeedbackDesk
from bot.desk.place import Place
from bot.desk.posted import PostedDesk
from bot.desk.privacy import PrivacyDesk
from bot.desk.reply import Reply, reply_for
from bot.desk.review import ReviewDesk
from bot.desk.servers import ServersDesk
from bot.desk.serving import Everywhere, Serving
from bot.desk.statistics import StatisticsDesk
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision, Outcome
from bot.engine.matcher import Matcher
from bot.engine.wording.parts import asks
from bot.engine.wording.text import MAX_CHARACTERS
from bot.errors import EditError
from bot.knowledge.model import Entry, Faq, Topic
from bot.records.model import Boldness

T = TypeVar("T")

MEMORY_SECONDS = 15 * 60
MEMORY_PEOPLE = 10_000
# How sure the bot has to be to speak up unasked: of the questions this was chosen on, 98 in 100 were answered rightly
# then.
UNASKED_FROM = 0.93

# What the moderators' words come to, in log-odds by which the threshold of an answer is lowered. On our labelled
# questions "careful" turns more than half of the wrong answers, and one right answer of fourteen, into suggestions or
# silence.
BOLDER_BY = {Boldness.CAREFUL: -1.2, Boldness.BALANCED: 0.0, Boldness.EAGER: 0.5}


@dataclass(frozen=True)
class Overheard:
    """A certain answer that nobody asked the bot for, and that has not been given yet."""

    decision: Decision
    memory: Memory  # of the member, once they have been given it
    faq: Faq


class FaqDesk:
    """Answers questions, shows entries and lists topics.

    `serving` is what answers on each server, or one matcher for everywhere. `clock` gives seconds on any monotonic
    scale; a conversation has gone cold after `memory_seconds` on it. Nothing is recorded unless there is an `archive`
    to record it in.

    servers     what the moderators of a server have set
    feedback    what members say of answers
    posted      where replies are that follow what becomes of their questions
    review      what moderators look at
    statistics  figures, and the summary of each period
    curating    changing the FAQ
    privacy     what is held on members and servers, and its deletion
    """

    def __init__(
        self,
        serving: Serving | Matcher,
        clock: Callable[[], float] = time.monotonic,
        memory_seconds: float = MEMORY_SECONDS,
        archive: Archive | None = None,
        curating: CuratingDesk | None = None,
    ) -> None:
        archive = archive or Archive()
        self._serving: Serving = Everywhere(serving) if isinstance(serving, Matcher) else serving
        self._curating = curating
        self.servers = ServersDesk(archive)
        self._asked = AskedDesk(archive, self.servers)
        self.feedback = FeedbackDesk(archive, self._asked)
        self.posted = PostedDesk(archive)
        self.review = ReviewDesk(archive, self._serving.matcher)
        self.statistics = StatisticsDesk(archive, self.servers, self.review, self._serving.faq)
        self.privacy = PrivacyDesk(archive, self.servers, self._asked, self._forget_talk)
        self.privacy.on_forgetting(self._forget_server)
        self._memory_seconds = memory_seconds
        self._memories: Fading[tuple[Place, str], Memory] = Fading(memory_seconds, MEMORY_PEOPLE, clock)

    @property
    def faq(self) -> Faq:
        """The base, which servers without an FAQ of their own have, and direct messages."""
        return self._serving.faq(None)

    @property
    def curating(self) -> CuratingDesk:
        """Changing the FAQ. Raises EditError where that cannot be done."""
        if self._curating is None:
            raise EditError("the FAQ cannot be changed from here", "why_no_own")
        return self._curating

    def faq_of(self, place: Place) -> Faq:
        """The FAQ of a server, with what it has of its own, to be read."""
        return self._serving.faq(place.server)

    def is_awake(self, place: Place) -> bool:
        """Whether there is an index to answer from in `place`. Else the first question takes seconds: see `Resting`."""
        return self._serving.is_awake(place.server)

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
        """Answer `question`, put by `member` in `place`, whose language is `locale` ("de", "pt-BR"), and note it.

        `after` names the entries the member replies to (the bot's message they answered), which then stand in for
        what was said last. `message` and `private` are as in `Asking`. Raises nothing a member could cause.

        Of a question longer than `MAX_CHARACTERS` the end is not read. Unless it is a matter of safety, it is as if it
        had not been asked: nothing is noted or remembered, and the reply asks for less.
        """
        matcher = self._as_bold_as_wanted(place)

        def decided(said: Memory) -> tuple[Decision, Memory | None]:
            decision, memory = matcher.decide(question, _with_shown(matcher, after, said) if after else said)
            return decision, None if _is_too_long(question, decision) else memory

        decision = self._talk(place, member, decided)
        if _is_too_long(question, decision):
            return Reply(Decision(question, Outcome.NONE), matcher.faq.voice_in(locale), too_long=True)
        asked = self._asked.note(decision, Asking(place, member, message, private))
        return reply_for(matcher.faq, decision, locale, asked)

    def overhear(self, text: str, *, place: Place) -> Overheard | None:
        """The answer to what was asked of nobody in particular, or None unless it is certain.

        What may be an emergency is answered however it is put; all else has to be put as a question. Nothing is noted
        and nothing remembered until it is given: see `speak_up`.
        """
        matcher = self._serving.matcher(place.server)
        decision, memory = matcher.decide(text, Memory())
        wanted = decision.outcome is Outcome.URGENT or (decision.outcome is Outcome.ANSWER and asks(text))
        if not wanted or decision.confidence < UNASKED_FROM:
            return None
        return Overheard(decision, memory, matcher.faq)

    def speak_up(
        self, heard: Overheard, *, place: Place, member: str, message: str | None = None, locale: str | None = None
    ) -> Reply:
        """Answer what was overheard of `member`, and note it. Never waits."""
        self._talk(place, member, lambda said: (None, replace(heard.memory, seen=said.seen_with(heard.memory.seen))))
        asked = self._asked.note(heard.decision, Asking(place, member, message))
        return reply_for(heard.faq, heard.decision, locale, asked)

    def show(self, entry_id: str, *also: str, place: Place, member: str, locale: str | None = None) -> Reply | None:
        """Exactly the entry `entry_id` (a pressed button, a chosen completion), or None if there is none.

        `also` are shown beside it, and have to be there too.
        """
        matcher = self._serving.matcher(place.server)
        wanted = (entry_id, *also)
        if any(one not in matcher.faq.by_id for one in wanted):
            return None
        self._talk(place, member, lambda said: (None, _with_shown(matcher, wanted, said)))
        decision = matcher.decision_for(matcher.faq.by_id[entry_id])
        if also:
            decision = replace(decision, entries=wanted, follow_ups=matcher.memory_of(wanted).offered)
        asked = self._asked.note(decision, Asking(place, member), own_words=False)
        return reply_for(matcher.faq, decision, locale, asked)

    def consider(self, question: str, *, place: Place, locale: str | None = None) -> Reply:
        """What would be said to `question` if it came out of the blue. Nothing is noted and nothing remembered."""
        matcher = self._as_bold_as_wanted(place)
        decision, _ = matcher.decide(question, Memory())
        return reply_for(matcher.faq, decision, locale)

    @property
    def memory_minutes(self) -> int:
        """For how long it is remembered what somebody was shown."""
        return round(self._memory_seconds / 60)

    def sounds_urgent(self, message: str, *, place: Place) -> bool:
        """Whether `message` is taken for a call for help there. Nothing is noted and nothing remembered."""
        decision, _ = self._serving.matcher(place.server).decide(message, Memory())
        return decision.outcome is Outcome.URGENT

    def shows_danger(self, message: str, *, place: Place) -> bool:
        """Whether a sign of danger stands in `message`: a cheap look, which misses calls for help without one."""
        return self._serving.matcher(place.server).shows_danger(message)

    def find(self, question: str, *, place: Place) -> Entry | None:
        """The entry whose own question is `question` to the letter (a chosen autocomplete entry)."""
        return self.faq_of(place).by_question.get(question)

    def complete(self, typed: str, *, place: Place, limit: int = 25) -> tuple[Entry, ...]:
        """Entries for what has been typed so far, best first; the FAQ's first entries for nothing typed."""
        matcher = self._serving.matcher(place.server)
        return tuple(matcher.faq.by_id[entry_id] for entry_id in matcher.complete(typed, limit))

    def topics(self, *, place: Place) -> tuple[Topic, ...]:
        return self.faq_of(place).topics

    def _as_bold_as_wanted(self, place: Place) -> Matcher:
        """The matcher of a server, as sure of itself as the moderators there want it to be."""
        return self._serving.matcher(place.server).bolder(BOLDER_BY[self.servers.settings(place.server).boldness])

    def _talk(self, place: Place, member: str, go_on: Callable[[Memory], tuple[T, Memory | None]]) -> T:
        """What `go_on` makes of the conversation so far; the conversation after it, if it gives one, is remembered.

        It is called again where the same person was told something else meanwhile, by another thread.
        """
        while True:
            before = self._memories.get((place, member))
            made, after = go_on(before or Memory())
            if after is None or self._memories.swap((place, member), before, after):
                return made

    def _forget_talk(self, member: str) -> None:
        self._memories.forget(lambda key, _: key[1] == member)

    def _forget_server(self, server: str) -> None:
        self._memories.forget(lambda key, _: key[0].server == server)
        self._asked.forget_server(server)


def _with_shown(matcher: Matcher, entries: Sequence[str], said: Memory) -> Memory:
    """The conversation after `said` in which `entries` were shown last."""
    memory = matcher.memory_of(entries)
    return replace(memory, seen=said.seen_with(memory.seen))


def _is_too_long(question: str, decision: Decision) -> bool:
    return len(question) > MAX_CHARACTERS and not decision.outcome.is_safety
