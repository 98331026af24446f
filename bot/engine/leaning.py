"""The verdict on a message that leans on what was said last."""

from collections.abc import Sequence

from bot.engine.conversation import ABOUT_IT, UNHEARD, FollowUp, Leaning, Memory, follow_up
from bot.engine.decision import Outcome
from bot.engine.judging import Judge, Judgement
from bot.engine.text import stem
from bot.engine.verdict import Rule, Verdict

KNOWN_TO = 0.04  # share of an entry's phrasings from which it knows a word that a follow-up brings
POINTS_WITH = 2  # words of its own from which a message with a pronoun may stand on its own
SAYS_SOMETHING = 2.5  # rarity of a word in a follow-up from which the answer has to know it


class FollowUps:
    """Reads messages with what was said last; `suggestions` is how many are made at most."""

    def __init__(self, judge: Judge, rule: Rule, suggestions: int) -> None:
        self._judge = judge
        self._rule = rule
        self._suggestions = suggestions

    def verdict(self, text: str, judgement: Judgement, memory: Memory) -> Verdict | None:
        """The verdict on a message that leans on what was said last, or None if it stands on its own."""
        read = follow_up(tuple(judgement.tokens), memory, self._judge.index)
        if read is None:
            return None
        if read.counterpart:
            meant = self._judge.judge(text, self._judge.spelt(read.readings[0]), read.likelier)
            return self._rule(meant, "the other one of those offered")
        stands_alone = self._stands_alone(read, judgement, memory)
        if stands_alone and not read.must:
            return None
        leaning = self._with_the_last(text, judgement, read, memory)
        return None if stands_alone and leaning.outcome is not Outcome.ANSWER else leaning

    def _stands_alone(self, read: FollowUp, judgement: Judgement, memory: Memory) -> bool:
        """Whether a message that points at something is a full question all the same."""
        alone = self._rule(judgement, "")
        known = alone.outcome is Outcome.ANSWER and alone.entry not in memory.entries
        return read.leaning is Leaning.POINTING and known and len(read.new) >= POINTS_WITH

    def _with_the_last(self, text: str, judgement: Judgement, read: FollowUp, memory: Memory) -> Verdict:
        new = self._new_units(judgement, read)
        holding = self._judge.index.entries_holding(new)
        likelier = dict(read.likelier)
        for entry in likelier.keys() | holding.keys() if new else ():
            share = holding.get(entry)
            likelier[entry] = likelier.get(entry, 0.0) + (UNHEARD if share is None else ABOUT_IT * share)
        verdicts = [
            self._rule(self._judge.judge(text, self._judge.spelt(tokens), likelier), "read with what was said last")
            for tokens in read.readings
        ]
        verdict = _likeliest(verdicts, read, memory)
        best = verdict.entry or (verdict.suggestions[0] if verdict.suggestions else None)
        if best and new and holding.get(best, 0.0) < KNOWN_TO:
            return Verdict(
                verdict.judgement, Outcome.NONE, None, (), 0.0, "the FAQ does not say this of what was asked last"
            )
        if verdict.outcome is Outcome.NONE and not new and memory.offered:
            offered = memory.offered[: self._suggestions]
            reason = "too short to tell, so what could be asked next is offered"
            return Verdict(verdict.judgement, Outcome.SUGGEST, None, offered, verdict.confidence, reason)
        return verdict

    def _new_units(self, judgement: Judgement, read: FollowUp) -> set[str]:
        """The units in a follow-up that say something of their own, which an answer to it has to know."""
        return {
            unit.name
            for unit in self._judge.index.read(judgement.tokens).units
            if {stem(word) for word in unit.typed} & read.new
            and (read.leaning is Leaning.TURN or unit.rarity >= SAYS_SOMETHING)
        }


def _likeliest(verdicts: Sequence[Verdict], read: FollowUp, memory: Memory) -> Verdict:
    """Of the verdicts on several readings of a follow-up the one to go by."""
    further = [one for one in verdicts if one.entry and one.entry not in memory.entries]
    if further and read.leaning is Leaning.BARE:
        return further[0]
    return max(further if further and read.leaning is Leaning.TURN else verdicts, key=lambda one: one.confidence)
