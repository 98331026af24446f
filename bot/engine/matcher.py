"""A message to a decision: danger first, then small talk, then a person's own case, then the questions in it."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from itertools import chain

from rapidfuzz import fuzz, process

from bot.engine.chatter import chatter, small_talk_among
from bot.engine.confidence import Calibration, Weights
from bot.engine.conversation import Memory
from bot.engine.decision import Chatter, Correction, Decision, Evidence, Outcome, Ranked
from bot.engine.faq_index import FaqIndex
from bot.engine.follow_ups import FollowUps
from bot.engine.grammar import PERSONS, STOP_WORDS
from bot.engine.judging import Judge, Judgement, Scored, Thresholds, evidence_of, evidence_of_sign
from bot.engine.kind_regression import NOTHING_SAID
from bot.engine.language import Language
from bot.engine.parts import asking_pieces, asks, take_apart
from bot.engine.relations import MEASURES, STRAY, reversed_in
from bot.engine.several import MOST_ANSWERS, STORY, Several
from bot.engine.signs import SignMet, Signs
from bot.engine.text import stem, words
from bot.engine.verdict import Verdict
from bot.knowledge.model import Entry, Faq, Kind

URGENT_FROM = 0.35  # probability of a call for help from which a message is one without a sign
ADVICE_FROM = 0.35
NOT_PERSONAL = 0.05  # probability of a personal question below which a sign of one may be mistaken
PLAINLY_FROM = 0.95  # probability of a general question from which a sign must be mistaken
# A sign of danger is not lightly passed over: log-odds of a call for help below which a message is none, and
NO_CALL = -3.0
NO_CALL_IN_STORY = -2.0  # where much is told
LIKE_A_CALL = 0.4  # the probability from which a sentence, or the words around the sign, are like one
GENERAL_FROM = 0.6  # probability from which a general question is answered though a personal story stands around it
COVERED_FROM = 0.5  # of what a short question says, by rarity: less is suggested, not answered, if it is not likely
LIKELY_FROM = 0.8
STRANGE_FROM = 0.3  # part of a question that stands nowhere in the FAQ from which half an answer is none at all
FEW_WORDS = 5  # in a question as short as this a single strange word asks something else: "do men have osteoclasts"
FEW_COVERED_FROM = 0.8
GUESSED_BELOW = 6  # letters: what so short a word was corrected to is no evidence against an answer
SURE_FROM = 0.9
MEANT_FROM = 0.75  # probability from which an entry may be meant though the question has no word in common with it
MOST_WORDS_COVERED = 20  # in a longer message the rest is likely to be a story
MOST_FOLLOW_UPS = 5
MOST_ELSE = 2
AS_LIKELY_FROM = 0.7  # probability from which another answer may be what was meant though the one given is sure
WORTH_SAYING = 2.9  # rarity of a corrected word from which the reader is told

_SAFETY = {Kind.URGENT: Outcome.URGENT, Kind.ADVICE: Outcome.ADVICE}


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
        self._weights: Weights = calibration.weights(self.index)
        self._judge = Judge(self.index, self._weights)
        # What the FAQ itself answers of small talk: the words of it, and the entry by id.
        self._asked_with_small_talk: Mapping[tuple[str, ...], str] = {
            tokens: entry.id
            for entry in faq.entries
            if entry.kind is Kind.ANSWER
            for tokens in small_talk_among(entry.phrasings)
        }
        self._signs: Signs = before._signs.updated(faq) if before else Signs(faq)

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
            return Decision(question, Outcome.CHATTER, chatter=Chatter.EMPTY), memory
        spelt = self._judge.spelt(tokens)
        read_as = [one.read_as for one in spelt]
        signs = list(self._signs_in(tokens, read_as))
        urgent = [sign for sign in signs if sign.kind is Kind.URGENT]
        small_talk = chatter(tokens) or chatter(read_as)
        if small_talk and not urgent and not self._asked_with_small_talk:
            return Decision(question, Outcome.CHATTER, chatter=small_talk), memory
        whole = self._judge.judge(question, spelt)
        if small_talk and not urgent and (found := self._small_talk(question, small_talk, whole)):
            return found, memory
        if danger := self._danger(urgent, whole):
            return self._safety_by_sign(danger, whole), memory
        safety = self._safety_by_likeness(whole)
        advice = next((sign for sign in signs if sign.kind is Kind.ADVICE), None)
        if not safety and advice and not _plainly_general(whole):
            safety = self._safety_by_sign(advice, whole)
        general = self._asked_in_general(question) if safety and safety.outcome is Outcome.ADVICE else None
        if safety and not general:
            return safety, memory
        verdicts = [general] if general else self._verdicts(question, whole, memory)
        decision = self._combined(question, verdicts)
        return decision, self._after(decision, memory)

    def shows_danger(self, message: str) -> bool:
        """Whether a sign of danger stands in `message`. `decide` sees more of them, at a hundred times the cost."""
        tokens = words(message)
        signs = self._signs_in(tokens, [one.read_as for one in self._judge.spelt(tokens)])
        return any(sign.kind is Kind.URGENT for sign in signs)

    def decision_for(self, entry: Entry) -> Decision:
        """The decision that shows exactly `entry`."""
        return Decision(
            entry.question,
            _SAFETY.get(entry.kind, Outcome.ANSWER),
            entries=(entry.id,),
            confidence=1.0,
            ranking=(Ranked(entry.id, 1.0),),
            follow_ups=self._follow_ups((entry.id,)),
        )

    def memory_of(self, entries: Sequence[str]) -> Memory:
        """The conversation in which `entries` were shown last; unknown ones are passed over."""
        known = tuple(entry for entry in entries if entry in self.faq.by_id)
        return Memory(known, self._follow_ups(known))

    def complete(self, typed: str, limit: int) -> list[str]:
        """Ids of answerable entries for what has been typed so far, best first."""
        answerable = [entry for entry in self.faq.entries if entry.kind is Kind.ANSWER]
        if not words(typed):
            return [entry.id for entry in answerable[:limit]]
        judged = self._judge.judge(typed, self._judge.spelt(words(typed)))
        scores = {one.entry: 100 + 100 * one.confidence for one in judged.answers if one.confidence >= 0.1}
        questions = {entry.id: entry.question.casefold() for entry in answerable}
        for _, score, entry in process.extract(typed.casefold(), questions, scorer=fuzz.WRatio, limit=limit):
            starts = questions[entry].startswith(typed.casefold().strip())
            scores[entry] = scores.get(entry, 0.0) + score + (200 if starts else 0)
        for entry in scores:
            scores[entry] += 100 * _begun(words(typed), words(questions[entry]))
        return sorted(scores, key=lambda entry: -scores[entry])[:limit]

    def _signs_in(self, tokens: Sequence[str], read_as: Sequence[str]) -> Iterator[SignMet]:
        """The signs in a message as it was typed, then as it was read."""
        for text in dict.fromkeys((tuple(tokens), tuple(read_as))):
            yield from self._signs.met(text)

    def _danger(self, urgent: Sequence[SignMet], whole: Judgement) -> SignMet | None:
        """The first sign of danger that does not stand there by chance: "which drugs fit" is no seizure.

        It does where by the FAQ as a whole the message is hardly a call for help, and neither a sentence of it nor the
        words around the sign are like one.
        """
        least = NO_CALL_IN_STORY if len(whole.tokens) > STORY else NO_CALL
        perhaps = whole.kinds == NOTHING_SAID or whole.kinds.urgent >= least
        if not urgent or perhaps or any(self._like_a_call(sentence) for sentence in take_apart(whole.text).sentences):
            return next(iter(urgent), None)
        return next((sign for sign in urgent if self._like_a_call(" ".join(sign.around))), None)

    def _small_talk(self, text: str, sort: Chatter, whole: Judgement) -> Decision | None:
        """What to do with small talk, or None if the FAQ itself answers it as it does any question."""
        if entry := self._asked_with_small_talk.get(words(text)):
            return self.decision_for(self.faq.by_id[entry])
        known = any(one.entry in self._asked_with_small_talk.values() for one in whole.answers[:1])
        if known and self._verdict(whole).outcome is Outcome.ANSWER:
            return None
        return Decision(text, Outcome.CHATTER, chatter=sort, ranking=whole.ranking if known else ())

    def _like_a_call(self, text: str) -> bool:
        return self._read(text).calls_for(Kind.URGENT) >= LIKE_A_CALL

    def _asked_in_general(self, question: str) -> Verdict | None:
        """The answer to the general question at the end of a story about somebody, if every question in it is one."""
        sentences = [sentence for sentence in take_apart(question).sentences if asks(sentence)]
        asking = [piece for sentence in sentences for piece in asking_pieces(sentence)]
        if not asking or any(self._about_somebody(piece) for piece in asking):
            return None
        verdict = self._verdict(self._read(asking[-1]), "the general question in a story about somebody")
        return verdict if verdict.outcome is Outcome.ANSWER and verdict.confidence >= GENERAL_FROM else None

    def _about_somebody(self, sentence: str) -> bool:
        tokens = words(sentence)
        pointed_at = set(tokens[:3]) & {"it", "that", "this"}  # "is that osteoporosis?" is about the story
        signs = self._signs.met(tokens)
        return bool(pointed_at or set(tokens) & PERSONS) or any(sign.kind is Kind.ADVICE for sign in signs)

    def _verdicts(self, question: str, whole: Judgement, memory: Memory) -> list[Verdict]:
        """The verdicts on the questions in the message: two if it holds two that can be answered, else one."""
        of_turns = partial(self._verdict, limits=self.thresholds.of_turns())
        follow_ups = FollowUps(self._judge, self._verdict, of_turns, self._weights)
        several = Several(self._judge, self._verdict, follow_ups, self.memory_of)
        alone = self._with_rivals(whole, follow_ups.by_name(self._verdict(whole)))
        parts = take_apart(question)
        asked = several.several(parts.questions, alone) if len(parts.questions) >= 2 else []
        if len([verdict for verdict in asked if verdict.entry]) == MOST_ANSWERS:
            return asked  # which says all there is to ask, whatever was said before
        if leaning := follow_ups.verdict(whole, memory):
            return [leaning]
        if definition := several.definition(question):
            return [definition]
        if asked:
            return asked
        asking = [sentence for sentence in parts.sentences if asks(sentence)] or parts.sentences
        if asking and (verdicts := several.divided(asking[0], alone)):
            return verdicts
        if len(parts.sentences) >= 2 or len(whole.tokens) > STORY:
            return [several.heart(parts, alone)]
        return [alone]

    def _with_rivals(self, whole: Judgement, alone: Verdict) -> Verdict:
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

    def _read(self, text: str) -> Judgement:
        return self._judge.judge(text, self._judge.spelt(words(text)))

    def _verdict(self, judgement: Judgement, how: str = "", limits: Thresholds | None = None) -> Verdict:
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

    def _left_outside(self, judgement: Judgement) -> str | None:
        """The entry that says the FAQ leaves out what a short question names, where no answer ever speaks of it."""
        if len(judgement.tokens) > MOST_WORDS_COVERED:
            return None
        guessed = {stem(one.read_as) for one in judgement.corrections if len(one.typed) < GUESSED_BELOW}
        named = (self.index.outside_only.get(unit) for unit in judgement.matched if unit not in guessed)
        return next((entry for entry in named if entry), None)

    def _doubt(self, judgement: Judgement, best: Scored, *, alone: bool) -> str:
        """Why the likeliest answer must not be given as the answer, however likely; empty if nothing is against it.

        `alone`: the text was judged as it stands, not read with what was said before it.
        """
        measure = judgement.asked if judgement.asked in MEASURES else ""
        profile = self.index.profiles[best.weighed.candidate.entry]
        if judgement.rivals and not self._same_either_way(judgement, best):
            return "a word could be read in two ways"
        if reversed_in(judgement.relations, profile.relations, profile.phrasings):
            return "the FAQ has it the other way round"
        if measure and profile.asked.get(measure, 0) <= profile.phrasings // STRAY:
            return f"the answer is never asked {measure}"
        covered = best.weighed.value_of("entry_covers")
        few = alone and len(judgement.tokens) <= FEW_WORDS
        if few and covered < FEW_COVERED_FROM and best.confidence < SURE_FROM:
            return "a word of a short question is in no phrasing of the answer"
        half = covered < COVERED_FROM and len(judgement.tokens) <= MOST_WORDS_COVERED
        if half and (best.confidence < LIKELY_FROM or judgement.strange >= STRANGE_FROM):
            return "half of what was asked is in no phrasing of the answer"
        return ""

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
            outside=(verdicts[0].outside or verdicts[0].judgement.outside) if outcome is Outcome.NONE else None,
            corrections=self._worth_saying([c for verdict in verdicts for c in verdict.judgement.corrections]),
            evidence=tuple(evidence_of(verdict.judgement, verdict.limits, verdict.reason) for verdict in verdicts),
        )

    def _safety_by_sign(self, sign: SignMet, whole: Judgement) -> Decision:
        evidence = evidence_of_sign(sign, whole, self.thresholds)
        return self._safety(whole, self.faq.by_id[sign.entry], evidence.confidence, evidence)

    def _safety_by_likeness(self, whole: Judgement) -> Decision | None:
        for kind, least in ((Kind.URGENT, URGENT_FROM), (Kind.ADVICE, ADVICE_FROM)):
            best, likely = whole.best(kind), whole.calls_for(kind)
            if best and likely >= least and not self._barred(whole, best):
                evidence = evidence_of(whole, self.thresholds, "calls for a safety text")
                return self._safety(whole, self.faq.by_id[best.entry], likely, evidence)
        return None

    def _barred(self, whole: Judgement, best: Scored) -> bool:
        """Whether a message is like a call for help but holds what makes a joke or a story of it."""
        return best.kind is Kind.URGENT and best.entry in self._signs.barred(words(whole.text))

    def _safety(self, whole: Judgement, entry: Entry, confidence: float, evidence: Evidence) -> Decision:
        related = entry.follow_ups if entry.kind is Kind.ADVICE else ()
        near = (one.entry for one in whole.answers if one.confidence >= self.thresholds.suggest_from)
        return Decision(
            question=whole.text,
            outcome=_SAFETY[entry.kind],
            entries=(entry.id,),
            suggestions=tuple(dict.fromkeys((*near, *related)))[: self.thresholds.suggestions] if related else (),
            confidence=confidence,
            ranking=(Ranked(entry.id, confidence), *(one for one in whole.ranking if one.entry != entry.id))[:5],
            evidence=(evidence,),
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
            return Memory(decision.entries[-1:], decision.follow_ups, decision.evidence[-1].read_as)
        if decision.outcome is Outcome.SUGGEST:
            return replace(memory, offered=decision.suggestions, suggested=True)
        return memory

    def _worth_saying(self, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
        """Corrections towards words that carry the question; that "wht" was read as "what" is no news."""
        said = (
            one
            for one in corrections
            if self._language.rarity(one.read_as) >= WORTH_SAYING and stem(one.typed) != stem(one.read_as)
        )
        return tuple(dict.fromkeys(said))


def _begun(typed: Sequence[str], question: Sequence[str]) -> float:
    """How much of what has been typed is words of the question, the last of which may not be finished."""
    *finished, last = typed
    begun = [word in question for word in finished] + [any(word.startswith(last) for word in question)]
    return sum(begun) / len(begun)


def _plainly_general(whole: Judgement) -> bool:
    """Whether a message is so like a general question, and so unlike a personal one, that a sign must be mistaken."""
    best = whole.answers[0].confidence if whole.answers else 0.0
    return best >= PLAINLY_FROM and whole.calls_for(Kind.ADVICE) < NOT_PERSONAL


def _says_nothing(judgement: Judgement, best: Scored) -> bool:
    """Whether all that question and answer share is glue, and they do not mean the same in other words either."""
    if all(token in STOP_WORDS for token in judgement.tokens):
        return True
    return best.confidence < MEANT_FROM and best.weighed.value_of("entry_covers") <= 0.0


def _merged(rankings: Sequence[Sequence[Ranked]]) -> tuple[Ranked, ...]:
    """Every entry as it is ranked highest, the most confident first."""
    ranked = sorted(chain.from_iterable(rankings), key=lambda one: -one.confidence)
    best: dict[str, Ranked] = {}
    for one in ranked:
        best.setdefault(one.entry, one)
    return tuple(best.values())[:5]
