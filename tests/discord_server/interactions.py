"""Interactions: a person runs a command, presses or chooses something, fills in a form, and the bot has to respond.

One `Interaction` holds what the bot has made of it so far; `Interactions` opens them and takes the bot's
responses, refusing what Discord refuses: a second first response, and any that comes after the deadline.
"""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from tests.discord_server import bodies, commands, payloads
from tests.discord_server.components import numbered
from tests.discord_server.gateway import Gateway
from tests.discord_server.modals import Modal, check_modal
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
from tests.discord_server.world import COMPONENTS_V2, EPHEMERAL, Attachment, Channel, Json, Message, User, World

FIRST_RESPONSE_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
LOADING = 1 << 7
ATTACHMENT_LIMIT = 10 * 1024 * 1024


class Kind(IntEnum):
    """What the person did. Choosing in a select menu is what pressing a button is."""

    COMMAND = 2
    BUTTON = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Response(IntEnum):
    """What the bot may answer first."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_WORDS = frozenset({Response.MESSAGE, Response.DEFERRED_MESSAGE})
_CHANGES = frozenset({Response.DEFERRED_UPDATE, Response.UPDATE})
_FORM = frozenset({Response.MODAL})


@dataclass(eq=False)
class Interaction:
    """One thing a person did, and what the bot made of it."""

    id: int
    token: str
    kind: Kind
    user: User
    channel: Channel
    data: Json
    opened: float
    on: Message | None = None  # the message whose button was pressed, or from which a form was opened
    response: Response | None = None
    messages: list[Message] = field(default_factory=list)  # the first is the original response
    choices: list[Json] | None = None
    modal: Modal | None = None
    loading: bool = False
    changed: bool = False  # whether `on` was edited after a deferral
    begun: float = field(default_factory=time.monotonic)
    seconds: float | None = None  # how long the first response really took, whatever the clock says

    @property
    def outcome(self) -> Message | None:
        """What the person sees in the end: the last message, or the one that was changed."""
        if self.response is None or self.loading or self.modal:
            return None
        if self.messages or (self.response is Response.DEFERRED_UPDATE and not self.changed):
            return self.messages[-1] if self.messages else None
        return self.on

    @property
    def allowed(self) -> frozenset[Response]:
        """The first responses Discord takes."""
        if self.kind is Kind.AUTOCOMPLETE:
            return frozenset({Response.CHOICES})
        changes = _CHANGES if self.on else frozenset()
        return _WORDS | changes | (frozenset() if self.kind is Kind.MODAL else _FORM)


class Interactions:
    """The interactions of this world."""

    def __init__(self, world: World, gateway: Gateway, news: News) -> None:
        self._world = world
        self._gateway = gateway
        self._news = news
        self._by_token: dict[str, Interaction] = {}

    @property
    def all(self) -> list[Interaction]:
        return list(self._by_token.values())

    async def open(
        self, kind: Kind, user: User, channel: Channel, data: Json, on: Message | None = None
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

    def forget(self, interaction: Interaction) -> None:
        """Let go of an interaction nobody will come back to, as a long run needs."""
        self._by_token.pop(interaction.token, None)

    async def respond(
        self, interaction_id: int, token: str, body: Json, files: Sequence[Attachment] = ()
    ) -> Interaction:
        """Take the bot's first response."""
        interaction = self._by_token.get(token)
        late = interaction is None or self._world.clock() - interaction.opened > FIRST_RESPONSE_SECONDS
        if interaction is None or interaction.id != interaction_id or (late and interaction.response is None):
            raise not_found(UNKNOWN_INTERACTION, "interaction")
        if interaction.response is not None:
            raise Refusal(400, ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged.")
        response = _response_of(interaction, body)
        await self._carry_out(interaction, response, body.get("data") or {}, files)
        interaction.response = response
        interaction.seconds = time.monotonic() - interaction.begun
        self._news.spread(interaction)
        return interaction

    async def follow_up(self, token: str, body: Json, files: Sequence[Attachment] = ()) -> Message:
        """Take a further message; the first after a deferred one takes its place."""
        interaction = self.of_token(token)
        bodies.check_message(body, bodies.WEBHOOK_KEYS, bodies.INTERACTION_FLAGS, files=files)
        if interaction.loading:
            return await self._change(interaction, interaction.messages[0], body, files)
        return await self._post(interaction, body, files)

    async def edit(self, token: str, message: Message, body: Json, files: Sequence[Attachment] = ()) -> Message:
        """Change a message the bot sent in response."""
        v2 = bool(message.flags & COMPONENTS_V2)
        bodies.check_message(body, bodies.EDIT_KEYS, bodies.INTERACTION_FLAGS, was_v2=v2, files=files)
        return await self._change(self.of_token(token), message, body, files)

    async def delete(self, token: str, message: Message) -> None:
        """Take away a message the bot sent in response."""
        self.of_token(token)
        message.channel.remove(message)
        if not message.is_private:
            await self._gateway.dispatch_deletion(message)
        self._news.spread()

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
        found = next((message for message in interaction.messages if str(message.id) == which), None)
        if which == "@original":
            found = interaction.messages[0] if interaction.messages else interaction.on
        if found is None or not found.is_there:
            raise not_found(UNKNOWN_MESSAGE, "Message")
        return found

    async def _carry_out(
        self, interaction: Interaction, response: Response, data: Json, files: Sequence[Attachment]
    ) -> None:
        if response is Response.CHOICES:
            bodies.check_choices(data.get("choices"))
            interaction.choices = data["choices"]
        elif response is Response.MODAL:
            interaction.modal = check_modal(data)
        elif response is Response.MESSAGE:
            bodies.check_message(data, bodies.INTERACTION_KEYS, bodies.INTERACTION_FLAGS, files=files)
            await self._post(interaction, data, files)
        elif response is Response.DEFERRED_MESSAGE:
            interaction.loading = True
            await self._post(interaction, {"flags": (data.get("flags") or 0) & EPHEMERAL | LOADING})
        elif response is Response.UPDATE and interaction.on is not None:
            v2 = bool(interaction.on.flags & COMPONENTS_V2)
            bodies.check_message(data, bodies.EDIT_KEYS, bodies.INTERACTION_FLAGS, was_v2=v2, files=files)
            apply_edit(interaction.on, data, files)
            await self._announce("MESSAGE_UPDATE", interaction.on)

    async def _post(self, interaction: Interaction, body: Json, files: Sequence[Attachment] = ()) -> Message:
        flags = body.get("flags") or 0
        message = Message(
            id=self._world.new_id(),
            channel=interaction.channel,
            author=self._world.application.user,
            content=body.get("content") or "",
            components=numbered(body.get("components") or []),
            flags=flags,
            attachments=list(files),
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

    async def _change(
        self, interaction: Interaction, message: Message, body: Json, files: Sequence[Attachment]
    ) -> Message:
        apply_edit(message, body, files)
        interaction.changed = interaction.changed or message is interaction.on
        awaited = interaction.loading and message is interaction.messages[0]
        if awaited:
            interaction.loading = False
            message.flags &= ~LOADING
        await self._announce("MESSAGE_UPDATE", message)
        self._news.spread(interaction if awaited else None)
        return message

    async def _announce(self, event: str, message: Message) -> None:
        if not message.is_private:
            await self._gateway.dispatch_message(event, message)

    def _payload(self, interaction: Interaction) -> Json:
        channel, user = interaction.channel, interaction.user
        guild, app = channel.guild, self._world.application
        owners = {"0": str(guild.id)} if guild and guild.has_bot else {"1": str(user.id)}
        said: Json = {
            "id": str(interaction.id),
            "application_id": str(app.id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel": payloads.acting_channel(channel, user),
            "channel_id": str(channel.id),
            "locale": user.locale,
            "app_permissions": payloads.app_permissions(app.user, channel),
            "entitlements": [],
            "attachment_size_limit": ATTACHMENT_LIMIT,
            "authorizing_integration_owners": owners,
            "context": commands.context_of(channel),
        }
        if guild is not None:
            said["guild_id"] = str(guild.id)
            said["guild_locale"] = guild.locale
            said["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
            said["member"] = payloads.acting_member(user, channel)
        else:
            said["user"] = payloads.user(user)
        if interaction.on is not None:
            said["message"] = payloads.message(interaction.on)
        return said


def apply_edit(message: Message, body: Json, files: Sequence[Attachment] = ()) -> None:
    """Change of `message` what `body` names; a message once built of components stays so."""
    if "content" in body:
        message.content = body["content"] or ""
    if "components" in body:
        message.components = numbered(body["components"] or [])
    if "attachments" in body:
        kept = {str(one.get("id")) for one in body["attachments"] or []}
        message.attachments = [file for file in message.attachments if str(file.id) in kept]
    message.attachments += files
    if "flags" in body:
        message.flags = (body["flags"] or 0) | message.flags & (COMPONENTS_V2 | EPHEMERAL)
    message.edits += 1
    message.edited_at = datetime.now(UTC)
    message.sent_as = body


def callback_result(interaction: Interaction) -> Json:
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


def _response_of(interaction: Interaction, body: Json) -> Response:
    kind = body.get("type")
    if body.keys() - {"type", "data"} or kind not in interaction.allowed:
        choices = ", ".join(str(int(allowed)) for allowed in sorted(interaction.allowed))
        raise invalid_form([Flaw("type", "BASE_TYPE_CHOICES", f"Value must be one of ({choices}).")])
    return Response(kind)
