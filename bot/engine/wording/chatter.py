"""Messages that are no question: greetings, thanks, laughter, a call for help with the bot itself."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile, pairwise

from bot.engine.decision import Chatter
from bot.engine.wording.grammar import ADDRESSES, AUXILIARIES, QUESTION_WORDS
from bot.engine.wording.text import words

_GREETING = frozenset(
    "hi hello hey heya hiya yo sup hola howdy greetings morning afternoon evening night good day there gm gn bonjour "
    "ello helo hallo wassup whatsup wazzup what is up how are you doing today bot friend everyone all mate "
    "nice meet to again".split()
)
_GREETS = frozenset(
    "hi hello hey heya hiya yo sup hola howdy greetings morning afternoon evening gm gn bonjour ello helo hallo wassup "
    "whatsup wazzup up".split()
)
_THANKS = frozenset(
    "thanks thank thankyou thankss you cheers appreciate appreciated it that much so a lot very ta nice great awesome "
    "cool perfect good bot helpful was this is really helps helped bye goodbye cya later see ok okay got makes sense "
    "now understood lovely brilliant wonderful amazing the for answer info help well done job love u alright right "
    "ahh ah oh i get interesting gotcha noted fair enough wow sweet neat no worries np all clear and ur your "
    "explanation explaining have one day man dude nvm nevermind mind never yes thanking obliged kindly sorry ignore "
    "guess hm hmm w gg rock legend star best fab ace stuff enough will do bless mate pal kind sir welcome me "
    "with see full stop period comma".split()  # the last as they are dictated
)
_THANKED = frozenset(
    "thanks thank thankyou cheers appreciate appreciated ta nice great awesome cool perfect helpful "
    "later ok okay got sense understood lovely brilliant wonderful amazing alright interesting gotcha noted fair "
    "sweet neat helps helped worries np clear ahh ah oh nvm nevermind thanking obliged love rock "
    "legend star fab ace bless welcome gg".split()
)
_LEAVING = frozenset("bye goodbye cya goodnight farewell".split())
# Said to the bot with a farewell; who says it to all may mean another.
_WARMLY = frozenset("been were are my dear darling hun honey sweetie sweetheart friend patient take care".split())
GRATEFUL = frozenset("thanks thank thankyou cheers ta".split())
_LAUGHTER = frozenset(
    "lol lmao lmfao rofl haha hahaha ha hah hahah hehe hehehe heh xd lolol kek funny nice omg that is so good one dead "
    "im i am bruh bro oof yikes rip damn".split()
)
_LAUGHS = frozenset("ha lol lmao lmfao rofl haha hahaha hah hahah hehe hehehe heh xd lolol kek oof yikes bruh".split())
_HOW_ARE_YOU = frozenset("how are you doing today is it going things there bot mate friend".split())
_HELP = (
    frozenset("help me please can you i need how use this bot commands command the do work does".split()),
    frozenset("help commands command use".split()),
)
_WHO = frozenset("who what are you can do bot is your name purpose".split())
_SO_MUCH = frozenset("you so very a lot much many bot again everyone all million ton bunch kindly".split()) | ADDRESSES
_FOR_WHAT = frozenset("for that this it i we my your to from".split())
_JOINING = frozenset("but and so also then".split())
_SUBJECTS = frozenset("i you he she it we they this that these those there".split())
_NOT_AT_ALL = ("not", "at", "all")
MOST_WORDS = 7
_IN_SIGNS = (
    (Chatter.COMPLAINT, frozenset("👎😡🤬😠🖕")),
    (Chatter.THANKS, frozenset("👍🙏❤🥰💕👏👌💯🫶😊")),
    (Chatter.LAUGHTER, frozenset("😂🤣😆😹")),
    (Chatter.GREETING, frozenset("👋")),
)

# Each sort with the words that a message may hold, and those of which it must hold one; the first that fits counts.
_SORTS = (
    (Chatter.LAUGHTER, _LAUGHTER, _LAUGHS),
    (Chatter.GREETING, _GREETING, _GREETS),
    (Chatter.FAREWELL, _THANKS | _LAUGHS | _LEAVING, _LEAVING),
    (Chatter.FAREWELL, (_THANKS | _LEAVING | _WARMLY) - {"all"}, _LEAVING),
    (Chatter.THANKS, _THANKS | _LAUGHS, _THANKED),
    (Chatter.GREETING, _HOW_ARE_YOU, frozenset({"you", "things", "going"})),
    (Chatter.HELP, *_HELP),
)


@lru_cache(maxsize=16_384)  # most entries outlive an edit of the FAQ
def small_talk_among(phrasings: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of those of an entry's `phrasings` that are chatter, if it is an entry for such.

    It is headed by small talk or lists several ways of it; one "thanks" among others has slipped in.
    """
    short = [words(text) if text.count(" ") < MOST_WORDS else () for text in phrasings]
    found = [tokens for tokens in short if chatter(tokens)]
    return tuple(found) if found and (len(found) > 1 or found[0] == short[0]) else ()


def chatter(tokens: Sequence[str]) -> Chatter | None:
    """What sort of chatter `tokens` are, or None if they may be a question."""
    tokens = tokens[3:] if tuple(tokens[:3]) == _NOT_AT_ALL and len(tokens) > len(_NOT_AT_ALL) else tokens
    said = set(tokens)
    if not said or len(tokens) > MOST_WORDS:
        return None
    if tokens[0] in GRATEFUL and _says_what_for(tokens) and not said & QUESTION_WORDS:
        return Chatter.THANKS
    for kind, may_hold, must_hold in _SORTS:
        if said <= may_hold and said & must_hold:
            return kind
    return Chatter.HELP if said <= _WHO and "you" in said and len(tokens) > 2 else None


def _says_what_for(tokens: Sequence[str]) -> bool:
    """Whether thanks go on with what they are for, and with no question: not "thanks mate, is lupus catching"."""
    rest = [*dropwhile((GRATEFUL | _SO_MUCH).__contains__, tokens)]
    return bool(rest) and rest[0] in _FOR_WHAT and not _inverted(("", *rest))


def in_signs(text: str) -> Chatter:
    """What sort of chatter a text without a word is: a thumb or a face, or nothing at all."""
    found = (sort for sort, signs in _IN_SIGNS if not signs.isdisjoint(text))
    other = Chatter.REACTION if any(unicodedata.category(sign) == "So" for sign in text) else Chatter.EMPTY
    return next(found, other)


def _inverted(tokens: Sequence[str]) -> bool:
    """Whether a verb stands before its subject, as in a question: "thanks! does it hurt", "but does age matter"."""
    after = zip(tokens, pairwise(tokens[1:]), strict=False)
    return any(
        verb in AUXILIARIES and (before in _JOINING or (subject in _SUBJECTS and before not in _SUBJECTS))
        for before, (verb, subject) in after
    )
