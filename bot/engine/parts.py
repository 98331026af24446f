"""A message taken apart: the questions in it, and the story around them."""

import re
from dataclasses import dataclass

from bot.engine.text import plain, words

MOST_PARTS = 8
MIN_WORDS = 2

_ASKS = (
    r"(?:what|whats|wat|wats|why|how|hows|who|which|when|where|is|are|does|do|did|can|could|will|would|tell me|explain|"
    r"define|describe|meaning of|definition of|function of|i (?:also |myself )?(?:want|wanted|need) to know|i wonder)"
)
_SENTENCE = re.compile(
    rf"(?<=[.?!;\n])\s+|\n+|(?<=[?!])|\.{{2,}}|\s(?=\d[.):]?\s+{_ASKS}\b)|\s(?=(?:first|second)(?:ly)?[,:]\s)"
)
_NUMBER = re.compile(r"^\s*\d[.):]\s+")
_AND = r"(?:and|also|plus|then|but|or|n)"
_JOINT = re.compile(
    rf"\s*(?:,|;|:|\s-|\+|&)?\s*\b{_AND}\b,?\s+(?:also\s+|then\s+|so\s+|if (?:not|so|it is not|it isn't),?\s+)?"
    rf"(?={_ASKS}\b)"
    rf"|\s*[,;:+&]\s*(?={_ASKS}\b)|\s+(?:also|plus)\s+(?={_ASKS}\b)"
    r"|\s+and\s+(?=(?:in|for|with|of)\s\S+(?:\s\S+){0,2}$)"
)
_LEAD = r"(?:(?:and|so|but|also|ok|hey|hi|yo|wait|like|then|plus|or|btw|\d[.):]?|first(?:ly)?|second(?:ly)?)[\s,:]+)*"
_BEGINS = re.compile(rf"^{_LEAD}{_ASKS}\b")
_TAIL = re.compile(r"\b(?:right|no|correct|true|yes|isn't it|is it|or not|does it|innit)\s*\?*$")
_INDIRECT = re.compile(
    r"\b(?:know|asks?|asked|asking|wonder(?:ing)?|explain|curious|understand|idk|confused|tell me|sure)\b.*"
    r"\b(?:what|why|how|which|who|when|if|whether|the)\b"
)
# "is it X or is it Y" asks one thing.
_ONE_CHOICE = re.compile(r"\bor\s+(?:is|are|does|do|did|can|will|would)\b")
# What only asks whether the question before it was put rightly, or how to put the answer: "is that what this is?"
_OF_THE_LAST = re.compile(
    rf"^{_LEAD}(?:(?:is|was|isn't) (?:that|this) (?:what|how|why|all|it|so|right|true|correct|really)\b"
    r"|is (?:it|there) (?:true|so|right|correct|any truth|truth)\b|that'?s (?!why)|did i get"
    r"|do i have (?:it|that) right|am i (?:right|wrong)"
    r"|(?:please )?explain (?:it |that |this )?(?:to me )?(?:like|simply|as if)\b"
    r"|(?:what|who)(?:'s| is|s)? (?:the (?:real |true |right )?(?:answer|truth|verdict|deal)|right)\b)"
)
_IN_ANOTHER = re.compile(r"^(?:in|for|with|of)\s\S+(?:\s\S+){0,2}$")
_POINTS = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those)\b")
_MOST_NAMED = 4  # words before the first question that may name what it is about: "osteoblasts: what do they do"


@dataclass(frozen=True)
class Parts:
    """`sentences` are all pieces of the message between full stops; `questions` the pieces that ask something."""

    sentences: tuple[str, ...]
    questions: tuple[str, ...]


def take_apart(text: str) -> Parts:
    """The sentences of a message and the questions among them, further divided at "and what", ", how" and the like."""
    sentences = tuple(
        _NUMBER.sub("", piece).strip(" \t.;")
        for piece in _SENTENCE.split(plain(text))
        if piece and len(words(piece)) >= MIN_WORDS
    )
    questions: list[str] = []
    for question in (question for sentence in sentences for question in _questions(sentence)):
        if questions and _OF_THE_LAST.match(question):
            questions[-1] = f"{questions[-1]} {question}"
        else:
            questions.append(question)
    return Parts(sentences[:MOST_PARTS], tuple(questions[:MOST_PARTS]))


def asks(piece: str) -> bool:
    """Whether a piece of text is put as a question."""
    return piece.endswith("?") or bool(_BEGINS.match(piece) or _TAIL.search(piece) or _INDIRECT.search(piece))


def asking_pieces(sentence: str) -> list[str]:
    """The pieces of a sentence that are put as questions, without what is told before them."""
    pieces = [piece.strip() for piece in _JOINT.split(sentence) if piece and piece.strip()]
    return [piece for piece in pieces if asks(piece)] or [sentence]


def _questions(sentence: str) -> list[str]:
    if _ONE_CHOICE.search(sentence):
        return [sentence] if asks(sentence) else []
    pieces = [piece.strip() for piece in _JOINT.split(sentence.rstrip("? ")) if piece and piece.strip()]
    pieces = [piece for piece in _named(pieces) if len(words(piece)) >= MIN_WORDS]
    asking = [piece for piece in pieces if asks(piece) or _IN_ANOTHER.match(piece)]
    # What stands before the only piece that asks is about the same thing: "X, where does that come from?"
    return asking if len(asking) > 1 and asks(asking[0]) else [sentence] if asks(sentence) else []


def _named(pieces: list[str]) -> list[str]:
    """`pieces` with a first one that only names something put to the question that points at it."""
    if len(pieces) > 1 and not asks(pieces[0]) and len(words(pieces[0])) <= _MOST_NAMED and _POINTS.search(pieces[1]):
        return [f"{pieces[0]} {pieces[1]}?", *pieces[2:]]
    return pieces
