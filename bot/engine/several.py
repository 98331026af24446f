"""The verdicts on a message of several sentences: on two questions in it, or on the one around which a story stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.engine.antecedents import points_at, things, with_another
from bot.engine.conversation import Memory
from bot.engine.decision import Outcome
from bot.engine.follow_ups import FollowUps
from bot.engine.grammar import FILLERS
from bot.engine.judging import Judge, Judgement
from bot.engine.parts import Parts, asking_pieces, asks, divisions, explained, lists, names_nothing
from bot.engine.text import words
from bot.engine.verdict import Rule, Verdict

MOST_ANSWERS = 2
_ARTICLES = frozenset("a an the also too".split())
PART_FROM = 0.65  # probability from which a part of a message is answered in spite of a strange word
LEANING_FROM = 0.5  # probability from which a part that leans on the one before it is a question of its own
STATED_FROM = 0.9  # probability from which one sentence of a message that asks nothing is answered
HALF_FROM = 0.6  # probability from which half a sentence is taken for a question of its own
STORY = 30  # words from which a message tells more than it asks
TOLD_BELOW = 0.05  # probability by the whole of a story below which an answer is to what is told, not to what is asked


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
            if sum(1 for verdict in found if verdict.entry) == MOST_ANSWERS:
                break
            if text != questions[0] and not memory.entries and (names_nothing(text) or points_at(words(text))):
                continue
            verdict = self._part(self._read(text), memory, alone)
            if verdict.entry and not any(self._judge.say_the_same(verdict.entry, other.entry) for other in found):
                found.append(verdict)
                memory = replace(self._memory_of((verdict.entry,)), question=text)
            elif verdict.outcome is Outcome.SUGGEST:
                found.append(verdict)
        answered = [verdict for verdict in found if verdict.entry and not _merely_told(verdict.entry, alone)]
        if len(answered) == MOST_ANSWERS:
            return answered
        if answered and (alone.outcome is not Outcome.ANSWER or alone.entry == answered[0].entry):
            return [*answered, *(verdict for verdict in found if not verdict.entry)][:MOST_ANSWERS]
        return []

    def divided(self, sentence: str, alone: Verdict) -> list[Verdict]:
        """Verdicts on the halves of a sentence that nothing but their answers shows to be two questions; or none.

        Both have to be surer than an answer usually is, and the message as a whole must not be about something else.
        """
        if alone.judgement.outside:
            return []
        halves = [(left, right, "") for left, right in divisions(sentence)]
        halves += [(left, right, turned) for left, right in lists(sentence) if (turned := self._turned(left, right))]
        for left, right, turned in halves:
            first = self._rule(self._read(left), "")
            if first.outcome is not Outcome.ANSWER or first.confidence < HALF_FROM:
                continue
            second = self._rule(self._read(turned), "") if turned else self._after(first, left, right)
            if second.outcome is not Outcome.ANSWER or second.confidence < HALF_FROM:
                continue
            if alone.entry not in (None, first.entry, second.entry):
                continue
            if not self._judge.say_the_same(first.entry or "", second.entry):
                return [first, second]
            if not alone.entry:
                return [first]
        return []

    def _part(self, judgement: Judgement, memory: Memory, alone: Verdict) -> Verdict:
        """The verdict on a part of a message, of which a strange word says less than of a whole one.

        Unless the message is about what the FAQ leaves out: "what is osteopetrosis, do osteoclasts fail there".
        """
        leaning = self._follow_ups.verdict(judgement, memory, within_one_message=True)
        if leaning and leaning.confidence < LEANING_FROM:
            return replace(leaning, outcome=Outcome.NONE, entry=None, suggestions=())
        strictly = leaning or self._rule(judgement, "")
        likely = strictly.outcome is not Outcome.ANSWER and strictly.confidence >= PART_FROM and asks(judgement.text)
        if leaning or not likely or alone.outside:
            return strictly
        return self._rule(judgement, "one of several questions")

    def _turned(self, question: str, named: str) -> str:
        """`question` asked of the thing `named` instead of the last thing in it; empty if `named` says more."""
        index = self._judge.index
        tokens, also = words(question), tuple(word for word in words(named) if word not in _ARTICLES | FILLERS)
        of = list(things(tokens, index))
        if not of or list(things(also, index)) != [also]:
            return ""
        return " ".join(with_another(tokens, of[-1], also))

    def _after(self, first: Verdict, question: str, text: str) -> Verdict:
        """The verdict on `text`, which may lean on the `question` before it."""
        judgement = self._read(text)
        memory = replace(self._memory_of((first.entry,) if first.entry else ()), question=question)
        return self._follow_ups.verdict(judgement, memory, within_one_message=True) or self._rule(judgement, "")

    def definition(self, text: str) -> Verdict | None:
        """The answer to "what is X" where a message names X last and then asks what that is."""
        before = explained(text)
        named = list(things(words(before), self._judge.index)) if before else []
        if not named:
            return None
        verdict = self._rule(
            self._judge.judge(text, self._judge.spelt(("what", "is", *named[-1]))), "what was named last"
        )
        return verdict if verdict.outcome is Outcome.ANSWER else None

    def heart(self, parts: Parts, alone: Verdict) -> Verdict:
        """The verdict on the one question in a story: the sentence that asks, read with the one before it.

        What the message says as a whole counts first; a sentence of it is read alone where the whole has no answer.
        A story may be like what is left out in its tone alone; then the sentence has to be surer.
        """
        whole = alone.judgement
        like_it_in_tone = len(whole.tokens) > STORY and whole.kinds.outside < whole.kinds.answer
        if alone.outcome is Outcome.ANSWER or (whole.outside and not like_it_in_tone):
            return alone
        pieces = [self._rule(self._read(text), how) for text, how in _asking(parts)]
        least = STATED_FROM if whole.outside or not pieces else 0.0
        if not pieces and len(parts.sentences) > 1:
            pieces = [self._rule(self._read(sentence), "one sentence") for sentence in parts.sentences]
        best = max(pieces, key=lambda verdict: verdict.confidence, default=alone)
        return best if best.outcome is Outcome.ANSWER and best.confidence >= least else alone

    def _read(self, text: str) -> Judgement:
        return self._judge.judge(text, self._judge.spelt(words(text)))


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


def _merely_told(entry: str, alone: Verdict) -> bool:
    """Whether a story leads to an entry by one sentence of it only, and not as a whole."""
    whole = alone.judgement
    if len(whole.tokens) <= STORY:
        return False
    return all(one.confidence < TOLD_BELOW for one in whole.answers if one.entry == entry)
