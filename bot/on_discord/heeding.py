"""Which messages are worth a look: most of what is said on a server is not for the bot.

Discord tells of every message, also of the bot's own. discord.py would make objects of each and start a task for it
before anybody can say that there is nothing to be done, which takes longer than all else about such a message.
"""

from collections.abc import Callable
from typing import Any

Event = dict[str, Any]
Parse = Callable[[Event], None]


def parse_if(heeds: Callable[[Event], bool], parse: Parse) -> Parse:
    """`parse` for the events that `heeds` wants; nothing for the others."""

    def parse_or_pass(event: Event) -> None:
        if heeds(event):
            parse(event)

    return parse_or_pass


def may_concern(message: Event, me: int, overhears: Callable[[str], bool]) -> bool:
    """Whether a message, as Discord sends it, may be for the bot with the id `me`.

    That is so if a person wrote it to the bot directly, mentions it, replies to it, or is on a server where it
    `overhears` what is said. What it is, and whether it is answered, is seen later.
    """
    if message["author"].get("bot"):
        return False
    server = message.get("guild_id")
    if server is None or overhears(server):
        return True
    replied = message.get("referenced_message")
    called = [*message["mentions"], replied["author"]] if replied else message["mentions"]
    return any(int(someone["id"]) == me for someone in called)
