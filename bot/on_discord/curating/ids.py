"""What the buttons, menus and forms of moderators carry. `custom_ids` says why, and has those of members.

    faq1:draft:<save, reason, show, change, drop, again or keep>:<key>    a change that is being made
    faq1:cite:<key>:<turn>                             the menu of sections below it
    faq1:cited:<key>:<key of a section>:<part>         the menu of paragraphs of a part of that section
    faq1:form:<key>:<entry>:<state of the entry>       its form
    faq1:form:<key>:::<title of a topic>               the form for a new entry
    faq1:form:<key>::<key of a topic>                  the same, where the title is too long for that
    faq1:words:<key>:<state of the group>              the form for words that mean the same; no state, a new group
    faq1:said:<key>:<name>:<language>:<state>          the form for a text of the bot's
    faq1:reason:<key>                                  the form for a reason
    faq1:group, faq1:group:new                         the menu of groups of words, and the button for a new one
    faq1:undo:<number of a change>
    faq1:history:<number before which>:<entry>
    faq1:review:<new, refuse, later or on>:<key>:<place>, faq1:teach:<key>:<place>:<turn>
    faq1:askers:<key>:<numbers of misses>              those who wait for an answer, as many of them as fit; they stand
                                                       for all who asked in the same words
    faq1:examples, faq1:examples:<choose or none>:<key>     questions whose answers were found helpful
    faq1:access:<roles or people>, faq1:set:<setting>, faq1:leave

A key leads to what is held in memory until the change is made (see `held`). A form says by itself what it changes, so
that what somebody wrote is taken also by a bot that has been restarted since.
"""

import zlib
from collections.abc import Iterable

from bot.knowledge.model import Entry
from bot.on_discord.showing.custom_ids import topic_key
from bot.on_discord.showing.limits import MAX_CUSTOM_ID
from bot.on_discord.showing.text import length

_KEY = r"(?P<key>[0-9a-f]{12})"
_STATE = r"(?P<state>[0-9a-f]{8})?"
DRAFT_PATTERN = r"faq1:draft:(?P<act>save|reason|show|change|drop|again|keep):" + _KEY
CITE_PATTERN = r"faq1:cite:" + _KEY + r":[0-9a-f]{4}"
CITED_PATTERN = r"faq1:cited:" + _KEY + r":(?P<section>[0-9a-f]{8}):(?P<part>\d{1,3})"
FORM_PATTERN = r"faq1:form:" + _KEY + r":(?P<entry>[a-z0-9-]{0,60}):" + _STATE + r"(?::(?P<topic>[^\n]*))?"
WORDS_PATTERN = r"faq1:words:" + _KEY + ":" + _STATE
SAID_PATTERN = r"faq1:said:" + _KEY + r":(?P<name>[a-z_]{1,40}):(?P<locale>[A-Za-z0-9-]{0,8}):" + _STATE
REASON_PATTERN = r"faq1:reason:" + _KEY
GROUP = "faq1:group"
NEW_GROUP = "faq1:group:new"
UNDO_PATTERN = r"faq1:undo:(?P<number>\d{1,12})"
HISTORY_PATTERN = r"faq1:history:(?P<before>\d{1,12}):(?P<entry>[a-z0-9-]{0,60})"
_PLACE = r"(?::(?P<place>\d{1,3}))?"
REVIEW_PATTERN = r"faq1:review:(?P<act>new|refuse|later|on):" + _KEY + _PLACE
TEACH_PATTERN = r"faq1:teach:" + _KEY + _PLACE + r"(?::[0-9a-f]{4})?"
ASKERS_PATTERN = r"faq1:askers:" + _KEY + r"(?::(?P<misses>[0-9a-f.]*))?"
EXAMPLES = "faq1:examples"
CHOOSE_EXAMPLES_PATTERN = r"faq1:examples:choose:" + _KEY
NO_EXAMPLES_PATTERN = r"faq1:examples:none:" + _KEY
ACCESS_PATTERN = r"faq1:access:(?P<whom>roles|people)"
SET_PATTERN = r"faq1:set:(?P<setting>channels|boldness|language|moderators|keep|digest)"
LEAVE = "faq1:leave"


def draft(act: str, key: str) -> str:
    return f"faq1:draft:{act}:{key}"


def cite(key: str, turn: str) -> str:
    """`turn` is another each time: Discord shows a menu of the same id as it was left, with the choice still made."""
    return f"faq1:cite:{key}:{turn}"


def cited(key: str, section: str, part: int) -> str:
    return f"faq1:cited:{key}:{section}:{part}"


def form(key: str, entry: str = "", state: str = "", topic: str = "") -> str:
    told = f"faq1:form:{key}:{entry}:{state}"
    if entry or not topic:
        return told
    with_topic = f"{told}:{topic}"
    return with_topic if length(with_topic) <= MAX_CUSTOM_ID else f"{told}{topic_key(topic)}"


def words(key: str, state: str = "") -> str:
    return f"faq1:words:{key}:{state}"


def said(key: str, name: str, locale: str, state: str) -> str:
    return f"faq1:said:{key}:{name}:{locale}:{state}"


def reason(key: str) -> str:
    return f"faq1:reason:{key}"


def undo(number: int) -> str:
    return f"faq1:undo:{number}"


def history(before: int, entry: str) -> str:
    return f"faq1:history:{before}:{entry}"


def review(act: str, key: str, place: int | None = None) -> str:
    return f"faq1:review:{act}:{key}" if place is None else f"faq1:review:{act}:{key}:{place}"


def teach(key: str, place: int, turn: str) -> str:
    """`turn` is as in `cite`."""
    return f"faq1:teach:{key}:{place}:{turn}"


def askers(key: str, misses: Iterable[int]) -> str:
    """With as many of `misses` as fit: a bot that was restarted since finds the others by their words."""
    told = f"faq1:askers:{key}:"
    for number in misses:
        if len(told) + len(f"{number:x}.") > MAX_CUSTOM_ID:
            break
        told += f"{number:x}."
    return told


def misses_in(told: str | None) -> tuple[int, ...]:
    """The numbers that `askers` wrote."""
    return tuple(int(number, 16) for number in (told or "").split(".") if number)


def examples(key: str) -> str:
    return f"faq1:examples:choose:{key}"


def decline(key: str) -> str:
    return f"faq1:examples:none:{key}"


def access(whom: str) -> str:
    return f"faq1:access:{whom}"


def setting(name: str) -> str:
    return f"faq1:set:{name}"


def state_of(entry: Entry) -> str:
    """What an entry is like, in eight characters, to tell whether it has changed since a form was filled with it."""
    return short(entry.model_dump_json())


def short(text: str) -> str:
    """Eight characters that stand for `text`."""
    return f"{zlib.crc32(text.encode()):08x}"
