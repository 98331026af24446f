"""Follow-ups: short messages that only make sense with what was said last.

The state is a value, `Memory`, passed in and returned. A message that leans on it is read as a question of its own:
its words together with what the question answered last was about. Four ways of leaning are told apart:

bare      "why?", "like what", "how so": an asking word and nothing else
other     "and the other one?", "the reverse": the counterpart of the last question among those offered with it
turn      "what about lupus?", "and in osteoporosis?", "lupus too?": the last question, asked about something else
pointing  "why do they do it", "what does that lead to": a pronoun in the place of what was talked about
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from bot.engine.antecedents import POINTERS, asks_which, main_subject, of_anything, the_other_way_round
from bot.engine.faq_index import FaqIndex
from bot.engine.grammar import AUXILIARIES, CAUSAL_VERBS, FILLERS, QUESTION_WORDS, STOP_WORDS
from bot.engine.text import stem, words
from bot.knowledge.model import Entry, Kind

MOST_WORDS = 10
MOST_CONTENT = 3
MOST_WORDS_POINTING, MOST_CONTENT_POINTING = 12, 5  # with a pronoun in the place of what it is about
MOST_READINGS = 3
MOST_FRAGMENT = 4
MOST_WORDS_PICKING = 5  # "i mean the second one"
MOST_NUMBERED = 3  # words of a message that may be a number and little else: "and second?"
FULL_FROM = 4

# Log-odds that being leant on gives or takes.
SAID_ALREADY = -3.5
ANYTHING = 2.5  # who follows up on an answer is likelier than a stranger to ask what the FAQ has
OFFERED = 2.5
NEXT_IN_LINE = 3.0
BY_NUMBER = 6.0
LIKE_THE_LAST = 0.3  # share of words from which an offered question is the counterpart of the last
UNHEARD = -3.0  # for entries none of whose phrasings do
ABOUT_IT = 3.0  # for entries all of whose phrasings name what the message turns to

_OPENERS = frozenset("and but so or then also plus".split())
_POINTERS = frozenset("it that this they them those these its their he she him her both either there".split())
_ONES = frozenset("one ones thing things kind part".split())
_MORE = frozenset("more further continue elaborate detail details expand deeper".split())
_REVERSE = frozenset("reverse reversed opposite vice versa round around".split())
_AGAIN = frozenset("again repeat understand sure wrong really true simpler shorter short version serious".split())
_MANY = frozenset("many much like such".split())
_OTHER = frozenset(
    "other others opposite reverse reversed vice versa latter former counterpart counterparts partner partners".split()
)
_BEFORE_A_NAME = frozenset("in for with of the a".split())
_CAUSES = frozenset(f"{verb}s" for verb in CAUSAL_VERBS)
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "last": -1}
_NUMBERS = ("1", "2", "3")
_YES = frozenset("yes that this it is one exactly correct right please".split())
_TOO = frozenset("too also either well".split())
_EXAMPLE = frozenset("example examples instance such".split())
# Said without adding anything: "how does it manage that" asks how.
_GOES_ON = frozenset("happen happens happening work works manage manages altogether overall anyway".split())
_ASIDES = (
    STOP_WORDS
    | _GOES_ON
    | FILLERS
    | _ONES
    | _MORE
    | _AGAIN
    | _OTHER
    | _EXAMPLE
    | frozenset(
        "exactly precisely specifically additionally particularly through mean come round around way instead between "
        "among".split()
    )
)


class Leaning(StrEnum):
    BARE = "bare"
    OTHER = "other"
    TURN = "turn"
    POINTING = "pointing"


@dataclass(frozen=True)
class Memory:
    """One person's conversation in one place: the entries last shown and the questions offered with them.

    `suggested`: what is offered was asked for since then, perhaps.
    """

    entries: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    question: str = ""
    suggested: bool = False


@dataclass(frozen=True)
class FollowUp:
    """A message read with what was said last, in one way or several.

    `likelier` entries gain, by id, the given log-odds; `new` are the stems the message brings itself, one of which
    an answer has to know. The first of the readings that leads to an answer counts where nothing is new.
    """

    leaning: Leaning
    readings: tuple[tuple[str, ...], ...]
    likelier: dict[str, float] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    must: bool = False  # it cannot be a full question, whatever it is like: "does that cause osteoporosis?"
    confirms: bool = False  # the last answer may be what it asks for: "so it is the cause?"
    whole: bool = False  # the one reading is a question by itself: that of "the other one", "the second", "more"


def follow_up(tokens: Sequence[str], memory: Memory, index: FaqIndex) -> FollowUp | None:
    """`tokens` read with `memory`, or None where they stand on their own."""
    if memory.suggested and (picked := _picked(tokens, memory, index)):
        return picked
    last = _first_known(memory.entries, index)
    leaning = _leaning(tokens, index) if last else None
    if last is None or leaning is None:
        return None
    content = _content(tokens)
    likelier = {entry.id: ANYTHING for entry in index.entries if entry.kind is Kind.ANSWER}
    likelier.update(dict.fromkeys(memory.offered, OFFERED))
    likelier[last.id] = OFFERED if _wants_the_same(tokens) else SAID_ALREADY
    if meant := _by_number(tokens, memory):
        likelier[meant] = likelier.get(meant, 0.0) + BY_NUMBER
        return FollowUp(leaning, (words(index.faq.by_id[meant].question),), likelier, whole=True)
    if leaning is Leaning.OTHER and set(tokens) & _REVERSE and (reverse := the_other_way_round(last.question, index)):
        return FollowUp(leaning, (reverse,), whole=True)
    if leaning is Leaning.OTHER and (counterpart := _counterpart(last.id, memory, index)):
        return FollowUp(leaning, (words(index.faq.by_id[counterpart].question),), whole=True)
    wants_more = not content and set(tokens) & _MORE and not set(tokens) & _MANY
    if wants_more and (following := _first_known(memory.offered, index)):
        return FollowUp(leaning, (words(following.question),), likelier, whole=True)
    if not content and _if_not(tokens):
        likelier.update(dict.fromkeys(memory.offered[:1], NEXT_IN_LINE))
    new = frozenset(stem(token) for token in content)
    before = [token for token in words(last.question) if stem(token) not in new]
    own = _own_words(tokens)
    if leaning is Leaning.TURN:
        named = [token for token in own if token not in STOP_WORDS] or own
        turned = [*_in_the_place_of_each(before, named, index), (*own, *before)]
        if len(asked := words(memory.question)) <= MOST_WORDS:
            turned += _in_the_place_of_each(asked, named, index)
        return FollowUp(leaning, tuple(dict.fromkeys(turned)), likelier, frozenset({stem(content[-1])}))
    readings = [(*own, *(token for token in before if token not in STOP_WORDS))]
    if leaning is Leaning.BARE and ("what", "is") in pairwise(tokens):
        readings.insert(0, ("what", "is", *_subject(last, index)))
    # "How many are there?" may be asked so.
    if leaning is Leaning.BARE and len(tokens) >= FULL_FROM and not set(tokens) & _POINTERS:
        readings.append(tuple(tokens))
    if leaning is Leaning.BARE and _asks_what_instead(tokens):
        instead = (of_anything(asked, index) for asked in (memory.question, last.question))
        readings = [*filter(None, instead), *readings]
    if leaning is Leaning.BARE and {"why", "not"} <= set(tokens) and (main := main_subject(index)):
        readings.append((*own, *main))
    return FollowUp(leaning, tuple(readings), likelier, new, must=_points_first(tokens), confirms=_confirms(tokens))


def _picked(tokens: Sequence[str], memory: Memory, index: FaqIndex) -> FollowUp | None:
    """One of the questions that were suggested: "the second", "2"; "yes" if it was one."""
    agreed = memory.offered[0] if set(tokens) <= _YES and len(memory.offered) == 1 else None
    meant = agreed or (_by_number(tokens, memory) if len(tokens) <= MOST_WORDS_PICKING else None)
    if meant not in index.faq.by_id:
        return None
    return FollowUp(Leaning.OTHER, (words(index.faq.by_id[meant].question),), whole=True)


def _asks_what_instead(tokens: Sequence[str]) -> bool:
    """ "So what does?", "if not, what is then?": what the last question asked of one thing, asked of anything."""
    said = [token for token in tokens if token in QUESTION_WORDS | AUXILIARIES | _POINTERS]
    return len(said) > 1 and said[-2] in {"what", "who"} and said[-1] in AUXILIARIES


def _first_known(entries: Sequence[str], index: FaqIndex) -> Entry | None:
    return next((index.faq.by_id[entry] for entry in entries if entry in index.faq.by_id), None)


def _subject(last: Entry, index: FaqIndex) -> Sequence[str]:
    """What the last question was about: the first words in it that name something."""
    units = index.read(words(last.question)).units
    return next((unit.typed for unit in units if not set(unit.typed) & (STOP_WORDS | CAUSAL_VERBS | _CAUSES)), ())


def _in_the_place_of_each(before: Sequence[str], own: Sequence[str], index: FaqIndex) -> list[tuple[str, ...]]:
    """A question with the new words in the place of each thing that it was about, the last thing first.

    What was asked of two things together, "menopause and estrogen", is asked of the new one alone.
    """
    pieces = [unit.typed for unit in index.read(before).units]
    found = []
    for at, piece in enumerate(pieces):
        if not set(piece) <= STOP_WORDS:
            rest = at + 3 if pieces[at + 1 : at + 2] == [("and",)] else at + 1
            found.append(tuple(word for part in (*pieces[:at], own, *pieces[rest:]) for word in part))
    return found[: -MOST_READINGS - 1 : -1]


def _leaning(tokens: Sequence[str], index: FaqIndex) -> Leaning | None:
    said = set(tokens)
    content = _content(tokens)
    if len(tokens) > MOST_WORDS or len(content) > MOST_CONTENT:
        pointing = len(tokens) <= MOST_WORDS_POINTING and len(content) <= MOST_CONTENT_POINTING and said & POINTERS
        return Leaning.POINTING if pointing else None
    if said & _OTHER and len(content) <= 1:
        return Leaning.OTHER
    if not content:
        return Leaning.BARE
    asks = bool(said & (QUESTION_WORDS | AUXILIARIES))
    if asks and said & _TOO and len(content) > 1 and _names_first(tokens):  # "is X Y as well" asks all there is to ask
        return Leaning.POINTING
    fragment = not asks and (said & _ONES or tokens[0] in _OPENERS or len(content) == 1)
    if fragment or said & _TOO or _turns_to(tokens):
        return Leaning.POINTING if said & POINTERS and not said & _TOO | {"about"} else Leaning.TURN
    named_next = tokens[1:2] and tokens[1] in _BEFORE_A_NAME and not said & AUXILIARIES
    if named_next and (tokens[0] in _OPENERS or tokens[0] in QUESTION_WORDS):
        return Leaning.TURN
    if set(tokens[:2]) & QUESTION_WORDS and len(tokens) <= MOST_FRAGMENT and not said & AUXILIARIES:  # "which hormone?"
        return Leaning.POINTING
    of_one_thing = tokens[0] in AUXILIARIES and list(tokens[1:]) == content and len(index.read(content).units) == 1
    if of_one_thing:  # "is osteoporosis?", "does lupus?"
        return Leaning.TURN
    numbered = bool(said & _ORDINALS.keys() and said & _ONES)  # "what does the first one attack"
    points = said & _POINTERS or numbered or asks_which(tokens) or tokens[-1] == "one"
    return Leaning.POINTING if points else None


def _turns_to(tokens: Sequence[str]) -> bool:
    """Whether a message says "about" and nothing of its own before: "what about lupus", not "a joke about bones"."""
    return "about" in tokens and not _content(tokens[: tokens.index("about")])


def _content(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token not in _ASIDES and token not in _POINTERS]


def _points_first(tokens: Sequence[str]) -> bool:
    """Whether the subject of the message is a pronoun: "does that…", "so is it…", "which cells do they…"."""
    first = next((at for at, token in enumerate(tokens) if token in AUXILIARIES), None)
    return first is not None and set(tokens[first + 1 : first + 2]) <= _POINTERS


def _names_first(tokens: Sequence[str]) -> bool:
    """Whether a message says something of its own before it points at anything."""
    first = next((token for token in tokens if token in _POINTERS or token not in _ASIDES), None)
    return first is not None and first not in _POINTERS


def _confirms(tokens: Sequence[str]) -> bool:
    """Whether the message says or asks whether something is so, rather than what, why or how; or wants it again."""
    return not set(tokens) & QUESTION_WORDS or _wants_the_same(tokens)


def _if_not(tokens: Sequence[str]) -> bool:
    """ "And if not?", "what if they aren't": what would follow from the opposite, which is offered first."""
    return "not" in tokens and bool({"if", "when"} & set(tokens))


def _wants_the_same(tokens: Sequence[str]) -> bool:
    """Whether the last answer may simply be said once more: "say again", "so is it or not"."""
    said = set(tokens)
    return bool(said & _AGAIN) or ("not" in said and "or" in said) or {"yes", "no"} <= said


def _own_words(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token not in _POINTERS | _OPENERS | _ONES | _GOES_ON]


def _by_number(tokens: Sequence[str], memory: Memory) -> str | None:
    """The offered question that "the first one", "what does the second attack", or "1" and nothing else means."""
    if len(tokens) == 1 and tokens[0] in _NUMBERS:
        return next(iter(memory.offered[_NUMBERS.index(tokens[0]) :]), None)
    numbers = [
        _ORDINALS[token]
        for before, token, after in zip(("", *tokens), tokens, (*tokens[1:], ""), strict=False)
        if token in _ORDINALS and (before == "the" or after in _ONES or len(tokens) <= MOST_NUMBERED)
    ]
    if len(numbers) != 1 or not memory.offered or {"many", "much"} & set(tokens):  # "how many are like the first one"
        return None
    at = numbers[0]
    return memory.offered[at] if -1 <= at < len(memory.offered) else None


def _counterpart(last: str, memory: Memory, index: FaqIndex) -> str | None:
    """The offered question put most like the last one, but about another thing."""
    asked = {stem(word) for word in words(index.faq.by_id[last].question)}
    likeness = {}
    for entry in memory.offered:
        if entry in index.faq.by_id:
            theirs = {stem(word) for word in words(index.faq.by_id[entry].question)}
            likeness[entry] = len(asked & theirs) / max(1, len(asked | theirs))
    best = max(likeness, key=lambda entry: likeness[entry], default=None)
    return best if best and likeness[best] >= LIKE_THE_LAST else None
