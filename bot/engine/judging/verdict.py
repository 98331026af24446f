"""What a judgement comes to: answered, suggested or neither."""

from dataclasses import dataclass

from bot.engine.decision import Outcome
from bot.engine.judging.judge import Judgement, Thresholds


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
    outside: str | None = None  # the entry that says what the FAQ leaves out, of which a single word tells

    @property
    def left_out(self) -> str | None:
        """The entry that says what the FAQ leaves out, where that is what the judgement comes to."""
        if self.outcome is not Outcome.NONE:
            return None
        likely = any(one.entry == self.outside for one in self.judgement.scored)
        return self.outside if likely else self.judgement.outside or self.outside
