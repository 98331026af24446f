"""Sending, whatever Discord makes of it.

discord.py itself waits where Discord asks it to (429) and tries again where Discord fails (500, 502, 504). Here is
what it leaves: connections that break in the middle, and refusals. A message that is sent again carries the nonce it
had, which Discord is told to enforce, and a response can be given only once; so nothing is ever said twice. Nothing
is raised: what cannot be sent is told to the host, once, and to the member where there is a way to.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

import aiohttp
import discord
from discord import ui

from bot.on_discord import failures
from bot.on_discord.telling import HostLog

_log = logging.getLogger(__name__)

T = TypeVar("T")
Interaction = discord.Interaction[Any]

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
NO_HISTORY = 160002  # "Cannot reply without permission to read message history"
THREAD_LOCKED = 160005
GONE = (UNKNOWN_CHANNEL, UNKNOWN_MESSAGE)

PAUSES = (0.25, 1.0, 3.0)  # seconds before each further try over a connection that broke
BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError, asyncio.TimeoutError)


class Forbidden(Exception):  # noqa: N818 -- a word of the trade
    """The bot lacks a permission to speak there."""


class Sender:
    """The one way in which messages and responses leave the bot."""

    def __init__(self, host: HostLog | None = None) -> None:
        self._host = host or HostLog(_log)
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def finish(self, seconds: float) -> None:
        """Wait until everything that is being sent has been, or for so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._idle.wait()

    async def reply(self, message: discord.Message, view: ui.LayoutView) -> discord.Message | None:
        """Reply to `message`, pinging nobody; None if that could not be done. Raises Forbidden."""
        try:
            return await self._reply(message, view)
        except discord.HTTPException as error:
            if isinstance(error, discord.Forbidden) or error.code == THREAD_LOCKED:
                self._host.warn(
                    f"speak {message.channel.id}",
                    "may not write in %s: give the bot the permissions “View Channel”, “Send Messages” and, for "
                    "threads, “Send Messages in Threads”, or keep it out of there (Discord: %s)",
                    _where(message),
                    error.text,
                )
                raise Forbidden from None
            self._refused(error, "sending a reply")
        except Exception as error:
            self._broken(error, "sending a reply")
        return None

    async def direct(self, user: discord.abc.User, view: ui.LayoutView, nonce: str) -> bool:
        """Write to `user` directly; whether that could be done. Who takes no messages from bots is left in peace."""
        try:
            await self._persist(lambda: user.send(view=view, nonce=nonce))
        except discord.Forbidden:
            return False
        except discord.HTTPException as error:
            self._refused(error, "writing to a member directly")
            return False
        except Exception as error:
            self._broken(error, "writing to a member directly")
            return False
        return True

    async def respond(self, send: Callable[[], Awaitable[object]], doing: str) -> bool:
        """Give Discord a response to an interaction, which `send` does; whether it took it."""
        try:
            await self._persist(send)
        except discord.HTTPException as error:
            if error.code == ALREADY_ACKNOWLEDGED:
                # Of a response whose acknowledgement was lost on the way: it was taken the first time.
                return True
            self._refused(error, doing)
            return False
        except Exception as error:
            self._broken(error, doing)
            return False
        return True

    async def change(self, change: Callable[[], Awaitable[T]], doing: str) -> T | None:
        """Edit or delete a message, which `change` does; None if it could not be done."""
        try:
            return await self._persist(change)
        except discord.HTTPException as error:
            self._refused(error, doing)
        except Exception as error:
            self._broken(error, doing)
        return None

    async def _reply(self, message: discord.Message, view: ui.LayoutView) -> discord.Message:
        async def send(reference: discord.MessageReference | None) -> discord.Message:
            rest: dict[str, Any] = {"reference": reference, "mention_author": False} if reference else {}
            return await self._persist(lambda: message.channel.send(view=view, nonce=str(message.id), **rest))

        try:
            return await send(message.to_reference(fail_if_not_exists=False))
        except discord.HTTPException as error:
            if error.code != NO_HISTORY:
                raise
        self._host.warn(
            f"history {message.channel.id}",
            "may not reply in %s, so answers stand there by themselves: give the bot the permission “Read Message "
            "History”",
            _where(message),
        )
        return await send(None)

    async def _persist(self, send: Callable[[], Awaitable[T]]) -> T:
        """What `send` gives, if need be after trying again over a new connection."""
        self._under_way += 1
        self._idle.clear()
        try:
            for pause in PAUSES:
                try:
                    return await send()
                except BROKEN:
                    await asyncio.sleep(pause)
            return await send()
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    def _refused(self, error: discord.HTTPException, doing: str) -> None:
        """Tell the host of what Discord did not take."""
        if error.code in GONE:
            self._host.warn("gone", "what was to be answered was deleted meanwhile, while %s", doing)
        elif error.code == UNKNOWN_INTERACTION:
            self._host.warn("late", "came too late while %s: Discord waits three seconds", doing)
        elif error.status >= 500 or error.status == 429:
            self._host.warn(
                f"status {error.status}",
                "Discord is unwell (HTTP status %d) and did not take what was sent while %s",
                error.status,
                doing,
            )
        elif isinstance(error, discord.Forbidden):
            self._host.warn(f"forbidden {doing}", "Discord does not allow the bot what it needs while %s: %s", doing, error.text)
        else:
            failures.record(error, doing)

    def _broken(self, error: Exception, doing: str) -> None:
        if isinstance(error, BROKEN):
            self._host.warn("line", "the connection to Discord keeps breaking (%s) while %s", type(error).__name__, doing)
        else:
            failures.record(error, doing)


def _where(message: discord.Message) -> str:
    """A channel as the host can find it."""
    server = f"server {message.guild.id}" if message.guild else "a direct channel"
    return f"channel {message.channel.id} of {server}"
