"""A model of meaning that takes long over what moderators do: nobody waits for it but they."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot import composition, config, english
from bot.desk.library import Library
from bot.desk.resting import Resting
from bot.engine.matcher import Matcher
from tests.curating.shelves import furnish
from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.curating.moderating import Stage
from tests.on_discord.online import bot_on, eventually, settings_for
from tests.on_discord.test_thinking_on_the_wire import Hesitant


@asynccontextmanager
async def thinking_stage(folder: Path) -> AsyncIterator[tuple[Stage, Hesitant]]:
    """A stage as it is with a slow model, which can be held up."""
    house, encoder = furnish(folder), Hesitant()
    async with DiscordServer() as discord:
        (folder / "config.yaml").write_text(f'discord: {{home_server: "{discord.guild.id}"}}\n', "utf-8")
        settings = config.load(environ={}, folder=folder)
        base = composition.read_base(settings)
        matcher = Matcher(base.reading.draft, replace(english.language(), encoder=encoder), english.calibration())
        home = settings.discord.home_server
        held = Resting(lambda: matcher, matcher)
        library = Library(base.shelf, base.documents, base.reading, held, settings.servers, home)
        with composition.open_archive(settings) as archive:
            curating = composition.curating_desk(library, archive)
            desk = composition.desk_over(library, settings, archive=archive, curating=curating)
            async with bot_on(discord, desk, replace(settings_for(discord), thinks_slowly=True)) as bot:
                yield Stage(discord, house, desk, archive, discord.moderator("Ada"), bot), encoder
                encoder.let_go()


async def test_others_are_answered_while_a_form_is_filled(tmp_path: Path) -> None:
    async with thinking_stage(tmp_path) as (here, encoder):
        encoder.hold_up()
        opening = asyncio.ensure_future(
            here.mod.is_shown_form(here.mod.starts_running("curate edit", entry="green-tea"))
        )
        await eventually(encoder.is_thinking.is_set)
        assert sample.VOICE.help.splitlines()[0] in (await here.discord.person("bob").runs("faq help")).text
        assert not encoder.held_too_long
        assert not opening.done()
        encoder.let_go()
        assert (await opening).custom_id
