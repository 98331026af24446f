"""Whether a question is answered now, and before whom.

Each member may ask so much in a minute, and so much is answered before everyone in each channel, so that neither one
person nor fifty at once can make the bot flood a channel. Whoever asks too much is asked to wait, once in a minute.
Where a channel has had its share, no more is answered before everyone: a command is answered to its asker alone, and
whoever wrote a message is told aside how to ask, as long as that does not come to too many. A call for help passes both
limits; of several that a member writes in one channel within seconds one is answered, which stands for the others.
"""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto

from bot.on_discord.callers import Caller
from bot.on_discord.sending.rate_limit import TokenBuckets

HELPED_SECONDS = 15.0  # for so long the last answer to a call for help stands for the next of the same member
HELPED_PEOPLE = 1_000
WORDS_APART = 20  # how many members a minute are written to directly, lest Discord take the bot for a spammer

EVERYONE = "everyone"

IsUrgent = Callable[[], Awaitable[bool]]


class Course(Enum):
    """What is done about a question."""

    ANSWER = auto()
    ALONE = auto()  # say nothing before the whole channel
    WAIT = auto()  # ask the member to wait
    SILENCE = auto()  # they have just been told to wait, or just been helped


@dataclass(frozen=True)
class Admitted:
    """The course to take; `wait_seconds` is how long the member is to wait, where that is it."""

    course: Course
    wait_seconds: int = 0


ADMITTED = Admitted(Course.ANSWER)


class Admission:
    """Counts questions against the limits."""

    def __init__(self, per_member: int, per_channel: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._members = TokenBuckets(per_member, clock)
        self._channels = TokenBuckets(per_channel, clock)
        self._asides = TokenBuckets(1, clock)
        self._all_asides = TokenBuckets(WORDS_APART, clock)
        self._clock = clock
        self._helped: OrderedDict[tuple[str, str], float] = OrderedDict()

    async def admit(
        self, caller: Caller, is_urgent: IsUrgent | bool = False, *, public: bool = False, must_respond: bool = False
    ) -> Admitted:
        """What to do about a question, the answer to which the whole channel would see if `public`.

        `is_urgent`, whether it is a call for help, is looked into only where a limit stands in the way. `must_respond`
        where something has to be said in any case, as to a command: then every call for help is answered, even if the
        member has just been helped.
        """
        member = self._members.ask(caller.member)
        if member.allowed and (not public or self.has_room(caller)):
            return ADMITTED
        if is_urgent if isinstance(is_urgent, bool) else await is_urgent():
            helped = not must_respond and self._was_just_helped(caller)
            return Admitted(Course.SILENCE if helped else Course.ANSWER)
        if member.allowed:
            return Admitted(Course.ALONE)
        return Admitted(Course.WAIT if member.first_refusal else Course.SILENCE, member.wait_seconds)

    def has_room(self, caller: Caller) -> bool:
        """Count an answer before the channel of `caller`, unless it has had its share."""
        return self._channels.ask(caller.place.channel).allowed

    def may_take_aside(self, caller: Caller) -> bool:
        """Count a word to `caller` that they did not ask for, unless they have had one just now, or many others."""
        return self._asides.ask(caller.member).allowed and self._all_asides.ask(EVERYONE).allowed

    def _was_just_helped(self, caller: Caller) -> bool:
        """Whether a call for help of theirs was let through a moment ago; if not, this one is."""
        now, who = self._clock(), (caller.member, caller.place.channel)
        helped = self._helped.get(who)
        if helped is not None and now - helped < HELPED_SECONDS:
            return True
        self._helped[who] = now
        self._helped.move_to_end(who)
        while len(self._helped) > HELPED_PEOPLE:
            self._helped.popitem(last=False)
        return False
