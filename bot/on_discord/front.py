"""What every feature on Discord holds: the answers to show, and the one way in which anything is sent.

Here the limits are kept and failures are turned into words, so that a feature says only what is to be shown.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast

import discord
from discord import ui

from bot.desk import FaqDesk
from bot.on_discord import failures
from bot.on_discord.answering import Answering
from bot.on_discord.callers import author_of, caller_of
from bot.on_discord.limits import MemberLimit
from bot.on_discord.settings import DiscordSettings

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060


@dataclass(frozen=True)
class Shown:
    """What a person is shown for a command or a press; `private` if they alone are to see it.

    `instead` if it takes the place of the message on which they pressed something.
    """

    view: ui.LayoutView
    private: bool = False
    instead: bool = False


class Front:
    """The bot's side of every conversation on Discord."""

    def __init__(self, desk: FaqDesk, settings: DiscordSettings) -> None:
        self.desk = desk
        self.answering = Answering(desk)
        self._limit = MemberLimit(settings.questions_per_minute)

    async def respond(self, interaction: Interaction, make: Callable[[], Shown], doing: str) -> None:
        """Show what `make` makes, if the member may ask now. `doing` says in the log what was going on."""
        caller = caller_of(interaction)
        verdict = self._limit.ask(caller.member)
        try:
            refusal = None if verdict.allowed else self.answering.slow_down(caller, verdict.wait_seconds)
            shown = Shown(refusal, private=True) if refusal else make()
        except Exception as error:
            shown = self.broken(interaction, error, doing)
        await self.send(interaction, shown, doing)

    async def reply(self, message: discord.Message, make: Callable[[], ui.LayoutView]) -> discord.Message | None:
        """Reply to `message` with what `make` makes; a member who asks too much is told so once, then ignored."""
        caller = author_of(message)
        verdict = self._limit.ask(caller.member)
        if not verdict.allowed and not verdict.first_refusal:
            return None
        try:
            view = make() if verdict.allowed else self.answering.slow_down(caller, verdict.wait_seconds)
        except Exception as error:
            view = self.answering.failed(caller, failures.record(error, "answering a message"))
        return await self._send_reply(message, view)

    def broken(self, interaction: Interaction, error: BaseException, doing: str) -> Shown:
        """Record `error` and make word of it."""
        return Shown(self.answering.failed(caller_of(interaction), failures.record(error, doing)), private=True)

    async def send(self, interaction: Interaction, shown: Shown, doing: str) -> None:
        """Give Discord the first response to `interaction`."""
        try:
            if shown.instead:
                await interaction.response.edit_message(
                    view=shown.view, allowed_mentions=discord.AllowedMentions.none()
                )
            else:
                await interaction.response.send_message(view=shown.view, ephemeral=shown.private)
        except discord.HTTPException as error:
            if error.code in (UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
                _log.warning("came too late while %s (%d)", doing, error.code)
            else:
                failures.record(error, doing)
        except Exception as error:
            failures.record(error, doing)

    async def _send_reply(self, message: discord.Message, view: ui.LayoutView) -> discord.Message | None:
        try:
            return await message.channel.send(
                view=view,
                reference=message.to_reference(fail_if_not_exists=False),
                mention_author=False,
                nonce=str(message.id),  # Discord drops a second reply to a message it told us of twice
            )
        except discord.Forbidden:
            _log.warning("may not write in channel %d", message.channel.id)
        except Exception as error:
            failures.record(error, "sending a reply")
        return None


class _HasFront(Protocol):
    front: Front


def front_of(interaction: Interaction) -> Front:
    """The front of the client that heard of `interaction`."""
    return cast("_HasFront", interaction.client).front
