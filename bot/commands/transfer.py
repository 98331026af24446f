"""`faqbot export` and `faqbot import`: the whole FAQ, or much of it, as files."""

from collections.abc import Iterator
from pathlib import Path

import click

from bot import composition
from bot.commands.changing import changes
from bot.commands.options import with_settings
from bot.config import Settings
from bot.desk.curating import CuratingDesk
from bot.desk.drafts import Draft
from bot.errors import FaqBotError, UsageError
from bot.knowledge.editing.importing import by_name, unzipped


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--server", metavar="ID", help="The entries of this server alone, instead of the base.")
@with_settings
def export(settings: Settings, file: Path, server: str | None) -> None:
    """Write the YAML of the FAQ into FILE, a zip."""
    desk = composition.looking(settings)
    try:
        file.write_bytes(desk.export_zip(server))
    except OSError as error:
        raise FaqBotError(f"{file} cannot be written ({error.strerror}); choose another place") from error
    click.echo(f"{file}: {len(desk.export(server))} files")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--topic", default="", help="The topic for entries of a table that name none; the first if left out.")
@changes
def import_(desk: CuratingDesk, server: str | None, files: tuple[Path, ...], topic: str) -> Draft:
    """Take over FILES: YAML, a zip of it, or a table (.csv). All of it or, if there is a fault, none.

    The first line of a table names its columns: question and answer, and as you like id, topic, also, sources,
    in_short, follow_ups, answers_too, kind, review_by. Entries that are there already are changed, not added again.
    """
    return desk.import_(server, by_name(_contents(files)), topic=topic)


def _contents(files: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        try:
            if file.suffix.lower() == ".zip":
                yield from unzipped(file.name, file.read_bytes()).items()
            else:
                yield file.name, file.read_bytes()
        except OSError as error:
            raise UsageError(f"{file} cannot be read ({error.strerror})") from error
