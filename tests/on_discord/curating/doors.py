"""Every way in which moderators reach the bot, so that each can be tried by who has no right to it.

Commands and their options are those that Discord was told of; buttons, menus and forms are held against what the bot
acts on. A new one that is not tried makes a test fail.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from bot.on_discord.curating import ids
from tests.discord_server import DiscordServer, payloads
from tests.discord_server.commands import invocation, on_message
from tests.discord_server.interactions import Interaction, Kind, Response
from tests.discord_server.modals import Modal
from tests.discord_server.people import Person
from tests.discord_server.world import Channel, Json, Message
from tests.on_discord.curating.moderating import Stage, V, starts_forging, starts_sending

TABLE = b"question,answer\nWhose cups?,Mine.\n"
OPTIONS: Mapping[str, Any] = {
    "entry": "small-cups",
    "next": "broken-cups",
    "topic": "Mugs",
    "id": "little-cups",
    "more": "tiny cups",
    "less": "small cups",
    "number": 1,
    "text": "greeting",
    "language": "de",
    "period": 30,
}
TYPED = {"question": "Whose cups?", "answer": "Mine.", "words": "cup\nmug", "text": "Mine!", "reason": "Mine"}
VALUES = {"group": "00000000", "cite": "00000000:0", "cited": "1", "teach": "small-cups", "set": "en"}


def presses(key: str) -> tuple[str, ...]:
    """The custom ids of all buttons and menus, about the draft or review that `key` leads to."""
    return (
        *(ids.draft(act, key) for act in ("show", "change", "reason", "again", "keep", "save", "drop")),
        ids.cite(key, "0000"),
        ids.cited(key, "00000000", 0),
        ids.GROUP,
        ids.NEW_GROUP,
        ids.EXAMPLES,
        ids.examples(key),
        ids.decline(key),
        ids.undo(1),
        ids.history(9, ""),
        ids.access("roles"),
        ids.access("people"),
        *(ids.review(act, key) for act in ("new", "refuse", "later", "on")),
        ids.teach(key, 0, "0000"),
        ids.askers(key, [1]),
        *(ids.setting(name) for name in ("channels", "boldness", "language", "moderators", "keep", "digest")),
        ids.LEAVE,
    )


def forms(key: str) -> tuple[str, ...]:
    """The custom ids of all forms."""
    return (
        ids.form(key),
        ids.form(key, "small-cups", "00000000"),
        ids.words(key),
        ids.words(key, "00000000"),
        ids.said(key, "greeting", "", "00000000"),
        ids.reason(key),
    )


def commands(discord: DiscordServer) -> list[Json]:
    """The commands below /curate, as Discord knows them."""
    command = next(one for one in discord.world.application.commands if one["name"] == V.name_curate)
    return list(command["options"])


def completed(discord: DiscordServer) -> Iterator[tuple[str, str]]:
    """Every option that is completed while somebody types, with its command."""
    for sub in commands(discord):
        yield from ((sub["name"], one["name"]) for one in sub.get("options", ()) if one.get("autocomplete"))


async def runs_unseen(here: Stage, who: Person, sub: Json, where: Channel | None = None) -> Interaction:
    """Run a command, with a value for each of its options, that Discord need not show to `who`."""
    command = next(one for one in here.discord.world.application.commands if one["name"] == V.name_curate)
    given = {**OPTIONS, "file": who.uploads("new.csv", TABLE)}
    values = {one["name"]: given[one["name"]] for one in sub.get("options", ())}
    data = invocation(command, [sub["name"]], values)
    return await _opened(here, who, Kind.COMMAND, data, where)


async def uses_unseen(here: Stage, who: Person, message: Message) -> Interaction:
    """Use the moderators' entry in the menu of a message, which Discord need not show to `who`."""
    command = next(one for one in here.discord.world.application.commands if one["name"] == V.menu_teach)
    return await _opened(
        here, who, Kind.COMMAND, on_message(command, message, payloads.message(message)), message.channel
    )


async def is_offered(here: Stage, who: Person, sub: str, option: str, where: Channel | None = None) -> list[Json]:
    """What is offered to `who`, typing in an option of a command that Discord need not show."""
    command = next(one for one in here.discord.world.application.commands if one["name"] == V.name_curate)
    before = [{"name": "entry", "type": 3, "value": "small-cups"}] if option == "less" else []
    focused = {"name": option, "type": 3, "value": "", "focused": True}
    data = {"id": command["id"], "name": V.name_curate, "type": 1}
    data["options"] = [{"name": sub, "type": 1, "options": [*before, focused]}]
    typing = await here.discord.interactions.open(Kind.AUTOCOMPLETE, who.user, where or here.discord.general, data)
    await here.discord.news.until(partial(_is_answered, typing), f"choices for {option}")
    return typing.choices or []


async def presses_forged(here: Stage, who: Person, custom_id: str, where: Channel | None = None) -> Interaction:
    """Press a button, or choose in a menu, that was never offered."""
    kind = custom_id.split(":")[1]
    values = {"values": [VALUES[kind]], "component_type": 3} if kind in VALUES else {}
    if kind == "access":
        values = {"values": [str(who.user.id)], "component_type": 5 if "people" in custom_id else 6}
    return await starts_forging(here, who, custom_id, where=where, **values)


async def sends_forged(here: Stage, who: Person, custom_id: str, where: Channel | None = None) -> Interaction:
    """Send a form that was never shown."""
    return await starts_sending(here, who, custom_id, TYPED, where)


async def _opened(here: Stage, who: Person, kind: Kind, data: Json, where: Channel | None) -> Interaction:
    return await here.discord.interactions.open(kind, who.user, where or here.discord.general, data)


def _is_answered(interaction: Interaction) -> Response | None:
    return interaction.response


async def ends(here: Stage, interaction: Interaction) -> Interaction:
    """Wait until something has come of it: a message, a form, or a message that was changed."""
    await here.discord.news.until(partial(_has_ended, interaction), f"what comes of {interaction.data}")
    return interaction


def _has_ended(interaction: Interaction) -> Message | Modal | None:
    return interaction.outcome or interaction.modal
