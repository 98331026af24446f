"""World -> the JSON that Discord's API and gateway carry."""

import mimetypes
from datetime import UTC, datetime

from tests.discord_server.permissions import in_channel
from tests.discord_server.world import (
    DISCORD_EPOCH_MS,
    FORUM_CHANNEL,
    SPOKEN_IN,
    Application,
    Attachment,
    Channel,
    Guild,
    Json,
    Member,
    Message,
    Role,
    User,
)

DEFAULT_MESSAGE = 0
REPLY = 19
ROLE_OVERWRITE, MEMBER_OVERWRITE = 0, 1

FORWARD = 1  # the type of the reference to what is handed on


def user(someone: User) -> Json:
    return {
        "id": str(someone.id),
        "username": someone.name,
        "discriminator": "0",
        "global_name": someone.name.title(),
        "avatar": None,
        "bot": someone.is_bot,
    }


def member(someone: User, guild_: Guild | None = None) -> Json:
    """A membership without its user, as it stands beside `author` in a message."""
    known = guild_.members.get(someone.id) if guild_ else None
    return {
        "nick": None,
        "roles": [str(role.id) for role in known.roles] if known else [],
        "joined_at": moment(someone.id),
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def full_member(known: Member, guild_: Guild) -> Json:
    return {**member(known.user, guild_), "user": user(known.user)}


def acting_member(someone: User, place: Channel) -> Json:
    """The member who caused an interaction, with what they may do in `place`."""
    permissions = str(int(in_channel(someone, place)))
    return {**member(someone, place.guild), "user": user(someone), "permissions": permissions}


def role(one: Role, position: int) -> Json:
    return {
        "id": str(one.id),
        "name": one.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": position,
        "permissions": str(int(one.permissions)),
        "managed": one.managed,
        "mentionable": False,
        "flags": 0,
    }


def channel(place: Channel) -> Json:
    last = str(place.messages[-1].id) if place.messages else None
    said: Json = {"id": str(place.id), "type": place.kind, "last_message_id": last}
    if place.guild is None:
        there = place.people or ((place.recipient,) if place.recipient else ())
        return {**said, "recipients": [user(someone) for someone in there]}
    said |= {"guild_id": str(place.guild.id), "name": place.name, "rate_limit_per_user": 0, "flags": 0}
    if place.parent is not None:
        return {**said, **_thread(place)}
    said |= {
        "position": place.guild.channels.index(place),
        "permission_overwrites": [
            {
                "id": str(number),
                "type": MEMBER_OVERWRITE if overwrite.for_member else ROLE_OVERWRITE,
                "allow": str(int(overwrite.allow)),
                "deny": str(int(overwrite.deny)),
            }
            for number, overwrite in place.overwrites.items()
        ],
        "parent_id": None,
        "topic": place.topic,
        "nsfw": False,
    }
    if place.kind in SPOKEN_IN:
        said |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1}
    if place.kind == FORUM_CHANNEL:
        said |= {"available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
    return said


def _thread(place: Channel) -> Json:
    return {
        "parent_id": str(place.parent.id) if place.parent else None,
        "owner_id": str(place.owner.id) if place.owner else None,
        "message_count": len(place.messages),
        "member_count": 1,
        "total_message_sent": len(place.messages),
        "applied_tags": [],
        "thread_metadata": {
            "archived": place.archived,
            "locked": place.locked,
            "auto_archive_duration": 1440,
            "archive_timestamp": moment(place.id),
            "create_timestamp": moment(place.id),
        },
    }


def acting_channel(place: Channel, someone: User) -> Json:
    """A channel as it stands in an interaction of `someone`: with what they may do there."""
    return {**channel(place), "permissions": str(int(in_channel(someone, place)))}


def guild(server: Guild, seen_by: User) -> Json:
    """A server as GUILD_CREATE tells `seen_by` of it."""
    return {
        "id": str(server.id),
        "name": server.name,
        "icon": None,
        "owner_id": str(server.owner.id if server.owner else server.id),
        "roles": [role(one, position) for position, one in enumerate((server.everyone, *server.roles))],
        "emojis": [],
        "stickers": [],
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": server.locale,
        "unavailable": False,
        "large": False,
        "member_count": len(server.members),
        "channels": [channel(place) for place in server.channels],
        "members": [full_member(one, server) for one in server.members.values() if one.user == seen_by],
        "threads": [channel(thread) for thread in server.threads if not thread.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
    }


def attachment(file: Attachment) -> Json:
    return {
        "id": str(file.id),
        "filename": file.filename,
        "size": len(file.content),
        "url": file.url,
        "proxy_url": file.url,
        "content_type": mimetypes.guess_type(file.filename)[0] or "application/octet-stream",
    }


def message(sent: Message, *, readable: bool = True, nested: bool = False) -> Json:
    """A message; not `readable` is what a bot without the message content intent gets of it."""
    said: Json = {
        "id": str(sent.id),
        "type": _type(sent),
        "channel_id": str(sent.channel.id),
        "author": user(sent.author),
        "content": sent.content if readable else "",
        "components": sent.components if readable else [],
        "embeds": [],
        "attachments": [attachment(file) for file in sent.attachments] if readable else [],
        "timestamp": moment(sent.id),
        "edited_timestamp": sent.edited_at.isoformat() if sent.edited_at else None,
        "tts": False,
        "mention_everyone": sent.mentions_everyone,
        "mentions": [user(someone) for someone in sent.mentions],
        "mention_roles": [str(number) for number in sent.mentioned_roles],
        "pinned": False,
        "flags": sent.flags,
    }
    if sent.nonce is not None:
        said["nonce"] = sent.nonce
    if sent.webhook is not None:
        said["webhook_id"] = str(sent.webhook)
    if sent.forwards is not None:
        said["message_reference"] = {**_reference(sent.forwards), "type": FORWARD}
        said["message_snapshots"] = [{"message": _snapshot(sent.forwards) if readable else _snapshot(None)}]
    if sent.replies_to is not None:
        said["message_reference"] = _reference(sent.replies_to)
        if not nested:
            own = sent.replies_to.author.is_bot
            there = sent.replies_to.is_there
            said["referenced_message"] = (
                message(sent.replies_to, readable=readable or own, nested=True) if there else None
            )
    return said


def _snapshot(forwarded: Message | None) -> Json:
    """What a forward shows of a message; of None, nothing."""
    return {
        "type": 0,
        "content": forwarded.content if forwarded else "",
        "embeds": [],
        "attachments": [attachment(file) for file in forwarded.attachments] if forwarded else [],
        "timestamp": moment(forwarded.id if forwarded else 0),
        "edited_timestamp": None,
        "flags": 0,
        "mentions": [],
        "mention_roles": [],
    }


def message_event(sent: Message, *, readable: bool) -> Json:
    """A message as MESSAGE_CREATE and MESSAGE_UPDATE tell it."""
    said = message(sent, readable=readable)
    if sent.channel.guild is not None:
        said["guild_id"] = str(sent.channel.guild.id)
        if sent.webhook is None:
            said["member"] = member(sent.author, sent.channel.guild)
    return said


def deleted_event(sent: Message) -> Json:
    """A message as MESSAGE_DELETE tells of it."""
    said = {"id": str(sent.id), "channel_id": str(sent.channel.id)}
    return {**said, "guild_id": str(sent.channel.guild.id)} if sent.channel.guild else said


def application(app: Application) -> Json:
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


def app_permissions(bot: User, place: Channel) -> str:
    """What an interaction says the bot may do in `place`."""
    return str(int(in_channel(bot, place)))


def moment(snowflake: int) -> str:
    """The time in a snowflake, as Discord writes times."""
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC).isoformat()


def _type(sent: Message) -> int:
    if sent.system_type is not None:
        return sent.system_type
    return DEFAULT_MESSAGE if sent.replies_to is None else REPLY


def _reference(to: Message) -> Json:
    said = {"type": 0, "message_id": str(to.id), "channel_id": str(to.channel.id)}
    return {**said, "guild_id": str(to.channel.guild.id)} if to.channel.guild else said
