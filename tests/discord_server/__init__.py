"""A small Discord for tests that speaks the real wire: HTTP API v10 and gateway, on loopback."""

from tests.discord_server.modals import Modal
from tests.discord_server.people import Choice, Person
from tests.discord_server.permissions import Permission
from tests.discord_server.server import MESSAGES, RESPONSES, DiscordServer
from tests.discord_server.world import Attachment, Channel, Guild, Message, Role, User

__all__ = [
    "MESSAGES",
    "RESPONSES",
    "Attachment",
    "Channel",
    "Choice",
    "DiscordServer",
    "Guild",
    "Message",
    "Modal",
    "Permission",
    "Person",
    "Role",
    "User",
]
