"""The HTTP API: the routes a bot of this sort uses, each a few lines over the world."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.discord_server import bodies, payloads
from tests.discord_server.components import numbered
from tests.discord_server.gateway import Gateway
from tests.discord_server.interactions import Interactions, apply_edit, callback_result
from tests.discord_server.news import News
from tests.discord_server.refusals import (
    NOT_THE_AUTHOR,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    Flaw,
    Refusal,
    invalid_form,
    not_found,
    unauthorized,
)
from tests.discord_server.world import COMPONENTS_V2, Channel, Message, World

API = "/api/v10"
# Who holds the token in one of these addresses needs no other.
TOKEN_IN_ADDRESS = (f"{API}/interactions/", f"{API}/webhooks/")
PUBLIC = (f"{API}/gateway",)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Routes:
    """The handlers, and the record of every request for tests that read the wire."""

    def __init__(self, world: World, gateway: Gateway, interactions: Interactions, news: News) -> None:
        self._world = world
        self._gateway = gateway
        self._interactions = interactions
        self._news = news
        self.requests: list[tuple[str, str, Any]] = []  # method, path below the API, body

    def application(self) -> web.Application:
        """All routes, behind the check of the token and the writing of refusals."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get(f"{API}/users/@me", self._me),
                web.post(f"{API}/users/@me/channels", self._open_direct),
                web.get(f"{API}/oauth2/applications/@me", self._application),
                web.get(f"{API}/applications/@me", self._application),
                web.get(f"{API}/gateway", self._gateway_address),
                web.get(f"{API}/gateway/bot", self._gateway_address),
                web.get(f"{API}/applications/{{app}}/commands", self._commands),
                web.put(f"{API}/applications/{{app}}/commands", self._register),
                web.post(f"{API}/channels/{{channel}}/messages", self._post),
                web.get(f"{API}/channels/{{channel}}/messages/{{message}}", self._get),
                web.patch(f"{API}/channels/{{channel}}/messages/{{message}}", self._patch),
                web.delete(f"{API}/channels/{{channel}}/messages/{{message}}", self._delete),
                web.post(f"{API}/channels/{{channel}}/typing", self._typing),
                web.post(f"{API}/interactions/{{id}}/{{token}}/callback", self._respond),
                web.post(f"{API}/webhooks/{{app}}/{{token}}", self._follow_up),
                web.get(f"{API}/webhooks/{{app}}/{{token}}/messages/{{which}}", self._get_response),
                web.patch(f"{API}/webhooks/{{app}}/{{token}}/messages/{{which}}", self._edit_response),
                web.delete(f"{API}/webhooks/{{app}}/{{token}}/messages/{{which}}", self._delete_response),
                web.get("/gateway", self._gateway.handle),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(API):
            return await handler(request)
        try:
            self.requests.append((request.method, request.path.removeprefix(API), await _body(request)))
            open_to_all = request.path in PUBLIC or request.path.startswith(TOKEN_IN_ADDRESS)
            if not open_to_all and request.headers.get("Authorization") != f"Bot {self._world.application.token}":
                raise unauthorized()
            return await handler(request)
        except Refusal as refusal:
            return _json(refusal.body(), status=refusal.status)
        except web.HTTPNotFound:
            return _json({"message": "404: Not Found", "code": 0}, status=404)

    async def _me(self, _: web.Request) -> web.Response:
        return _json(payloads.user(self._world.application.user))

    async def _application(self, _: web.Request) -> web.Response:
        return _json(payloads.application(self._world.application))

    async def _gateway_address(self, _: web.Request) -> web.Response:
        starts = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
        return _json({"url": self._gateway.address, "shards": 1, "session_start_limit": starts})

    async def _commands(self, _: web.Request) -> web.Response:
        return _json(self._world.application.commands)

    async def _register(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        bodies.check_commands(wanted)
        app = self._world.application
        known = {command["name"]: command["id"] for command in app.commands}
        app.commands = [
            {
                "id": known.get(command["name"], str(self._world.new_id())),
                "application_id": str(app.id),
                "version": str(self._world.new_id()),
                "default_member_permissions": None,
                "nsfw": False,
                **command,
                "options": [_without_defaults(option) for option in command.get("options") or []],
            }
            for command in wanted
        ]
        app.command_updates += 1
        self._news.spread()
        return _json(app.commands)

    async def _open_direct(self, request: web.Request) -> web.Response:
        user = self._world.user(int((await request.json())["recipient_id"]))
        if user is None:
            raise invalid_form([Flaw("recipient_id", "CANNOT_SEND_MESSAGES_TO_THIS_USER", "Unknown user.")])
        return _json(payloads.channel(self._world.direct_channel(user)))

    async def _post(self, request: web.Request) -> web.Response:
        channel, body = self._channel(request), await request.json()
        bodies.check_message(body, bodies.CHANNEL_KEYS, bodies.CHANNEL_FLAGS)
        nonce = body.get("nonce")
        before = next((sent for sent in channel.messages if nonce and sent.nonce == nonce), None)
        if before is not None and body.get("enforce_nonce"):
            return _json(payloads.message(before))
        message = Message(
            id=self._world.new_id(),
            channel=channel,
            author=self._world.application.user,
            content=body.get("content") or "",
            components=numbered(body.get("components") or []),
            flags=body.get("flags") or 0,
            replies_to=self._replied_to(channel, body.get("message_reference")),
            nonce=nonce,
            sent_as=body,
        )
        channel.messages.append(message)
        await self._gateway.dispatch_message("MESSAGE_CREATE", message)
        self._news.spread()
        return _json(payloads.message(message))

    async def _get(self, request: web.Request) -> web.Response:
        return _json(payloads.message(self._message(request)))

    async def _patch(self, request: web.Request) -> web.Response:
        message, body = self._own_message(request), await request.json()
        was_v2 = bool(message.flags & COMPONENTS_V2)
        bodies.check_message(body, bodies.EDIT_KEYS, bodies.CHANNEL_FLAGS, was_v2=was_v2)
        apply_edit(message, body)
        await self._gateway.dispatch_message("MESSAGE_UPDATE", message)
        self._news.spread()
        return _json(payloads.message(message))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._own_message(request)
        message.channel.messages.remove(message)
        self._news.spread()
        return web.Response(status=204)

    async def _typing(self, request: web.Request) -> web.Response:
        self._channel(request)
        return web.Response(status=204)

    async def _respond(self, request: web.Request) -> web.Response:
        id_, token = int(request.match_info["id"]), request.match_info["token"]
        interaction = await self._interactions.respond(id_, token, await request.json())
        if request.query.get("with_response") in ("1", "true"):
            return _json(callback_result(interaction))
        return web.Response(status=204)

    async def _follow_up(self, request: web.Request) -> web.Response:
        message = await self._interactions.follow_up(request.match_info["token"], await request.json())
        return _json(payloads.message(message))

    async def _get_response(self, request: web.Request) -> web.Response:
        return _json(payloads.message(self._response(request)))

    async def _edit_response(self, request: web.Request) -> web.Response:
        message = self._response(request)
        await self._interactions.edit(request.match_info["token"], message, await request.json())
        return _json(payloads.message(message))

    async def _delete_response(self, request: web.Request) -> web.Response:
        message = self._response(request)
        message.channel.messages.remove(message)
        return web.Response(status=204)

    def _response(self, request: web.Request) -> Message:
        return self._interactions.message_of(request.match_info["token"], request.match_info["which"])

    def _channel(self, request: web.Request) -> Channel:
        channel = self._world.channel(int(request.match_info["channel"]))
        if channel is None or (channel.guild is not None and not channel.guild.has_bot):
            raise not_found(UNKNOWN_CHANNEL, "Channel")
        return channel

    def _message(self, request: web.Request) -> Message:
        message = self._channel(request).message(int(request.match_info["message"]))
        if message is None or message.is_private:
            raise not_found(UNKNOWN_MESSAGE, "Message")
        return message

    def _own_message(self, request: web.Request) -> Message:
        message = self._message(request)
        if message.author != self._world.application.user:
            raise Refusal(403, NOT_THE_AUTHOR, "Cannot edit a message authored by another user")
        return message

    def _replied_to(self, channel: Channel, reference: dict[str, Any] | None) -> Message | None:
        if reference is None:
            return None
        found = channel.message(int(reference.get("message_id") or 0))
        if found is None and reference.get("fail_if_not_exists", True):
            raise invalid_form([Flaw("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")])
        return found


def _json(data: Any, status: int = 200) -> web.Response:
    """JSON under the very content type Discord gives it, without a charset."""
    return web.Response(body=json.dumps(data).encode(), status=status, headers={"Content-Type": "application/json"})


async def _body(request: web.Request) -> Any:
    if not request.can_read_body:
        return None
    try:
        return json.loads(await request.text())
    except ValueError:
        raise Refusal(400, 50109, "The request body contains invalid JSON.") from None


def _without_defaults(option: dict[str, Any]) -> dict[str, Any]:
    """An option as Discord gives it back: what is false by default is left out."""
    return {key: value for key, value in option.items() if value not in (None, False, [])}
