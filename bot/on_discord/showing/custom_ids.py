"""What a button carries: everything needed to act on it later, also by a bot that has been restarted since.

    faq1:show:<entry id>:<id of the member it was offered to>
    faq1:none:<id of the member it was offered to>:<id of the question>
    faq1:rate:<yes or no>:<id of the question>
    faq1:tell:<id of the member who asked>:<id of the question>
    faq1:post:<id of the message that was answered>:<id of its author>
    faq1:topics:<page>                     the list of topics, a page of it
    faq1:topic:<key of a topic>:<page>     the questions of a topic
    faq1:pick:topic, faq1:pick:entry       menus; what was chosen comes with the press
    faq1:forget

The number is the version of this grammar: buttons of old messages keep meaning what they meant. An entry id (at most
60 characters) and a Discord id (at most 20) keep it below `limits.MAX_CUSTOM_ID`.
"""

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache

SHOW_PATTERN = r"faq1:show:(?P<entry>[a-z0-9-]{1,60}):(?P<asker>\d{1,20})"
_QUESTION = r"(?P<question>[0-9a-f]{1,32})"  # what the desk knows a question by
NONE_PATTERN = r"faq1:none:(?P<asker>\d{1,20})(?::" + _QUESTION + r")?"
RATE_PATTERN = r"faq1:rate:(?P<helpful>yes|no):" + _QUESTION
TELL_PATTERN = r"faq1:tell:(?P<asker>\d{1,20}):" + _QUESTION
_ABOUT_A_QUESTION = re.compile(r"faq1:(?:none|rate|tell):(?:\d{1,20}|yes|no):" + _QUESTION)
POST_PATTERN = r"faq1:post:(?P<message>\d{1,20}):(?P<author>\d{1,20})"
TOPICS_PATTERN = r"faq1:topics:(?P<page>\d{1,3})"
TOPIC_PATTERN = r"faq1:topic:(?P<topic>[0-9a-f]{8}):(?P<page>\d{1,3})"
PICK_TOPIC = "faq1:pick:topic"
PICK_ENTRY = "faq1:pick:entry"
FORGET = "faq1:forget"

# Far above the numbers Discord itself gives to components, and apart from each other.
_ENTRY_BASE = 1 << 30
_MEMBER_BASE = 1 << 29


def show(entry_id: str, asker: int) -> str:
    return f"faq1:show:{entry_id}:{asker}"


def none(asker: int, question: str = "") -> str:
    return f"faq1:none:{asker}:{question}" if question else f"faq1:none:{asker}"


def rate(helpful: bool, question: str) -> str:
    return f"faq1:rate:{'yes' if helpful else 'no'}:{question}"


def tell(asker: int, question: str) -> str:
    return f"faq1:tell:{asker}:{question}"


def question_in(custom_ids: Iterable[str]) -> str | None:
    """The question that one of these buttons is about."""
    found = (_ABOUT_A_QUESTION.fullmatch(one) for one in custom_ids)
    return next((match["question"] for match in found if match), None)


def post(message: int, author: int) -> str:
    return f"faq1:post:{message}:{author}"


def topics(page: int) -> str:
    return f"faq1:topics:{page}"


def topic(key: str, page: int) -> str:
    return f"faq1:topic:{key}:{page}"


def topic_key(title: str) -> str:
    """What a topic is known by: its title in eight characters, as titles are longer than a button can carry."""
    return f"{zlib.crc32(title.encode()):08x}"


@lru_cache(10_000)  # what a message shows is found by comparing its marks with those of all entries
def mark(entry_id: str) -> int:
    """A number for the component that shows an entry, by which a reply to the message can be related to it.

    Component ids are all that Discord keeps for us of a message without buttons; they are 31 bits.
    """
    return _ENTRY_BASE | (zlib.crc32(entry_id.encode()) & (_ENTRY_BASE - 1))


def member_mark(member: int) -> int:
    """A number for the component around a reply, by which the member who asked for it can be known again."""
    return _MEMBER_BASE | (zlib.crc32(str(member).encode()) & (_MEMBER_BASE - 1))
