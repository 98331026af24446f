"""What a request brings along, as JSON or as a form with files, and how it is answered."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from tests.discord_server.refusals import Refusal
from tests.discord_server.world import Attachment, World


@dataclass(frozen=True)
class Received:
    """The body of a request, read once, and the files that came with it."""

    body: Any = None
    files: tuple[Attachment, ...] = ()

    @classmethod
    def of(cls, request: web.Request) -> "Received":
        return request[_RECEIVED]


_RECEIVED: web.RequestKey[Received] = web.RequestKey("received", Received)


async def receive(request: web.Request, world: World) -> Received:
    """Read what came, and keep it with the request."""
    received = Received()
    if request.content_type == "multipart/form-data":
        received = await _form(request, world)
    elif request.can_read_body:
        received = Received(_parsed(await request.text()))
    request[_RECEIVED] = received
    return received


def answer(data: Any, status: int = 200) -> web.Response:
    """JSON under the very content type Discord gives it, without a charset."""
    return web.Response(body=json.dumps(data).encode(), status=status, headers={"Content-Type": "application/json"})


async def _form(request: web.Request, world: World) -> Received:
    body: Any = None
    files = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "payload_json":
            body = _parsed(await part.text())
        elif part.filename is not None:
            files.append(world.add_attachment(part.filename, bytes(await part.read(decode=True))))
    return Received(body, tuple(files))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Refusal(400, 50109, "The request body contains invalid JSON.") from None
