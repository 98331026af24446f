"""What a button carries: everything needed to act on it later, also by a bot that has been restarted since.

    faq1:show:<entry id>:<id of the member it was offered to>
    faq1:none:<id of the member it was offered to>

The number is the version of this grammar: buttons of old messages keep meaning what they meant. An entry id (at most
60 characters) and a Discord id (at most 20) keep it below Discord's limit of 100.
"""

import zlib

SHOW_PATTERN = r"faq1:show:(?P<entry>[a-z0-9-]{1,60}):(?P<asker>\d{1,20})"
NONE_PATTERN = r"faq1:none:(?P<asker>\d{1,20})"

_MARK_BASE = 1 << 30  # far above the numbers Discord itself gives to components


def show(entry_id: str, asker: int) -> str:
    return f"faq1:show:{entry_id}:{asker}"


def none(asker: int) -> str:
    return f"faq1:none:{asker}"


def mark(entry_id: str) -> int:
    """A number for the component that shows an entry, by which a reply to the message can be related to it.

    Component ids are all that Discord keeps for us of a message without buttons; they are 31 bits.
    """
    return _MARK_BASE | (zlib.crc32(entry_id.encode()) & (_MARK_BASE - 1))
