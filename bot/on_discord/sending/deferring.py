"""Telling Discord in time that an answer takes longer.

Answers take milliseconds, and then nothing is deferred. A large model of meaning, or a disk that does not answer, may
take longer than the three seconds that Discord waits.
"""

import asyncio
from types import TracebackType
from typing import Any, Self

import discord

from bot.on_discord.sending.sender import Sender

AFTER = 1.0  # seconds; something may have waited for one and a half before it is begun

Interaction = discord.Interaction[Any]


class Deferral:
    """While inside, whoever waits for `interaction` is shown, after a while, that the bot is at it.

    They alone are shown it, as it is not known yet whether the answer may be shown to others; so it will be private.
    """

    def __init__(self, interaction: Interaction, sender: Sender, doing: str) -> None:
        self._interaction = interaction
        self._sender = sender
        self._doing = doing
        self._deferring: asyncio.Task[bool] | None = None

    def __enter__(self) -> Self:
        self._timer = asyncio.get_running_loop().call_later(AFTER, self._begin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    async def happened(self) -> bool:
        """Whether Discord was told that it takes longer; waits until it knows."""
        return self._deferring is not None and await self._deferring

    def _begin(self) -> None:
        defer = self._interaction.response.defer
        telling = self._sender.respond(lambda: defer(ephemeral=True, thinking=True), self._doing)
        self._deferring = asyncio.create_task(telling, name="deferring an answer")
