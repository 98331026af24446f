"""Who and what there is on this Discord: people, servers, channels, messages, and the one application.

Plain state without a wire. The bot under test is `world.application.user`; everyone else is made by name.
"""

import itertools
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.discord_server.permissions import INVITED_WITH, NOBODY, ORDINARY, Permission

DISCORD_EPOCH_MS = 1_420_070_400_000

TEXT_CHANNEL = 0
DIRECT_CHANNEL = 1
GROUP_CHANNEL = 3
PUBLIC_THREAD = 11
FORUM_CHANNEL = 15
ANNOUNCEMENT_CHANNEL = 5
SPOKEN_IN = VOICE_CHANNEL, STAGE_CHANNEL = 2, 13

EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15

TEXT_DISPLAY = 10
BUTTON = 2
SELECTS = frozenset({3, 5, 6, 7, 8})

Json = dict[str, Any]


@dataclass(frozen=True)
class User:
    """An account, of a person or of a bot."""

    id: int
    name: str
    is_bot: bool = False
    locale: str = "en-US"


@dataclass(eq=False)
class Role:
    """A role of a server, and what it allows."""

    id: int
    name: str
    permissions: Permission = NOBODY
    managed: bool = False  # by an integration: the role a bot brings along


@dataclass(eq=False)
class Member:
    """Someone on a server, with the roles they have there."""

    user: User
    roles: list[Role] = field(default_factory=list)


@dataclass(frozen=True)
class Overwrite:
    """What a channel allows and denies a role or a member, whatever else they may."""

    allow: Permission = NOBODY
    deny: Permission = NOBODY
    for_member: bool = False


@dataclass(frozen=True)
class Attachment:
    """A file that hangs on a message or comes with a command. `url` is where its bytes can be had."""

    id: int
    filename: str
    content: bytes
    url: str


@dataclass(eq=False)
class Channel:
    """A channel or forum of a server, a thread in one, the direct channel between a person and the bot, or one between
    people, in which the bot is not.
    """

    id: int
    name: str
    guild: "Guild | None" = None
    recipient: User | None = None
    people: tuple[User, ...] = ()  # of a channel between people
    kind: int = TEXT_CHANNEL
    parent: "Channel | None" = None  # of a thread
    owner: User | None = None  # who opened a thread
    archived: bool = False
    locked: bool = False
    topic: str | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)  # by the id of a role or member
    messages: list["Message"] = field(default_factory=list)

    @property
    def is_thread(self) -> bool:
        return self.parent is not None

    def message(self, message_id: int) -> "Message | None":
        return next((message for message in reversed(self.messages) if message.id == message_id), None)

    def remove(self, message: "Message") -> None:
        message.is_there = False
        self.messages.remove(message)


@dataclass(eq=False)
class Guild:
    """A server. `has_bot` is False where the application is only installed by a member for themselves."""

    id: int
    name: str
    everyone: Role
    has_bot: bool = True
    locale: str = "en-US"  # the language a community has chosen for itself
    owner: User | None = None
    channels: list[Channel] = field(default_factory=list)
    threads: list[Channel] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)  # beside everyone's
    members: dict[int, Member] = field(default_factory=dict)  # by the id of the user


@dataclass(eq=False)
class Message:
    """A message, with what a reader of it would notice at hand."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    components: list[Json] = field(default_factory=list)
    flags: int = 0
    attachments: list[Attachment] = field(default_factory=list)
    mentions: tuple[User, ...] = ()
    mentions_everyone: bool = False
    mentioned_roles: tuple[int, ...] = ()
    replies_to: "Message | None" = None
    forwards: "Message | None" = None  # what it hands on, with no words of its own
    only_for: User | None = None  # who alone sees an ephemeral message
    webhook: int | None = None
    nonce: str | None = None
    edits: int = 0
    edited_at: datetime | None = None
    system_type: int | None = None  # of a message nobody wrote, such as the word that a thread was opened
    is_there: bool = True  # until it is deleted
    at: float = field(default_factory=time.perf_counter)  # when it came to be, in seconds, whatever the clock says
    sent_as: Json = field(default_factory=dict)  # the body the bot sent, for tests that read the wire

    @property
    def is_private(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def parts(self) -> Iterator[Json]:
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
        return [part["label"] for part in self.parts if part["type"] == BUTTON and "label" in part]

    @property
    def selects(self) -> list[Json]:
        """Its select menus, in order."""
        return [part for part in self.parts if part["type"] in SELECTS]

    def button(self, label: str) -> Json:
        found = next((part for part in self.parts if part["type"] == BUTTON and part.get("label") == label), None)
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
    commands: list[Json] = field(default_factory=list)
    command_updates: int = 0  # how often commands were registered


class World:
    """All of it, and the making of more. `clock` counts seconds; tests may move it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._serial = itertools.count(1)
        self.clock = clock
        user = User(self.new_id(), "faqbot", is_bot=True)
        self.application = Application(id=user.id, user=user, token=new_token(user.id))
        self.users: dict[int, User] = {user.id: user}
        self.guilds: list[Guild] = []
        self.channels: dict[int, Channel] = {}  # threads and direct channels too
        self.attachments: dict[int, Attachment] = {}
        self.files_at = ""  # known once the server listens
        self.closed_to_bots: set[int] = set()  # the ids of users who take no direct messages
        self._direct: dict[int, Channel] = {}

    def new_id(self) -> int:
        """A snowflake: the time in its high bits, a serial number in the low ones."""
        return (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22 | (next(self._serial) & 0x3FFFFF)

    def add_user(self, name: str, *, is_bot: bool = False, locale: str = "en-US") -> User:
        user = User(self.new_id(), name, is_bot, locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, has_bot: bool = True) -> Guild:
        """A server that belongs to someone; the bot, if it is there, has the permissions it was invited with."""
        number = self.new_id()
        guild = Guild(number, name, Role(number, "@everyone", ORDINARY), has_bot)
        guild.owner = self.add_user(f"owner of {name}")
        self.join(guild, guild.owner)
        if has_bot:
            me = self.application.user
            self.join(guild, me, self.add_role(guild, me.name, INVITED_WITH, managed=True))
        self.guilds.append(guild)
        return guild

    def add_role(self, guild: Guild, name: str, permissions: Permission = NOBODY, *, managed: bool = False) -> Role:
        role = Role(self.new_id(), name, permissions, managed)
        guild.roles.append(role)
        return role

    def join(self, guild: Guild, user: User, *roles: Role) -> Member:
        member = guild.members[user.id] = Member(user, list(roles))
        return member

    def add_channel(self, guild: Guild, name: str, kind: int = TEXT_CHANNEL) -> Channel:
        channel = Channel(self.new_id(), name, guild, kind=kind)
        guild.channels.append(channel)
        self.channels[channel.id] = channel
        return channel

    def add_thread(self, parent: Channel, name: str, owner: User, on: Message | None = None) -> Channel:
        """A public thread; one that is opened on a message has the message's id."""
        number = on.id if on else self.new_id()
        thread = Channel(number, name, parent.guild, kind=PUBLIC_THREAD, parent=parent, owner=owner)
        if parent.guild is not None:
            parent.guild.threads.append(thread)
        self.channels[thread.id] = thread
        return thread

    def add_attachment(self, filename: str, content: bytes) -> Attachment:
        number = self.new_id()
        attachment = Attachment(number, filename, content, f"{self.files_at}/{number}/{filename}")
        self.attachments[number] = attachment
        return attachment

    def direct_channel(self, user: User) -> Channel:
        """The channel between `user` and the bot, opened when first asked for."""
        if user.id not in self._direct:
            channel = Channel(self.new_id(), f"direct-{user.name}", recipient=user, kind=DIRECT_CHANNEL)
            self._direct[user.id] = self.channels[channel.id] = channel
        return self._direct[user.id]

    def add_group(self, *people: User) -> Channel:
        """A channel between people, in which the bot is not."""
        channel = Channel(self.new_id(), "group", people=people, kind=GROUP_CHANNEL)
        self.channels[channel.id] = channel
        return channel

    def channel(self, channel_id: int) -> Channel | None:
        return self.channels.get(channel_id)

    def user(self, user_id: int) -> User | None:
        return self.users.get(user_id)


def walk(components: list[Json]) -> Iterator[Json]:
    """Components and those nested in them, in reading order."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        for key in ("accessory", "component"):
            if key in component:
                yield from walk([component[key]])


def new_token(user_id: int) -> str:
    """A token of the shape bots have; worth nothing anywhere else."""
    return f"{user_id}.{secrets.token_hex(3)}.{secrets.token_urlsafe(20)}"
