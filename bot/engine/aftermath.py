"""What a message means after a safety text, to which nothing was answered yet.

"Are you sure?", "which number?" and "she is crying" are about what that text was for, and it is said once more. "In
general, I mean" turns from one's own case to what can be answered.
"""

from dataclasses import dataclass

from bot.engine.conversation import Memory, content
from bot.engine.decision import Move
from bot.engine.judging import Judgement
from bot.knowledge.model import Entry, Faq, Kind

MOST_WORDS_IN_DANGER = 7  # of a message that is about the danger still


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

    def still_holds(self, whole: Judgement) -> bool:
        """Whether a message that has no answer is about the same matter: it says little of its own.

        In danger, that it says nothing the FAQ has answers on is enough.
        """
        about_it = self.in_danger and len(whole.tokens) <= MOST_WORDS_IN_DANGER and whole.kinds.answer <= 0
        return about_it or not content(whole.tokens)
