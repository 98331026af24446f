"""What every feature on Discord holds: the answers to show, and the one way in which anything is sent.

Here the limits are kept and failures are turned into words, so that a feature says only what is to be shown.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast

import discord
from discord import ui

from bot.desk import FaqDesk
from bot.on_discord import failures
from bot.on_discord.answering import Answering
from bot.on_discord.callers import Caller, author_of, caller_of
from bot.on_discord.limits import MemberLimit, Verdict
from bot.on_discord.registering import CommandIds
from bot.on_discord.replies import Posted, Replies, digest_of
from bot.on_discord.settings import DiscordSettings

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

Makes = Callable[[], ui.LayoutView | None]

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
        self.replies = Replies()
        self.command_ids: CommandIds = {}  # known once the commands are registered
        self._limit = MemberLimit(settings.questions_per_minute)

    async def respond(
        self,
        interaction: Interaction,
        make: Callable[[], Shown] | Callable[[], Awaitable[Shown]],
        doing: str,
        *,
        is_question: bool = True,
    ) -> None:
        """Show what `make` makes, at once or when it has been waited for. `doing` says in the log what was going on.

        What `is_question` is counted, and refused to a member who asks too much.
        """
        caller = caller_of(interaction)
        verdict = self._limit.ask(caller.member) if is_question else Verdict(allowed=True)
        try:
            made = make() if verdict.allowed else Shown(self._slow_down(caller, verdict), private=True)
            shown = made if isinstance(made, Shown) else await made
        except Exception as error:
            shown = self.broken(interaction, error, doing)
        await self.send(interaction, shown, doing)

    async def reply(self, message: discord.Message, text: str, make: Makes, *, unasked: bool = False) -> None:
        """Reply to `message`, which says `text`, with what `make` makes."""
        view = self.make_reply(author_of(message), make, unasked=unasked)
        if view is None:
            return
        with self.replies.being_sent(message.id) as slot:
            reference = message.to_reference(fail_if_not_exists=False)
            sent = await self._post(message.channel, view, message.id, reference=reference, mention_author=False)
            if sent is not None:
                slot.set_result(Posted(sent, digest_of(text)))

    async def speak_up(self, thread: discord.Thread, caller: Caller, make: Makes) -> None:
        """Say what `make` makes in a new thread."""
        view = self.make_reply(caller, make, unasked=True)
        if view is not None:
            await self._post(thread, view, thread.id)

    def make_reply(self, caller: Caller, make: Makes, *, unasked: bool = False) -> ui.LayoutView | None:
        """What to reply, if anything; a member who asks too much is told so once.

        Nothing but an answer is said to whoever asked the bot for none.
        """
        verdict = self._limit.ask(caller.member)
        if not verdict.allowed and (unasked or not verdict.first_refusal):
            return None
        try:
            return make() if verdict.allowed else self._slow_down(caller, verdict)
        except Exception as error:
            failed = self._failed(caller, error, "answering a message")
            return None if unasked else failed

    def broken(self, interaction: Interaction, error: BaseException, doing: str) -> Shown:
        """Record `error` and make word of it."""
        return Shown(self._failed(caller_of(interaction), error, doing), private=True)

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

    def _slow_down(self, caller: Caller, verdict: Verdict) -> ui.LayoutView:
        return self.answering.notice(caller, "slow_down", seconds=verdict.wait_seconds)

    def _failed(self, caller: Caller, error: BaseException, doing: str) -> ui.LayoutView:
        return self.answering.notice(caller, "failed", reference=failures.record(error, doing))

    async def _post(
        self, channel: discord.abc.Messageable, view: ui.LayoutView, about: int, **how: Any
    ) -> discord.Message | None:
        """Write in a channel; Discord drops a second message about the same one it has told us of twice."""
        try:
            return await channel.send(view=view, nonce=str(about), **how)
        except discord.Forbidden:
            _log.warning("may not write in channel %d", getattr(channel, "id", 0))
        except Exception as error:
            failures.record(error, "sending a reply")
        return None


class _HasFront(Protocol):
    front: Front


def front_of(interaction: Interaction) -> Front:
    """The front of the client that heard of `interaction`."""
    return cast("_HasFront", interaction.client).front
