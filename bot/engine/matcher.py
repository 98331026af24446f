"""A message to a decision: danger first, then small talk, then a person's own case, then the questions in it."""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from itertools import chain

from rapidfuzz import fuzz, process

from bot.engine.conversation.follow_ups import FollowUps
from bot.engine.conversation.memory import Memory, asks_why, by_digits, content, last_shown, picked, picks_nothing
from bot.engine.decision import Again, Chatter, Correction, Decision, Move, Outcome, Ranked
from bot.engine.index.faq_index import FaqIndex
from bot.engine.judging.confidence import Calibration, Weights
from bot.engine.judging.judge import SURE_FROM, Judge, Judgement, Thresholds, evidence_of
from bot.engine.judging.own_lessons import taught
from bot.engine.judging.ruling import Ruling
from bot.engine.judging.verdict import Verdict
from bot.engine.messages.asking import Asked, Left, asked_in
from bot.engine.messages.doubles import Doubles
from bot.engine.messages.several import Several
from bot.engine.reading.language import Language
from bot.engine.safety.aftermath import Aftermath
from bot.engine.safety.calls import OUTCOMES, Safety
from bot.engine.safety.in_general import InGeneral
from bot.engine.safety.relief import Relief
from bot.engine.small_talk.likeness import small_talk
from bot.engine.small_talk.ruling import FITS_A_DANGER, SmallTalkRuling
from bot.engine.spelling.spelling import Spelt
from bot.engine.wording.chatter import chatter, in_signs, small_talk_among
from bot.engine.wording.parts import STORY, asks, asks_in_any, begins_to_ask, take_apart
from bot.engine.wording.signs import SignMet, Signs
from bot.engine.wording.text import stem, words
from bot.knowledge.model import Entry, Faq, Kind

MOST_FOLLOW_UPS = 5
MOST_ELSE = 2
MOST_PICKED = 2  # answers fit a message
AS_LIKELY_FROM = 0.7  # probability from which another answer may be what was meant though the one given is sure
FEWEST_SUMMED_UP = 3  # words of its own in a message that sums up an answer, and does not only name what it is about
# How such a message begins, or else ends.
_CONCLUDES = frozenset("so ok okay right oh ah aha hm hmm then basically got gotcha meaning and but".split())
_CONFIRMED = frozenset("right correct yes yeah no true innit".split())
_CLAUSES = re.compile(r"[.,:;!?]+\s")
WORTH_SAYING = 2.9  # rarity of a corrected word from which the reader is told


class Matcher:
    """An immutable index of one FAQ version, and the rules by which messages are decided."""

    def __init__(
        self,
        faq: Faq,
        language: Language,
        calibration: Calibration,
        thresholds: Thresholds | None = None,
        before: "Matcher | None" = None,
    ) -> None:
        self.faq = faq
        self.thresholds = thresholds or Thresholds()
        self._language = language
        self._calibration = calibration
        self.index: FaqIndex = FaqIndex.build(faq, language, before.index if before else None)
        self._weights: Weights = taught(calibration, self.index).weights(self.index)
        self._judge = Judge(self.index, self._weights)
        # What the FAQ itself answers of small talk: the words of it, and the entry by id.
        self._asked_with_small_talk: Mapping[tuple[str, ...], str] = {
            tokens: entry.id
            for entry in faq.entries
            if entry.kind is Kind.ANSWER
            for tokens in small_talk_among(entry.phrasings)
        }
        self._signs: Signs = before._signs.updated(faq) if before else Signs(faq)
        self._small_talk_ruling = SmallTalkRuling(self.index, small_talk(language))
        self._relief = Relief(small_talk(language), self._signs)

    def updated(self, faq: Faq) -> "Matcher":
        """The matcher of a new version of the FAQ; what has not changed is not read again."""
        if (faq.topics, faq.words) == (self.faq.topics, self.faq.words):  # other texts or articles: the index may stay
            other = copy(self)
            other.faq = faq
            return other
        return Matcher(faq, self._language, self._calibration, self.thresholds, before=self)

    def bolder(self, by: float) -> "Matcher":
        """The same index with the threshold of an answer lowered by so much in log-odds. Costs next to nothing."""
        if not by:
            return self
        other = copy(self)
        other.thresholds = self.thresholds.bolder(by)
        return other

    def decide(self, question: str, memory: Memory) -> tuple[Decision, Memory]:
        """What to do with the message `question`, and the conversation after it."""
        tokens = words(question)
        if not tokens:
            return Decision(question, Outcome.CHATTER, chatter=in_signs(question)), memory
        spelt = self._judge.spelt(tokens)
        signs = self._signs.met_in(tokens, [one.read_as for one in spelt])
        asked = asked_in(question, self.index)
        if asked.left is Left.NOTHING or self._counts_whole(asked, question, spelt, signs, memory):
            return self._decided(question, spelt, signs, memory)
        if not asked.text:
            return self._ordered(question, spelt), memory
        decision, memory = self.decide(asked.text, memory)
        return replace(decision, question=question), memory

    def _decided(
        self, question: str, spelt: Sequence[Spelt], signs: Sequence[SignMet], memory: Memory
    ) -> tuple[Decision, Memory]:
        """What to do with a message of which nothing is left out: the signs in it are `signs`."""
        urgent = [sign for sign in signs if sign.kind is Kind.URGENT]
        after = Aftermath.of(memory, self.faq)
        small_talk = chatter(words(question)) or chatter([one.read_as for one in spelt])
        if after and after.in_danger and small_talk not in FITS_A_DANGER:
            small_talk = None  # "help" is help against that, and "bye" no farewell
        if small_talk and not urgent and not self._asked_with_small_talk:
            return Decision(question, Outcome.CHATTER, chatter=small_talk), memory
        whole = self._judge.judge(question, spelt)
        if small_talk and not urgent and (found := self._small_talk(question, small_talk, whole)):
            return found, memory
        ruling, in_danger = self._small_talk_ruling, after is not None and after.in_danger
        if after and after.in_danger and (relieved := self._relieved(whole, urgent, memory, after.text.id)):
            return relieved
        move = ruling.move(whole) if after or memory.entries else None
        decision = self._asked(question, whole, signs, memory, move, None if urgent else after)
        if decision.outcome is Outcome.URGENT and not in_danger:
            over = self._relieved(whole, urgent, memory, decision.entries[0])
            if over and over[0].outcome is Outcome.ANSWER:  # "he is in hospital now and stable. what makes bones weak?"
                return over
        by_itself = not memory.entries or memory.suggested or self._answers(whole)
        answered = decision.outcome is Outcome.ANSWER and by_itself
        picks = picked(whole.tokens, memory, self.index)
        sort = None if picks else ruling.sort(decision, whole, signs, answered=answered, in_danger=in_danger)
        if sort:
            return Decision(question, Outcome.CHATTER, chatter=sort), memory
        stands = in_danger and decision.outcome is not Outcome.URGENT and self._relief.danger_stands(question)
        if (
            after
            and not picks
            and not decision.again
            and (stands or after.still_holds(whole, decision, signed=bool(urgent)))
        ):
            decision = self._safety.again(whole, after.text)
        decision = self._said_once(decision, whole, memory, move, is_picked=bool(picks))
        return decision, self._after(decision, memory)

    def _said_once(
        self, decision: Decision, whole: Judgement, memory: Memory, move: Move | None, *, is_picked: bool
    ) -> Decision:
        """`decision`, which says once more what was shown last in the way that is wanted, and offers nothing twice."""
        if decision.outcome is Outcome.ANSWER and decision.entries == memory.entries:
            itself = is_picked or self._ruling.verdict(whole).entry in decision.entries
            sums_up = itself and not (is_picked or move) and _sums_up(whole)
            decision = replace(decision, again=Again.CHECK if sums_up else _once_more(move, asked=itself))
        if decision.outcome.is_safety and decision.entries == (memory.safety,) and not decision.again:
            decision = replace(decision, again=Again.GIST)
        return _without_what_was_told(decision, memory)

    def shows_danger(self, message: str) -> bool:
        """Whether a sign of danger stands in `message`. `decide` sees more of them, at a hundred times the cost."""
        tokens = words(message)
        signs = self._signs.met_in(tokens, [one.read_as for one in self._judge.spelt(tokens)])
        return any(sign.kind is Kind.URGENT for sign in signs)

    def decision_for(self, entry: Entry) -> Decision:
        """The decision that shows exactly `entry`."""
        return Decision(
            entry.question,
            OUTCOMES.get(entry.kind, Outcome.ANSWER),
            entries=(entry.id,),
            confidence=1.0,
            ranking=(Ranked(entry.id, 1.0),),
            follow_ups=self._follow_ups((entry.id,)),
        )

    def memory_of(self, entries: Sequence[str]) -> Memory:
        """The conversation in which `entries` were shown last; unknown ones are passed over."""
        known = [self.faq.by_id[entry] for entry in entries if entry in self.faq.by_id]
        answers = tuple(entry.id for entry in known if entry.kind is Kind.ANSWER)
        safety = next((entry.id for entry in known if entry.kind.is_safety), "")
        return Memory(answers, self._follow_ups(answers), seen=answers, safety=safety)

    def complete(self, typed: str, limit: int) -> list[str]:
        """Ids of answerable entries for what has been typed so far, best first."""
        answerable = [entry for entry in self.faq.entries if entry.kind is Kind.ANSWER]
        if not words(typed):
            return [entry.id for entry in answerable[:limit]]
        judged = self._judge.read(typed)
        scores = {one.entry: 100 + 100 * one.confidence for one in judged.answers if one.confidence >= 0.1}
        questions = {entry.id: entry.question.casefold() for entry in answerable}
        for _, score, entry in process.extract(typed.casefold(), questions, scorer=fuzz.WRatio, limit=limit):
            starts = questions[entry].startswith(typed.casefold().strip())
            scores[entry] = scores.get(entry, 0.0) + score + (200 if starts else 0)
        for entry in scores:
            scores[entry] += 100 * _begun(words(typed), words(questions[entry]))
        return sorted(scores, key=lambda entry: -scores[entry])[:limit]

    @property
    def _safety(self) -> Safety:
        return Safety(self._judge, self._signs, self._weights, self._ruling)

    @property
    def _in_general(self) -> InGeneral:
        return InGeneral(self._judge, self._signs, self._ruling)

    @property
    def _ruling(self) -> Ruling:
        return Ruling(self._judge, self.thresholds)  # which `bolder` changes

    def _answers(self, whole: Judgement) -> bool:
        """Whether the FAQ has an answer to a message as it stands."""
        return self._ruling.verdict(whole).outcome is Outcome.ANSWER

    def _relieved(
        self, whole: Judgement, urgent: Sequence[SignMet], memory: Memory, danger: str
    ) -> tuple[Decision, Memory] | None:
        """What to do with a message that tells that nobody is in a `danger` any more, an entry; None if it does not.

        What is asked beside that is decided like any question: "she is in hospital now. what is osteoporosis?"
        """
        safe = replace(memory, safety="")
        sentences = take_apart(whole.text).sentences
        asking = next((at for at, sentence in enumerate(sentences) if asks(sentence)), None)
        at = len(sentences) - 1 if asking is None else asking
        told, beside = sentences[:at], " ".join(sentences[at:])
        tells = partial(self._relief.told, met=urgent, text=memory.safety, of=danger)
        told_safe = tells(whole)
        told_first = asking is not None and all(tells(self._judge.read(sentence)) for sentence in told)
        if told and (told_safe or told_first):
            decision, after = self.decide(beside, safe)
            answered = decision.outcome is Outcome.ANSWER and (asking is not None or decision.confidence >= SURE_FROM)
            if answered or (told_first and not decision.outcome.is_safety):
                return replace(decision, question=whole.text), after
        return (Decision(whole.text, Outcome.CHATTER, chatter=Chatter.RELIEF), safe) if told_safe else None

    def _has_a_say(self, whole: Judgement) -> bool:
        """Whether a message asks what the FAQ surely has an answer to as it stands, or says that it leaves out."""
        verdict = self._ruling.verdict(whole)
        sure = verdict.entry is not None and verdict.confidence >= SURE_FROM
        return asks_in_any(whole.text) and (sure or verdict.left_out is not None)

    def _asked(
        self,
        question: str,
        whole: Judgement,
        signs: Sequence[SignMet],
        memory: Memory,
        move: Move | None,
        after: Aftermath | None,
    ) -> Decision:
        """What to do with a message that is no small talk: a safety text if it calls for one, else what is asked.

        `move` is what it wants done after the last answer, if that is all there is to it. `after` is what the last text
        leaves, unless a danger is told of anew.
        """
        safety = self._safety
        if after and move in {Move.AGAIN, Move.GIST, Move.SOURCE}:
            return safety.again(whole, after.text, Again.WHOLE if move is Move.AGAIN else Again.GIST)
        if after and (offered := after.in_general(move)) and not self._has_a_say(whole):
            suggested = offered[: self.thresholds.suggestions]
            return Decision(question, Outcome.CHATTER, chatter=Chatter.GENERAL, suggestions=suggested)
        if move is Move.SOURCE and (last := last_shown(memory, self.index)):
            return Decision(question, Outcome.CHATTER, chatter=Chatter.SOURCE, ranking=(Ranked(last.id, 1.0),))
        if picks_nothing(whole.tokens, memory):
            return Decision(question, Outcome.SUGGEST, suggestions=memory.offered[: self.thresholds.suggestions])
        # A bare number is a choice, and "why's that the case" no case; "i swallowed the second one" is more than one.
        in_talk = not after.in_danger if after else bool(memory.entries)
        nothing_told = by_digits(whole.tokens, memory) or asks_why(whole.tokens)
        called = None if nothing_told else safety.decision(whole, signs, in_talk=in_talk)
        if called and called.outcome is Outcome.ADVICE and move and not signs:
            called = None  # "can u say it easier im 11"
        general = self._in_general.verdict(whole) if called and called.outcome is Outcome.ADVICE else None
        if called and not general:
            return called
        decided = self._combined(question, [general] if general else self._verdicts(question, whole, memory, move))
        plain = None if decided.outcome is Outcome.ANSWER else safety.in_one_sentence(whole)
        return plain or decided

    def _counts_whole(
        self, asked: Asked, question: str, spelt: Sequence[Spelt], signs: Sequence[SignMet], memory: Memory
    ) -> bool:
        """Whether all of a message counts: it calls for a safety text, or follows on one for a danger.

        Who takes back that it was about themselves ("not for me, I meant …") is believed.
        """
        if any(sign.kind is Kind.URGENT for sign in signs):
            return True
        whole = self._judge.judge(question, spelt)
        called = self._safety.decision(whole, signs) or self._safety.in_one_sentence(whole)
        if called and (called.outcome is Outcome.URGENT or asked.left is not Left.TAKEN_BACK):
            return True
        after = Aftermath.of(memory, self.faq)
        return after is not None and after.in_danger and asked.left is not Left.TAKEN_BACK

    def _ordered(self, question: str, spelt: Sequence[Spelt]) -> Decision:
        """What to do with a message that orders and asks nothing: it has no answer, whatever it names."""
        judgement = replace(self._judge.judge(question, spelt), scored=())
        evidence = evidence_of(judgement, self.thresholds, "it gives orders, and asks nothing")
        return Decision(question, Outcome.NONE, evidence=(evidence,))

    def _small_talk(self, text: str, sort: Chatter, whole: Judgement) -> Decision | None:
        """What to do with small talk, or None if the FAQ itself answers it as it does any question."""
        if entry := self._asked_with_small_talk.get(words(text)):
            return self.decision_for(self.faq.by_id[entry])
        known = any(one.entry in self._asked_with_small_talk.values() for one in whole.answers[:1])
        if known and self._answers(whole):
            return None
        return Decision(text, Outcome.CHATTER, chatter=sort, ranking=whole.ranking if known else ())

    def _verdicts(self, question: str, whole: Judgement, memory: Memory, move: Move | None) -> list[Verdict]:
        """The verdicts on the questions in the message: two if it holds two that can be answered, else one.

        `move` is what it wants done after the last answer, if that is all there is to it.
        """
        ruling = self._ruling
        follow_ups = FollowUps(self._judge, ruling, self._weights)
        several = Several(self._judge, ruling, follow_ups, self.memory_of)
        alone = ruling.with_rivals(whole, follow_ups.by_name(ruling.verdict(whole), memory))
        parts = take_apart(question)
        chosen = [entry for entry in by_digits(whole.tokens, memory) if entry in self.faq.by_id]
        if len(chosen) > 1:
            return [follow_ups.picked(question, entry) for entry in chosen[:MOST_PICKED]]
        doubles = Doubles(self._judge, ruling, follow_ups, self.memory_of, self._weights)
        if two := doubles.two(whole, parts, memory):
            return two  # which says all there is to ask, whatever was said before
        if leaning := follow_ups.verdict(whole, memory, move=move):
            return [leaning]
        if definition := several.definition(question):
            return [definition]
        if alone.outcome is not Outcome.ANSWER and (either := several.either_way(whole)):
            return [either]
        if len(parts.questions) > 1 and (asked := several.one_of(parts.questions, alone)):
            return asked
        if len(parts.sentences) >= 2 or len(whole.tokens) > STORY:
            return [several.heart(parts, alone)]
        return [alone]

    def _combined(self, question: str, verdicts: Sequence[Verdict]) -> Decision:
        entries = tuple(verdict.entry for verdict in verdicts if verdict.entry)
        suggestions = tuple(
            dict.fromkeys(entry for verdict in verdicts for entry in verdict.suggestions if entry not in entries)
        )
        outcome = Outcome.ANSWER if entries else verdicts[0].outcome
        return Decision(
            question=question,
            outcome=outcome,
            entries=entries,
            suggestions=suggestions[: self.thresholds.suggestions],
            confidence=min(verdict.confidence for verdict in verdicts if verdict.entry or not entries),
            ranking=_merged([verdict.judgement.ranking for verdict in verdicts]),
            follow_ups=self._asked_next(verdicts, entries),
            outside=next((one.left_out for one in verdicts if one.left_out and outcome is not Outcome.SUGGEST), None),
            corrections=self._worth_saying([c for verdict in verdicts for c in verdict.judgement.corrections]),
            evidence=tuple(evidence_of(verdict.judgement, verdict.limits, verdict.reason) for verdict in verdicts),
        )

    def _follow_ups(self, entries: Sequence[str]) -> tuple[str, ...]:
        wanted = (follow for entry in entries for follow in self.faq.by_id[entry].follow_ups)
        known = (follow for follow in wanted if follow in self.faq.by_id and follow not in entries)
        return tuple(dict.fromkeys(known))[:MOST_FOLLOW_UPS]

    def _asked_next(self, verdicts: Sequence[Verdict], entries: Sequence[str]) -> tuple[str, ...]:
        """What is offered with an answer: what else may have been meant, and what leads on from it.

        Beside an answer that is sure the first of what leads on comes first, and only what is as likely is offered.
        """
        on, sure = self._follow_ups(entries), verdicts[0].confidence >= SURE_FROM
        if len(verdicts) > 1 or not entries:
            return on
        least = AS_LIKELY_FROM if sure else self.thresholds.suggest_from
        else_meant = [
            one.entry
            for one in verdicts[0].judgement.answers
            if one.confidence >= least and one.entry != verdicts[0].entry
        ]
        first = on[: 1 if sure else 0]
        return tuple(dict.fromkeys((*first, *else_meant[:MOST_ELSE], *on)))[:MOST_FOLLOW_UPS]

    def _after(self, decision: Decision, memory: Memory) -> Memory:
        if decision.outcome is Outcome.ANSWER:
            seen = memory.seen_with(decision.entries)
            last = decision.evidence[len(decision.entries) - 1]  # what was answered comes before what was not
            return Memory(decision.entries[-1:], decision.follow_ups, last.read_as, seen=seen)
        if not memory.entries and decision.evidence:
            memory = replace(memory, question=decision.evidence[0].read_as)
        if decision.outcome is Outcome.SUGGEST:
            return replace(memory, offered=decision.suggestions, suggested=True, safety="")
        if decision.outcome.is_safety:
            offered = decision.suggestions  # beside a danger nothing is
            return replace(memory, offered=offered, suggested=bool(offered), safety=decision.entries[0])
        return memory

    def _worth_saying(self, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
        """Corrections towards words that carry the question; that "wht" was read as "what" is no news."""
        said = (
            one
            for one in corrections
            if self._language.rarity(one.read_as) >= WORTH_SAYING and stem(one.typed) != stem(one.read_as)
        )
        return tuple(dict.fromkeys(said))


def _without_what_was_told(decision: Decision, memory: Memory) -> Decision:
    """`decision` on a message after which nothing is offered anew that was told, if there is anything else."""
    if decision.outcome is not Outcome.ANSWER:
        return decision
    untold = tuple(entry for entry in decision.follow_ups if entry not in memory.seen)
    return replace(decision, follow_ups=untold) if untold and untold != decision.follow_ups else decision


def _sums_up(whole: Judgement) -> bool:
    """Whether a message says what somebody makes of an answer: "so the one builds and the other breaks it down"."""
    said = words(whole.text)
    if whole.asked or whole.about or len(content(whole.tokens)) < FEWEST_SUMMED_UP:
        return False
    if any(begins_to_ask(clause.strip()) for clause in _CLAUSES.split(whole.text.casefold())):
        return False
    return _CONCLUDES.issuperset(said[:1]) or _CONFIRMED.issuperset(said[-1:])


def _once_more(move: Move | None, *, asked: bool) -> Again:
    """How to give the last answer once more to a message that wants such a `move`, or that `asked` for it."""
    if move is Move.GIST:
        return Again.GIST
    return Again.WHOLE if move is Move.AGAIN or asked else Again.NEAREST


def _begun(typed: Sequence[str], question: Sequence[str]) -> float:
    """How much of what has been typed is words of the question, the last of which may not be finished."""
    *finished, last = typed
    begun = [word in question for word in finished] + [any(word.startswith(last) for word in question)]
    return sum(begun) / len(begun)


def _merged(rankings: Sequence[Sequence[Ranked]]) -> tuple[Ranked, ...]:
    """Every entry as it is ranked highest, the most confident first."""
    ranked = sorted(chain.from_iterable(rankings), key=lambda one: -one.confidence)
    best: dict[str, Ranked] = {}
    for one in ranked:
        best.setdefault(one.entry, one)
    return tuple(best.values())[:5]
