"""The HTTP API: who may come in, and what holds for the application as a whole.

The routes of channels and messages are in `channel_routes`, those of responses to interactions in
`response_routes`.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.discord_server import bodies, payloads
from tests.discord_server.channel_routes import ChannelRoutes
from tests.discord_server.gateway import Gateway
from tests.discord_server.interactions import Interactions
from tests.discord_server.news import News
from tests.discord_server.outages import Outages
from tests.discord_server.refusals import Flaw, Refusal, invalid_form, unauthorized
from tests.discord_server.requests import Received, answer, receive
from tests.discord_server.response_routes import ResponseRoutes
from tests.discord_server.world import Json, World

API = "/api/v10"
FILES = "/files"
# Who holds the token in one of these addresses needs no other.
TOKEN_IN_ADDRESS = (f"{API}/interactions/", f"{API}/webhooks/")
PUBLIC = (f"{API}/gateway",)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Routes:
    """The handlers, and the record of every request for tests that read the wire."""

    def __init__(self, world: World, gateway: Gateway, interactions: Interactions, news: News) -> None:
        self._world = world
        self._gateway = gateway
        self._news = news
        self._parts = (ChannelRoutes(world, gateway, news), ResponseRoutes(interactions))
        self.outages = Outages(time.monotonic)
        self.requests: list[tuple[str, str, Any]] = []  # method, path below the API, body

    def application(self) -> web.Application:
        """All routes, behind the check of the token and the writing of refusals."""
        app = web.Application(middlewares=[self._guard], client_max_size=bodies.MAX_UPLOAD * 3)
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
                web.get(f"{FILES}/{{id}}/{{name}}", self._file),
                web.get("/gateway", self._gateway.handle),
                *(route for part in self._parts for route in part.routes(API)),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(API):
            return await handler(request)

        async def handled(request: web.Request) -> web.StreamResponse:
            try:
                return await handler(request)
            except Refusal as refusal:
                return answer(refusal.body(), status=refusal.status)
            except web.HTTPNotFound:
                return answer({"message": "404: Not Found", "code": 0}, status=404)

        try:
            received = await receive(request, self._world)
            path = request.path.removeprefix(API)
            self.requests.append((request.method, path, received.body))
            open_to_all = request.path in PUBLIC or request.path.startswith(TOKEN_IN_ADDRESS)
            if not open_to_all and request.headers.get("Authorization") != f"Bot {self._world.application.token}":
                raise unauthorized()
        except Refusal as refusal:
            return answer(refusal.body(), status=refusal.status)
        return await self.outages.let_through(request, f"{request.method} {path}", handled)

    async def _me(self, _: web.Request) -> web.Response:
        return answer(payloads.user(self._world.application.user))

    async def _application(self, _: web.Request) -> web.Response:
        return answer(payloads.application(self._world.application))

    async def _gateway_address(self, _: web.Request) -> web.Response:
        starts = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
        return answer({"url": self._gateway.address, "shards": 1, "session_start_limit": starts})

    async def _commands(self, _: web.Request) -> web.Response:
        return answer(self._world.application.commands)

    async def _register(self, request: web.Request) -> web.Response:
        wanted = Received.of(request).body
        bodies.check_commands(wanted)
        app = self._world.application
        known = {(command["name"], command.get("type", 1)): command["id"] for command in app.commands}
        app.commands = [self._registered(command, known) for command in wanted]
        app.command_updates += 1
        self._news.spread()
        return answer(app.commands)

    def _registered(self, command: Json, known: dict[tuple[str, int], str]) -> Json:
        """A command as Discord gives it back."""
        kept = {
            "id": known.get((command["name"], command.get("type", 1)), str(self._world.new_id())),
            "application_id": str(self._world.application.id),
            "version": str(self._world.new_id()),
            "default_member_permissions": None,
            "nsfw": False,
            "description": "",
            **command,
        }
        if command.get("type", 1) == bodies.SLASH:
            kept["options"] = [_without_defaults(option) for option in command.get("options") or []]
        return kept

    async def _open_direct(self, request: web.Request) -> web.Response:
        user = self._world.user(int(Received.of(request).body["recipient_id"]))
        if user is None:
            raise invalid_form([Flaw("recipient_id", "CANNOT_SEND_MESSAGES_TO_THIS_USER", "Unknown user.")])
        return answer(payloads.channel(self._world.direct_channel(user)))

    async def _file(self, request: web.Request) -> web.Response:
        """The bytes of an attachment, which Discord keeps elsewhere."""
        file = self._world.attachments.get(int(request.match_info["id"]))
        if file is None or file.filename != request.match_info["name"]:
            raise web.HTTPNotFound
        return web.Response(body=file.content)


def _without_defaults(option: Json) -> Json:
    """An option as Discord gives it back: what is false by default is left out."""
    kept = {key: value for key, value in option.items() if value not in (None, False, [])}
    if "options" in kept:
        kept["options"] = [_without_defaults(inner) for inner in kept["options"]]
    return kept
