"""Interactions: a person runs a command, types in one, or presses a button, and the bot has to respond in time.

One `Interaction` holds what the bot has made of it so far; `Interactions` opens them and takes the bot's
responses, refusing what Discord refuses: a second first response, and any that comes after the deadline.
"""

import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tests.discord_server import bodies, payloads
from tests.discord_server.components import numbered
from tests.discord_server.gateway import Gateway
from tests.discord_server.news import News
from tests.discord_server.refusals import (
    ALREADY_ACKNOWLEDGED,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Flaw,
    Refusal,
    invalid_form,
    not_found,
)
from tests.discord_server.world import COMPONENTS_V2, EPHEMERAL, Channel, Message, User, World

FIRST_RESPONSE_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
LOADING = 1 << 7
ATTACHMENT_LIMIT = 10 * 1024 * 1024


class Kind(IntEnum):
    """What the person did."""

    COMMAND = 2
    BUTTON = 3
    AUTOCOMPLETE = 4


class Response(IntEnum):
    """What the bot may answer first."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8


ALLOWED: dict[Kind, frozenset[Response]] = {
    Kind.COMMAND: frozenset({Response.MESSAGE, Response.DEFERRED_MESSAGE}),
    Kind.BUTTON: frozenset(
        {Response.MESSAGE, Response.DEFERRED_MESSAGE, Response.DEFERRED_UPDATE, Response.UPDATE},
    ),
    Kind.AUTOCOMPLETE: frozenset({Response.CHOICES}),
}


@dataclass(eq=False)
class Interaction:
    """One thing a person did, and what the bot made of it."""

    id: int
    token: str
    kind: Kind
    user: User
    channel: Channel
    data: dict[str, Any]
    opened: float
    on: Message | None = None  # the message whose button was pressed
    response: Response | None = None
    messages: list[Message] = field(default_factory=list)  # the first is the original response
    choices: list[dict[str, Any]] | None = None
    loading: bool = False

    @property
    def outcome(self) -> Message | None:
        """What the person sees in the end: the last message, or the one that was changed."""
        if self.response is None or self.loading:
            return None
        return self.messages[-1] if self.messages else self.on


class Interactions:
    """The interactions of this world."""

    def __init__(self, world: World, gateway: Gateway, news: News) -> None:
        self._world = world
        self._gateway = gateway
        self._news = news
        self._by_token: dict[str, Interaction] = {}

    async def open(
        self, kind: Kind, user: User, channel: Channel, data: dict[str, Any], on: Message | None = None
    ) -> Interaction:
        """Let the bot know what `user` did."""
        interaction = Interaction(
            id=self._world.new_id(),
            token=secrets.token_urlsafe(24),
            kind=kind,
            user=user,
            channel=channel,
            data=data,
            opened=self._world.clock(),
            on=on,
        )
        self._by_token[interaction.token] = interaction
        await self._gateway.dispatch("INTERACTION_CREATE", self._payload(interaction))
        return interaction

    async def respond(self, interaction_id: int, token: str, body: dict[str, Any]) -> Interaction:
        """Take the bot's first response."""
        interaction = self._by_token.get(token)
        late = interaction is None or self._world.clock() - interaction.opened > FIRST_RESPONSE_SECONDS
        if interaction is None or interaction.id != interaction_id or (late and interaction.response is None):
            raise not_found(UNKNOWN_INTERACTION, "interaction")
        if interaction.response is not None:
            raise Refusal(400, ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged.")
        response = _response_of(interaction, body)
        await self._carry_out(interaction, response, body.get("data") or {})
        interaction.response = response
        self._news.spread()
        return interaction

    async def follow_up(self, token: str, body: dict[str, Any]) -> Message:
        """Take a further message; the first after a deferred one takes its place."""
        interaction = self.of_token(token)
        bodies.check_message(body, bodies.WEBHOOK_KEYS, bodies.INTERACTION_FLAGS)
        if interaction.loading:
            return await self.edit(token, interaction.messages[0], body)
        return await self._post(interaction, body)

    async def edit(self, token: str, message: Message, body: dict[str, Any]) -> Message:
        """Change a message the bot sent in response."""
        interaction = self.of_token(token)
        filling = interaction.loading and message is interaction.messages[0]
        v2 = bool(message.flags & COMPONENTS_V2)
        if not filling:
            bodies.check_message(body, bodies.EDIT_KEYS, bodies.INTERACTION_FLAGS, was_v2=v2)
        apply_edit(message, body)
        if filling:
            interaction.loading = False
            message.flags &= ~LOADING
        await self._announce("MESSAGE_UPDATE", message)
        self._news.spread()
        return message

    def of_token(self, token: str) -> Interaction:
        """The interaction that was responded to under `token`, while the token lives."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.response is None:
            raise not_found(UNKNOWN_WEBHOOK, "Webhook")
        if self._world.clock() - interaction.opened > TOKEN_SECONDS:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        return interaction

    def message_of(self, token: str, which: str) -> Message:
        """A response by its id, or the first by `@original`."""
        interaction = self.of_token(token)
        if which == "@original":
            original = interaction.messages[0] if interaction.messages else interaction.on
            if original is not None:
                return original
        found = next((message for message in interaction.messages if str(message.id) == which), None)
        if found is None:
            raise not_found(UNKNOWN_MESSAGE, "Message")
        return found

    async def _carry_out(self, interaction: Interaction, response: Response, data: dict[str, Any]) -> None:
        if response is Response.CHOICES:
            bodies.check_choices(data.get("choices"))
            interaction.choices = data["choices"]
        elif response is Response.MESSAGE:
            bodies.check_message(data, bodies.INTERACTION_KEYS, bodies.INTERACTION_FLAGS)
            await self._post(interaction, data)
        elif response is Response.DEFERRED_MESSAGE:
            interaction.loading = True
            await self._post(interaction, {"flags": (data.get("flags") or 0) & EPHEMERAL | LOADING})
        elif response is Response.UPDATE and interaction.on is not None:
            v2 = bool(interaction.on.flags & COMPONENTS_V2)
            bodies.check_message(data, bodies.EDIT_KEYS, bodies.INTERACTION_FLAGS, was_v2=v2)
            apply_edit(interaction.on, data)
            await self._announce("MESSAGE_UPDATE", interaction.on)

    async def _post(self, interaction: Interaction, body: dict[str, Any]) -> Message:
        flags = body.get("flags") or 0
        message = Message(
            id=self._world.new_id(),
            channel=interaction.channel,
            author=self._world.application.user,
            content=body.get("content") or "",
            components=numbered(body.get("components") or []),
            flags=flags,
            replies_to=interaction.on,
            only_for=interaction.user if flags & EPHEMERAL else None,
            webhook=self._world.application.id,
            sent_as=body,
        )
        interaction.messages.append(message)
        interaction.channel.messages.append(message)
        await self._announce("MESSAGE_CREATE", message)
        self._news.spread()
        return message

    async def _announce(self, event: str, message: Message) -> None:
        if not message.is_private:
            await self._gateway.dispatch_message(event, message)

    def _payload(self, interaction: Interaction) -> dict[str, Any]:
        guild = interaction.channel.guild
        app = self._world.application
        owners = {"0": str(guild.id)} if guild and guild.has_bot else {"1": str(interaction.user.id)}
        said: dict[str, Any] = {
            "id": str(interaction.id),
            "application_id": str(app.id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel": payloads.channel(interaction.channel),
            "channel_id": str(interaction.channel.id),
            "locale": "en-US",
            "app_permissions": "0",
            "entitlements": [],
            "attachment_size_limit": ATTACHMENT_LIMIT,
            "authorizing_integration_owners": owners,
            "context": 0 if guild else 1,
        }
        if guild is not None:
            said["guild_id"] = str(guild.id)
            said["guild_locale"] = "en-US"
            said["guild"] = {"id": str(guild.id), "locale": "en-US", "features": []}
            said["member"] = payloads.full_member(interaction.user)
        else:
            said["user"] = payloads.user(interaction.user)
        if interaction.on is not None:
            said["message"] = payloads.message(interaction.on)
        return said


def apply_edit(message: Message, body: dict[str, Any]) -> None:
    """Change of `message` what `body` names; a message once built of components stays so."""
    if "content" in body:
        message.content = body["content"] or ""
    if "components" in body:
        message.components = numbered(body["components"] or [])
    if "flags" in body:
        message.flags = (body["flags"] or 0) | message.flags & (COMPONENTS_V2 | EPHEMERAL)
    message.edits += 1
    message.sent_as = body


def callback_result(interaction: Interaction) -> dict[str, Any]:
    """What Discord tells the bot about a response it asked to hear of."""
    said: dict[str, Any] = {"interaction": {"id": str(interaction.id), "type": interaction.kind}}
    shown = interaction.messages[0] if interaction.messages else None
    if interaction.response is Response.UPDATE:
        shown = interaction.on
    if shown is not None:
        said["interaction"] |= {
            "response_message_id": str(shown.id),
            "response_message_loading": interaction.loading,
            "response_message_ephemeral": shown.is_private,
        }
        said["resource"] = {"type": interaction.response, "message": payloads.message(shown)}
    return said


def _response_of(interaction: Interaction, body: dict[str, Any]) -> Response:
    kind = body.get("type")
    if body.keys() - {"type", "data"} or kind not in ALLOWED[interaction.kind]:
        choices = ", ".join(str(int(allowed)) for allowed in sorted(ALLOWED[interaction.kind]))
        raise invalid_form([Flaw("type", "BASE_TYPE_CHOICES", f"Value must be one of ({choices}).")])
    return Response(kind)
