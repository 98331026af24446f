"""A Discord to try a bot on by hand: `python -m tests.discord_server [--port N] [--message-content]`.

Prints where it listens, then does what is typed, a line each, and prints what comes of it.
"""

import argparse
import asyncio
import re
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tests.discord_server.news import NothingHappened
from tests.discord_server.people import Person
from tests.discord_server.server import Clock, DiscordServer
from tests.discord_server.world import Message

HELP = """\
ask WHO QUESTION       run /ask
type WHO PARTIAL       begin to type in /ask
mention WHO TEXT       write in #general with a mention of the bot
message WHO TEXT       write to the bot directly
reply WHO TEXT         reply to the last message of the bot
press WHO LABEL        press a button on the last message of the bot that has any
say WHO TEXT           write in #general; nobody has to answer
run WHO COMMAND A=B …  run any command, such as: run alice faq show question=calcium
use WHO MENU           use a command from the menu of the last message in #general
choose WHO LABEL       choose in a menu on the last message of the bot
drop                   break the bot's connection
quit                   stop, as the end of the input does

WHO is any name; mod may manage the server.
"""
MODERATOR = "mod"


class Console:
    """Does what one line says. People are made when they are first named."""

    def __init__(self, discord: DiscordServer) -> None:
        self._discord = discord
        self._people: dict[str, Person] = {}
        self._last: Message | None = None
        self._deeds: dict[str, Callable[[Person, str], Awaitable[str]]] = {
            "ask": lambda who, text: self._read(who.asks(text)),
            "type": self._type,
            "mention": lambda who, text: self._read(who.mentions_bot(text)),
            "message": lambda who, text: self._read(who.messages_bot(text)),
            "reply": lambda who, text: self._read(who.replies(self._message(), text)),
            "press": lambda who, text: self._read(who.presses(text, on=self._message())),
            "say": self._say,
            "run": lambda who, text: self._read(_run(who, text)),
            "use": lambda who, text: self._read(who.uses(text, on=self._discord.general.messages[-1])),
            "choose": lambda who, text: self._read(who.chooses(text, on=self._message())),
        }

    async def do(self, line: str) -> str:
        """What comes of `line`, in words."""
        deed, _, rest = line.strip().partition(" ")
        name, _, text = rest.partition(" ")
        if deed == "drop":
            await self._discord.drop_gateway()
            return "dropped"
        if deed not in self._deeds or not name:
            return HELP
        try:
            return await self._deeds[deed](self._person(name), text)
        except (AssertionError, NothingHappened) as error:
            return f"! {error}"

    def _person(self, name: str) -> Person:
        if name not in self._people:
            self._people[name] = (self._discord.moderator if name == MODERATOR else self._discord.person)(name)
        return self._people[name]

    def _message(self) -> Message:
        if self._last is None:
            raise AssertionError("the bot has not said anything yet")
        return self._last

    async def _read(self, reply: Awaitable[Message]) -> str:
        self._last = await reply
        private = " (only for you)" if self._last.is_private else ""
        buttons = "".join(f"\n  [ {label} ]" for label in self._last.buttons)
        return f"{self._last.author.name}{private}:\n{self._last.text}{buttons}"

    async def _type(self, who: Person, text: str) -> str:
        return "\n".join(f"  - {choice.name}" for choice in await who.types_in_ask(text))

    async def _say(self, who: Person, text: str) -> str:
        await who.says(text)
        return ""


def _run(who: Person, text: str) -> Awaitable[Message]:
    """`faq show question=calcium need` as a command and its options."""
    path, *options = re.split(r"\s+(?=\w+=)", text)
    named = (option.split("=", 1) for option in options)
    given: dict[str, Any] = {name: int(value) if value.isdecimal() else value for name, value in named}
    return who.runs(path, **given)


async def serve(port: int, *, message_content: bool) -> None:
    """Listen and do what is typed until the input ends."""
    discord = DiscordServer(message_content=message_content, clock=Clock(time.monotonic))
    await discord.start(port)
    print(f"port {discord.port}", f"export FAQBOT_DISCORD_API={discord.api}", sep="\n")
    print(f"export DISCORD_TOKEN={discord.token}", flush=True)
    try:
        await _talk(Console(discord), sys.stdin.readline)
    finally:
        await discord.stop()


async def _talk(console: Console, read: Callable[[], str]) -> None:
    while (line := await asyncio.to_thread(read)) and line.strip() != "quit":
        if line.strip():
            print(await console.do(line), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.discord_server", epilog="Type a line to see what can be done."
    )
    parser.add_argument("--port", type=int, default=0, help="any free one unless named")
    parser.add_argument("--message-content", action="store_true", help="turn on the switch in the developer portal")
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.port, message_content=chosen.message_content))


if __name__ == "__main__":
    main()
