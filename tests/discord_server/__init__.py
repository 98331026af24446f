"""A small Discord for tests that speaks the real wire: HTTP API v10 and gateway, on loopback."""

from tests.discord_server.people import Choice, Person
from tests.discord_server.server import DiscordServer
from tests.discord_server.world import Channel, Guild, Message, User

__all__ = ["Channel", "Choice", "DiscordServer", "Guild", "Message", "Person", "User"]
