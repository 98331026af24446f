"""A message that may lean on what was said before it, read in every way that makes sense.

There is no telling from its words which way is meant: "what does it do" may be about the answer, about the thing that
was asked of, or about the FAQ's subject; "and the cause?" is a question already. So all readings are judged as
questions of their own, and `turn_signals` says what each of them counts for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from bot.engine.conversation.antecedents import (
    ASKED,
    acts_on_something,
    agreement,
    antecedents,
    asks_which,
    in_place,
    points_at,
    which_of,
)
from bot.engine.conversation.memory import GOES_ON, ONES, OPENERS, PRONOUNS, Memory, content
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.mentions import Thing, setting_of, things, with_another
from bot.engine.judging.judge import Judge, Judgement
from bot.engine.reading.features import Unit
from bot.engine.reading.profile import Profile
from bot.engine.reading.relations import MEASURES, Pair, acts_on, reversed_in
from bot.engine.wording.grammar import AUXILIARIES, QUESTION_WORDS, STOP_WORDS
from bot.engine.wording.text import stem, words
from bot.knowledge.model import Entry, Kind

MOST_WORDS, MOST_CONTENT = 14, 4  # of a message that may lean on another
FULL_FROM = 0.9  # probability of an answer from which a message may be a question of its own
# The probability of any answer, and the log-odds of there being one by the FAQ as a whole, below which a message is
# about something else, whatever was said before.
ELSEWHERE_BELOW, UNANSWERED_BELOW = 0.02, -1.0
LEFT_OUT_FROM = 0.97  # probability that a message by itself asks what the FAQ leaves out: "tell me a joke about bones"
MOST_WORDS_ASKED = 20  # of the last question, to be read along with a message
MOST_NAMED = 3  # things that were talked about
SAID_BY_IN_TURNS = 40  # phrasings of which one has to have it the other way round, that a message does not lead there
STANDS_THERE = 1.0  # trust in a reading that puts nothing in a pronoun's place
SUBJECT_LEFT = 0.3  # the same where that is what acts: "does it cause fractures" does not ask what causes them
SETTING_ALONE = 0.3  # where all it names is where something else is: "and in osteoporosis" does not ask what that is

Tokens = tuple[str, ...]

_SAYING_NOTHING = PRONOUNS | OPENERS | ONES | GOES_ON


class Way(StrEnum):
    """How a message is read."""

    ALONE = "alone"  # as it stands
    WITH_THE_LAST = "with the last"  # together with the words of the last question
    # With something that was talked about in the place of its pronoun, or added to it; or the last question with what
    # the message names: "what about lupus".
    NAMED = "named"


@dataclass(frozen=True)
class Version:
    """A message in one reading; `trust` (0 to 1) is how far its words bear that out."""

    way: Way
    judgement: Judgement
    trust: float


@dataclass(frozen=True)
class Turn:
    """A message after `last` was shown, judged in all its versions, as it stands first.

    Without `last` something was asked, but nothing answered yet.
    """

    judge: Judge
    memory: Memory
    last: Entry | None
    versions: tuple[Version, ...]

    @property
    def index(self) -> FaqIndex:
        return self.judge.index

    @property
    def alone(self) -> Judgement:
        return self.versions[0].judgement

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What the message says of its own."""
        said = set(content(self.alone.tokens))
        return tuple(unit for unit in self.index.read(self.alone.tokens).units if said.intersection(unit.typed))

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """The answers, by id, to which any version of the message may lead: not to "how many" if never asked so."""
        found = dict.fromkeys(one.entry for version in self.versions for one in version.judgement.answers)
        measure = self.alone.asked if self.alone.asked in MEASURES else None
        return tuple(entry for entry in found if measure is None or measure in self.profile(entry).asked)

    def profile(self, entry: str) -> Profile:
        return self.index.profiles[self.judge.number(entry)]

    @cached_property
    def probabilities(self) -> dict[tuple[Way, str], float]:
        """The greatest probability that each answer, by id, is right, in each way of reading."""
        found: dict[tuple[Way, str], float] = {}
        for version in self.versions:
            for one in version.judgement.answers:
                right = version.trust * one.likely
                found[version.way, one.entry] = max(right, found.get((version.way, one.entry), 0.0))
        return found

    @cached_property
    def leads_on(self) -> frozenset[str]:
        """Answers, by id, that were offered with the last one, and what is offered with those.

        Not what asks the same the other way round: "so it is the cause?" does not lead there.
        """
        by_id = self.index.faq.by_id
        after = (entry for offered in self.memory.offered if offered in by_id for entry in by_id[offered].follow_ups)
        if self.last is None:
            return frozenset()
        asked = acts_on(self.index.read(words(self.last.question)))
        near = {*self.memory.offered, *after} & by_id.keys() - {self.last.id}
        return frozenset(entry for entry in near if not self._other_way_round(asked, self.profile(entry)))

    def says_the_reverse(self, entry: str) -> bool:
        """Whether the message says what the answer, by id, has the other way round.

        Read with the last question it may seem to say both.
        """
        profile = self.profile(entry)
        return reversed_in(self.alone.relations, profile.relations, profile.phrasings, SAID_BY_IN_TURNS)

    def _other_way_round(self, asked: frozenset[Pair], profile: Profile) -> bool:
        return reversed_in(asked, profile.relations, profile.phrasings)

    def outside(self, way: Way) -> float:
        """The greatest probability, in one way of reading, that what is asked lies outside."""
        return max((one.judgement.mass(Kind.OUTSIDE) for one in self.versions if one.way is way), default=0.0)


def may_lean(alone: Judgement, *, within_one_message: bool) -> bool:
    """Whether a message may lean on what was said: it is short, and does not say all that there is to ask, nor ask for
    something else.

    A part of a message has to point at something too, or to say next to nothing.
    """
    tokens = alone.tokens
    if len(tokens) > MOST_WORDS or len(content(tokens)) > MOST_CONTENT:
        return False
    if not content(tokens):
        return True
    if _asks_for_something_else(alone):
        return False
    if points_at(tokens) or asks_which(tokens):
        return True
    if alone.about:
        return False
    if within_one_message:
        return len(content(tokens)) == 1  # "and where in lupus"
    return not _asks_all_there_is(alone)


def _asks_all_there_is(alone: Judgement) -> bool:
    """Whether a message that points at nothing is a question of its own, unlike "what about lupus"."""
    sure = any(one.confidence >= FULL_FROM for one in alone.answers[:1])
    return sure and (len(content(alone.tokens)) > 1 or not AUXILIARIES.isdisjoint(alone.tokens))


def _asks_for_something_else(alone: Judgement) -> bool:
    """Whether a message is like no question that has an answer, "so who won the cup", or like what is left out."""
    likely = any(one.confidence >= ELSEWHERE_BELOW for one in alone.answers[:1])
    unlike = not likely and alone.kinds.answer < UNANSWERED_BELOW
    return unlike or alone.mass(Kind.OUTSIDE) >= LEFT_OUT_FROM


def turn(judge: Judge, alone: Judgement, memory: Memory, last: Entry | None, *, within_one_message: bool) -> Turn:
    """The message judged as `alone`, in all its versions after `last`, if anything was shown.

    `within_one_message`, of which it is a part, it says nothing of what the FAQ is about as a whole.
    """
    main = None if within_one_message else judge.main_subject
    heading = last.question if last else memory.question
    others = [
        *((Way.WITH_THE_LAST, tokens, STANDS_THERE) for tokens in _with_the_last(alone.tokens, memory, heading)),
        *((Way.NAMED, *one) for one in _named(alone.tokens, memory, heading, judge.index, main)),
    ]
    versions = [
        Version(way, judge.judge(alone.text, judge.spelt(tokens), trusting=False), trust)
        for way, tokens, trust in others
    ]
    stands = SUBJECT_LEFT if last and acts_on_something(alone.tokens) else STANDS_THERE
    if last and not within_one_message and _only_named(alone.tokens, judge.index).setting:
        stands = SETTING_ALONE
    return Turn(judge, memory, last, (Version(Way.ALONE, alone, stands), *versions))


def _with_the_last(tokens: Tokens, memory: Memory, heading: str) -> list[Tokens]:
    """The words of a message before those of the last question, as it is headed and as it was put."""
    own = [token for token in tokens if token not in _SAYING_NOTHING]
    new = {stem(token) for token in content(tokens)}
    asked = words(memory.question)
    before = [words(heading), asked if len(asked) <= MOST_WORDS_ASKED else ()]
    kept = [[word for word in text if word not in STOP_WORDS and stem(word) not in new] for text in before]
    return list(dict.fromkeys((*own, *text) for text in kept if own or text))


def _named(
    tokens: Tokens, memory: Memory, heading: str, index: FaqIndex, main: Thing | None
) -> Iterator[tuple[Tokens, float]]:
    """The message with each thing that was talked about in the place of its pronoun, or after it, and the trust.

    If it names a thing and says no more, the last question asked of that thing as well.
    """
    if again := of_another(tokens, heading, index, main):
        yield again[-1], STANDS_THERE
    talked_about = dict(list(antecedents(memory.question, heading, index).items())[:MOST_NAMED])
    if main:
        talked_about.setdefault(main, ASKED)
    said = index.read(tokens).names
    for thing, trust in talked_about.items():
        if not index.read(thing).names <= said:
            yield _about(tokens, thing), trust * agreement(tokens, thing)
    if chosen := which_of(tokens, [*talked_about]):
        yield chosen, STANDS_THERE


class _Named(NamedTuple):
    """The one thing that a message names which says no more, and the word by which something else is in that."""

    thing: Thing = ()
    setting: str = ""


def _only_named(tokens: Tokens, index: FaqIndex) -> _Named:
    """What a message names if it says no more: "and in lupus?"; nothing if it does say more."""
    named = tuple(content(tokens))
    if list(things(named, index)) != [named]:
        return _Named()
    return _Named(named, setting_of(tokens, named) if QUESTION_WORDS.isdisjoint(tokens) else "")


def of_another(tokens: Tokens, heading: str, index: FaqIndex, main: Thing | None) -> list[Tokens]:
    """The last question with what the message names, if it says no more, in the place of each thing in it.

    "And in lupus?" asks what was asked in something else, or of the FAQ's `main` subject, of that; and of all else what
    there is to it in that.
    """
    named, setting = _only_named(tokens, index)
    asked = words(heading)
    others = list(things(asked, index))
    if not named or named in others or (points_at(tokens) and not setting):
        return []
    if setting:
        others_like_it = [other for other in others if setting_of(asked, other) or other == main]
        if not others_like_it:
            return [(*other, setting, *named) for other in others]
        others = others_like_it
    return [with_another(asked, other, named) for other in others]


def _about(tokens: Tokens, thing: Thing) -> Tokens:
    named = in_place(tokens, thing)
    return named if named != tokens else (*tokens, *thing)
