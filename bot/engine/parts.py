"""A message taken apart: the sentences in it that ask something, and the story around them."""

import re
from dataclasses import dataclass

from bot.engine.text import plain, words

MOST_PARTS = 8
_SENTENCE = re.compile(r"(?<=[.?!;\n])\s+|\n+|(?<=[?!])")
_ASKS = (
    r"(?:what|whats|why|how|hows|who|which|when|where|is|are|does|do|did|can|could|will|would|should|tell me|explain|"
    r"define|describe)"
)
_JOINT = re.compile(
    rf"(?:,|;|\s-)?\s+(?:and|also|plus|then|but|&|or)\s+(?:also\s+|then\s+|so\s+)?(?={_ASKS}\b)|[,;]\s*(?={_ASKS}\b)"
)
_BEGINS = re.compile(rf"^(?:(?:and|so|but|also|ok|hey|hi|yo|wait|like|then|plus|or|btw)\s+)*{_ASKS}\b")
_TAIL = re.compile(r"\b(?:right|no|correct|true|yes|isn't it|is it|or not|does it|innit)\s*\?*$")
MIN_WORDS = 2


@dataclass(frozen=True)
class Parts:
    """`questions` are the pieces that ask something, in order; `sentences` are all pieces between full stops."""

    whole: str
    sentences: tuple[str, ...]
    questions: tuple[str, ...]


def take_apart(text: str) -> Parts:
    """The sentences of a message and the questions among them, further divided at "and what", ", how" and the like."""
    whole = plain(text)
    sentences = tuple(piece.strip() for piece in _SENTENCE.split(whole) if piece and len(words(piece)) >= 1)
    questions: list[str] = []
    for sentence in sentences:
        pieces = [piece.strip() for piece in _JOINT.split(sentence) if piece and piece.strip()]
        asking = [piece for piece in pieces if asks(piece) or piece.endswith("?")]
        questions.extend(pieces if len(asking) == len(pieces) else [sentence] if asks(sentence) else [])
    return Parts(whole, sentences[:MOST_PARTS], tuple(q for q in questions if len(words(q)) >= MIN_WORDS)[:MOST_PARTS])


def asks(piece: str) -> bool:
    """Whether a piece of text is put as a question."""
    return piece.endswith("?") or bool(_BEGINS.match(piece)) or bool(_TAIL.search(piece))
