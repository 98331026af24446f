"""What was said before a message, as a value that is passed in and returned, and messages that pick from it.

"And the other one?", "the second", "go on", "2": such a message stands for one question, whatever its words are. All
others that may lean on what was said last are read in several ways (`turns`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from bot.engine.decision import Move
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.mentions import Thing, asked_whether_of, of_anything, setting_of, the_other_way_round
from bot.engine.wording.grammar import AUXILIARIES, FILLERS, KINDS, STOP_WORDS
from bot.engine.wording.text import stem, words
from bot.knowledge.model import Entry, Kind

MOST_WORDS_PICKING = 5  # "i mean the second one"
MOST_NUMBERED = 3  # words of a message that may be a number and little else: "and second?"
TWO = 2  # questions, of which "both" are meant
MOST_SEEN = 12  # answers that are not told anew to who wants to hear more
MOST_CONTENT_NUMBERED = 3  # words of its own: "what does the second one attack"
MOSTLY = 0.3  # share of its phrasings from which a question mostly asks in one way
LIKE_THE_LAST = 0.3  # share of words from which an offered question is the counterpart of the last

PRONOUNS = frozenset("it that this they them those these its their he she him her both either there".split())
OPENERS = frozenset("and but so or then also plus".split())
ONES = frozenset("one ones thing things kind part".split())
# Said without adding anything: "how does it manage that" asks how.
GOES_ON = frozenset("happen happens happening work works manage manages altogether overall anyway".split())
_MORE = frozenset("more further continue elaborate detail details expand deeper".split())
_REVERSE = frozenset("reverse reversed opposite vice versa round around way".split())
_AGAIN = frozenset("again repeat understand sure wrong really true simpler shorter short version serious".split())
_OTHER = frozenset(
    "other others opposite reverse reversed vice versa latter former counterpart counterparts partner partners".split()
)
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "last": -1}
_NUMBERS = ("1", "2", "3")
_COUNTING = frozenset("is am are was only".split())  # before a number that says how many: "that's 3 lol", "like i am 3"
# Beside a number that is chosen.
_NUMBERED = frozenset(
    "number no nr option q question choice sorry typo oops meant pick picked choose chose select want show give".split()
)
_SO_MANY = frozenset("example examples things ones kinds parts more others".split())  # "can you give me 2 examples"
_MEANING = frozenset("what mean".split())  # "what do 1 and 2 mean under the answer"
_AROUND_BOTH = (
    _NUMBERED
    | OPENERS
    | FILLERS
    | frozenset("both of them those these the yes tell me us about to can you answer two".split())
)  # "both please", unlike "so are we both right"
_WHY = (("why",), ("why", "so"), ("how", "come"), ("how", "so"), ("what", "reason"), ("because",), ("why", "case"))
_WHAT_IS = ("what", "is")
_WHAT_CAUSES = {("what", "causes"), ("what", "caused"), ("what", "cause")}
_AROUND_WHY = frozenset(
    "and but then ok well hm wait for is that it this the was are does do happen tho though exactly really".split()
)
_AROUND_WHAT = OPENERS | FILLERS | frozenset("wait though really actually exactly now".split())
_OF_A_KIND = ONES | KINDS | frozenset("diseases illnesses conditions disorders".split())
_A = frozenset("a an".split())
_YES = frozenset("yes that this it is one exactly correct right please".split())
_EXAMPLE = frozenset("example examples instance such".split())
_ASIDES = (
    STOP_WORDS
    | PRONOUNS
    | GOES_ON
    | FILLERS
    | ONES
    | _MORE
    | _AGAIN
    | _OTHER
    | _EXAMPLE
    | frozenset(
        "exactly precisely specifically additionally particularly through mean come round around way instead between "
        "among".split()
    )
)


@dataclass(frozen=True)
class Memory:
    """One person's conversation in one place: the entries last shown and the questions offered with them.

    `question` is the last message that was answered, as it was read; before any was, the last one. `suggested`: what is
    offered was asked for since then, perhaps. `seen` are all answers that were shown, the last ones last. `safety` is
    the safety text that was shown, if nothing was answered since.
    """

    entries: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    question: str = ""
    suggested: bool = False
    seen: tuple[str, ...] = ()
    safety: str = ""

    def seen_with(self, entries: Sequence[str]) -> tuple[str, ...]:
        """All answers that were shown once `entries` are, too."""
        return (*self.seen, *entries)[-MOST_SEEN:]


def content(tokens: Sequence[str]) -> list[str]:
    """The words of a message that say something of their own."""
    return [token for token in tokens if token not in _ASIDES]


def last_shown(memory: Memory, index: FaqIndex) -> Entry | None:
    return _first_known(memory.entries, index)


def stands_for(
    tokens: Sequence[str], memory: Memory, index: FaqIndex, main: Thing | None, move: Move | None = None
) -> tuple[str, ...] | None:
    """The question for which a message stands that picks from what was said or offered before; None if it does not.

    `main` is the FAQ's main subject, if it has one; `move` is what the message wants done after the last answer, if
    that is all there is to it.
    """
    last = last_shown(memory, index)
    if found := picked(tokens, memory, index):
        return words(found.question)
    if last is None:
        return None
    if len(content(tokens)) <= MOST_CONTENT_NUMBERED and (meant := _by_number(tokens, memory)) in index.faq.by_id:
        return words(index.faq.by_id[meant].question)
    if asks_for_the_other(tokens):
        reverse = the_other_way_round(last.question, index) if set(tokens) & _REVERSE else None
        counterpart = _counterpart(last, memory, index)
        return reverse or (words(counterpart.question) if counterpart else None)
    if _asks_what_instead(tokens):
        instead = (of_anything(text, index) for text in (memory.question, last.question))
        return next(filter(None, instead), None)
    if _asks_which_ones(tokens) and (those := of_anything(last.question, index)):
        return ("which", "ones", "are", *[token for token in those[1:] if token not in _A])
    if _asks_what_it_is(tokens) and (subject := _asked_of(last, index, main)):
        return (*_WHAT_IS, *subject)
    if move in {Move.AGAIN, Move.GIST, Move.MORE}:
        wanted = _next(last, memory, index) if move is Move.MORE else last
        return words(wanted.question) if wanted else None
    if asks_why(tokens) and (reason := _told_why(last, index)):
        return words(reason.question)
    if not content(tokens) and {"why", "not"} <= set(tokens) and main:
        return ("why", "not", *main)  # it asks for a reason, and not for the same answer again
    return None


def _asked_of(last: Entry, index: FaqIndex, main: Thing | None) -> Thing | None:
    """What "what is it then" asks of after a question that wanted a yes or a no.

    That is what this was asked of, unless it was asked of something within the FAQ's main subject.
    """
    asked = words(last.question)
    subject = asked_whether_of(asked, index)
    return main if subject and main and setting_of(asked, main) else subject


def _next(last: Entry, memory: Memory, index: FaqIndex) -> Entry | None:
    """What to tell who wants to hear more: what was offered, else the rest of the topic; nothing that was told."""
    topic = next(topic for topic in index.faq.topics if last in topic.entries)
    rest = [entry.id for entry in topic.entries if entry.kind is Kind.ANSWER]
    told = {*memory.entries, *memory.seen}
    return _first_known([entry for entry in (*memory.offered, *rest) if entry not in told], index)


def asks_for_the_other(tokens: Sequence[str]) -> bool:
    """Whether a message asks for the counterpart of what was told: "and the other one?", "what's the opposite?"."""
    return bool(set(tokens) & _OTHER) and len(content(tokens)) <= 1 and not _of_both(tokens)


def _of_both(tokens: Sequence[str]) -> bool:
    """ "How does one lead to the other?"."""
    return "one" in tokens and "other" in tokens and tokens.index("one") < tokens.index("other")


def asks_why(tokens: Sequence[str]) -> bool:
    """Whether a message asks for the reason of what was told, and for nothing else: "how come?", "why is that"."""
    said = tuple(token for token in tokens if token not in _AROUND_WHY)
    return said in _WHY or said == ("so", "why")


def _told_why(last: Entry, index: FaqIndex) -> Entry | None:
    """The first question to ask next that mostly asks why, if that was not what was told last.

    After what something is the one for its causes will do.
    """
    if _mostly_asks_why(last, index) or _asks_for_causes(last):
        return None
    known = [index.faq.by_id[entry] for entry in last.follow_ups if entry in index.faq.by_id]
    reasons = (entry for entry in known if _mostly_asks_why(entry, index))
    causes = filter(_asks_for_causes, known if words(last.question)[:2] == _WHAT_IS else ())
    return next(chain(reasons, causes), None)


def _mostly_asks_why(entry: Entry, index: FaqIndex) -> bool:
    profiles = zip(index.entries, index.profiles, strict=True)
    return any(one.id == entry.id and told.asked.get("why", 0) >= MOSTLY * told.phrasings for one, told in profiles)


def _asks_for_causes(entry: Entry) -> bool:
    return words(entry.question)[:2] in _WHAT_CAUSES


def _without_asides(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token not in _AROUND_WHAT)


def _asks_which_ones(tokens: Sequence[str]) -> bool:
    """ "Ok, which ones are?"."""
    said = _without_asides(tokens)
    return said[:1] == ("which",) and said[-1] in {"is", "are"} and set(said[1:-1]) <= _OF_A_KIND


def _asks_what_it_is(tokens: Sequence[str]) -> bool:
    """ "So what is it then?"."""
    said = _without_asides(tokens)
    return len(said) == len(_WHAT_IS) + 1 and said[:2] == _WHAT_IS and said[-1] in {"it", "that", "this"}


def _asks_what_instead(tokens: Sequence[str]) -> bool:
    """ "So what does?", "if not, what is then?": what the last question asked of one thing, asked of anything."""
    said = _without_asides(tokens)
    return not content(tokens) and len(said) > 1 and said[-2] in {"what", "who"} and said[-1] in AUXILIARIES


def _first_known(entries: Sequence[str], index: FaqIndex) -> Entry | None:
    return next((index.faq.by_id[entry] for entry in entries if entry in index.faq.by_id), None)


def picked(tokens: Sequence[str], memory: Memory, index: FaqIndex) -> Entry | None:
    """One of the questions that were offered: "2", "ok, 2 please"; of those suggested also "the second", or "yes"."""
    meant = next(iter(by_digits(tokens, memory)), None)
    if meant is None and memory.suggested:
        agreed = memory.offered[0] if set(tokens) <= _YES and len(memory.offered) == 1 else None
        meant = agreed or (_by_number(tokens, memory) if len(tokens) <= MOST_WORDS_PICKING else None)
    return index.faq.by_id.get(meant) if meant else None


def by_digits(tokens: Sequence[str], memory: Memory) -> tuple[str, ...]:
    """The offered questions that "1", or "1 and 3", and nothing else means, or "both" of two."""
    if not memory.offered or set(tokens) >= _MEANING:
        return ()
    placed, counted = pairwise(("", *tokens)), pairwise((*tokens, ""))
    digits = [_NUMBERS.index(token) for before, token in placed if token in _NUMBERS and before not in _COUNTING]
    if set(content(tokens)) - {*_NUMBERS, *_NUMBERED} or any(one in _NUMBERS and of in _SO_MANY for one, of in counted):
        return ()
    if "both" in tokens and len(memory.offered) == TWO:
        return memory.offered if _AROUND_BOTH.issuperset(tokens) else ()
    return tuple(memory.offered[at] for at in dict.fromkeys(digits) if at < len(memory.offered))


def picks_nothing(tokens: Sequence[str], memory: Memory) -> bool:
    """Whether a message is a number and no more, of which nothing was offered: "5"."""
    digits = all(token.isdecimal() for token in tokens) and bool(tokens)
    return digits and bool(memory.offered) and not by_digits(tokens, memory)


def _by_number(tokens: Sequence[str], memory: Memory) -> str | None:
    """The offered question that "the first one" or "what does the second attack" means."""
    short = len(tokens) <= MOST_NUMBERED and all(token in _ORDINALS for token in content(tokens))
    numbers = [
        _ORDINALS[token]
        for before, token, after in zip(("", *tokens), tokens, (*tokens[1:], ""), strict=False)
        if token in _ORDINALS and (_picks(before, after) or (short and before != "every"))
    ]
    if len(numbers) != 1 or not memory.offered or {"many", "much"} & set(tokens):  # "how many are like the first one"
        return None
    at = numbers[0]
    return memory.offered[at] if -1 <= at < len(memory.offered) else None


def _picks(before: str, after: str) -> bool:
    """Whether a number between these words says which one is meant: not in "every last one", "the second half"."""
    if before == "every":
        return False
    return after in ONES or (before == "the" and (not after or not content([after])))


def _counterpart(last: Entry, memory: Memory, index: FaqIndex) -> Entry | None:
    """The offered question put most like the last one, but about another thing."""
    asked = {stem(word) for word in words(last.question)}
    likeness = {}
    for entry in memory.offered:
        if entry in index.faq.by_id:
            theirs = {stem(word) for word in words(index.faq.by_id[entry].question)}
            likeness[entry] = len(asked & theirs) / max(1, len(asked | theirs))
    best = max(likeness, key=lambda entry: likeness[entry], default=None)
    return index.faq.by_id[best] if best and likeness[best] >= LIKE_THE_LAST else None
