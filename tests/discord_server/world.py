"""Who and what there is on this Discord: people, servers, channels, messages, and the one application.

Plain state without a wire. The bot under test is `world.application.user`; everyone else is made by name.
"""

import itertools
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

DISCORD_EPOCH_MS = 1_420_070_400_000

TEXT_CHANNEL = 0
DIRECT_CHANNEL = 1

EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15

TEXT_DISPLAY = 10
BUTTON = 2


@dataclass(frozen=True)
class User:
    """An account, of a person or of a bot."""

    id: int
    name: str
    is_bot: bool = False


@dataclass(eq=False)
class Channel:
    """A text channel of a server, or the direct channel between a person and the bot."""

    id: int
    name: str
    guild: "Guild | None" = None
    recipient: User | None = None
    messages: list["Message"] = field(default_factory=list)

    @property
    def kind(self) -> int:
        return TEXT_CHANNEL if self.guild else DIRECT_CHANNEL

    def message(self, message_id: int) -> "Message | None":
        return next((message for message in self.messages if message.id == message_id), None)


@dataclass(eq=False)
class Guild:
    """A server. `has_bot` is False where the application is only installed by a member for themselves."""

    id: int
    name: str
    has_bot: bool = True
    channels: list[Channel] = field(default_factory=list)
    members: list[User] = field(default_factory=list)


@dataclass(eq=False)
class Message:
    """A message, with what a reader of it would notice at hand."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    components: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    mentions: tuple[User, ...] = ()
    mentions_everyone: bool = False
    mentioned_roles: tuple[int, ...] = ()
    replies_to: "Message | None" = None
    only_for: User | None = None  # who alone sees an ephemeral message
    webhook: int | None = None
    nonce: str | None = None
    edits: int = 0
    sent_as: dict[str, Any] = field(default_factory=dict)  # the body the bot sent, for tests that read the wire

    @property
    def is_private(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def parts(self) -> Iterator[dict[str, Any]]:
        """Every component, the nested ones after those that hold them."""
        return walk(self.components)

    @property
    def text(self) -> str:
        """Everything there is to read, a line for each text."""
        shown = [part["content"] for part in self.parts if part["type"] == TEXT_DISPLAY]
        return "\n".join([self.content, *shown] if self.content else shown)

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in order."""
        return [part["label"] for part in self.parts if part["type"] == BUTTON]

    def button(self, label: str) -> dict[str, Any]:
        found = next((part for part in self.parts if part["type"] == BUTTON and part["label"] == label), None)
        if found is None:
            raise AssertionError(f"no button «{label}» among {self.buttons}")
        return found


@dataclass
class Application:
    """The application in the developer portal: its token, its switches, the commands registered for it."""

    id: int
    user: User
    token: str
    privileged_intents: int = 0
    commands: list[dict[str, Any]] = field(default_factory=list)
    command_updates: int = 0  # how often commands were registered


class World:
    """All of it, and the making of more. `clock` counts seconds; tests may move it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._serial = itertools.count(1)
        self.clock = clock
        user = User(self.new_id(), "faqbot", is_bot=True)
        self.application = Application(id=user.id, user=user, token=new_token(user.id))
        self.users: list[User] = [user]
        self.guilds: list[Guild] = []
        self.channels: list[Channel] = []

    def new_id(self) -> int:
        """A snowflake: the time in its high bits, a serial number in the low ones."""
        return (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22 | (next(self._serial) & 0x3FFFFF)

    def add_user(self, name: str, *, is_bot: bool = False) -> User:
        user = User(self.new_id(), name, is_bot)
        self.users.append(user)
        return user

    def add_guild(self, name: str, *, has_bot: bool = True) -> Guild:
        guild = Guild(self.new_id(), name, has_bot, members=[self.application.user] if has_bot else [])
        self.guilds.append(guild)
        return guild

    def add_channel(self, guild: Guild, name: str) -> Channel:
        channel = Channel(self.new_id(), name, guild)
        guild.channels.append(channel)
        self.channels.append(channel)
        return channel

    def direct_channel(self, user: User) -> Channel:
        """The channel between `user` and the bot, opened when first asked for."""
        found = next((channel for channel in self.channels if channel.recipient == user), None)
        if found is None:
            found = Channel(self.new_id(), f"direct-{user.name}", recipient=user)
            self.channels.append(found)
        return found

    def channel(self, channel_id: int) -> Channel | None:
        return next((channel for channel in self.channels if channel.id == channel_id), None)

    def user(self, user_id: int) -> User | None:
        return next((user for user in self.users if user.id == user_id), None)


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Components and those nested in them, in reading order."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        if "accessory" in component:
            yield component["accessory"]


def new_token(user_id: int) -> str:
    """A token of the shape bots have; worth nothing anywhere else."""
    return f"{user_id}.{secrets.token_hex(3)}.{secrets.token_urlsafe(20)}"
