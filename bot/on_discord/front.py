"""What every feature on Discord holds: the answers to show, and the one way in which anything is sent.

Here the limits are kept and failures are turned into words, so that a feature says only what is to be shown.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.desk import FaqDesk
from bot.desk.faq_desk import Overheard
from bot.engine.decision import Outcome
from bot.on_discord import failures
from bot.on_discord.answering import Answer, Answering
from bot.on_discord.bench import Bench
from bot.on_discord.callers import Caller, author_of, caller_of
from bot.on_discord.done import Lately, Once
from bot.on_discord.registering import CommandIds
from bot.on_discord.sending import lateness
from bot.on_discord.sending.admission import ADMITTED, Admission, Admitted, Course
from bot.on_discord.sending.deferring import Deferral
from bot.on_discord.sending.lateness import Lateness
from bot.on_discord.sending.replies import MessageAt, ReplyCache
from bot.on_discord.sending.sender import NotAllowed, Sender
from bot.on_discord.sending.thinking import Thinks, aside, at_once
from bot.on_discord.sending.turns import Turns
from bot.on_discord.settings import DiscordSettings

Interaction = discord.Interaction[Any]

Makes = Callable[[], Awaitable[ui.LayoutView]]
MakesUnasked = Callable[[], Awaitable[Overheard | None]]

PRESSED_TWICE_SECONDS = 5.0  # within which a second press is taken for impatience


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

    def __init__(self, desk: FaqDesk, settings: DiscordSettings, message_at: MessageAt) -> None:
        self.desk = desk
        self.thinks: Thinks = aside if settings.thinks_slowly else at_once
        self.answering = Answering(desk, self.thinks)
        self.replies = ReplyCache(desk.posted, message_at)
        self.sender = Sender()
        self._lateness = Lateness()
        self._turns = Turns()
        self.bench = Bench()
        self.pressed = Lately(PRESSED_TWICE_SECONDS)  # buttons by which something is said before all
        self.posted = Once()  # answers posted by a response, by the messages they were posted from
        self.command_ids: CommandIds = {}  # known once the commands are registered
        self._admission = Admission(settings.questions_per_minute, settings.channel_answers_per_minute)

    async def respond(
        self,
        interaction: Interaction,
        make: Callable[[], Shown] | Callable[[], Awaitable[Shown]],
        doing: str,
        *,
        is_question: bool = True,
        words: str = "",
    ) -> None:
        """Show what `make` makes, at once or when it has been waited for. `doing` says in the log what was going on.
        What takes long is deferred, and then for the member alone.

        What `is_question` is counted, and refused to a member who asks too much, unless its `words` are a call for
        help. Where a channel has had its share of answers, only the member sees it. Where more comes than can be
        answered in time, whoever puts a question in `words` is asked to come back, and nothing is begun too late; but
        a call for help is answered all the same, and directly if Discord no longer takes it as a response.
        """
        if not await self._is_in_time(interaction, doing, words):
            return
        with Deferral(interaction, self.sender, doing) as deferral:
            shown = await self._shown(interaction, make, doing, is_question=is_question, words=words)
        if await deferral.happened():
            await self.sender.change(lambda: interaction.edit_original_response(view=shown.view), doing)
        elif not await self.send(interaction, shown, doing) and await self._shows_danger(interaction, words):
            await self.sender.direct(interaction.user, shown.view, f"{interaction.id}")

    async def reply(self, message: discord.Message, text: str, make: Makes) -> None:
        """Reply to `message`, which asks `text` of the bot, with what `make` makes.

        From now on it is known that it may be replied to, so that it can be edited or deleted meanwhile. Where too many
        messages wait, whoever has waited longest is asked to come back.
        """
        caller = author_of(message)
        with self.replies.being_sent(caller, text) as remember:
            is_public = message.guild is not None
            admitted = await self._admission.admit(caller, lambda: self._is_urgent(text, caller), public=is_public)
            if admitted.course is Course.ANSWER:
                view = await self._made(caller, text, make) or self.answering.notice(caller, "busy")
                await self._reply_with(message, view, remember)
        if admitted.course is Course.WAIT:
            await self._take_aside(message, self._slow_down(caller, admitted), before_all=True)
        elif admitted.course is Course.ALONE and self._admission.may_take_aside(caller):
            await self._take_aside(message, self.answering.notice(caller, "channel_busy"), before_all=False)

    async def reply_unasked(self, message: discord.Message, texts: Sequence[str], make: MakesUnasked) -> None:
        """Reply to `message`, which says `texts` to nobody in particular, if `make` makes anything of them. Where the
        bot may not write, only a call for help is answered directly.
        """
        caller = author_of(message)
        with self.replies.being_sent(caller, message.content) as remember:
            if answer := await self._made_unasked(caller, texts, make):
                apart = answer.outcome is Outcome.URGENT
                await self._reply_with(message, answer.view, remember, or_apart=apart)

    async def speak_up(self, thread: discord.Thread, caller: Caller, make: MakesUnasked) -> None:
        """Say what `make` makes in a new thread."""
        if answer := await self._made_unasked(caller, [thread.name], make):
            with suppress(NotAllowed):
                await self.sender.post(thread, answer.view, thread.id)

    async def revise(self, caller: Caller, text: str, make: Makes) -> ui.LayoutView | None:
        """What a reply becomes when its question has become `text`; None where it stays as it is."""
        admitted = await self._admission.admit(caller, lambda: self._is_urgent(text, caller))
        return await self._made(caller, text, make) if admitted.course is Course.ANSWER else None

    async def revise_unasked(self, caller: Caller, texts: Sequence[str], make: MakesUnasked) -> ui.LayoutView | None:
        """What a reply that nobody asked for becomes when its message says `texts`; None where it is to go."""
        answer = await self._made_unasked(caller, texts, make)
        return answer.view if answer else None

    def broken(self, interaction: Interaction, error: BaseException, doing: str) -> Shown:
        """Record `error` and make word of it."""
        return Shown(self._failed(caller_of(interaction), error, doing), private=True)

    async def send(self, interaction: Interaction, shown: Shown, doing: str) -> bool:
        """Give Discord the first response to `interaction`; whether it took it."""
        response, view = interaction.response, shown.view
        if shown.instead:
            silent = discord.AllowedMentions.none()
            return await self.sender.respond(lambda: response.edit_message(view=view, allowed_mentions=silent), doing)
        return await self.sender.respond(lambda: response.send_message(view=view, ephemeral=shown.private), doing)

    async def suggests(self, interaction: Interaction) -> bool:
        """Whether to suggest anything to whoever is typing: if it comes late they have typed on, and ask anew."""
        return await self._turns.take_within(lateness.PUT_OFF_AFTER - self._lateness.of(interaction.id))

    async def _is_in_time(self, interaction: Interaction, doing: str, words: str) -> bool:
        """Whether to answer `interaction`: if that can be done in time, or it is a call for help. Whoever asks in
        `words` waits for their turn, and is told if it does not come; what takes no thought needs none.
        """
        waited = self._lateness.of(interaction.id)
        if words:
            in_time = await self._turns.take_within(lateness.PUT_OFF_AFTER - waited)
        else:
            in_time = waited <= lateness.TOO_LATE_AFTER
        if in_time or await self._shows_danger(interaction, words):
            return True
        self.sender.tell_overload()
        if self._lateness.of(interaction.id) <= lateness.TOO_LATE_AFTER:
            notice = self.answering.notice(caller_of(interaction), "busy")
            await self.send(interaction, Shown(notice, private=True), doing)
        return False

    async def _shown(
        self,
        interaction: Interaction,
        make: Callable[[], Shown] | Callable[[], Awaitable[Shown]],
        doing: str,
        *,
        is_question: bool,
        words: str,
    ) -> Shown:
        """What `make` makes, or what is shown instead: that somebody asks too much, or that something broke."""
        caller = caller_of(interaction)
        try:
            admitted = ADMITTED
            if is_question:
                is_urgent = partial(self.answering.sounds_urgent, words, caller)
                admitted = await self._admission.admit(caller, is_urgent, must_respond=True)
            if admitted.course is not Course.ANSWER:
                return Shown(self._slow_down(caller, admitted), private=True)
            made = make()
            shown = made if isinstance(made, Shown) else await made
            if not (shown.private or shown.instead or self._admission.has_room(caller)):
                return replace(shown, private=True)
        except Exception as error:
            return self.broken(interaction, error, doing)
        return shown

    async def _made(self, caller: Caller, text: str, make: Makes) -> ui.LayoutView | None:
        """What `make` makes, or word that something broke; None where it does not come to that."""
        if not await self._may_go_on(caller, text):
            return None
        try:
            return await make()
        except Exception as error:
            return self._failed(caller, error, "answering a message")

    async def _made_unasked(self, caller: Caller, texts: Sequence[str], make: MakesUnasked) -> Answer | None:
        """The answer that `make` finds, if there is room for it. Whoever asked nothing is told of no trouble, and they
        are counted, and their question noted, only if they are answered.
        """
        if not await self._may_go_on(caller, *texts):
            return None
        try:
            heard = await make()
            if heard is None:
                return None
            admitted = await self._admission.admit(caller, heard.decision.outcome is Outcome.URGENT, public=True)
            return self.answering.unasked(heard, caller) if admitted.course is Course.ANSWER else None
        except Exception as error:
            failures.record(error, "answering what was not asked")
            return None

    async def _shows_danger(self, interaction: Interaction, words: str) -> bool:
        return await self.answering.shows_danger(words, caller_of(interaction))

    async def _is_urgent(self, text: str, caller: Caller) -> bool:
        """Whether a message is a call for help. The signs of one are looked for at once; else it waits for its turn."""
        if await self.answering.shows_danger(text, caller):
            return True
        return await self._turns.take() and await self.answering.sounds_urgent(text, caller)

    async def _may_go_on(self, caller: Caller, *texts: str) -> bool:
        """Wait until nothing more urgent than `texts` is to be done; whether it came to that. Calls for help do."""
        if await self._turns.take():
            return True
        for text in texts:
            if await self.answering.shows_danger(text, caller):
                return True
        self.sender.tell_overload()
        return False

    async def _reply_with(
        self,
        message: discord.Message,
        view: ui.LayoutView,
        remember: Callable[[discord.Message], None],
        *,
        or_apart: bool = True,
    ) -> None:
        """Reply with `view`; where the bot may not write, directly if `or_apart`."""
        try:
            sent = await self.sender.post(message.channel, view, message.id, to=message)
        except NotAllowed:
            if or_apart:
                await self._answer_apart(message, view)
            return
        if sent is not None:
            remember(sent)

    async def _answer_apart(self, message: discord.Message, view: ui.LayoutView) -> None:
        """Say directly what cannot be said in the channel, and why."""
        caller = author_of(message)
        why = self.answering.notice(caller, "cannot_write", channel=f"<#{message.channel.id}>")
        if await self.sender.direct(message.author, why, f"{message.id}why"):
            await self.sender.direct(message.author, view, f"{message.id}")

    async def _take_aside(self, message: discord.Message, view: ui.LayoutView, *, before_all: bool) -> None:
        """Say something to the author of `message` alone; if that cannot be done, in the channel where `before_all`."""
        apart = message.guild is not None and await self.sender.direct(message.author, view, f"{message.id}aside")
        if not apart and (before_all or message.guild is None):
            with suppress(NotAllowed):
                await self.sender.post(message.channel, view, message.id, to=message)

    def _slow_down(self, caller: Caller, admitted: Admitted) -> ui.LayoutView:
        return self.answering.notice(caller, "slow_down", seconds=admitted.wait_seconds)

    def _failed(self, caller: Caller, error: BaseException, doing: str) -> ui.LayoutView:
        return self.answering.notice(caller, "failed", reference=failures.record(error, doing))
