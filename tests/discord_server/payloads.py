"""World -> the JSON that Discord's API and gateway carry."""

from datetime import UTC, datetime
from typing import Any

from tests.discord_server.world import DISCORD_EPOCH_MS, Application, Channel, Guild, Message, User

DEFAULT_MESSAGE = 0
REPLY = 19


def user(someone: User) -> dict[str, Any]:
    return {
        "id": str(someone.id),
        "username": someone.name,
        "discriminator": "0",
        "global_name": someone.name.title(),
        "avatar": None,
        "bot": someone.is_bot,
    }


def member(someone: User) -> dict[str, Any]:
    """A membership without its user, as it stands beside `author` in a message."""
    return {"nick": None, "roles": [], "joined_at": moment(someone.id), "deaf": False, "mute": False, "flags": 0}


def full_member(someone: User) -> dict[str, Any]:
    return {**member(someone), "user": user(someone), "permissions": "0"}


def channel(place: Channel) -> dict[str, Any]:
    said: dict[str, Any] = {"id": str(place.id), "type": place.kind, "last_message_id": None}
    if place.guild is not None:
        return {
            **said,
            "guild_id": str(place.guild.id),
            "name": place.name,
            "position": 0,
            "permission_overwrites": [],
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
        }
    return {**said, "recipients": [user(place.recipient)] if place.recipient else []}


def guild(server: Guild) -> dict[str, Any]:
    """A server as GUILD_CREATE tells it."""
    everyone = {
        "id": str(server.id),
        "name": "@everyone",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": "0",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(server.id),
        "name": server.name,
        "icon": None,
        "owner_id": str(server.members[0].id if server.members else server.id),
        "roles": [everyone],
        "emojis": [],
        "stickers": [],
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "unavailable": False,
        "large": False,
        "member_count": len(server.members),
        "channels": [channel(place) for place in server.channels],
        "members": [full_member(someone) for someone in server.members],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
    }


def message(sent: Message, *, readable: bool = True, nested: bool = False) -> dict[str, Any]:
    """A message; not `readable` is what a bot without the message content intent gets of it."""
    said: dict[str, Any] = {
        "id": str(sent.id),
        "type": DEFAULT_MESSAGE if sent.replies_to is None else REPLY,
        "channel_id": str(sent.channel.id),
        "author": user(sent.author),
        "content": sent.content if readable else "",
        "components": sent.components if readable else [],
        "embeds": [],
        "attachments": [],
        "timestamp": moment(sent.id),
        "edited_timestamp": moment(sent.id) if sent.edits else None,
        "tts": False,
        "mention_everyone": sent.mentions_everyone,
        "mentions": [user(someone) for someone in sent.mentions],
        "mention_roles": [str(role) for role in sent.mentioned_roles],
        "pinned": False,
        "flags": sent.flags,
    }
    if sent.nonce is not None:
        said["nonce"] = sent.nonce
    if sent.webhook is not None:
        said["webhook_id"] = str(sent.webhook)
    if sent.replies_to is not None:
        said["message_reference"] = _reference(sent.replies_to)
        if not nested:
            own = sent.replies_to.author.is_bot
            said["referenced_message"] = message(sent.replies_to, readable=readable or own, nested=True)
    return said


def message_event(sent: Message, *, readable: bool) -> dict[str, Any]:
    """A message as MESSAGE_CREATE and MESSAGE_UPDATE tell it."""
    said = message(sent, readable=readable)
    if sent.channel.guild is not None:
        said["guild_id"] = str(sent.channel.guild.id)
        if sent.webhook is None:
            said["member"] = member(sent.author)
    return said


def application(app: Application) -> dict[str, Any]:
    return {
        "id": str(app.id),
        "name": app.user.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user(User(app.id + 1, "owner")),
        "team": None,
        "interactions_endpoint_url": None,
    }


def moment(snowflake: int) -> str:
    """The time in a snowflake, as Discord writes times."""
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC).isoformat()


def _reference(to: Message) -> dict[str, Any]:
    said = {"type": 0, "message_id": str(to.id), "channel_id": str(to.channel.id)}
    return {**said, "guild_id": str(to.channel.guild.id)} if to.channel.guild else said
