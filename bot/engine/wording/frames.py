"""Requests to be told about something: "what does the article say about lupus", "lupus eats bone, true or false".

All that such a message asks is what it names. The words around that are the same whatever it is, and are those of a
question about the source itself, which would be found before it.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise, product

from bot.engine.wording.grammar import ADDRESSES, FILLERS, STOP_WORDS

MOST_WORDS = 30  # of a message that is no more than such a request
_SOURCES = frozenset("article text page faq site website document paper piece source bot guide author".split())
_ABOUT = frozenset("about on regarding concerning".split())
# One of these before "about" or "of": what is wanted is what is known or said of something.
_INFORMATION = frozenset(
    "information detail details fact facts overview summary basics mention word words idea heard hear".split()
)
_TELLING = _INFORMATION | frozenset(
    "say tell know known learn read find understand think ask asked asking talk talking speak teach write writing "
    "written anything something everything more question questions curious confused wondering wonder interested "
    "thoughts opinion opinions essay homework presentation project report assignment topic".split()
)
_SAYS = frozenset("says said".split())  # the same, if it is the source that says it
_BEFORE = {"of": _INFORMATION, "with": {"familiar"}, "by": {"confused", "understand"}}  # before other words
_TELLING_OF = frozenset("mention discuss cover address describe explain define say says claim claims".split())
_TOLD_OF = frozenset("mentioned discussed covered described explained defined addressed".split())
_BE = frozenset("is are was were".split())
_ACCORDING = frozenset("according per".split())
_IN_THERE = ("in", "there")
_CORRECT_ME = ("correct", "me", "if", "i", "am", "wrong")
# Of whom more may be asked than what a text says of them.
_SPEAKERS = frozenset("i me my mine myself you your yours yourself we us our".split())
_GLUE = STOP_WORDS | FILLERS | ADDRESSES
_AROUND = (
    _GLUE - {"not", "no", "without"}
    | _SOURCES
    | _ABOUT
    | _TELLING
    | frozenset().union(*_BEFORE.values())
    | _TELLING_OF
    | _SAYS
    | _ACCORDING
    | frozenset(_CORRECT_ME)
    | frozenset("want wanted need like love hope trying give show look looking bit little else".split())
)
_PLAIN = "plain simple simpler easy everyday normal basic lay layman laymans laymen".split()
_CHILD = ("five", "5", "six", "ten", "10", "stupid", "dumb", "a kid", "a child")


def _phrases(*parts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """All phrases of one of each of `parts`, as words."""
    return frozenset(tuple(" ".join(chosen).split()) for chosen in product(*parts))


# What stands at the end of such a message: where it is said, or how it is to be said, or whether it is so.
_INSIDE = _phrases(
    ("in", "from", "by", "within", "according to", "as per"), ("the", "this", "that", "your", "our"), _SOURCES
)
_THERE = _phrases(["in there", "in here", "in it", "at all"])
_HOW = (
    _phrases(["in"], _PLAIN, ["english", "terms", "words", "language"])
    | _phrases(["", "to me"], ["like", "as if"], ["i am", "i was", "i were"], _CHILD)
    | _phrases(["", "is it", "is that"], ["true or false", "fact or myth", "fact or fiction", "right or wrong"])
    | _phrases(["for"], ["dummies", "beginners", "idiots"])
    | _phrases(["in a nutshell", "in a few words", "in short", "in brief", "explained", "simply", "briefly", "101"])
    | _phrases(["do you agree", "what is the truth"])
)
_LAST = frozenset(phrase[-1] for phrase in _INSIDE | _THERE | _HOW)
_MOST_IN_A_PHRASE = max(map(len, _INSIDE | _HOW))
_MAY_ASK = _ABOUT | _BEFORE.keys() | _TELLING_OF | _SOURCES | {"wrong", "but"}


def told_about(tokens: Sequence[str]) -> slice | None:
    """Where in `tokens` stands what a message wants to be told about, if that is all there is to it.

    None where it asks for something else, and where it names nothing: "what does it say about that one", "tell me
    about yourself".
    """
    if not 1 < len(tokens) <= MOST_WORDS:
        return None
    said = next((at for at in range(len(tokens), 0, -1) if tokens[at - 1] not in FILLERS), 0)
    end = _without(_HOW, tokens[:said])
    source = _without(_INSIDE, tokens[:end])
    is_told_how = said > source
    inside, end = source < end, _without(_THERE, tokens[:source])
    start = max(_starts(tokens[: min(_around(tokens), end)], inside=inside), default=0)
    if inside and not start and tokens[0] in _BE and tokens[end - 1] in _TOLD_OF:
        start, end = 1, end - 1  # "is lupus mentioned in the article"
    if not start and not is_told_how:
        return None
    asked = slice(start, end if start else source)
    return asked if {*tokens[asked]} - _GLUE - _SPEAKERS else None


def asks_the_source(tokens: Sequence[str]) -> bool:
    """Whether a message wants to be told what the source, by that name, says of something."""
    return not _SOURCES.isdisjoint(tokens) and told_about(tokens) is not None


def names_only_the_source(tokens: Sequence[str]) -> bool:
    """Whether `tokens` may stand around what a message wants to be told about, and say no more."""
    return _around(tokens) == len(tokens)


def _without(phrases: Set[tuple[str, ...]], tokens: Sequence[str]) -> int:
    """How many of `tokens` are left without any of the `phrases` at their end."""
    end = len(tokens)
    while end and tokens[end - 1] in _LAST:
        lengths = range(1, min(end, _MOST_IN_A_PHRASE) + 1)
        length = next((length for length in lengths if tuple(tokens[end - length : end]) in phrases), 0)
        if not length:
            break
        end -= length
    return end


def _around(tokens: Sequence[str]) -> int:
    """How many of the first `tokens` name nothing but the source."""
    return next((at for at, token in enumerate(tokens) if token not in _AROUND), len(tokens))


def _starts(tokens: Sequence[str], *, inside: bool) -> Iterator[int]:
    """Where in a message may begin what it wants to be told about, of which `tokens` name nothing but the source."""
    return (
        at for at, token in enumerate(tokens, 1) if token in _MAY_ASK and _wants_to_be_told(tokens[:at], inside=inside)
    )


def _wants_to_be_told(tokens: Sequence[str], *, inside: bool) -> bool:
    """Whether `tokens`, which name nothing but the source, ask for what is said of what follows on them.

    `inside`: the message ends with what stands in the source.
    """
    *before, last = tokens
    said = set(before)
    if last in _ABOUT:
        by_the_source = not _SAYS.isdisjoint(said) and not (_SOURCES | {"it", "they"}).isdisjoint(said)
        return inside or by_the_source or not _TELLING.isdisjoint(said) or _IN_THERE in pairwise(before)
    if last in _BEFORE:
        return not said.isdisjoint(_BEFORE[last])
    if last in {"wrong", "but"}:
        return tuple(tokens if last == "wrong" else before)[-len(_CORRECT_ME) :] == _CORRECT_ME
    if last in _TELLING_OF:
        return not _SOURCES.isdisjoint(said) or (last == "mention" and "it" in said)
    return last in _SOURCES and not _ACCORDING.isdisjoint(said)
