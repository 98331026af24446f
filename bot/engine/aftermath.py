"""What a message means after a safety text, to which nothing was answered yet.

"Are you sure?", "which number?" and "she is crying" are about what that text was for, and it is said once more. "In
general, I mean" turns from one's own case to what can be answered.
"""

from dataclasses import dataclass

from bot.engine.conversation import Memory, content
from bot.engine.decision import Decision, Move, Outcome
from bot.engine.judging import SURE_FROM, Judgement
from bot.engine.parts import asks_somewhere
from bot.knowledge.model import Entry, Faq, Kind

MOST_WORDS_IN_DANGER = 12  # of a message that is about the danger still
MOST_WORDS_OF_A_REMARK = 4  # "she is crying" is about the same, whatever else it is like
OVER_FROM = 0.15  # lead in likeness from which small talk tells that it is over: "it's just anxiety" does not


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

    def still_holds(self, whole: Judgement, decision: Decision) -> bool:
        """Whether a message is about the same matter: it has no answer, and says little of its own.

        In danger, that it asks nothing the FAQ has a text for is enough; "my wife is driving me in" may be like one.
        """
        asks = asks_somewhere(whole.text)
        sure = decision.confidence >= SURE_FROM
        stands = {
            Outcome.ANSWER: asks or sure or not self.in_danger,
            Outcome.ADVICE: asks and sure,
            Outcome.URGENT: sure and len(whole.tokens) > MOST_WORDS_OF_A_REMARK,  # a danger of its own
        }
        if stands.get(decision.outcome, False):
            return False
        about_it = (
            self.in_danger and len(whole.tokens) <= MOST_WORDS_IN_DANGER and not (asks and whole.kinds.answer > 0)
        )
        return about_it or not content(whole.tokens)
