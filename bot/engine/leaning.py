"""The verdict on a message that leans on what was said last.

A pronoun is put to the test: the message is read with each thing that was talked about in its place, and as it
stands, and the likeliest answer counts. A message without one is read together with the last question.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from bot.engine.antecedents import (
    Thing,
    agreement,
    antecedents,
    in_place,
    main_subject,
    names_before_it_points,
    points_at,
    things,
    which_of,
)
from bot.engine.conversation import ABOUT_IT, UNHEARD, FollowUp, Leaning, Memory, follow_up
from bot.engine.decision import Outcome
from bot.engine.grammar import CAUSAL_VERBS, VERBS
from bot.engine.judging import Judge, Judgement
from bot.engine.relations import MEASURES
from bot.engine.text import stem, words
from bot.engine.verdict import Rule, Verdict
from bot.knowledge.model import Kind

# How far to trust a reading of a follow-up, next to one in which a pronoun is replaced by what it stands for.
AS_IT_STANDS = 0.9
MAIN_UNLESS = 0.85  # probability of an answer about what was named from which the FAQ's main subject is not tried
ONE_OF_ALL = 0.95  # what is to be confirmed is rather said of all that was named than of one thing in it
REPEATED = 0.7  # of the answer that was just shown
KNOWN_TO = 0.04  # share of an entry's phrasings from which it knows a word that a follow-up brings
NEARER, NEAR_BY = 1.0, 0.7  # log-odds for what was offered with the last answer, and for what leads on from there
UNKNOWN = -2.5  # log-odds for an answer that knows nothing of what a message brings
LEAST_OF_NOTHING = 0.7  # probability of an answer to a message that brings nothing of weight
LEFT_OUT_FROM = 0.95  # probability of asking what the FAQ leaves out, as a message stands, whatever it leans on
LONG = 5  # words from which a message with a pronoun may be a question, whatever its words are
FULL_WITH = 3  # words of its own from which it may stand on its own though its subject is a pronoun
POINTS_WITH = 2  # words of its own from which it does where nothing else leads to an answer
STRANGE_FROM = 3.3  # rarity from which a word that the FAQ does not have says what it does not answer
SAYS_SOMETHING = 2.5  # rarity of a word in a follow-up from which the answer has to know it

_VERBS = frozenset(map(stem, VERBS))


@dataclass(frozen=True)
class _Turn:
    """A message that leans on `memory`, judged as it stands and as `read` says."""

    judgement: Judgement
    alone: Verdict
    read: FollowUp
    memory: Memory
    within: bool  # the message that it leans on too

    @property
    def tokens(self) -> tuple[str, ...]:
        return self.judgement.tokens


_Reading = tuple[float, Callable[[], Verdict]]  # the trust in it, and what it comes to, which takes time to find out


class FollowUps:
    """Reads messages with what was said last; `suggestions` is how many are made at most."""

    def __init__(self, judge: Judge, rule: Rule, suggestions: int) -> None:
        self._judge = judge
        self._index = judge.index
        self._rule = rule
        self._suggestions = suggestions

    def verdict(self, judgement: Judgement, memory: Memory, *, within: bool = False) -> Verdict | None:
        """The verdict on a message that leans on what was said last, or None if it stands on its own.

        `within` one message, of which it is a part, it can only lean on what was said there.
        """
        read = follow_up(judgement.tokens, memory, self._index)
        if read is None:
            return None
        if read.whole:
            return self._judged(judgement.text, read.readings[0], read.likelier, "the question that was meant by it")
        turn = _Turn(judgement, self._rule(judgement, ""), read, memory, within)
        best = self._likeliest(turn)
        return None if best is turn.alone else self._worth_suggesting(best, memory)

    def _likeliest(self, turn: _Turn) -> Verdict:
        leaning, alone = turn.read.leaning, turn.alone
        if turn.judgement.mass(Kind.OUTSIDE) >= LEFT_OUT_FROM:
            return alone
        points = len(turn.tokens) >= LONG and bool(points_at(turn.tokens))
        named = leaning is Leaning.POINTING or (leaning is Leaning.TURN and points)
        if named and (best := self._with_a_name(turn)):
            return best
        last = self._with_the_last(turn)
        if last.outcome is Outcome.ANSWER:
            return last
        if leaning is Leaning.BARE and points:
            return self._with_a_name(turn) or last
        unnamed = turn.read.must and not CAUSAL_VERBS.isdisjoint(turn.tokens)  # "does that cause menopause"
        full = alone.outcome is Outcome.ANSWER and alone.entry not in turn.memory.entries and not unnamed
        return alone if full and leaning is Leaning.POINTING and len(turn.read.new) >= POINTS_WITH else last

    def _worth_suggesting(self, verdict: Verdict, memory: Memory) -> Verdict:
        """`verdict` without suggestions of what was just shown, and of what is never asked "how many" or the like."""
        if verdict.outcome is not Outcome.SUGGEST:
            return verdict
        asked = verdict.judgement.asked
        left = [entry for entry in verdict.suggestions if entry not in memory.entries and self._is_asked(entry, asked)]
        if left:
            return replace(verdict, suggestions=tuple(left))
        return replace(verdict, outcome=Outcome.NONE, suggestions=())

    def _is_asked(self, entry: str, asked: str) -> bool:
        return asked not in MEASURES or bool(self._index.profiles[self._judge.number(entry)].asked.get(asked))

    def _with_a_name(self, turn: _Turn) -> Verdict | None:
        """The likeliest answer to a message as it stands, or with what was talked about in the place of its pronoun."""
        tokens, read = turn.tokens, turn.read
        if turn.alone.outcome is Outcome.ANSWER and names_before_it_points(tokens, self._index):
            return turn.alone
        near = self._near(turn.memory)
        likelier = self._knowing(turn, near)
        meant = self._meant(turn)
        if chosen := which_of(tokens, [*meant]):
            either = partial(self._talked_about, turn, chosen, likelier)
            if best := self._most_trusted([(1.0, either), (AS_IT_STANDS, lambda: turn.alone)], turn):
                return best
        if not points_at(tokens):
            meant = dict([*meant.items()][:1])
        readings: list[_Reading] = [
            (trust, partial(self._named, turn, thing, likelier)) for thing, trust in meant.items()
        ]
        if read.confirms and len(meant) > 1 and len(read.new) <= 1 and not any(things(tokens, self._index)):
            first, *others = meant
            whole = (*in_place(tokens, first), *(word for thing in others for word in thing))
            of_all = partial(self._talked_about, turn, whole, likelier)
            readings = [(1.0, of_all), *((ONE_OF_ALL * trust, read_so) for trust, read_so in readings)]
        agreeing = any(agreement(tokens, thing) == 1.0 for thing in meant)
        if not read.must or not agreeing or len(read.new) >= FULL_WITH:
            readings.append((AS_IT_STANDS, partial(self._as_it_stands, turn, near)))
        best = self._most_trusted(readings, turn)
        if best and best.confidence >= MAIN_UNLESS:
            return best
        return self._about_the_main_subject(turn, likelier) or best

    def _about_the_main_subject(self, turn: _Turn, likelier: Mapping[str, float]) -> Verdict | None:
        main = None if turn.within else main_subject(self._index)
        if not main or agreement(turn.tokens, main) < 1.0 or not points_at(turn.tokens) or self._names(turn, main):
            return None
        return self._most_trusted([(1.0, partial(self._named, turn, main, likelier))], turn)

    def _meant(self, turn: _Turn) -> dict[Thing, float]:
        """What the message may point at, with the trust in each."""
        heading = " ".join(self._index.faq.by_id[entry].question for entry in turn.memory.entries[-1:])
        found = antecedents(turn.memory.question, heading, self._index)
        return {
            thing: trust * agreement(turn.tokens, thing)
            for thing, trust in found.items()
            if not self._names(turn, thing)
        }

    def _names(self, turn: _Turn, thing: Thing) -> bool:
        """Whether a message names `thing` itself."""
        return self._index.read(thing).names <= self._index.read(turn.tokens).names

    def _near(self, memory: Memory) -> dict[str, float]:
        """What may be asked next, by id, in log-odds: what was offered, and what is offered after that."""
        by_id = self._index.faq.by_id
        after = (entry for offered in memory.offered if offered in by_id for entry in by_id[offered].follow_ups)
        near = {**dict.fromkeys(after, NEAR_BY), **dict.fromkeys(memory.offered, NEARER)}
        return {entry: odds for entry, odds in near.items() if entry not in memory.entries}

    def _knowing(self, turn: _Turn, near: Mapping[str, float]) -> dict[str, float]:
        """`near`, less what speaks against every answer that hardly knows a word which the message brings."""
        new = self._new_units(turn)
        holding = self._index.entries_holding(new)
        found = dict(near)
        shown = turn.memory.entries[-1]
        if new & self._index.read(words(self._index.faq.by_id[shown].answer)).names:
            holding[shown] = 1.0  # it was said in the answer that the message follows up on
        for entry in self._index.entries if new else ():
            unknown = 1 - min(1.0, holding.get(entry.id, 0.0) / KNOWN_TO)
            if unknown and entry.kind is Kind.ANSWER:
                found[entry.id] = found.get(entry.id, 0.0) + UNKNOWN * unknown
        return found

    def _named(self, turn: _Turn, thing: Thing, likelier: Mapping[str, float]) -> Verdict:
        named = in_place(turn.tokens, thing)
        return self._talked_about(turn, named if named != turn.tokens else (*named, *thing), likelier)

    def _as_it_stands(self, turn: _Turn, near: Mapping[str, float]) -> Verdict:
        answered = turn.alone.outcome is Outcome.ANSWER
        return turn.alone if answered else self._judged(turn.judgement.text, turn.tokens, near)

    def _talked_about(self, turn: _Turn, tokens: Sequence[str], likelier: Mapping[str, float]) -> Verdict:
        verdict = self._judged(turn.judgement.text, tokens, likelier)
        return replace(verdict, reason=f"read with what was talked about: {verdict.reason}")

    def _most_trusted(self, readings: Sequence[_Reading], turn: _Turn) -> Verdict | None:
        """The answer with the greatest product of probability and trust; it has to know what a turn turns to."""
        new = self._new_units(turn)
        least = 0.0 if new else LEAST_OF_NOTHING
        known = self._index.entries_holding(new) if turn.read.leaning is Leaning.TURN else None
        again = 1.0 if turn.read.confirms else REPEATED
        best, most = None, 0.0
        for trust, read in sorted(readings, key=lambda reading: -reading[0]):
            if trust <= most:  # however likely, it and the others are worth no more
                break
            verdict = read()
            if verdict.outcome is not Outcome.ANSWER or self._strange(turn, verdict) or verdict.confidence < least:
                continue
            if known is not None and known.get(verdict.entry or "", 0.0) < KNOWN_TO:
                continue
            worth = trust * verdict.confidence * (again if verdict.entry in turn.memory.entries else 1.0)
            if worth > most:
                best, most = verdict, worth
        return best

    def _strange(self, turn: _Turn, verdict: Verdict) -> bool:
        """Whether the message brings a word that says something and is nowhere in the FAQ: "does it eat giraffes"."""
        best = verdict.judgement.answers[0].weighed.candidate
        unknown = set(verdict.judgement.unmatched) & turn.read.new
        return any(best.unheard.get(unit, 0.0) >= STRANGE_FROM and not best.met.get(unit) for unit in unknown)

    def _with_the_last(self, turn: _Turn) -> Verdict:
        """The verdict on a message read together with the last question, one way or another."""
        new = self._new_units(turn)
        holding = self._index.entries_holding(new)
        likelier = dict(turn.read.likelier)
        for entry in likelier.keys() | holding.keys() if new else ():
            share = holding.get(entry)
            likelier[entry] = likelier.get(entry, 0.0) + (UNHEARD if share is None else ABOUT_IT * share)
        how = "read with what was said last"
        verdicts = [self._judged(turn.judgement.text, tokens, likelier, how) for tokens in turn.read.readings]
        verdict = self._worth_suggesting(_likeliest(verdicts, turn.read, turn.memory), turn.memory)
        best = verdict.entry or (verdict.suggestions[0] if verdict.suggestions else None)
        if best and new and not self._knows(best, new):
            reason = "the FAQ does not say this of what was asked last"
            return Verdict(verdict.judgement, Outcome.NONE, None, (), 0.0, reason)
        if verdict.outcome is Outcome.NONE and not new and turn.memory.offered:
            offered = turn.memory.offered[: self._suggestions]
            reason = "too short to tell, so what could be asked next is offered"
            return Verdict(verdict.judgement, Outcome.SUGGEST, None, offered, verdict.confidence, reason)
        return verdict

    def _knows(self, entry: str, new: Set[str]) -> bool:
        """Whether an entry knows all of the `new` units, one of them well, be it inside a group of words."""
        profile = self._index.profiles[self._judge.number(entry)]
        said = Counter(map(stem, profile.tokens))
        counts = [max(profile.units.get(unit, 0), said[unit]) for unit in new]
        return all(counts) and max(counts) >= KNOWN_TO * len(self._index.faq.by_id[entry].phrasings)

    def _new_units(self, turn: _Turn) -> set[str]:
        """The units in a follow-up that say something of their own, which an answer to it has to know."""
        return {
            unit.name
            for unit in self._index.read(turn.tokens).units
            if {stem(word) for word in unit.typed} & turn.read.new - _VERBS
            and (turn.read.leaning is Leaning.TURN or unit.rarity >= SAYS_SOMETHING)
        }

    def _judged(self, text: str, tokens: Sequence[str], likelier: Mapping[str, float], how: str = "") -> Verdict:
        return self._rule(self._judge.judge(text, self._judge.spelt(tokens), likelier), how)


def _likeliest(verdicts: Sequence[Verdict], read: FollowUp, memory: Memory) -> Verdict:
    """Of the verdicts on several readings of a follow-up the one to go by."""
    further = [one for one in verdicts if one.entry and one.entry not in memory.entries]
    if further and read.leaning is Leaning.BARE:
        return further[0]
    return max(further if further and read.leaning is Leaning.TURN else verdicts, key=lambda one: one.confidence)
