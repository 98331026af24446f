"""What somebody takes back, and says instead: "no, I meant the other cells", "what's gout. sorry, I meant lupus".

What was taken back must not decide what is answered. (The parts of such a self-repair are those of Levelt, "Monitoring
and self-repair in speech", Cognition 14, 1983: the reparandum, a word of editing, and the repair.)
"""

import re

from bot.engine.conversation.memory import content
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.mentions import things, with_another
from bot.engine.wording.grammar import AUXILIARIES, QUESTION_WORDS
from bot.engine.wording.parts import asks_in_any
from bot.engine.wording.text import plain, words

_GAP = r"[\s,.;:!?-]+"
_NO = rf"(?:no+|nah|nope|naw|sorry|soz|sry|wait|oops|whoops){_GAP}"
_EDITING = rf"(?:(?:oh|ok(?:ay)?|well|lol|ugh|hm+|bro|mate|dude|not (?:that|it)|never ?mind){_GAP}|{_NO})*"
_ONLY = r"(?:just |only |really |actually )?"
_MEAN = rf"i {_ONLY}(?:meant?|wanted to say)(?: to (?:say|ask))?{_GAP}"
_ASK = rf"i(?: am| was|'?m)? {_ONLY}(?:said|ask(?:ed|ing)|talking)(?: (?:about|for))?{_GAP}"
_DENIED = r"i (?:do|did|am|was)(?:n'?t| not) (?:mean(?! to\b)|ask|asking|talking)\b"
_NOT_THAT = rf"{_DENIED}.{{1,80}}?{_GAP}(?:but )?(?:{_MEAN}|{_ASK})"
_TAKES_BACK = re.compile(rf"^{_EDITING}(?:{_MEAN}|{_NOT_THAT})|^{_EDITING}{_NO}{_ASK}")
_MIDWAY = re.compile(rf"{_GAP}{_NO}{_MEAN}")
# "I'm not after advice for her, she's long gone. I meant, is it like lupus?", unlike the filler "I mean".
_NOT_ME = r"\b(?:i (?:am|was|do|did)(?:n'?t| not)|i'?m not|im not|not (?:about|after|for|asking))\b"
_AFTER_ALL = re.compile(rf"{_NOT_ME}.{{1,90}}?[.!?;]\s+{_EDITING}i {_ONLY}meant{_GAP}")
# What is not to be spoken of: "forget inflammation!! who is the problem?", "nobody asked about lupus. what do …".
_FORGET = r"(?:forget|ignore|leave (?:out|aside)|never ?mind|enough (?:of|about)|skip)"
_NOBODY = r"(?:no ?(?:body|one)|i never) (?:said|asked|mentioned|talked)(?: (?:anything|a word))? (?:about|for)\b"
_DISMISSES = re.compile(rf"^{_EDITING}(?:{_NO})*(?:{_FORGET} (?:about )?|{_NOBODY})[^.?!]{{2,60}}[.!?]+\s+(?:{_ASK})?")
# What is granted before it is asked what else holds: "ok, not autoimmune. then what is it classed as".
_GRANTS = re.compile(
    r"^(?:(?:so|ok(?:ay)?|oh|ah|right|alright|fine|well|yeah|got it|i see)[\s,.]+)*(?:it'?s |it is |that'?s )?"
    r"not (?:an? |really |actually )*[\w' -]{3,40}[.,;!?]+\s+"
)
_OF_IT = re.compile(r"\b(?:what|which|who)\b.*\bit\b(?!.*\bmeans?\b)")
# As most messages do not, which is sooner seen.
_SAYING = re.compile(r"\bi\b.*\b(?:mean|said|ask|talking)")
_DISMISSING = re.compile(rf"\b(?:{_FORGET}|no ?body|no ?one|never)\b")


def repaired(text: str, index: FaqIndex) -> str:
    """The message `text` with what is said instead for what it takes back; `text` as it is if it takes back nothing.

    A repair that only names something is put in the place of the last thing named before it.
    """
    said = plain(text)
    if not _SAYING.search(said):
        return text
    if found := _TAKES_BACK.match(said):
        return said[found.end() :] or text
    if (found := _AFTER_ALL.search(said)) and asks_in_any(said[found.end() :]):
        return said[found.end() :]
    found = _MIDWAY.search(said)
    before, repair = (said[: found.start()], said[found.end() :]) if found else (text, "")
    return _named_instead(before, repair, index) or repair or text


def dismissed(text: str) -> str:
    """The message `text` without what it does not want to hear of, or grants, if the rest asks; else as it is."""
    said = plain(text)
    found = _DISMISSES.match(said) if _DISMISSING.search(said) else None
    granted = _GRANTS.match(said)
    if granted and _OF_IT.search(said, granted.end()):
        found = granted
    rest = said[found.end() :] if found else ""
    return rest if len(words(rest)) > 1 and asks_in_any(rest) else text


def _named_instead(before: str, repair: str, index: FaqIndex) -> str:
    """What is said `before` of what the `repair` names; nothing if that says more, or nothing was named before."""
    asked, instead = words(before), words(repair)
    if not content(instead) or not (QUESTION_WORDS | AUXILIARIES).isdisjoint(instead):
        return ""
    named = [*things(asked, index)]
    return " ".join(with_another(asked, named[-1], tuple(instead))) if named else ""
