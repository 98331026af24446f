"""What a judgement comes to: answered, suggested or neither."""

from dataclasses import dataclass

from bot.engine.decision import Outcome
from bot.engine.judging import Judgement, Thresholds


@dataclass(frozen=True)
class Verdict:
    """A judgement and what it comes to by the `limits` that hold for it."""

    judgement: Judgement
    outcome: Outcome
    entry: str | None
    suggestions: tuple[str, ...]
    confidence: float
    reason: str
    limits: Thresholds
    outside: str | None = None  # the entry that says what the FAQ leaves out

    @property
    def left_out(self) -> str | None:
        """The entry that says what the FAQ leaves out, where that is what the judgement comes to."""
        return (self.outside or self.judgement.outside) if self.outcome is Outcome.NONE else None
