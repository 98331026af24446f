"""The verdicts on a message of several sentences: on two questions in it, or on the one around which a story stands."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.engine.conversation import Memory
from bot.engine.decision import Outcome
from bot.engine.judging import Judge, Judgement
from bot.engine.leaning import FollowUps
from bot.engine.parts import Parts, asks
from bot.engine.text import words
from bot.engine.verdict import Rule, Verdict

MOST_ANSWERS = 2


class Several:
    """Reads the parts of a message; `memory_of` gives the conversation in which entries were shown last."""

    def __init__(
        self, judge: Judge, rule: Rule, follow_ups: FollowUps, memory_of: Callable[[Sequence[str]], Memory]
    ) -> None:
        self._judge = judge
        self._rule = rule
        self._follow_ups = follow_ups
        self._memory_of = memory_of

    def several(self, questions: Sequence[str], alone: Verdict) -> list[Verdict]:
        """Verdicts on different questions of one message, each read with the one before it if it leans on that."""
        found: list[Verdict] = []
        memory = Memory()
        for text in questions:
            judgement = self._read(text)
            verdict = self._follow_ups.verdict(text, judgement, memory) or self._rule(judgement, "")
            if verdict.entry and not any(self._judge.say_the_same(verdict.entry, other.entry) for other in found):
                found.append(verdict)
                memory = replace(self._memory_of((verdict.entry,)), question=text)
            elif verdict.outcome is Outcome.SUGGEST:
                found.append(verdict)
        answered = [verdict for verdict in found if verdict.entry]
        if len(answered) >= 2:
            return answered[:MOST_ANSWERS]
        if answered and (alone.outcome is not Outcome.ANSWER or alone.entry == answered[0].entry):
            return [*answered, *(verdict for verdict in found if not verdict.entry)][:MOST_ANSWERS]
        return []

    def heart(self, parts: Parts, alone: Verdict) -> Verdict:
        """The verdict on the one question in a story: the sentence that asks, read with the one before it.

        What the message says as a whole counts first; a sentence of it is read alone where the whole has no answer.
        """
        if alone.outcome is Outcome.ANSWER:
            return alone
        pieces = []
        for before, sentence in zip(("", *parts.sentences), parts.sentences, strict=False):
            if asks(sentence):
                pieces.append(self._rule(self._read(sentence), "the sentence that asks"))
                if before:
                    pieces.append(self._rule(self._read(f"{before} {sentence}"), "with the sentence before"))
        pieces = pieces or [self._rule(self._read(sentence), "one sentence") for sentence in parts.sentences]
        best = max(pieces, key=lambda verdict: verdict.confidence)
        return best if best.outcome is Outcome.ANSWER else alone

    def _read(self, text: str) -> Judgement:
        return self._judge.judge(text, self._judge.spelt(words(text)))
