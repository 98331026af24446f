"""The verdict on the one question in a message of several pieces: beside others, or amid a story."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.engine.conversation.antecedents import points_at
from bot.engine.conversation.follow_ups import FollowUps
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Outcome
from bot.engine.index.mentions import things
from bot.engine.judging.judge import Judge, Judgement
from bot.engine.judging.ruling import Ruling
from bot.engine.judging.verdict import Verdict
from bot.engine.messages.directions import directions
from bot.engine.wording.parts import STORY, Parts, asking_pieces, asks, claims, explained, names_nothing
from bot.engine.wording.text import words
from bot.knowledge.model import Kind

PART_FROM = 0.65  # probability from which a part of a message is answered in spite of a strange word
LEANING_FROM = 0.5  # probability from which a part that leans on the one before it is a question of its own
SENTENCE_FROM = 0.9  # probability from which one sentence of a message is answered that has no answer as a whole
# Probability by the whole of a message that it asks what is left out, from which a part has to be so much surer.
LEFT_OUT_FROM, IN_SPITE_FROM = 0.5, 0.9
TOLD_BELOW = 0.05  # probability by the whole of a story below which an answer is to what is told, not to what is asked


class Several:
    """Reads the parts of a message; `memory_of` gives the conversation in which entries were shown last."""

    def __init__(
        self, judge: Judge, ruling: Ruling, follow_ups: FollowUps, memory_of: Callable[[Sequence[str]], Memory]
    ) -> None:
        self._judge = judge
        self._ruling = ruling
        self._follow_ups = follow_ups
        self._memory_of = memory_of

    def one_of(self, questions: Sequence[str], alone: Verdict) -> list[Verdict]:
        """The verdict on the one of different questions that can be answered, and what is suggested for the others.

        At the end comes one that the FAQ leaves out, if there is one. Each is read with the one before it if it leans
        on that. Empty where the message is better taken as a whole.
        """
        answered: Verdict | None = None
        asked = ""
        suggested: list[Verdict] = []
        left_out: list[Verdict] = []
        for text in questions:
            leans = text != questions[0] and (names_nothing(text) or points_at(words(text)))
            if leans and answered is None:
                continue
            memory = replace(self._memory_of((answered.entry or "",)), question=asked) if answered else Memory()
            verdict = self._part(self._judge.read(text), memory, alone)
            if verdict.entry and answered is None:
                if _says_less_than(alone, verdict):
                    return []
                answered, asked = verdict, text
            elif verdict.entry and answered and not self._judge.say_the_same(answered.entry or "", verdict.entry):
                suggested.append(replace(verdict, outcome=Outcome.SUGGEST, entry=None, suggestions=(verdict.entry,)))
            elif verdict.outcome is Outcome.SUGGEST:
                suggested.append(verdict)
            elif verdict.left_out:
                left_out.append(verdict)
        return [answered, *suggested[:1], *left_out[:1]] if answered else []

    def _part(self, judgement: Judgement, memory: Memory, alone: Verdict) -> Verdict:
        """The verdict on a part of a message, of which a strange word says less than of a whole one.

        Unless the message is about what the FAQ leaves out: "what is osteopetrosis, do osteoclasts fail there".
        """
        leaning = self._follow_ups.verdict(judgement, memory, within_one_message=True)
        if leaning and leaning.confidence < LEANING_FROM:
            return replace(leaning, outcome=Outcome.NONE, entry=None, suggestions=())
        strictly = leaning or self._ruling.verdict(judgement, "")
        likely = strictly.outcome is not Outcome.ANSWER and strictly.confidence >= PART_FROM and asks(judgement.text)
        if leaning or not likely or alone.outside:
            return strictly
        return self._ruling.verdict(judgement, "one of several questions")

    def definition(self, text: str) -> Verdict | None:
        """The answer to "what is X" where a message names X last and then asks what that is."""
        before = explained(text)
        named = list(things(words(before), self._judge.index)) if before else []
        if not named:
            return None
        verdict = self._ruling.verdict(
            self._judge.judge(text, self._judge.spelt(("what", "is", *named[-1]))), "what was named last"
        )
        return verdict if verdict.outcome is Outcome.ANSWER else None

    def either_way(self, whole: Judgement) -> Verdict | None:
        """The answer to the direction that has one, where a message asks which of two it is."""
        asked = directions(whole.tokens, self._judge.index)
        judged = (self._judge.judge(whole.text, self._judge.spelt(tokens)) for tokens in asked)
        verdicts = [self._ruling.verdict(judgement, "one of two directions") for judgement in judged]
        answers = [verdict for verdict in verdicts if verdict.outcome is Outcome.ANSWER]
        return max(answers, key=lambda verdict: verdict.confidence, default=None)

    def heart(self, parts: Parts, alone: Verdict) -> Verdict:
        """The verdict on the one question in a story: the sentence that asks, read with the one before it.

        What the message says as a whole counts first; a sentence of it is read alone where the whole has no answer.
        A story may be like what is left out in its tone alone; then nothing is guessed.
        """
        whole = alone.judgement
        like_it_in_tone = len(whole.tokens) > STORY and whole.kinds.outside < whole.kinds.answer
        if alone.outcome is Outcome.ANSWER:
            return self._asked_first(parts, alone) or alone
        if whole.outside and not like_it_in_tone:
            return self._claimed(alone)
        pieces = [self._ruling.verdict(self._judge.read(text), how) for text, how in _asking(parts)]
        guessing = bool(pieces) and not whole.outside
        if not pieces and len(parts.sentences) > 1:
            pieces = [self._ruling.verdict(self._judge.read(sentence), "one sentence") for sentence in parts.sentences]
        best = max(pieces, key=lambda verdict: verdict.confidence, default=alone)
        if best.outcome is Outcome.ANSWER and best.confidence >= SENTENCE_FROM:
            return best
        claimed = self._claimed(alone)
        if best.entry and guessing and claimed.outcome is Outcome.NONE:
            return replace(best, outcome=Outcome.SUGGEST, entry=None, suggestions=(best.entry,))
        return claimed

    def _asked_first(self, parts: Parts, alone: Verdict) -> Verdict | None:
        """The verdict on the first sentence, if it alone asks, and has a sure answer where the whole has not.

        "Why does the label matter? Weak bones are weak bones." What comes before a question tells what it is about,
        what comes after it only what somebody makes of it.
        """
        first, *others = parts.sentences or ("",)
        if alone.confidence >= SENTENCE_FROM or not asks(first) or any(map(asks, others)):
            return None
        verdict = self._ruling.verdict(self._judge.read(first), "the sentence that asks")
        return verdict if verdict.outcome is Outcome.ANSWER and verdict.confidence >= SENTENCE_FROM else None

    def _claimed(self, alone: Verdict) -> Verdict:
        """`alone`, or what is claimed in a story that has no answer, for "which of them is right?"."""
        if alone.outcome is not Outcome.NONE:
            return alone
        judged = (self._judge.read(claim) for claim in claims(alone.judgement.text))
        verdicts = [self._ruling.verdict(judgement, "what somebody said") for judgement in judged]
        verdicts.sort(key=lambda verdict: -verdict.confidence)
        entries = tuple(dict.fromkeys(verdict.entry for verdict in verdicts if verdict.entry))
        if not entries:
            return alone
        suggestions = entries[: alone.limits.suggestions]
        return replace(alone, outcome=Outcome.SUGGEST, suggestions=suggestions, reason="what was claimed leads there")


def _asking(parts: Parts) -> Iterator[tuple[str, str]]:
    """What of a message may be its one question, and what that is of it."""
    for before, sentence in zip(("", *parts.sentences), parts.sentences, strict=False):
        if not asks(sentence):
            continue
        if len(parts.sentences) > 1 and not (before and names_nothing(sentence)):
            yield sentence, "the sentence that asks"
        if before:
            yield f"{before} {sentence}", "with the sentence before"
        for piece in asking_pieces(sentence) if len(words(sentence)) > STORY else ():
            if piece != sentence and not names_nothing(piece):
                yield piece, "the part that asks"


def _says_less_than(alone: Verdict, answered: Verdict) -> bool:
    """Whether the answer to one question of a message says less than the message as a whole, which is ruled `alone`."""
    if _merely_told(answered.entry or "", alone):
        return True
    if alone.outcome is Outcome.ANSWER and alone.entry != answered.entry:
        return True
    return alone.judgement.mass(Kind.OUTSIDE) >= LEFT_OUT_FROM and answered.confidence < IN_SPITE_FROM


def _merely_told(entry: str, alone: Verdict) -> bool:
    """Whether a story leads to an entry by one sentence of it only, and not as a whole."""
    whole = alone.judgement
    if len(whole.tokens) <= STORY:
        return False
    return all(one.confidence < TOLD_BELOW for one in whole.answers if one.entry == entry)
