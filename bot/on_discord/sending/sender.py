"""Sending, whatever Discord makes of it.

discord.py itself waits where Discord asks it to (429) and tries again where Discord fails (500, 502, 504). Here is
what it leaves: connections that break in the middle, limits it has met five times in a row, and refusals. A message
that is sent again carries the nonce it had, which Discord is told to enforce, and a response can be given only once; so
nothing is said twice within the few minutes for which Discord remembers nonces. What may come again after that, as at a
later start, its sender has to have recorded. Nothing is raised: what cannot be sent is told to the host, once, and to
the member where there is a way to.
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
from bot.on_discord.sending.telling import HostLog

_log = logging.getLogger(__name__)

T = TypeVar("T")
Interaction = discord.Interaction[Any]

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
NO_HISTORY = 160002  # "Cannot reply without permission to read message history"
THREAD_LOCKED = 160005
THREAD_ARCHIVED = 50083  # a message wakes it, an edit does not
GONE = (UNKNOWN_CHANNEL, UNKNOWN_MESSAGE)

TOO_MANY = 429
PAUSES = (0.25, 1.0, 3.0)  # seconds before each further try
BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError, asyncio.TimeoutError)


class NotAllowed(Exception):  # noqa: N818 -- no error, but how things are
    """The bot lacks a permission there, or the thread is locked. The host has been told what they can mend."""


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

    async def post(
        self,
        channel: discord.abc.Messageable,
        view: ui.LayoutView,
        about: int,
        to: discord.Message | discord.MessageReference | None = None,
    ) -> discord.Message | None:
        """Write in `channel`, in reply to a message if one is named, pinging nobody; None if that failed.

        A second message `about` the same message, thread or press, by its id, is dropped for some minutes. Raises
        NotAllowed.
        """
        try:
            return await self._post(channel, view, about, to)
        except discord.HTTPException as error:
            if isinstance(error, discord.Forbidden) or error.code == THREAD_LOCKED:
                self._host.warn(
                    f"speak {_where(channel)}",
                    "may not write in %s: give the bot the permissions “View Channel”, “Send Messages” and, for "
                    "threads, “Send Messages in Threads”, or keep it out of there (Discord: %s)",
                    _where(channel),
                    error.text,
                )
                raise NotAllowed from None
            self._refused(error, "sending a reply")
        except Exception as error:
            self._broken(error, "sending a reply")
        return None

    async def direct(self, user: discord.User | discord.Member, view: ui.LayoutView, nonce: str) -> bool:
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

    async def change(self, change: Callable[[], Awaitable[object]], doing: str) -> bool:
        """Edit or delete a message, which `change` does; False if somebody has deleted it."""
        try:
            await self._persist(change)
        except discord.HTTPException as error:
            if error.code in GONE:
                return False
            self._refused(error, doing)
        except Exception as error:
            self._broken(error, doing)
        return True

    async def delete(self, message: discord.Message, doing: str, *, as_member: bool) -> bool:
        """Take `message` of ours away; whether it is gone. Raises NotAllowed where Discord does not let the bot.

        `as_member` of the server: where it is none, that is no news to the host.
        """
        try:
            await self._persist(message.delete)
        except discord.HTTPException as error:
            if as_member and error.code in GONE:
                return True
            refused = isinstance(error, discord.Forbidden | discord.NotFound)
            if as_member or not refused:
                self._refused(error, doing)
            if refused:
                raise NotAllowed from None
            return False
        except Exception as error:
            self._broken(error, doing)
            return False
        return True

    def tell_overload(self) -> None:
        """Tell the host that something has waited too long to be answered in time."""
        self._host.warn(
            "overload",
            "what members ask waits too long for the bot, because more is asked than this machine can answer, or the "
            "connection was lost: they are asked to come back, or left without an answer",
        )

    async def _post(
        self,
        channel: discord.abc.Messageable,
        view: ui.LayoutView,
        about: int,
        to: discord.Message | discord.MessageReference | None,
    ) -> discord.Message:
        if to is None:
            return await self._persist(lambda: channel.send(view=view, nonce=str(about)))
        reference = to.to_reference(fail_if_not_exists=False) if isinstance(to, discord.Message) else to
        try:
            return await self._persist(
                lambda: channel.send(view=view, nonce=str(about), reference=reference, mention_author=False)
            )
        except discord.HTTPException as error:
            if error.code != NO_HISTORY:
                raise
        self._host.warn(
            f"history {_where(channel)}",
            "may not reply in %s, so answers stand there by themselves: give the bot the permission “Read Message "
            "History”",
            _where(channel),
        )
        return await self._post(channel, view, about, None)

    async def _persist(self, send: Callable[[], Awaitable[T]]) -> T:
        """What `send` gives, if need be after trying again: over a new connection, or where too many sent at once for
        the library's own patience.
        """
        self._under_way += 1
        self._idle.clear()
        try:
            for pause in PAUSES:
                try:
                    return await send()
                except BROKEN:
                    pass
                except discord.HTTPException as error:
                    if error.status != TOO_MANY:
                        raise
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
        elif error.code == THREAD_ARCHIVED:
            self._host.warn("archived", "the thread is archived, and a message in it stays as it is, while %s", doing)
        elif error.code == UNKNOWN_INTERACTION:
            self._host.warn("late", "came too late while %s: Discord waits three seconds", doing)
        elif error.status >= 500 or error.status == TOO_MANY:
            self._host.warn(
                f"status {error.status}",
                "Discord is unwell (HTTP status %d) and did not take what was sent while %s",
                error.status,
                doing,
            )
        elif isinstance(error, discord.Forbidden):
            self._host.warn(
                f"forbidden {doing}", "Discord does not allow the bot what it needs while %s: %s", doing, error.text
            )
        else:
            failures.record(error, doing)

    def _broken(self, error: Exception, doing: str) -> None:
        if isinstance(error, BROKEN):
            self._host.warn(
                "line", "the connection to Discord keeps breaking (%s) while %s", type(error).__name__, doing
            )
        else:
            failures.record(error, doing)


def _where(channel: discord.abc.Messageable) -> str:
    """A channel as the host can find it."""
    guild = getattr(channel, "guild", None)
    return f"channel {getattr(channel, 'id', '?')} of " + (f"server {guild.id}" if guild else "no server")
