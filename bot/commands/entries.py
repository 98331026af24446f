"""`faqbot entry`: what moderators do to entries on Discord, for hosts and their scripts."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from bot import composition
from bot.commands.changing import changes
from bot.commands.options import json_option, with_settings
from bot.config import Settings
from bot.desk.curating import CuratingDesk
from bot.desk.drafts import Draft
from bot.desk.history import MOST_CHANGES, Past
from bot.errors import EditError, UsageError
from bot.knowledge.editing.in_place import entry_data
from bot.knowledge.reading.explaining import did_you_mean
from bot.knowledge.reading.phrasings import fold
from bot.knowledge.yaml_text.nodes import shown
from bot.reports.results import as_page

T = TypeVar("T")

MOST_SHOWN = 20
MOST_NAMED = 3  # entries of one change
MOST_LINES = 40  # of one change in the history
SEVERAL_NUMBERS = "(A change of several entries has a number for each. The first is shown; `undo` takes any.)"


@click.group()
def entry() -> None:
    """Add, change, remove and restore entries, and see what was changed.

    Before a change is saved it is tried on the questions people ask, which takes some seconds.
    """


def _typed(own: Mapping[str, object]) -> dict[str, object]:
    """The fields that were given."""
    return {field: value for field, value in own.items() if value not in (None, ())}


def _fields(command: Callable[..., T]) -> Callable[..., T]:
    """The options that are fields of an entry."""
    options = (
        click.option("--question", help="The question as members see it."),
        click.option("--answer", help="What is said; facts end with the number of their source: [1]."),
        click.option("--in-short", help="The answer in a sentence or two of everyday words."),
        click.option("--also", multiple=True, help="Another way of asking; give it once for each."),
        click.option("--source", "sources", multiple=True, help="article/section/paragraph; the first is [1]."),
        click.option("--follow-up", "follow_ups", multiple=True, help="The id of an entry to offer next."),
        click.option("--answers-too", multiple=True, help="The id of an entry whose question this answers as well."),
        click.option("--kind", help="answer, outside, advice or urgent."),
        click.option("--review-by", "review_by", metavar="DAY", help="When to look at it again: 2027-01-31."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@entry.command()
@click.option("--id", help="A short name; made from the question if it is left out.")
@click.option(
    "--topic", default="", help="The title of its topic, which is made if there is none; the first if left out."
)
@click.option("--behind", metavar="ENTRY", help="The entry to put it behind; the last of the topic if left out.")
@_fields
@changes
def add(desk: CuratingDesk, server: str | None, topic: str, behind: str | None, **own: object) -> Draft:
    """Add an entry."""
    return desk.add(server, _typed(own), topic=topic, behind=behind)


@entry.command()
@click.argument("name", metavar="ENTRY")
@_fields
@changes
def edit(desk: CuratingDesk, server: str | None, name: str, **own: object) -> Draft:
    """Give fields of ENTRY other values. Lists are replaced; for single phrasings use `phrasing`."""
    typed = _typed(own)
    if not typed:
        raise UsageError("there is nothing to change; give at least one of the options, such as --answer")
    return desk.edit(server, name, typed)


@entry.command()
@click.argument("name", metavar="ENTRY")
@click.option("--add", "added", multiple=True, help="A way of asking more.")
@click.option("--remove", "removed", multiple=True, help="A way of asking less.")
@changes
def phrasing(
    desk: CuratingDesk, server: str | None, name: str, added: tuple[str, ...], removed: tuple[str, ...]
) -> Draft:
    """Add ways of asking ENTRY, or remove some."""
    if not (added or removed):
        raise UsageError("there is nothing to change; give --add or --remove, and a way of asking")
    also = desk.entry(server, name).also
    for text in removed:
        if fold(text) not in map(fold, also):
            of = f"{name} --server {server}" if server else name
            near = did_you_mean(text, also) or f"`faqbot entry show {of}` shows those it has"
            raise EditError(f'`{name}` has no phrasing "{shown(text)}"; {near}', "why_no_phrasing", entry=name)
    return desk.phrasing(server, name, add=added, remove=removed)


@entry.command()
@click.argument("name", metavar="ENTRY")
@click.argument("new", metavar="NEW")
@changes
def rename(desk: CuratingDesk, server: str | None, name: str, new: str) -> Draft:
    """Give ENTRY the id NEW; follow-ups that name it are changed too."""
    return desk.rename(server, name, new)


@entry.command()
@click.argument("name", metavar="ENTRY")
@click.argument("topic", metavar="TOPIC")
@changes
def move(desk: CuratingDesk, server: str | None, name: str, topic: str) -> Draft:
    """Move ENTRY into the topic of the title TOPIC, which is made if there is none."""
    return desk.move(server, name, topic)


@entry.command()
@click.argument("name", metavar="ENTRY")
@changes
def remove(desk: CuratingDesk, server: str | None, name: str) -> Draft:
    """Remove ENTRY. `restore` brings it back."""
    return desk.remove(server, name)


@entry.command()
@click.argument("name", metavar="ENTRY")
@changes
def restore(desk: CuratingDesk, server: str | None, name: str) -> Draft:
    """Bring a removed ENTRY back as it was."""
    return desk.restore(server, name)


@entry.command()
@click.argument("change", type=click.IntRange(1, MOST_CHANGES))
@changes
def undo(desk: CuratingDesk, server: str | None, change: int) -> Draft:
    """Take back the change with the number CHANGE, which `history` shows."""
    return desk.undo(server, change)


@entry.command()
@click.argument("name", metavar="ENTRY", required=False)
@click.option("--server", metavar="ID", help="The history of this server's own FAQ.")
@click.option("--limit", type=click.IntRange(1), default=MOST_SHOWN, show_default=True, help="How many changes.")
@json_option
@with_settings
def history(settings: Settings, name: str | None, server: str | None, limit: int, as_json: bool) -> None:
    """Show what was changed, the newest first; of ENTRY alone if it is given."""
    with composition.curating(settings) as desk:
        found = desk.history(server, entry=name, limit=limit)
        if name and not found:
            desk.entry(server, name)
    if as_json:
        click.echo(as_page([_past_json(past) for past in found]))
        return
    told = [_past_words(past, name) for past in found] or ["Nothing has been changed yet."]
    if not name and any(len(past.parts) > 1 for past in found):
        told.append(SEVERAL_NUMBERS)
    click.echo("\n\n".join(told))


@entry.command()
@click.argument("name", metavar="ENTRY")
@click.option("--server", metavar="ID", help="As it serves this server.")
@with_settings
def show(settings: Settings, name: str, server: str | None) -> None:
    """Print ENTRY as JSON."""
    click.echo(as_page(entry_data(composition.looking(settings).entry(server, name))))


def _past_words(past: Past, entry: str | None) -> str:
    more = f" and {len(past.entries) - MOST_NAMED} more" if len(past.entries) > MOST_NAMED else ""
    what = f"{past.action} {', '.join(past.entries[:MOST_NAMED])}{more}".strip()
    undoes = f" (takes back no. {past.undoes})" if past.undoes else ""
    reason = f": {past.reason}" if past.reason else ""
    head = f"{past.id}  {past.at:%Y-%m-%d %H:%M}  {past.author.name}  {what}{undoes}{reason}"
    lines = (past.alone(entry) if entry else past).diff.splitlines()
    left = [f"… and {len(lines) - MOST_LINES} lines more; --json has all"] if len(lines) > MOST_LINES else []
    return "\n".join((head, *lines[:MOST_LINES], *left))


def _past_json(past: Past) -> dict[str, object]:
    return {
        "change": past.id,
        "at": past.at.isoformat(),
        "by": past.author.name,
        "action": past.action,
        "entries": list(past.entries),
        "reason": past.reason,
        "undoes": past.undoes,
        "diff": past.diff,
    }
