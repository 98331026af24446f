"""/curate export and import: the FAQ's files, to be kept, changed elsewhere and brought back."""

import asyncio
import io
from typing import Any

import discord
from discord import app_commands, ui

from bot.errors import EditError
from bot.knowledge.editing.importing import refuse_other_kinds, unzipped
from bot.on_discord.bench import Work
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import CANNOT, Views, do, told
from bot.on_discord.curating.drafting import shown
from bot.on_discord.front import Front, Shown
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.rendering import view_of

Interaction = discord.Interaction[Any]

EXPORTED_AS = "faq.zip"
MOST_BYTES = 8 * 1024 * 1024


def add_to(group: app_commands.Group, front: Front) -> None:
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_export"), description=term(voice, "about_export"))
    async def export(interaction: Interaction) -> None:
        if await admits(front, interaction, "exporting the FAQ"):
            await _export(front, interaction)

    @group.command(name=term(voice, "name_import"), description=term(voice, "about_import"))
    @app_commands.rename(file=term(voice, "name_file"))
    @app_commands.describe(file=term(voice, "about_file"))
    async def import_(interaction: Interaction, file: discord.Attachment) -> None:
        if await admits(front, interaction, "importing a file"):
            await _import(front, interaction, file)


async def _export(front: Front, interaction: Interaction) -> None:
    caller = caller_of(interaction)
    try:
        content = await asyncio.to_thread(lambda: _exported(front, caller))
    except CANNOT as error:
        await front.send(interaction, Shown(told(front, caller, error), private=True), "exporting the FAQ")
        return
    text = front.answering.voice(caller).exported
    view = view_of(ui.TextDisplay(text), ui.File(f"attachment://{EXPORTED_AS}"))
    send = interaction.response.send_message
    await front.sender.respond(
        lambda: send(view=view, file=discord.File(io.BytesIO(content), EXPORTED_AS), ephemeral=True),
        "exporting the FAQ",
    )


def _exported(front: Front, caller: Caller) -> bytes:
    if not front.desk.curating.export(caller.place.server):
        raise EditError("this server has no files of its own", "why_none_own")
    return front.desk.curating.export_zip(caller.place.server)


async def _import(front: Front, interaction: Interaction, file: discord.Attachment) -> None:
    caller, loop = caller_of(interaction), asyncio.get_running_loop()

    def make() -> Views:
        refuse_other_kinds(file.filename)
        if file.size > MOST_BYTES:
            raise EditError("the file is too large", "why_too_large", name=file.filename, size=MOST_BYTES >> 20)
        content = asyncio.run_coroutine_threadsafe(_content(file), loop).result()
        zipped = file.filename.lower().endswith(".zip")
        files = unzipped(file.filename, content) if zipped else {file.filename: content}
        locale = front.answering.language_of_server(caller)
        draft = front.desk.curating.import_(caller.place.server, files, locale=locale)
        return shown(front, caller, Work(draft=draft))

    await do(front, interaction, make, "importing a file")


async def _content(file: discord.Attachment) -> bytes:
    try:
        return await file.read()
    except discord.HTTPException:
        raise EditError("Discord does not hand out the file", "why_no_file") from None
