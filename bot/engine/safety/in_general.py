"""What a message about somebody asks of everybody: "my nan has brittle bones, is that her immune system doing it?".

It calls for a text for a person's own case by its words, and yet has an answer that holds whoever has it. Not so what
people ask of their own bodies, nor what is to be done.
"""

from collections.abc import Sequence
from itertools import pairwise

from bot.engine.conversation.memory import content
from bot.engine.decision import Outcome
from bot.engine.judging.judge import Judge, Judgement
from bot.engine.judging.ruling import Ruling
from bot.engine.judging.verdict import Verdict
from bot.engine.wording.grammar import AUXILIARIES, FIRST_PERSON, PERSONS, QUESTION_WORDS, THEIRS
from bot.engine.wording.parts import asking_pieces, asks, take_apart
from bot.engine.wording.signs import Signs
from bot.engine.wording.text import words
from bot.knowledge.model import Kind

# Probabilities from which such a message is answered: by the whole of it, and by the question at its end alone.
ANSWERED_FROM, LAST_FROM = 0.85, 0.95
MAY_BE_A_DANGER = 0.0  # log-odds by the FAQ as a whole from which a message is left to be somebody's own case
_OUR = frozenset({"my", "our"})
_OURSELVES = FIRST_PERSON | _OUR | {"we", "us"}
# In what asks for advice or a forecast: what is to be done for somebody, and what will come of it.
_COUNSEL = frozenset(
    "should must ought need needs take takes taking give gives help helps protect protects strengthen strengthens "
    "stop stops stopping start starts treat treats treating risk safe good worse better will gonna going".split()
)
_TO_DO = ("to", "do")
_OF_THEM, _HAVE = frozenset({"he", "she", "they"}), frozenset("have has had got get gets".split())
_POINTING = frozenset({"it", "that", "this"})  # "is that osteoporosis?" is about the story told before


class InGeneral:
    """Finds what is asked in general in messages to one FAQ, whose `signs` tell of persons' own cases."""

    def __init__(self, judge: Judge, signs: Signs, ruling: Ruling) -> None:
        self._judge = judge
        self._signs = signs
        self._ruling = ruling

    def verdict(self, whole: Judgement) -> Verdict | None:
        """The answer to what a message about somebody asks of everybody, if it has one that is hardly doubted."""
        asking = _asking_pieces(whole.text)
        pieces = asking or [whole.text]
        if whole.kinds.urgent > MAY_BE_A_DANGER or any(map(_asks_for_counsel, pieces)):
            return None
        if not any(map(_of_oneself, pieces)) and (answer := self._answer(whole, ANSWERED_FROM)):
            return answer
        return self._asked_last(whole.text, asking)

    def _asked_last(self, message: str, asking: Sequence[str]) -> Verdict | None:
        """The answer to the general question at the end of a story about somebody, if every question in it is one."""
        if not asking or any(self._about_somebody(piece) or _lacks_a_subject(piece) for piece in asking):
            return None
        asked = message if _explained(asking[-1]) else asking[-1]
        return self._answer(self._judge.read(asked), LAST_FROM, "the general question in a story about somebody")

    def _answer(self, judgement: Judgement, least: float, how: str = "") -> Verdict | None:
        verdict = self._ruling.verdict(judgement, how)
        return verdict if verdict.outcome is Outcome.ANSWER and verdict.confidence >= least else None

    def _about_somebody(self, sentence: str) -> bool:
        tokens = words(sentence)
        told_of = _points_at(tokens) and not _explained(sentence)
        persons = told_of or not PERSONS.isdisjoint(tokens)
        return persons or any(sign.kind is Kind.ADVICE for sign in self._signs.met(tokens))


def _asking_pieces(message: str) -> list[str]:
    return [piece for sentence in take_apart(message).sentences if asks(sentence) for piece in asking_pieces(sentence)]


def _of_oneself(piece: str) -> bool:
    """Whether a piece is about who says it: "does that mean I have it", unlike "is my mother's body to blame"."""
    following = pairwise((*words(piece), ""))
    return any(word in _OURSELVES and (word not in _OUR or next_ not in THEIRS) for word, next_ in following)


def _asks_for_counsel(piece: str) -> bool:
    """ "Should she go on hormones", "what helps her", "is she at risk", "does he have it", "what to do about it"."""
    tokens = words(piece)
    has = any(first in _OF_THEM and second in _HAVE for first, second in pairwise(tokens))
    return has or not _COUNSEL.isdisjoint(tokens) or _TO_DO in pairwise(tokens)


def _points_at(tokens: Sequence[str]) -> bool:
    return not _POINTING.isdisjoint(tokens[:3])


def _explained(sentence: str) -> bool:
    """ "What does that mean?", unlike "is that osteoporosis?"."""
    tokens = words(sentence)
    return _points_at(tokens) and tokens[0] in QUESTION_WORDS and _lacks_words(tokens)


def _lacks_words(tokens: Sequence[str]) -> bool:
    return len(content(tokens)) <= 1


def _lacks_a_subject(piece: str) -> bool:
    """Whether a piece asks of what was told before it: "autoimmune, yes or no?"."""
    tokens = words(piece)
    return _lacks_words(tokens) and (QUESTION_WORDS | AUXILIARIES).isdisjoint(tokens)
