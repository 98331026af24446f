"""People: what a test lets someone do on this Discord, and what they then see."""

import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.discord_server import commands, payloads
from tests.discord_server.bodies import ON_MESSAGE, ON_USER
from tests.discord_server.interactions import Interaction, Kind
from tests.discord_server.modals import Filling, Modal, resolve
from tests.discord_server.permissions import Permission, in_channel
from tests.discord_server.world import (
    BUTTON,
    FORUM_CHANNEL,
    Attachment,
    Channel,
    Json,
    Message,
    Role,
    User,
)

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer

ASK = "ask"
THREAD_OPENED = 18  # the type of the message that says so in the channel


@dataclass(frozen=True)
class Choice:
    """One line offered while typing: what is read and what is sent when it is chosen."""

    name: str
    value: str


class Person:
    """Someone with an account. What they do in a channel they do in #general unless told otherwise.

    What begins with `starts_` gives the interaction and waits for nobody; its twin waits for what the person sees.
    """

    def __init__(self, server: "DiscordServer", user: User) -> None:
        self._server = server
        self.user = user
        self._forms: dict[str, Interaction] = {}  # by custom id, where each was opened

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def direct(self) -> Channel:
        """The channel between this person and the bot."""
        return self._server.world.direct_channel(self.user)

    # Commands

    async def asks(self, question: str, *, where: Channel | None = None, **options: Any) -> Message:
        """Run `/ask question:` and read what comes back."""
        return await self.reads(self.starts_asking(question, where=where, **options))

    async def starts_asking(self, question: str, *, where: Channel | None = None, **options: Any) -> Interaction:
        """Run `/ask question:` and wait for nobody."""
        return await self.starts_running(ASK, where=where, question=question, **options)

    async def types_in_ask(self, partial: str, *, where: Channel | None = None) -> list[Choice]:
        """Begin to type in `/ask question:` and read what is offered."""
        return await self.types_in(ASK, where=where, question=partial)

    async def runs(self, path: str, *, where: Channel | None = None, **options: Any) -> Message:
        """Run a command, such as `runs("faq show", entry="…")`, and read what comes back."""
        return await self.reads(self.starts_running(path, where=where, **options))

    async def starts_running(self, path: str, *, where: Channel | None = None, **options: Any) -> Interaction:
        """Run a command. Options are given as they are named; files as what `uploads` gives."""
        command, rest = self._command(path, where)
        return await self._open(Kind.COMMAND, where, commands.invocation(command, rest, options))

    async def types_in(self, path: str, *, where: Channel | None = None, **options: Any) -> list[Choice]:
        """Begin to type in the last of `options` of a command, after the others, and read what is offered."""
        interaction = await self.starts_typing_in(path, where=where, **options)
        choices = await self._server.news.until(lambda: interaction.choices, f"choices to complete /{path}")
        return [Choice(choice["name"], choice["value"]) for choice in choices]

    async def starts_typing_in(self, path: str, *, where: Channel | None = None, **options: Any) -> Interaction:
        command, rest = self._command(path, where)
        data = commands.invocation(command, rest, options, focused=list(options)[-1])
        return await self._open(Kind.AUTOCOMPLETE, where, data)

    async def uses(self, name: str, *, on: Message | User) -> Message:
        """Run a command from the menu of a message or a person, and read what comes back."""
        return await self.reads(self.starts_using(name, on=on))

    async def starts_using(self, name: str, *, on: Message | User) -> Interaction:
        if isinstance(on, User):
            command = commands.find(self._server.world.application, name, ON_USER)
            resolved: Json = {}
            resolve(on, resolved)
            where, data = self._server.general, commands.on_user(command, on, resolved)
        else:
            self._check_sees(on)
            command = commands.find(self._server.world.application, name, ON_MESSAGE)
            where, data = on.channel, commands.on_message(command, on, payloads.message(on))
        commands.check_place(command, self.user, where)
        return await self._server.interactions.open(Kind.COMMAND, self.user, where, data)

    # Components and forms

    async def presses(self, label: str, *, on: Message | None = None) -> Message:
        """Press a button and read what comes of it: a new message, or the same one changed.

        Without `on` it is the last message with such a button that this person can see.
        """
        return await self.reads(self.starts_pressing(label, on=on))

    async def starts_pressing(self, label: str, *, on: Message | None = None) -> Interaction:
        message = on or self._last_with(label)
        self._check_sees(message)
        button = message.button(label)
        if button.get("disabled"):
            raise AssertionError(f"«{label}» cannot be pressed: it is disabled")
        data = {"custom_id": button["custom_id"], "component_type": BUTTON, "id": button.get("id", 0)}
        return await self._server.interactions.open(Kind.BUTTON, self.user, message.channel, data, message)

    async def chooses(self, *labels: str, on: Message) -> Message:
        """Choose options of a select menu by what is read, and read what comes of it."""
        return await self.reads(self.starts_choosing(*labels, on=on))

    async def starts_choosing(self, *labels: str, on: Message) -> Interaction:
        """Choose in the select menu of `on` that offers all of `labels`."""
        self._check_sees(on)
        for select in on.selects:
            offered = {option["label"]: option["value"] for option in select.get("options", ())}
            if labels and set(labels) <= set(offered):
                return await self._choose(select, [offered[label] for label in labels], {}, on)
        raise AssertionError(f"no menu offers {labels} among {[select.get('options') for select in on.selects]}")

    async def picks(self, *picked: User | Role | Channel, on: Message) -> Message:
        """Choose people, roles or channels in the first menu of `on` that is for such, and read what comes of it."""
        kinds = {User: 5, Role: 6, Channel: 8}
        self._check_sees(on)
        select = next((one for one in on.selects if one["type"] == kinds[type(picked[0])]), None)
        if select is None:
            raise AssertionError(f"no menu for {picked} among {on.selects}")
        resolved: Json = {}
        values = [resolve(one, resolved) for one in picked]
        return await self.reads(self._choose(select, values, {"resolved": resolved}, on))

    async def fills(self, modal: Modal, fields: Mapping[str, Filling] | None = None) -> Message:
        """Fill in a form, by what is written above each field, send it, and read what comes back."""
        return await self.reads(self.starts_filling(modal, fields))

    async def starts_filling(self, modal: Modal, fields: Mapping[str, Filling] | None = None) -> Interaction:
        data = modal.filled(fields or {})
        opened = self._forms[modal.custom_id]
        return await self._server.interactions.open(Kind.MODAL, self.user, opened.channel, data, opened.on)

    async def reads(self, started: Awaitable[Interaction]) -> Message:
        """What comes of an interaction: a message, perhaps one that was there before."""
        interaction = await started
        return await self._server.news.until(lambda: interaction.outcome, f"what comes of {interaction.data}")

    async def is_shown_form(self, started: Awaitable[Interaction]) -> Modal:
        """The form that comes of an interaction: `form = await mod.is_shown_form(mod.starts_pressing("Edit"))`."""
        interaction = await started
        modal = await self._server.news.until(lambda: interaction.modal, f"a form upon {interaction.data}")
        self._forms[modal.custom_id] = interaction
        return modal

    # Messages

    async def says(
        self,
        text: str,
        *,
        where: Channel | None = None,
        to: Message | None = None,
        ping: bool = True,
        files: tuple[Attachment, ...] = (),
    ) -> Message:
        """Write in a channel, in reply `to` a message if one is named, and wait for nobody."""
        channel = where or (to.channel if to else self._server.general)
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if not in_channel(self.user, channel) & needed:
            raise AssertionError(f"{self.user.name} may not write in #{channel.name}")
        pinged = [to.author] if to is not None and ping else []
        message = Message(
            id=self._server.world.new_id(),
            channel=channel,
            author=self.user,
            content=text,
            attachments=list(files),
            mentions=self._mentioned(text, pinged),
            mentions_everyone="@everyone" in text or "@here" in text,
            mentioned_roles=tuple(int(number) for number in re.findall(r"<@&(\d+)>", text)),
            replies_to=to,
        )
        channel.messages.append(message)
        await self._server.gateway.dispatch_message("MESSAGE_CREATE", message)
        return message

    async def forwards(self, message: Message, *, where: Channel) -> Message:
        """Hand a message on to another channel, and wait for nobody."""
        handed_on = Message(self._server.world.new_id(), where, self.user, forwards=message)
        where.messages.append(handed_on)
        await self._server.gateway.dispatch_message("MESSAGE_CREATE", handed_on)
        return handed_on

    async def mentions_bot(self, text: str, *, where: Channel | None = None) -> Message:
        """Write with a mention of the bot and read its reply."""
        return await self.reply_to(await self.says(f"{self._server.bot_mention} {text}", where=where))

    async def messages_bot(self, text: str) -> Message:
        """Write to the bot directly and read its reply."""
        return await self.reply_to(await self.says(text, where=self.direct))

    async def replies(self, to: Message, text: str, *, ping: bool = True) -> Message:
        """Reply to a message of the bot and read what it replies in turn."""
        return await self.reply_to(await self.says(text, to=to, ping=ping))

    async def reply_to(self, message: Message) -> Message:
        """Wait for the reply to a message, and read it."""

        def look() -> Message | None:
            return next((sent for sent in message.channel.messages if sent.replies_to is message), None)

        return await self._server.news.until(look, f"a reply to «{message.content}»")

    async def is_told_directly(self) -> Message:
        """The last message of the bot in the direct channel, once there is one."""

        def look() -> Message | None:
            return next((sent for sent in reversed(self.direct.messages) if sent.author.is_bot), None)

        return await self._server.news.until(look, f"a direct message to {self.user.name}")

    async def edits(self, message: Message, text: str, *, minutes_later: float = 0) -> None:
        """Change the words of a message of their own, as if that many minutes had passed since it was written."""
        if message.author != self.user:
            raise AssertionError(f"{self.user.name} cannot edit what {message.author.name} wrote")
        pinged = (
            [message.replies_to.author] if message.replies_to and message.replies_to.author in message.mentions else []
        )
        message.content, message.mentions = text, self._mentioned(text, pinged)
        message.edits += 1
        message.edited_at = datetime.now(UTC) + timedelta(minutes=minutes_later)
        await self._server.gateway.dispatch_message("MESSAGE_UPDATE", message)

    async def deletes(self, message: Message) -> None:
        """Delete a message of their own, or anybody's with the permission for it."""
        if message.author != self.user and not in_channel(self.user, message.channel) & Permission.MANAGE_MESSAGES:
            raise AssertionError(f"{self.user.name} cannot delete what {message.author.name} wrote")
        message.channel.remove(message)
        await self._server.gateway.dispatch_deletion(message)
        self._server.news.spread()

    async def opens_thread(self, name: str, *, on: Message | None = None, where: Channel | None = None) -> Channel:
        """Open a thread, on a message if one is named."""
        parent = on.channel if on else where or self._server.general
        if not in_channel(self.user, parent) & Permission.CREATE_PUBLIC_THREADS:
            raise AssertionError(f"{self.user.name} may not open threads in #{parent.name}")
        thread = self._server.world.add_thread(parent, name, self.user, on)
        await self._announce(thread)
        return thread

    async def posts(self, title: str, text: str, *, forum: Channel) -> Message:
        """Open a post in a forum; gives its first message, whose channel is the post."""
        if forum.kind != FORUM_CHANNEL:
            raise AssertionError(f"#{forum.name} is no forum")
        thread = self._server.world.add_thread(forum, title, self.user)
        first = Message(
            id=thread.id, channel=thread, author=self.user, content=text, mentions=self._mentioned(text, [])
        )
        thread.messages.append(first)
        await self._announce(thread)
        await self._server.gateway.dispatch_message("MESSAGE_CREATE", first)
        return first

    def uploads(self, filename: str, content: bytes) -> Attachment:
        """A file to go with a message, a command or a form."""
        return self._server.world.add_attachment(filename, content)

    def sees(self, message: Message) -> bool:
        """Whether this person can see that message."""
        if not message.is_there or message.only_for not in (None, self.user):
            return False
        if message.channel.guild is None:
            return self.user == message.channel.recipient or self.user in message.channel.people
        return bool(in_channel(self.user, message.channel) & Permission.VIEW_CHANNEL)

    async def _announce(self, thread: Channel) -> None:
        if thread.guild is not None:
            told = {**payloads.channel(thread), "newly_created": True}
            await self._server.gateway.dispatch_to_guild("THREAD_CREATE", thread.guild, told)

    def _mentioned(self, text: str, pinged: list[User]) -> tuple[User, ...]:
        named = [self._server.world.user(int(number)) for number in re.findall(r"<@!?(\d+)>", text)]
        return tuple(dict.fromkeys([user for user in named if user is not None] + pinged))

    def _check_sees(self, message: Message) -> None:
        if message.only_for not in (None, self.user):
            raise AssertionError(f"{self.user.name} cannot see a message that is only for {message.only_for}")
        if not message.is_there:
            raise AssertionError("that message has been deleted")

    def _last_with(self, label: str) -> Message:
        """The last message with a button of that label that this person can see."""
        sent = [one for one in self._server.sent_by_bot if label in one.buttons and self.sees(one)]
        if not sent:
            raise AssertionError(f"{self.user.name} sees no button «{label}»")
        return sent[-1]

    async def _choose(self, select: Json, values: list[str], rest: Json, on: Message) -> Interaction:
        least, most = select.get("min_values", 1), select.get("max_values", 1)
        if not least <= len(values) <= most:
            raise AssertionError(f"{least} to {most} have to be chosen, not {len(values)}")
        data = {
            "custom_id": select["custom_id"],
            "component_type": select["type"],
            "id": select.get("id", 0),
            "values": values,
            **rest,
        }
        return await self._server.interactions.open(Kind.BUTTON, self.user, on.channel, data, on)

    async def _open(self, kind: Kind, where: Channel | None, data: Json) -> Interaction:
        return await self._server.interactions.open(kind, self.user, where or self._server.general, data)

    def _command(self, path: str, where: Channel | None) -> tuple[Json, list[str]]:
        """The registered command, and the names of the subcommand that is meant."""
        name, *rest = path.split()
        command = commands.find(self._server.world.application, name)
        commands.check_place(command, self.user, where or self._server.general)
        return command, rest
