"""`faqbot check`, `new` and `schema`: for those who write an FAQ."""

import sys
from datetime import date
from pathlib import Path

import click

from bot.commands.options import json_option, with_settings
from bot.composition import check_home, matcher_over
from bot.config import Settings, example
from bot.knowledge.reading.schema import json_schema
from bot.knowledge.starter import write_starter
from bot.reports.inspection import as_json as inspection_as_json
from bot.reports.inspection import in_words, inspect
from bot.reports.results import as_page


@click.command()
@json_option
@with_settings
def check(settings: Settings, as_json: bool) -> None:
    """Name every fault of the FAQ, with its file and line, and what the bot would mistake."""
    check_home(settings)
    found = inspect(settings.faq, lambda faq: matcher_over(faq, settings), date.today(), settings.servers)
    if as_json:
        click.echo(as_page(inspection_as_json(found)))
    else:
        click.echo("\n".join(in_words(found)))
    sys.exit(1 if found.faults else 0)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a starter FAQ and its settings into DIR."""
    for path in write_starter(folder, example()):
        click.echo(path)
    click.echo(f"\nTry it: faqbot chat --faq {folder / 'faq'}")


@click.command()
def schema() -> None:
    """Print the JSON Schema of topic files, for editors."""
    click.echo(json_schema(), nl=False)
