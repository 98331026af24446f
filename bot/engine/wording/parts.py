"""A message taken apart: the questions in it, and the story around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.engine.wording.chatter import chatter
from bot.engine.wording.grammar import ADDRESSES, FILLERS, OF_ANOTHER, STOP_WORDS
from bot.engine.wording.text import plain, words

MOST_PARTS = 8
MIN_WORDS = 2
MIN_SENTENCES = 2

WHAT = r"(?:what|whats|wat|wats|wot|wots|wut|why|y|how|hows|who|whos|which|wich|when|wen|where|wer|hw)"
DOES = r"(?:is|are|isn'?t|aren'?t|was|were|does|do|did|doesn'?t|don'?t|can|could|will|would|should|has|have)"
_REQUESTS = (
    r"(?:tell me|show me|explain|define|describe|differentiate|distinguish|say|state|outline|name|list|account for|"
    r"summari[sz]e|whether|the reason|give (?:me |us )?(?:\w+ )?examples?\b|"
    r"(?:the )?(?:meaning|definition|function|role|job|work|purpose|differences?|number|causes?) (?:of|between)|"
    r"i(?:'d| would| also| myself)* (?:want(?:ed)?|need|like) (?:to know|to understand|the|an?)\b|"
    r"(?:wan(?:t to|na)|need to|gotta|have to) (?:know|understand|tell|explain)\b|"
    r"(?:need|want|give (?:me|us)|looking for) (?:an?|the|some) (?:\w+ )?"
    r"(?:definition|meaning|reason|explanation|difference)\b|"
    r"i (?:request|wonder))"
)
_OF_WHAT = rf"(?:by|from|of|to|with|through|in) (?:what|who|whom|which \w+) {DOES}"
_ASKS = rf"(?:{WHAT}|{DOES}|{_REQUESTS}|{_OF_WHAT})"
_COUNTED = r"(?:one|two|first|second|firstly|secondly|q\d|\d)"
_SENTENCE = re.compile(
    rf"(?<=[.?!;\n])\s+|\n+|(?<=[?!])|\.{{2,}}|\s(?=\d[.):]?\s+{_ASKS}\b)|\s(?=q\d\b)"
    rf"|\s(?=(?:first|second)(?:ly)?[,:]\s+{_ASKS}\b)"
)
_NUMBER = re.compile(rf"^[\s,;(]*{_COUNTED}[.):,]+\s+|^\s*q\d\s+|^\s*[+&]\s*")
# "Two things: …", "need 2 things for my essay: …": how many questions follow, and none of them.
_ANNOUNCED = re.compile(
    r"^[^.?!:]{0,60}\b(?:two|2|couple(?: of)?|some|few)\s+(?:\w+\s+){0,2}?"
    r"(?:things?|questions?|doubts?|bits?|points?|qs|parts?)\b[^.?!:]{0,40}[.:]\s*"
)
_AND = r"(?:and|an|nd|as well as|also|plus|then|but|n|additionally|further(?:more)?|moreover|besides|secondly)"
IF_NOT = r"if (?:not|so|no|yes|(?:it|they|that) (?:is|are|does|do|isn'?t|aren'?t|doesn'?t|don'?t|is not|does not))"
_ASIDE = (
    r"(?:-[^-]{1,25}-|while (?:you|we|i)(?:'?re|'?m| are| am) (?:at it|here)|separately|"
    r"sure|like|um|uh|btw|just|actually|really|well|ok(?:ay)?|in general|by the way)"
)
_CHOICE = rf"{DOES} (?:it|that|this|they|those)\b[^,?]* or "  # "what fails, is it this or that": one question
# Looked for first where pieces may part, as most places in a text are in the middle of a word.
NOT_IN_A_WORD = r"(?!\B\w)"
_JOINT = re.compile(
    rf"{NOT_IN_A_WORD}(?:"
    rf"\s*(?:,|;|:|\s-|\+|&)?\s*\b{_AND}\b,?\s+(?:(?:also|then|so|secondly|{_ASIDE}|{IF_NOT})\s*,?\s+)*(?={_ASKS}\b)"
    rf"|\s*[,;:+&]\s*(?={_ASKS}\b)(?!{_CHOICE})|\s+(?:also|plus)\s+(?={_ASKS}\b)|\s*[?.!]\s*{IF_NOT}\s*,?\s+(?={_ASKS}\b)"
    r"|\s+and\s+(?=(?:in|for|with|of|by)\s\S+(?:\s\S+){0,2}$))"
)
_LEAD = (
    r"(?:(?:and|so|but|also|oh|um|ok|okay|k|anyways?|anywho|alright|hey|hi|yo|wait|like|then|plus|or|btw|additionally|"
    r"thanks?(?: you)?|thx|cheers|further(?:more)?|please|kindly|(?:\w+ )?(?:question|q)(?=[:,])|"
    rf"\(?\d[.):]?|first(?:ly)?|second(?:ly)?|{IF_NOT})[\s,:]+)*"
)
# "In a healthy skeleton, how do they …": where, when or for whom stands before what asks.
_SETTING = r"(?:(?:in|for|with|after|before|during|without|besides|by|of|from|at|on)\s(?:\S+\s){1,5}?)?"
_BEGINS = re.compile(rf"^{_LEAD}{_SETTING}{_ASKS}\b")
_SOON = re.compile(r"^(?:\S+ ){1,3}(?:what|whats|wat) ")  # "pleasee sayy what repairs cracks"
_TAIL = re.compile(r"\b(?:right|no|correct|true|yes|isn't it|is it|or not|does it|innit)\s*\?*$")
_INDIRECT = re.compile(
    r"\b(?:know|asks?|asked|asking|wonder(?:ing)?|explain|curious|understand|idk|confused|tell me|sure)\b.*"
    r"\b(?:what|why|how|which|who|when|if|whether|the)\b"
)
# Most sentences hold nothing of what may stand between two questions, which is sooner seen.
_MAY_JOIN = re.compile(rf"[,;:+&?.!]|\b{_AND}\b")
_LONGER = re.compile(r"[^\W_](?:[^\w']|_)+[^\W_]")  # two words at least
_LATE = re.compile(
    r"\b(?:by|to|of|from|in|with|for|at|on|do|does|did|is|are|get|gets|come|comes|hits?|attacks?|causes?)"
    r" (?:what|who|whom|which|where|why)\b|\b(?:what|who|where|why|how|pls|plz|please)\??$"
    r"|\b(?:meaning|definition|job|role|function|purpose|causes?|examples?)\??$"  # "lupus: meaning"
)
_INSIDE = re.compile(
    rf"\b(?:{WHAT} (?:{DOES}|happens?|makes?|causes?|kind|sort)|(?:is|are|does|do|can) (?:it|they|that|there))\b"
)
MOST_NAMED_ALSO = 4  # words of a second thing to be asked about: "define lupus, menopause"
STORY = 30  # words from which a message tells more than it asks
# What only asks whether the question before it was put rightly, or how to put the answer, or whether anybody can.
_OF_THE_LAST = re.compile(
    rf"^{_LEAD}(?:(?:is|was|isn't) (?:that|this) (?:what|how|why|all|it|so|right|true|correct|really|wrong|a myth)\b"
    r"|is (?:it|there) (?:true|so|right|correct|any truth|truth)\b|that'?s (?!why)|did i get"
    r"|(?:do|have) i (?:have|got) (?:it|that|this) (?:right|wrong)|(?:am|was) i (?:right|wrong|correct|mistaken)"
    r"|(?:does|do|can|could|will|would) (?:any|some)(?:one|body|1) (?:here )?(?:know|explain|help|tell me|say|clarify)"
    r"[^?]{0,12}\??$"
    r"|(?:do|does|can|could|would|will) (?:you|u|ya) (?:know|explain|help|tell me|say|clarify)\??$"
    r"|(?:which|who)(?: of (?:them|us|the two|those|these)| one)?(?:'s| is| has| got)? (?:it |this |that )?right\b"
    r"|(?:please )?explain (?:it |that |this )?(?:to me )?(?:like|simply|as if)\b"
    r"|(?:what|who)(?:'s| is|s)? (?:the (?:real |true |right )?(?:answer|truth|verdict|deal|reason)|right)\b)"
)
# "My teacher keeps saying remodeling. What is that?": what was named last is to be explained.
_POINTING = frozenset("it that this they these those".split())
_WHAT_IS_THAT = re.compile(
    rf"[\s,.;:!?-]+{_LEAD}(?:what|wat|wot|wut)(?:'?s| is| are)? (?:{'|'.join(sorted(_POINTING))})"
    r"(?: (?:thing|then|again))?\s*\?*$"
)
# What somebody says in a story that ends with "who is right?": up to where the next begins to speak.
_SAYS = re.compile(
    r"\b(?:says?|said|saying|claims?|claimed|reckons?|reckoned|thinks?|thought|swears?|swore|insists?|insisted|argues?|"
    r"argued|announced|heard|mentioned|(?:told|tells|telling) (?:\w+|(?:the|my|our|his|her) \w+))\s+(?:that |how )?"
)
_NEXT_SAYS = re.compile(r"[.;!?]|,? (?:and|but|while|whereas|then) (?:i|he|she|we|they|my|the|her|his)\b")
MIN_CLAIMED = 3  # words of what is said
_IN_ANOTHER = re.compile(r"^(?:in|for|with|of|by)\s\S+(?:\s\S+){0,2}$")
_POINTS = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those)\b")
_GLUE = STOP_WORDS | FILLERS | ADDRESSES
_NAMING_NOTHING = _GLUE | OF_ANOTHER
_MOST_NAMED = 4  # words before the first question that may name what it is about: "osteoblasts: what do they do"


@dataclass(frozen=True)
class Parts:
    """`sentences` are all pieces of the message between full stops; `questions` the pieces that ask something."""

    sentences: tuple[str, ...]
    questions: tuple[str, ...]


@lru_cache(maxsize=64)  # a message is looked at from several sides
def take_apart(text: str) -> Parts:
    """The sentences of a message and the questions among them, further divided at "and what", ", how" and the like."""
    sentences = tuple(
        _NUMBER.sub("", piece).strip(" \t.;")
        for piece in _with_headings(_SENTENCE.split(_ANNOUNCED.sub("", plain(text))))
        if piece and says_enough(piece)
    )
    found = [question for sentence in sentences for question in _questions(sentence)]
    if not found and len(sentences) == MIN_SENTENCES and all(len(words(one)) <= MOST_NAMED_ALSO for one in sentences):
        found = list(sentences)  # "lupus: targets. menopause: meaning."
    questions: list[str] = []
    for question in found:
        if questions and (rounds_off(question) or rounds_off(questions[-1])):
            questions[-1] = f"{questions[-1]} {question}"
        else:
            questions.append(question)
    return Parts(sentences[:MOST_PARTS], tuple(questions[:MOST_PARTS]))


def _with_headings(pieces: Sequence[str]) -> Iterator[str]:
    """`pieces`, each with a single word before it that says what it is about: "Osteoarthritis. Is it autoimmune?"."""
    heading = ""
    for piece in pieces:
        said = () if says_enough(piece) else words(piece)  # a word at most
        if said and said[0].isalpha() and said[0] not in _GLUE and not chatter(said):
            heading = f"{heading}{piece.strip(' .;')} "
        elif said or says_enough(piece):
            yield heading + piece
            heading = ""


def says_enough(piece: str) -> bool:
    """Whether a piece has `MIN_WORDS` or more."""
    return bool(_LONGER.search(piece)) or len(words(piece)) >= MIN_WORDS


def explained(text: str) -> str:
    """What stands before a closing "what is that?", or nothing if the message does not end so."""
    if _POINTING.isdisjoint(words(text)[-2:]):  # as of most messages, which is sooner seen
        return ""
    found = _WHAT_IS_THAT.search(plain(text))
    return plain(text)[: found.start()] if found else ""


@lru_cache(maxsize=64)  # a message is looked at from several sides
def asks(piece: str) -> bool:
    """Whether a piece of text is put as a question."""
    return piece.endswith("?") or bool(
        _BEGINS.match(piece) or _SOON.match(piece) or _TAIL.search(piece) or _INDIRECT.search(piece)
    )


def begins_to_ask(piece: str) -> bool:
    """Whether a piece of text begins as a question does, after what leads to it and says when or where."""
    return bool(_BEGINS.match(piece))


def rounds_off(piece: str) -> bool:
    """Whether a piece only asks of the question before it: whether it was put rightly, or who can answer it."""
    return bool(_OF_THE_LAST.match(piece))


def names_nothing(piece: str) -> bool:
    """Whether a piece asks for something of what was named before, and names nothing: "what's the difference?"."""
    return _NAMING_NOTHING.issuperset(words(piece))


def asking_pieces(sentence: str) -> list[str]:
    """The pieces of a sentence that are put as questions, without what is told before them."""
    pieces = [piece.strip() for piece in _JOINT.split(sentence) if piece and piece.strip()]
    return [piece for piece in pieces if asks(piece)] or [sentence]


def claims(text: str) -> list[str]:
    """What people in a story are told to have said: "she says it is immune, and I say it is not" has two claims."""
    told = plain(text)
    said = (_NEXT_SAYS.split(told[found.end() :], maxsplit=1)[0].strip() for found in _SAYS.finditer(told))
    return [claim for claim in said if len(words(claim)) >= MIN_CLAIMED]


def asks_somewhere(piece: str) -> bool:
    """Whether a piece of text asks, wherever in it the word that does may stand: "lupus hits what"."""
    return asks(piece) or bool(_LATE.search(piece) or _INSIDE.search(piece))


def asks_in_any(message: str) -> bool:
    """Whether any sentence of a message asks."""
    return asks_somewhere(message) or any(map(asks, take_apart(message).sentences))


def _questions(sentence: str) -> list[str]:
    whole = sentence.rstrip("? ")
    joined = _JOINT.split(whole) if _MAY_JOIN.search(whole) else [whole]
    pieces = [piece.strip() for piece in joined if piece and piece.strip()]
    pieces = [piece for piece in _named(pieces) if says_enough(piece)]
    if len(pieces) == 1 and asks(pieces[0]):
        sentence = pieces[0] if pieces[0].endswith("?") else sentence
    asking = [piece for piece in pieces if asks(piece) or _IN_ANOTHER.match(piece)]
    # What stands before the only piece that asks is about the same thing: "X, where does that come from?"
    return asking if len(asking) > 1 and asks(asking[0]) else [sentence] if asks(sentence) else []


def _named(pieces: list[str]) -> list[str]:
    """`pieces` with a first one that only names something put to the question that points at it."""
    if len(pieces) > 1 and not asks(pieces[0]) and len(words(pieces[0])) <= _MOST_NAMED and _POINTS.search(pieces[1]):
        return [f"{pieces[0]} {pieces[1]}?", *pieces[2:]]
    return pieces
