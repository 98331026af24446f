"""A message taken apart: the questions in it, and the story around them."""

import re
from dataclasses import dataclass

from bot.engine.text import plain, words

MOST_PARTS = 8
MIN_WORDS = 2

_SENTENCE = re.compile(
    r"(?<=[.?!;\n])\s+|\n+|(?<=[?!])|\.{2,}|\s(?=\d[.):]?\s+(?:what|how|why|is|are|do|does|which)\b)"
)
_ASKS = (
    r"(?:what|whats|why|how|hows|who|which|when|where|is|are|does|do|did|can|could|will|would|tell me|explain|define|"
    r"describe|meaning of|definition of|function of)"
)
_JOINT = re.compile(
    rf"\s*(?:,|;|:|\s-|\+|&)?\s*\b(?:and|also|plus|then|but|or|n)\b,?\s+(?:also\s+|then\s+|so\s+)?(?={_ASKS}\b)"
    rf"|\s*[,;:+&]\s*(?={_ASKS}\b)|\s+(?:also|plus)\s+(?={_ASKS}\b)"
)
_LEAD = r"(?:(?:and|so|but|also|ok|hey|hi|yo|wait|like|then|plus|or|btw|\d[.):]?|first|second)[\s,:]+)*"
_BEGINS = re.compile(rf"^{_LEAD}{_ASKS}\b")
_TAIL = re.compile(r"\b(?:right|no|correct|true|yes|isn't it|is it|or not|does it|innit)\s*\?*$")
_INDIRECT = re.compile(
    r"\b(?:know|asks?|asked|asking|wonder(?:ing)?|explain|curious|understand|idk|confused|tell me|sure)\b.*"
    r"\b(?:what|why|how|which|who|when|if|whether|the)\b"
)
# "is it X or is it Y" asks one thing.
_ONE_CHOICE = re.compile(r"\bor\s+(?:is|are|does|do|did|can|will|would)\b")


@dataclass(frozen=True)
class Parts:
    """`sentences` are all pieces of the message between full stops; `questions` the pieces that ask something."""

    sentences: tuple[str, ...]
    questions: tuple[str, ...]


def take_apart(text: str) -> Parts:
    """The sentences of a message and the questions among them, further divided at "and what", ", how" and the like."""
    sentences = tuple(
        piece.strip(" \t.;") for piece in _SENTENCE.split(plain(text)) if piece and len(words(piece)) >= MIN_WORDS
    )
    questions = [question for sentence in sentences for question in _questions(sentence)]
    return Parts(sentences[:MOST_PARTS], tuple(questions[:MOST_PARTS]))


def asks(piece: str) -> bool:
    """Whether a piece of text is put as a question."""
    return piece.endswith("?") or bool(_BEGINS.match(piece) or _TAIL.search(piece) or _INDIRECT.search(piece))


def _questions(sentence: str) -> list[str]:
    if _ONE_CHOICE.search(sentence):
        return [sentence] if asks(sentence) else []
    pieces = [piece.strip() for piece in _JOINT.split(sentence) if piece and len(words(piece)) >= MIN_WORDS]
    asking = [piece for piece in pieces if asks(piece)]
    # What stands before the only piece that asks is about the same thing: "X, where does that come from?"
    return asking if len(asking) > 1 else [sentence] if asks(sentence) else []
