"""Whether a message that would come to nothing, or to no more than a guess, is small talk.

What the FAQ is about goes first: what is answered by itself stays answered, a sign of danger or of a person's own case
is never passed over, and a word that is the FAQ's own speaks against small talk, as does what is put as a question.
"""

import math
from collections.abc import Sequence

from bot.engine.decision import Chatter, Decision, Move, Outcome
from bot.engine.index.faq_index import FaqIndex
from bot.engine.judging.judge import SURE_FROM, Judgement
from bot.engine.reading.features import Unit
from bot.engine.small_talk.likeness import WORD_FOR_WORD, SmallTalk
from bot.engine.wording.chatter import GRATEFUL
from bot.engine.wording.parts import asks, asks_in_any, take_apart
from bot.engine.wording.signs import SignMet
from bot.engine.wording.text import words
from bot.knowledge.model import Kind

# Lead in likeness from which a message is small talk, by what it would come to otherwise. People who take leave of life
# do it in words of thanks and farewell: of what strangers wrote that calls for a safety text nothing reaches 0.08. Two
# words that nobody knows come to 0.04 by chance.
TALK_FROM = {
    Outcome.NONE: 0.04,
    Outcome.SUGGEST: 0.06,
    Outcome.ANSWER: 0.1,
    Outcome.ADVICE: 0.09,
    Outcome.URGENT: 0.09,
}
# Lead from which a message only wants more, or the same again; what follows on is often told by what was said, too.
MOVE_FROM = {Move.MORE: 0.1, Move.AGAIN: 0.075, Move.GIST: 0.075, Move.SOURCE: 0.075, Move.GENERAL: 0.05}
MOST_WORDS_MOVING, MOST_SENTENCES_MOVING = 12, 3
HIGHEST_LEAD = 0.12  # hardly any small talk is more like itself: where more is asked for it need not be compared
THANKING = 2  # words at the beginning of which one is of thanks: "ok thank you"
ASKING = 0.05  # by which a message that asks has to be more like small talk
ASK_NOTHING = frozenset({Chatter.REACTION, Chatter.COMPLAINT, Chatter.LAUGHTER})  # "nah, can a boy have it" is none
# What may be small talk a moment after somebody was in danger: "ok, thanks", and neither "whatever" nor "goodbye".
FITS_A_DANGER = frozenset({Chatter.THANKS})
OVER_FROM = 0.15  # lead from which small talk tells that a danger is over: "it's just anxiety" does not
FOR_TALK_FROM = 0.0  # lead in likeness of an entry's question from which the entry is there for small talk
MEANT_FROM = 0.1  # probability from which such an entry may have been meant
ADVICE_FROM = 0.95  # probability of a call for advice from which it is no small talk, and of a danger: `SURE_FROM`
HELP_FROM = 0.5  # probability of a call for help from which what comes to nothing is no small talk either
OWN_FROM, OWN_WEIGHT = 2.0, 0.01  # of `_own`: from where a word speaks against small talk, and how much


class SmallTalkRuling:
    """Rules on messages to one FAQ."""

    def __init__(self, index: FaqIndex, talk: SmallTalk) -> None:
        self._index = index
        self._talk = talk
        self._total = index.units.total()

    def sort(
        self, decision: Decision, whole: Judgement, signs: Sequence[SignMet], *, answered: bool, in_danger: bool
    ) -> Chatter | None:
        """What sort of small talk the message judged as `whole` is, rather than what was decided; None if it is not.

        It has to be more like it where it is `answered` by itself, or somebody was `in_danger` a moment ago.
        """
        if decision.outcome not in TALK_FROM or signs:
            return None
        asking = whole.about or asks_in_any(whole.text)
        said = words(whole.text) if not asking else ()
        surely = decision.outcome is Outcome.URGENT or (answered and decision.confidence >= SURE_FROM)
        if not GRATEFUL.isdisjoint(said[:THANKING]) and not surely and whole.calls_for_help() < HELP_FROM:
            return Chatter.THANKS
        least = WORD_FOR_WORD if answered else OVER_FROM if in_danger else 0.0
        if least < WORD_FOR_WORD and _calls_for_help(decision, whole):
            least = WORD_FOR_WORD
        if least < WORD_FOR_WORD and not GRATEFUL.isdisjoint(said):
            return Chatter.THANKS
        if least < WORD_FOR_WORD:
            least = max(least, TALK_FROM[decision.outcome] + ASKING * asking + self._against(whole))
            least = least if in_danger or least <= HIGHEST_LEAD else WORD_FOR_WORD
        found = self._talk.talk(whole.named, least)
        if found is None or (asking and found.sort in ASK_NOTHING and found.lead < WORD_FOR_WORD):
            return None
        if self._answers_small_talk(decision):
            return None
        if found.sort is Chatter.RELIEF and decision.outcome is Outcome.URGENT:  # of no danger that was told of
            return None
        if in_danger and found.sort not in FITS_A_DANGER:
            return None
        # "Thanks! Who does it?" is asked with thanks.
        asked = [sentence for sentence in take_apart(whole.named).sentences if asks(sentence)]
        if not all(self._talk.talk(sentence, least) for sentence in asked):
            return None
        return Chatter.REACTION if found.sort is Chatter.RELIEF else found.sort  # no danger was told of

    def move(self, whole: Judgement) -> Move | None:
        """What the message judged as `whole` wants done after the last answer, if that is all there is to it.

        Each sentence of several has to want that, or to be a remark: "still lost. use smaller words please. thanks".
        """
        against = self._against(whole)
        if len(whole.tokens) <= MOST_WORDS_MOVING and (found := self._move(" ".join(whole.tokens), against)):
            return found
        sentences = take_apart(whole.text).sentences
        if not 1 < len(sentences) <= MOST_SENTENCES_MOVING or len(whole.tokens) > MOST_WORDS_MOVING * len(sentences):
            return None
        moves = [self._move(sentence, against) for sentence in sentences]
        said = all(move or self._remark(text) for move, text in zip(moves, sentences, strict=True))
        return next(filter(None, reversed(moves)), None) if said else None

    def _move(self, text: str, against: float) -> Move | None:
        found = self._talk.move(text, min(MOVE_FROM.values()))
        return found.sort if found and found.lead >= MOVE_FROM[found.sort] + against else None

    def _remark(self, text: str) -> bool:
        """Whether a sentence is small talk that asks nothing: "whatever"."""
        found = self._talk.talk(text, TALK_FROM[Outcome.NONE])
        return found is not None and found.sort in ASK_NOTHING | {Chatter.THANKS}

    def _answers_small_talk(self, decision: Decision) -> bool:
        """Whether the likeliest entry is an answer to small talk that may have been meant."""
        if decision.outcome.is_safety:
            return False
        meant = [self._index.faq.by_id[one.entry] for one in decision.ranking[:1] if one.confidence >= MEANT_FROM]
        answers = [entry for entry in meant if entry.kind is Kind.ANSWER]
        return any(self._talk.talk(entry.question, FOR_TALK_FROM) is not None for entry in answers)

    def _against(self, whole: Judgement) -> float:
        """What the FAQ's own words in a message say against small talk, as a likeness."""
        units = self._index.read(whole.tokens).units
        own = [self._own(unit) for unit in units if not self._talk.vocabulary.issuperset(unit.typed)]
        return OWN_WEIGHT * max(0.0, max(own, default=0.0) - OWN_FROM)

    def _own(self, unit: Unit) -> float:
        """How much commoner a unit is in the FAQ than its rarest word in the language, as a natural logarithm."""
        if not self._index.units[unit.name]:
            return 0.0
        share = self._index.units[unit.name] / self._total
        return math.log(share) - min(map(self._index.language.log_frequency, unit.typed))


def _calls_for_help(decision: Decision, whole: Judgement) -> bool:
    """Whether a message calls for help, however much it sounds like small talk."""
    if decision.outcome.is_safety:
        return decision.confidence >= (SURE_FROM if decision.outcome is Outcome.URGENT else ADVICE_FROM)
    return whole.calls_for_help() >= HELP_FROM
