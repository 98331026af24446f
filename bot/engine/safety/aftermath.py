"""What a message means after a safety text, to which nothing was answered yet.

"Are you sure?", "which number?" and "she is crying" are about what that text was for, and it is said once more. "In
general, I mean" turns from one's own case to what can be answered.
"""

from dataclasses import dataclass

from bot.engine.conversation.memory import Memory, content
from bot.engine.decision import Decision, Move, Outcome
from bot.engine.judging.judge import SURE_FROM, Judgement
from bot.engine.wording.frames import told_about
from bot.engine.wording.parts import asks_in_any, take_apart
from bot.engine.wording.text import words
from bot.knowledge.model import Entry, Faq, Kind

MOST_WORDS_IN_DANGER = 20  # of a message that is about the danger still
ANOTHER_FROM = 0.7  # probability by the nearest phrasings from which a message without a sign is about another danger
MOST_WORDS_OF_A_REMARK = 4  # "she is crying" is about the same, whatever else it is like
# Log-odds by the FAQ as a whole from which a message asks what it answers or leaves out, and from which it asks for
# advice on something else: "do I need to call" asks neither.
ASKS_THE_FAQ_FROM, ASKS_FOR_ADVICE_FROM = 0.5, 1.5


@dataclass(frozen=True)
class Aftermath:
    """The safety text that was shown last, and the questions that were offered with it."""

    text: Entry
    offered: tuple[str, ...]

    @classmethod
    def of(cls, memory: Memory, faq: Faq) -> "Aftermath | None":
        """What the last text leaves; None if it was no safety text, or is no longer in the FAQ."""
        text = faq.by_id.get(memory.safety)
        return cls(text, memory.offered) if text else None

    @property
    def in_danger(self) -> bool:
        """Whether someone was in danger."""
        return self.text.kind is Kind.URGENT

    def in_general(self, move: Move | None) -> tuple[str, ...]:
        """The questions to suggest, by id, to whom that was not meant; none to all others."""
        return self.offered if move is Move.GENERAL else ()

    def still_holds(self, whole: Judgement, decision: Decision, *, signed: bool) -> bool:
        """Whether a message is about the same matter: it has no answer, and says little of its own.

        In danger, that it asks nothing the FAQ has a text for is enough; "my wife is driving me in" may be like one.
        What may be another danger is one if it is `signed`, as a sign of it stands there, or very like what calls for
        its text; "she won't let me call anyone" is only like what those say who are beaten.
        """
        asks = asks_in_any(whole.text)
        sure, length = decision.confidence >= SURE_FROM, len(whole.tokens)
        says, remark = content(whole.tokens), length <= MOST_WORDS_OF_A_REMARK
        stands = {
            Outcome.ANSWER: not self.in_danger or (asks and says) or (not remark and _says_it_all(whole, decision)),
            Outcome.ADVICE: asks and sure and not (self.in_danger and whole.kinds.advice < ASKS_FOR_ADVICE_FROM),
            Outcome.URGENT: sure and not remark and (signed or _is_like_another(whole, decision)),
        }
        if stands.get(decision.outcome, False):
            return False
        asked_for = max(whole.kinds.answer, whole.kinds.outside) > ASKS_THE_FAQ_FROM or _asks_of_the_source(whole)
        asks_the_faq = asks and not remark and asked_for
        about_it = self.in_danger and length <= MOST_WORDS_IN_DANGER and not asks_the_faq
        return about_it or not says


def _is_like_another(whole: Judgement, decision: Decision) -> bool:
    likely = (one.weighed.probability for one in whole.scored if one.entry in decision.entries)
    return max(likely, default=0.0) >= ANOTHER_FROM


def _asks_of_the_source(whole: Judgement) -> bool:
    """Whether a sentence of a message asks what is said of something: "never mind. does the article mention lupus"."""
    return any(told_about(words(sentence)) for sentence in take_apart(whole.text).sentences)


def _says_it_all(whole: Judgement, decision: Decision) -> bool:
    """Whether a message as a whole is surely answered so: in "I called them. They are coming" a sentence alone may."""
    return any(one.entry in decision.entries and one.confidence >= SURE_FROM for one in whole.answers[:1])
