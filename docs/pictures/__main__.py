"""`python -m docs.pictures [NAME …]`: draw all pictures anew, or those named."""

import asyncio
import sys
import tempfile
from pathlib import Path

from bot import composition, config
from docs.pictures.browser import photograph
from docs.pictures.drawing import page
from docs.pictures.scenes import SCENES, Scene
from tests.discord_server import DiscordServer
from tests.on_discord.online import bot_on

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
THEMES = ("dark", "light")


async def draw(scenes: list[Scene]) -> None:
    """Play the scenes one after another and take every picture of each."""
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load(faq=ROOT / "faq", environ={}, folder=Path(folder))
        with composition.open_archive(settings) as archive:
            desk = composition.build_desk(settings, archive)
            for scene in scenes:
                async with DiscordServer() as discord, bot_on(discord, desk):
                    messages = await scene.plays(discord)
                for theme in THEMES:
                    for shape in scene.shapes:
                        to = HERE / f"{scene.name}{shape.suffix}-{theme}.png"
                        photograph(page(messages, theme=theme, width=shape.width), to, width=shape.width)
                        print(to.relative_to(ROOT), f"{to.stat().st_size // 1024} KB")


def main() -> None:
    wanted = set(sys.argv[1:])
    asyncio.run(draw([scene for scene in SCENES if not wanted or scene.name in wanted]))


main()
