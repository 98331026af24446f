"""What there is to say of a drafted change: what it does to matching, and what it lacks.

Moderators are told in the words of the FAQ's voice, in their language.
"""

from collections.abc import Iterator

from bot.desk.drafts import Draft
from bot.engine.curation.trial import Broken, Destination, Lost, Turned
from bot.engine.decision import Outcome
from bot.knowledge.editing.fields import words_for
from bot.knowledge.model import Faq, Kind, Voice
from bot.knowledge.reading.voice import fill
from bot.knowledge.yaml_text.nodes import shown

MOST_NAMED = 10  # questions of one sort; the others are counted


def remarks(draft: Draft, voice: Voice) -> Iterator[str]:
    """What a moderator should know before saving: what it takes from other entries, what does not work, what lacks."""
    yield from dict.fromkeys(_remarks(draft, voice))  # of a missing source the linter tells only where there are any


def _remarks(draft: Draft, voice: Voice) -> Iterator[str]:
    told, effect = _Remarks(draft, voice), draft.effect
    yield from told.cut([told.lost(one) for one in effect.lost])
    yield from told.cut([told.turned(one) for one in effect.turned])
    yield from told.cut([told.broken(one) for one in effect.broken if one.was_right])
    if gone := told.tests_gone():
        yield fill(voice.remark_tests_go, count=gone)
    for entry in draft.entries:
        found = told.after.by_id.get(entry)
        if found and not found.sources and found.kind is Kind.ANSWER:
            yield fill(voice.remark_no_source, entry=entry)
        if found and not found.in_short and told.said_in_short(entry):
            yield fill(voice.remark_short_goes, entry=entry)
    for fault in draft.warnings:
        why, about = words_for(fault)
        yield fill(str(getattr(voice, why)), **about)
    if effect.is_harmless:
        yield fill(voice.remark_harmless, count=effect.tried)


class _Remarks:
    """What was found, in the words of `voice`."""

    def __init__(self, draft: Draft, voice: Voice) -> None:
        self.before, self.after = draft.edition.faq, draft.proof.reading.draft
        self._voice = voice

    def lost(self, one: Lost) -> str:
        verdict = self._verdict(one.after, self.after)
        return fill(self._voice.remark_lost, entry=one.entry, question=shown(one.phrasing), verdict=verdict)

    def turned(self, one: Turned) -> str:
        question, verdict = shown(one.question), self._verdict(one.after, self.after)
        if one.before.outcome is Outcome.ANSWER and one.after.outcome is Outcome.ANSWER:
            other = _question(one.before, self.before)
            return fill(self._voice.remark_taken, question=question, other=other, verdict=verdict)
        before = self._verdict(one.before, self.before)
        return fill(self._voice.remark_turned, question=question, before=before, verdict=verdict)

    def broken(self, one: Broken) -> str:
        question, verdict = shown(one.expected.question), self._verdict(one.after, self.after)
        if one.expected.entry is None:
            return fill(self._voice.remark_unwanted, question=question, verdict=verdict)
        return fill(self._voice.remark_wanted, question=question, entry=one.expected.entry, verdict=verdict)

    def tests_gone(self) -> int:
        """How many questions of questions.yaml go, as the entries do that they lead to."""
        there = {None, *self.after.by_id}
        return sum(one.entry not in there and one not in self.after.questions for one in self.before.questions)

    def said_in_short(self, entry: str) -> bool:
        """Whether something was said in short of an entry, by id, before its answer was another."""
        before, after = self.before.by_id.get(entry), self.after.by_id[entry]
        return before is not None and before.in_short is not None and before.answer != after.answer

    def cut(self, lines: list[str]) -> Iterator[str]:
        yield from lines[:MOST_NAMED]
        if len(lines) > MOST_NAMED:
            yield fill(self._voice.remark_more, count=len(lines) - MOST_NAMED)

    def _verdict(self, led_to: Destination, faq: Faq) -> str:
        said = {
            Outcome.ANSWER: self._voice.verdict_answer,
            Outcome.SUGGEST: self._voice.verdict_suggest,
            Outcome.NONE: self._voice.verdict_none,
            Outcome.ADVICE: self._voice.verdict_advice,
            Outcome.URGENT: self._voice.verdict_urgent,
            Outcome.CHATTER: self._voice.verdict_chatter,
        }
        return fill(said[led_to.outcome], entry=_question(led_to, faq))


def _question(led_to: Destination, faq: Faq) -> str:
    entry = faq.by_id.get(led_to.entry or "")
    return shown(entry.question) if entry else "–"
