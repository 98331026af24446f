"""The HTTP routes of channels, threads and messages, each a few lines over the world."""

from aiohttp import web

from tests.discord_server import bodies, payloads
from tests.discord_server.components import numbered
from tests.discord_server.gateway import Gateway
from tests.discord_server.interactions import apply_edit
from tests.discord_server.news import News
from tests.discord_server.nonces import Nonces
from tests.discord_server.permissions import NOBODY, Permission, in_channel
from tests.discord_server.refusals import (
    CANNOT_REPLY_WITHOUT_HISTORY,
    CLOSED_TO_BOTS,
    MISSING_ACCESS,
    NOT_THE_AUTHOR,
    THREAD_ARCHIVED,
    THREAD_EXISTS,
    THREAD_LOCKED,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    Flaw,
    Refusal,
    invalid_form,
    missing_permissions,
    not_found,
)
from tests.discord_server.requests import Received, answer
from tests.discord_server.world import COMPONENTS_V2, DIRECT_CHANNEL, FORUM_CHANNEL, Channel, Json, Message, World

MAX_THREAD_NAME = 100
MAX_HISTORY = 100
PAGE = 50


class ChannelRoutes:
    """Messages posted, read, changed and deleted; threads opened."""

    def __init__(self, world: World, gateway: Gateway, news: News) -> None:
        self._world = world
        self._gateway = gateway
        self._news = news
        self._nonces = Nonces(world.clock)

    def routes(self, api: str) -> list[web.RouteDef]:
        channel = f"{api}/channels/{{channel}}"
        message = f"{channel}/messages/{{message}}"
        return [
            web.get(channel, self._get_channel),
            web.get(f"{channel}/messages", self._history),
            web.post(f"{channel}/messages", self._post),
            web.get(message, self._get),
            web.patch(message, self._patch),
            web.delete(message, self._delete),
            web.post(f"{message}/threads", self._open_thread),
            web.post(f"{channel}/typing", self._typing),
        ]

    async def _get_channel(self, request: web.Request) -> web.Response:
        return answer(payloads.channel(self._channel(request)))

    async def _history(self, request: web.Request) -> web.Response:
        """Messages of a channel, the latest first."""
        channel = self._channel(request)
        if not self._may(channel) & Permission.READ_MESSAGE_HISTORY:
            return answer([])
        limit = int(request.query.get("limit", PAGE))
        if not 1 <= limit <= MAX_HISTORY:
            raise invalid_form([Flaw("limit", "NUMBER_TYPE_RANGE", f"Must be between 1 and {MAX_HISTORY}.")])
        after, before = int(request.query.get("after", 0)), int(request.query.get("before", 1 << 63))
        shown = [sent for sent in channel.messages if after < sent.id < before and not sent.is_private]
        return answer([payloads.message(sent) for sent in reversed(shown[-limit:])])

    async def _post(self, request: web.Request) -> web.Response:
        channel, received = self._channel(request), Received.of(request)
        self._check_may_send(channel, received.body)
        bodies.check_message(received.body, bodies.CHANNEL_KEYS, bodies.CHANNEL_FLAGS, files=received.files)
        if received.files:
            self._check(channel, Permission.ATTACH_FILES)
        author, nonce = self._world.application.user.id, received.body.get("nonce")
        if received.body.get("enforce_nonce") and (sent := self._nonces.message(author, nonce)):
            return answer(payloads.message(sent))
        message = self._new_message(channel, received)
        channel.messages.append(message)
        self._nonces.remember(message)
        await self._gateway.dispatch_message("MESSAGE_CREATE", message)
        self._news.spread(message)
        return answer(payloads.message(message))

    def _new_message(self, channel: Channel, received: Received) -> Message:
        body: Json = received.body
        return Message(
            id=self._world.new_id(),
            channel=channel,
            author=self._world.application.user,
            content=body.get("content") or "",
            components=numbered(body.get("components") or []),
            flags=body.get("flags") or 0,
            attachments=list(received.files),
            replies_to=self._replied_to(channel, body.get("message_reference")),
            nonce=body.get("nonce"),
            sent_as=body,
        )

    async def _get(self, request: web.Request) -> web.Response:
        self._check(self._channel(request), Permission.READ_MESSAGE_HISTORY)
        return answer(payloads.message(self._message(request)))

    async def _patch(self, request: web.Request) -> web.Response:
        message, received = self._message(request), Received.of(request)
        if message.author != self._world.application.user:
            raise Refusal(403, NOT_THE_AUTHOR, "Cannot edit a message authored by another user")
        if message.channel.archived:  # which a message would wake, but no edit does
            raise Refusal(400, THREAD_ARCHIVED, "Thread is archived")
        was_v2 = bool(message.flags & COMPONENTS_V2)
        bodies.check_message(received.body, bodies.EDIT_KEYS, bodies.CHANNEL_FLAGS, was_v2=was_v2, files=received.files)
        apply_edit(message, received.body, received.files)
        await self._gateway.dispatch_message("MESSAGE_UPDATE", message)
        self._news.spread()
        return answer(payloads.message(message))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._message(request)
        if message.author != self._world.application.user:
            self._check(message.channel, Permission.MANAGE_MESSAGES)
        message.channel.remove(message)
        await self._gateway.dispatch_deletion(message)
        self._news.spread()
        return web.Response(status=204)

    async def _open_thread(self, request: web.Request) -> web.Response:
        """A thread on a message."""
        message, body = self._message(request), Received.of(request).body
        self._check(message.channel, Permission.CREATE_PUBLIC_THREADS)
        if not 1 <= len(str(body.get("name") or "")) <= MAX_THREAD_NAME:
            raise invalid_form([Flaw("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")])
        if self._world.channel(message.id) is not None:
            raise Refusal(400, THREAD_EXISTS, "A thread has already been created for this message")
        thread = self._world.add_thread(message.channel, body["name"], self._world.application.user, on=message)
        if thread.guild is not None:
            await self._gateway.dispatch_to_guild("THREAD_CREATE", thread.guild, payloads.channel(thread))
        self._news.spread()
        return answer(payloads.channel(thread), status=201)

    async def _typing(self, request: web.Request) -> web.Response:
        self._check_may_send(self._channel(request), {})
        return web.Response(status=204)

    def _may(self, channel: Channel) -> Permission:
        return in_channel(self._world.application.user, channel)

    def _check(self, channel: Channel, needed: Permission) -> None:
        if not self._may(channel) & needed:
            raise missing_permissions()

    def _check_may_send(self, channel: Channel, body: Json) -> None:
        """Refuse what may not be said here, with the reason Discord gives first."""
        if channel.kind == FORUM_CHANNEL:
            raise Refusal(400, 50008, "Cannot send messages in a non-text channel")
        if channel.kind == DIRECT_CHANNEL and channel.recipient and channel.recipient.id in self._world.closed_to_bots:
            raise Refusal(403, CLOSED_TO_BOTS, "Cannot send messages to this user")
        if channel.is_thread:
            self._check(channel, Permission.SEND_MESSAGES_IN_THREADS)
            if channel.locked and not self._may(channel) & Permission.MANAGE_THREADS:
                raise Refusal(400, THREAD_LOCKED, "Thread is locked")
            channel.archived = False  # a message wakes a thread that only slept
        else:
            self._check(channel, Permission.SEND_MESSAGES)
        if body.get("message_reference") and not self._may(channel) & Permission.READ_MESSAGE_HISTORY:
            raise Refusal(400, CANNOT_REPLY_WITHOUT_HISTORY, "Cannot reply without permission to read message history")

    def _channel(self, request: web.Request) -> Channel:
        channel = self._world.channel(int(request.match_info["channel"]))
        if channel is None or (channel.guild is not None and not channel.guild.has_bot):
            raise not_found(UNKNOWN_CHANNEL, "Channel")
        if self._may(channel) == NOBODY:
            raise Refusal(403, MISSING_ACCESS, "Missing Access")
        return channel

    def _message(self, request: web.Request) -> Message:
        message = self._channel(request).message(int(request.match_info["message"]))
        if message is None or message.is_private:
            raise not_found(UNKNOWN_MESSAGE, "Message")
        return message

    def _replied_to(self, channel: Channel, reference: Json | None) -> Message | None:
        if reference is None:
            return None
        found = channel.message(int(reference.get("message_id") or 0))
        if found is None and reference.get("fail_if_not_exists", True):
            raise invalid_form([Flaw("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")])
        return found
