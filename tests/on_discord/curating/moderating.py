"""A bot whose FAQ can be changed, in a folder and a database of the test's own, and moderators who change it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot import composition, config
from bot.desk import Archive, FaqDesk
from bot.desk.curating import CuratingDesk
from tests.curating.shelves import House, furnish
from tests.discord_server import DiscordServer, Permission, payloads
from tests.discord_server.components import numbered
from tests.discord_server.interactions import Interaction, Kind
from tests.discord_server.modals import Modal
from tests.discord_server.people import Person
from tests.discord_server.world import COMPONENTS_V2, Channel, Message
from tests.on_discord import sample
from tests.on_discord.online import Bot, bot_on

V = sample.VOICE


@dataclass
class Stage:
    """Discord with the bot on it, whose home is the first server, and `mod`, who may manage that."""

    discord: DiscordServer
    house: House
    desk: FaqDesk
    archive: Archive
    mod: Person
    bot: Bot

    @property
    def curating(self) -> CuratingDesk:
        return self.desk.curating

    @property
    def server(self) -> str:
        return str(self.discord.guild.id)


@asynccontextmanager
async def stage(
    folder: Path, *, watched: bool = False, files: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[Stage]:
    """Such a stage; `files` stand beside, or in place of, those of the FAQ."""
    house = furnish(folder)
    for name, text in files.items():
        house.write(text, name)
    async with DiscordServer() as discord:
        (folder / "config.yaml").write_text(f'discord: {{home_server: "{discord.guild.id}"}}\n', "utf-8")
        settings = config.load(environ={}, folder=folder)
        with composition.open_archive(settings) as archive:
            if watched:
                with composition.serving(settings, archive) as desk:
                    async with bot_on(discord, desk) as bot:
                        yield Stage(discord, house, desk, archive, discord.moderator("Ada"), bot)
                return
            library = composition.build_library(settings)
            curating = composition.curating_desk(library, archive)
            desk = composition.desk_over(library, settings, archive=archive, curating=curating)
            async with bot_on(discord, desk) as bot:
                yield Stage(discord, house, desk, archive, discord.moderator("Ada"), bot)


@asynccontextmanager
async def restarted(here: Stage) -> AsyncIterator[None]:
    """The bot of a stage, started anew: it holds nothing of what was begun before."""
    while not here.bot.task.done():
        here.bot.task.cancel()
        await asyncio.wait({here.bot.task}, timeout=5)
    async with bot_on(here.discord, here.desk):
        yield


async def forges(stage: Stage, who: Person, custom_id: str, *, where: Channel | None = None, **data: Any) -> Message:
    """What comes of a press of a button that was never offered, on a message that never was."""
    return await who.reads(starts_forging(stage, who, custom_id, where=where, **data))


async def starts_forging(
    stage: Stage, who: Person, custom_id: str, *, where: Channel | None = None, **data: Any
) -> Interaction:
    place = where or stage.discord.general
    kind = data.get("component_type", 2)
    pressable = {"type": kind, "custom_id": custom_id, **({"style": 2, "label": "?"} if kind == 2 else {})}
    made_up = numbered([{"type": 1, "components": [pressable]}])
    message = Message(stage.discord.world.new_id(), place, stage.discord.bot, components=made_up, flags=COMPONENTS_V2)
    pressed = {"custom_id": custom_id, "component_type": 2, "id": 0, **data}
    return await stage.discord.interactions.open(Kind.BUTTON, who.user, place, pressed, message)


async def sends(stage: Stage, who: Person, custom_id: str, **fields: str) -> Message:
    """What comes of a form that was never shown."""
    return await who.reads(starts_sending(stage, who, custom_id, fields))


async def starts_sending(
    stage: Stage, who: Person, custom_id: str, fields: Mapping[str, str], where: Channel | None = None
) -> Interaction:
    components = [
        {"type": 18, "id": number, "component": {"type": 4, "id": 10 + number, "custom_id": name, "value": text}}
        for number, (name, text) in enumerate(fields.items(), start=1)
    ]
    data = {"custom_id": custom_id, "components": components}
    return await stage.discord.interactions.open(Kind.MODAL, who.user, where or stage.discord.general, data)


async def form(who: Person, path: str, **options: Any) -> Modal:
    """The form that a command opens."""
    return await who.is_shown_form(who.starts_running(path, **options))


async def elsewhere(here: Stage, name: str, *, locale: str = "en-US") -> tuple[Person, Channel]:
    """A moderator of another server, whose language is `locale`, and a channel there."""
    guild = here.discord.world.add_guild("Elsewhere")
    guild.locale = locale
    await here.discord.gateway.dispatch("GUILD_CREATE", payloads.guild(guild, here.discord.bot))
    room = here.discord.world.add_channel(guild, "room")
    return here.discord.person(name, may=Permission.MANAGE_GUILD, on=guild), room
