"""People: what a test lets someone do on this Discord, and what they then see."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.discord_server.interactions import Interaction, Kind
from tests.discord_server.world import BUTTON, Channel, Message, User

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer

COMMAND = 1
STRING_OPTION = 3
GUILD_CONTEXT, BOT_DM_CONTEXT = 0, 1
ON_GUILD, ON_USER = 0, 1


@dataclass(frozen=True)
class Choice:
    """One line offered while typing: what is read and what is sent when it is chosen."""

    name: str
    value: str


class Person:
    """Someone with an account. What they do in a channel they do in #general unless told otherwise."""

    def __init__(self, server: "DiscordServer", user: User) -> None:
        self._server = server
        self.user = user

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    async def asks(self, question: str, *, where: Channel | None = None) -> Message:
        """Run `/ask question:` and read what comes back."""
        return await self._outcome(await self.starts_asking(question, where=where), "an answer to /ask")

    async def starts_asking(self, question: str, *, where: Channel | None = None) -> Interaction:
        """Run `/ask question:` and wait for nobody."""
        options = [{"name": "question", "type": STRING_OPTION, "value": question}]
        return await self._open(Kind.COMMAND, where, self._command("ask", options, where))

    async def types_in_ask(self, partial: str, *, where: Channel | None = None) -> list[Choice]:
        """Begin to type in `/ask question:` and read what is offered."""
        options = [{"name": "question", "type": STRING_OPTION, "value": partial, "focused": True}]
        interaction = await self._open(Kind.AUTOCOMPLETE, where, self._command("ask", options, where))
        choices = await self._server.news.until(lambda: interaction.choices, "choices to complete /ask")
        return [Choice(choice["name"], choice["value"]) for choice in choices]

    async def presses(self, label: str, *, on: Message) -> Message:
        """Press the button `label` and read what comes of it: a new message, or the same one changed."""
        if on.only_for not in (None, self.user):
            raise AssertionError(f"{self.user.name} cannot see a message that is only for {on.only_for}")
        button = on.button(label)
        data = {"custom_id": button["custom_id"], "component_type": BUTTON, "id": button.get("id", 0)}
        interaction = await self._server.interactions.open(Kind.BUTTON, self.user, on.channel, data, on)
        return await self._outcome(interaction, f"what comes of pressing «{label}»")

    async def says(
        self, text: str, *, where: Channel | None = None, to: Message | None = None, ping: bool = True
    ) -> Message:
        """Write in a channel, in reply `to` a message if one is named, and wait for nobody."""
        channel = where or (to.channel if to else self._server.general)
        mentioned = [self._server.world.user(int(number)) for number in re.findall(r"<@!?(\d+)>", text)]
        if to is not None and ping and to.author not in mentioned:
            mentioned.append(to.author)
        message = Message(
            id=self._server.world.new_id(),
            channel=channel,
            author=self.user,
            content=text,
            mentions=tuple(user for user in mentioned if user is not None),
            mentions_everyone="@everyone" in text or "@here" in text,
            mentioned_roles=tuple(int(number) for number in re.findall(r"<@&(\d+)>", text)),
            replies_to=to,
        )
        channel.messages.append(message)
        await self._server.gateway.dispatch_message("MESSAGE_CREATE", message)
        return message

    async def mentions_bot(self, text: str, *, where: Channel | None = None) -> Message:
        """Write with a mention of the bot and read its reply."""
        return await self._reply_to(await self.says(f"{self._server.bot_mention} {text}", where=where))

    async def messages_bot(self, text: str) -> Message:
        """Write to the bot directly and read its reply."""
        return await self._reply_to(await self.says(text, where=self.direct))

    async def replies(self, to: Message, text: str, *, ping: bool = True) -> Message:
        """Reply to a message of the bot and read what it replies in turn."""
        return await self._reply_to(await self.says(text, to=to, ping=ping))

    @property
    def direct(self) -> Channel:
        """The channel between this person and the bot."""
        return self._server.world.direct_channel(self.user)

    async def _reply_to(self, message: Message) -> Message:
        def look() -> Message | None:
            return next((sent for sent in message.channel.messages if sent.replies_to is message), None)

        return await self._server.news.until(look, f"a reply to «{message.content}»")

    async def _outcome(self, interaction: Interaction, what: str) -> Message:
        return await self._server.news.until(lambda: interaction.outcome, what)

    async def _open(self, kind: Kind, where: Channel | None, data: dict[str, Any]) -> Interaction:
        return await self._server.interactions.open(kind, self.user, where or self._server.general, data)

    def _command(self, name: str, options: list[dict[str, Any]], where: Channel | None) -> dict[str, Any]:
        """The command as it is registered; a person cannot run one that is not, or not here."""
        channel = where or self._server.general
        command = next((known for known in self._server.world.application.commands if known["name"] == name), None)
        if command is None:
            raise AssertionError(f"there is no command /{name}")
        context = GUILD_CONTEXT if channel.guild else BOT_DM_CONTEXT
        installed = ON_USER if channel.guild and not channel.guild.has_bot else ON_GUILD
        if context not in (command.get("contexts") or [0, 1]):
            raise AssertionError(f"/{name} cannot be run in this kind of channel")
        if installed not in (command.get("integration_types") or [0]):
            raise AssertionError(f"/{name} cannot be installed that way")
        return {"id": command["id"], "name": name, "type": COMMAND, "options": options}
