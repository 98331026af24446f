"""`python -m docs.pictures [NAME …]`: draw all pictures anew, or those named."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot import composition, config
from bot.config import Settings
from bot.desk import Archive, FaqDesk
from docs.pictures import moderation, scenes
from docs.pictures.browser import photograph
from docs.pictures.drawing import page
from docs.pictures.staging import Drawn, Scene, Stage
from tests.discord_server import DiscordServer
from tests.on_discord.online import bot_on

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
THEMES = ("dark", "light")


def chosen(names: Sequence[str]) -> list[Scene]:
    """The scenes of these names, or all. Raises SystemExit, with the names there are, for one that is none of them."""
    known = {scene.name: scene for scene in (*scenes.SCENES, *moderation.SCENES)}
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"there is no picture {unknown[0]}; there are {', '.join(known)}")
    return [known[name] for name in names or known]


async def draw(wanted: Sequence[Scene]) -> None:
    """Play scenes one after another, and take every picture of each."""
    for scene in wanted:
        drawn = await _played(scene)
        for theme in THEMES:
            for shape in scene.shapes:
                to = HERE / f"{scene.name}{shape.suffix}-{theme}.png"
                photograph(page(drawn, theme=theme, width=shape.width), to, width=shape.width)
                print(to.relative_to(ROOT), f"{to.stat().st_size // 1024} KB")


async def _played(scene: Scene) -> Drawn:
    """Play a scene with an FAQ and records of its own, so that nothing of it stays."""
    async with DiscordServer() as discord:
        with tempfile.TemporaryDirectory() as folder:
            settings = _settings(Path(folder), str(discord.guild.id))
            with composition.open_archive(settings) as archive, _desk(scene, settings, archive) as desk:
                async with bot_on(discord, desk):
                    return await scene.plays(Stage(discord, desk, archive))


def _settings(folder: Path, home: str) -> Settings:
    shutil.copytree(ROOT / "faq", folder / "faq")
    (folder / "config.yaml").write_text(f'discord: {{home_server: "{home}"}}\n', encoding="utf-8")
    return config.load(environ={}, folder=folder)


@contextmanager
def _desk(scene: Scene, settings: Settings, archive: Archive) -> Iterator[FaqDesk]:
    if not scene.moderated:
        yield composition.build_desk(settings, archive)
        return
    library = composition.build_library(settings)
    curating = composition.curating_desk(library, archive)
    yield composition.desk_over(library, settings, archive=archive, curating=curating)


if __name__ == "__main__":
    asyncio.run(draw(chosen(sys.argv[1:])))
