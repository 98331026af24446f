"""What members may do: the bits of permissions, and how roles and a channel's overwrites add up to them."""

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.discord_server.world import Channel, Guild, Overwrite, User


class Permission(IntFlag):
    """The permissions that matter to a bot of this sort, by Discord's bits."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EXTERNAL_APPS = 1 << 50


NOBODY = Permission(0)
EVERYTHING = Permission((1 << 53) - 1)

# What the address in the README asks for when the bot is invited.
INVITED_WITH = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.READ_MESSAGE_HISTORY
)
# What everyone may do on a new server.
ORDINARY = (
    INVITED_WITH
    | Permission.ADD_REACTIONS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.USE_EXTERNAL_APPS
)
# What a direct channel allows both who are in it.
DIRECT = ORDINARY & ~Permission.CREATE_PUBLIC_THREADS


def on_server(user: "User", guild: "Guild") -> Permission:
    """What the roles of `user` allow on the whole server."""
    member = guild.members.get(user.id)
    if member is None:
        return NOBODY
    if guild.owner == user:
        return EVERYTHING
    allowed = guild.everyone.permissions
    for role in member.roles:
        allowed |= role.permissions
    return EVERYTHING if allowed & Permission.ADMINISTRATOR else allowed


def in_channel(user: "User", channel: "Channel") -> Permission:
    """What `user` may do in `channel`, by Discord's order: roles, then overwrites for everyone, roles, the member.

    A thread has the permissions of the channel it is in.
    """
    if channel.guild is None:
        return DIRECT if not channel.people or user in channel.people else NOBODY
    allowed = on_server(user, channel.guild)
    member = channel.guild.members.get(user.id)
    if member is None or allowed == EVERYTHING:
        return allowed
    overwrites = (channel.parent or channel).overwrites
    allowed = _overwritten(allowed, [overwrites.get(channel.guild.id)])
    allowed = _overwritten(allowed, [overwrites.get(role.id) for role in member.roles])
    allowed = _overwritten(allowed, [overwrites.get(user.id)])
    return allowed if allowed & Permission.VIEW_CHANNEL else NOBODY


def _overwritten(allowed: Permission, overwrites: "list[Overwrite | None]") -> Permission:
    allow = deny = NOBODY
    for overwrite in overwrites:
        if overwrite is not None:
            allow |= overwrite.allow
            deny |= overwrite.deny
    return allowed & ~deny | allow
