"""What a judgement comes to: an answer, suggestions or neither, and why even a likely answer may not be given."""

from dataclasses import replace
from functools import partial

from bot.engine.decision import Outcome
from bot.engine.judging.judge import SURE_FROM, Judge, Judgement, Scored, Thresholds
from bot.engine.judging.verdict import Verdict
from bot.engine.reading.phrasings import STOP_STEMS
from bot.engine.reading.profile import Profile
from bot.engine.reading.relations import MEASURES, STRAY, reversed_in
from bot.engine.wording.grammar import STOP_WORDS
from bot.engine.wording.remarks import remark_in
from bot.engine.wording.text import stem, words

COVERED_FROM = 0.5  # of what a short question says, by rarity: less is suggested, not answered, if it is not likely
LIKELY_FROM = 0.8
STRANGE_FROM = 0.3  # part of a question that stands nowhere in the FAQ from which half an answer is none at all
FEW_WORDS = 5  # in a question as short as this a single strange word asks something else: "do men have osteoclasts"
FEW_COVERED_FROM, FEW_LIKELY_FROM = 0.8, 0.7  # unless that much of it is covered, or the answer is that likely
GUESSED_BELOW = 6  # letters: what so short a word was corrected to is no evidence against an answer
MEANT_FROM = 0.75  # probability from which an entry may be meant though the question has no word in common with it
MOST_WORDS_COVERED = 20  # in a longer message the rest is likely to be a story


class Ruling:
    """Rules on judgements by `thresholds`."""

    def __init__(self, judge: Judge, thresholds: Thresholds) -> None:
        self._judge = judge
        self.thresholds = thresholds

    def verdict(self, judgement: Judgement, how: str = "", limits: Thresholds | None = None) -> Verdict:
        """What a question comes to; `how` its text was come by is empty if that is the message as it stands."""
        limits = limits or self.thresholds
        best = next(iter(judgement.answers), None)
        confidence = best.confidence if best else 0.0
        prefix = f"{how}: " if how else ""
        silent = partial(Verdict, judgement, Outcome.NONE, None, (), confidence, limits=limits)
        if best is None or (not how and _says_nothing(judgement, best)):
            return silent(f"{prefix}nothing in the FAQ is like it")
        if confidence < SURE_FROM and (outside := self._left_outside(judgement)):
            return silent(f"{prefix}it asks about something that the FAQ leaves out", outside=outside)
        doubt = self._doubt(judgement, best, alone=not how)
        if confidence >= limits.answer_from and not doubt:
            reason = f"{prefix}sure enough to answer"
            return Verdict(judgement, Outcome.ANSWER, best.entry, (), confidence, reason, limits)
        if confidence >= limits.suggest_from:
            likely = [one.entry for one in judgement.answers if one.confidence >= limits.suggest_from / 3]
            reason = prefix + (doubt or "not sure enough to answer")
            suggestions = tuple(likely[: limits.suggestions])
            return Verdict(judgement, Outcome.SUGGEST, None, suggestions, confidence, reason, limits)
        return silent(f"{prefix}too unlike anything in the FAQ")

    def of_turn(self, judgement: Judgement, how: str) -> Verdict:
        """What a question comes to that leans on an answer."""
        return self.verdict(judgement, how, self.thresholds.of_turns())

    def with_rivals(self, whole: Judgement, alone: Verdict) -> Verdict:
        """Where a word could be read in two ways, what each reading leads to is suggested."""
        if alone.outcome is not Outcome.SUGGEST or not whole.rivals:
            return alone
        theirs = self._read_otherwise(whole).answers[:1]
        suggestions = (*alone.suggestions[:1], *(one.entry for one in theirs), *alone.suggestions[1:])
        return replace(alone, suggestions=tuple(dict.fromkeys(suggestions))[: self.thresholds.suggestions])

    def _read_otherwise(self, judgement: Judgement) -> Judgement:
        """The same text with every ambiguous word read in the other way."""
        other = {rival.typed: rival.read_as for rival in judgement.rivals}
        spelt = self._judge.spelt([other.get(word, word) for word in words(judgement.text)])
        return self._judge.judge(judgement.text, spelt)

    def _same_either_way(self, judgement: Judgement, best: Scored) -> bool:
        """Whether an ambiguous word leads to the same answer in both readings."""
        theirs = self._read_otherwise(judgement).answers[:1]
        return any(one.entry == best.entry for one in theirs)

    def _left_outside(self, judgement: Judgement) -> str | None:
        """The entry that says the FAQ leaves out what a short question names, where no answer ever speaks of it."""
        if len(judgement.tokens) > MOST_WORDS_COVERED:
            return None
        guessed = {stem(one.read_as) for one in judgement.corrections if len(one.typed) < GUESSED_BELOW}
        named = (self._judge.index.outside_only.get(unit) for unit in judgement.matched if unit not in guessed)
        return next((entry for entry in named if entry), None)

    def _remarks_on_something_else(self, judgement: Judgement, profile: Profile) -> bool:
        """Whether a text says of what the likeliest answer never speaks of what that does speak of."""
        remark = remark_in(judgement.text, judgement.tokens)
        if remark is None:
            return False
        stray, read = profile.phrasings // STRAY, self._judge.index.read
        about = [profile.units.get(name, 0) for name in read(remark.about).names]
        says = [profile.units.get(name, 0) for name in read(remark.says).names - STOP_STEMS]
        return min(about, default=stray + 1) <= stray < max(says, default=0)

    def _doubt(self, judgement: Judgement, best: Scored, *, alone: bool) -> str:
        """Why the likeliest answer must not be given as the answer, however likely; empty if nothing is against it.

        `alone`: the text was judged as it stands, not read with what was said before it.
        """
        measure = judgement.asked if judgement.asked in MEASURES else ""
        profile = self._judge.index.profiles[best.weighed.candidate.entry]
        if judgement.rivals and not self._same_either_way(judgement, best):
            return "a word could be read in two ways"
        if reversed_in(judgement.relations, profile.relations, profile.phrasings):
            return "the FAQ has it the other way round"
        if measure and profile.asked.get(measure, 0) <= profile.phrasings // STRAY:
            return f"the answer is never asked {measure}"
        if alone and self._remarks_on_something_else(judgement, profile):
            return "it is a remark on something else, and asks nothing"
        covered = best.weighed.value_of("entry_covers")
        few = alone and len(judgement.tokens) <= FEW_WORDS
        if few and covered < FEW_COVERED_FROM and best.confidence < FEW_LIKELY_FROM:
            return "a word of a short question is in no phrasing of the answer"
        half = covered < COVERED_FROM and len(judgement.tokens) <= MOST_WORDS_COVERED
        if half and (best.confidence < LIKELY_FROM or judgement.strange >= STRANGE_FROM):
            return "half of what was asked is in no phrasing of the answer"
        return ""


def _says_nothing(judgement: Judgement, best: Scored) -> bool:
    """Whether all that question and answer share is glue, and they do not mean the same in other words either."""
    if STOP_WORDS.issuperset(judgement.tokens):
        return True
    return best.confidence < MEANT_FROM and best.weighed.value_of("entry_covers") <= 0.0
