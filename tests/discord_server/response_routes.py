"""The HTTP routes by which the bot responds to interactions."""

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.interactions import Interactions, callback_result
from tests.discord_server.requests import Received, answer
from tests.discord_server.world import Message


class ResponseRoutes:
    """First responses, follow-ups, and what becomes of both."""

    def __init__(self, interactions: Interactions) -> None:
        self._interactions = interactions

    def routes(self, api: str) -> list[web.RouteDef]:
        hook = f"{api}/webhooks/{{app}}/{{token}}"
        return [
            web.post(f"{api}/interactions/{{id}}/{{token}}/callback", self._respond),
            web.post(hook, self._follow_up),
            web.get(f"{hook}/messages/{{which}}", self._get),
            web.patch(f"{hook}/messages/{{which}}", self._edit),
            web.delete(f"{hook}/messages/{{which}}", self._delete),
        ]

    async def _respond(self, request: web.Request) -> web.Response:
        id_, token, received = int(request.match_info["id"]), request.match_info["token"], Received.of(request)
        interaction = await self._interactions.respond(id_, token, received.body, received.files)
        if request.query.get("with_response") in ("1", "true"):
            return answer(callback_result(interaction))
        return web.Response(status=204)

    async def _follow_up(self, request: web.Request) -> web.Response:
        received = Received.of(request)
        message = await self._interactions.follow_up(request.match_info["token"], received.body, received.files)
        return answer(payloads.message(message))

    async def _get(self, request: web.Request) -> web.Response:
        return answer(payloads.message(self._response(request)))

    async def _edit(self, request: web.Request) -> web.Response:
        message, received = self._response(request), Received.of(request)
        await self._interactions.edit(request.match_info["token"], message, received.body, received.files)
        return answer(payloads.message(message))

    async def _delete(self, request: web.Request) -> web.Response:
        await self._interactions.delete(request.match_info["token"], self._response(request))
        return web.Response(status=204)

    def _response(self, request: web.Request) -> Message:
        return self._interactions.message_of(request.match_info["token"], request.match_info["which"])
