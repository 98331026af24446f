"""`faqbot entry`, `faqbot export`, `faqbot import`: what moderators do on Discord, for hosts and their scripts.

A change is shown before it is made: what the file gains and loses, and what it does to matching. `--yes` skips the
question; in a pipe, and with `--json`, it has to be given. `--dry-run` only shows.
"""

import getpass
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import update_wrapper
from pathlib import Path
from typing import TypeVar

import click

from bot import composition
from bot.commands.options import json_option, with_settings
from bot.config import Settings
from bot.desk.curating import CuratingDesk
from bot.desk.drafts import Draft, Saved
from bot.desk.history import MOST_CHANGES, NOBODY, Author, Past
from bot.errors import FaqBotError, UsageError
from bot.knowledge.editing import entry_data
from bot.knowledge.importing import by_name, unzipped
from bot.previewing import as_json, in_words
from bot.results import as_page

T = TypeVar("T")

SERVER_HELP = "Change the FAQ of this server (its id) instead of the base."
MOST_SHOWN = 20
MOST_NAMED = 3  # entries of one change


def changes(command: Callable[..., Draft]) -> Callable[..., None]:
    """Make a command of a function that drafts a change from its own options: show it, ask, and save it."""

    @click.option("--server", metavar="ID", help=SERVER_HELP)
    @click.option("--reason", help="Why, for the history.")
    @click.option("--by", "author", help="Who, for the history (default: your name on this machine).")
    @click.option("--yes", "-y", is_flag=True, help="Save without asking.")
    @click.option("--dry-run", is_flag=True, help="Show what would be, and save nothing.")
    @json_option
    @with_settings
    def changing(
        settings: Settings,
        server: str | None,
        reason: str | None,
        author: str | None,
        yes: bool,
        dry_run: bool,
        as_json: bool,
        **own: object,
    ) -> None:
        with composition.curating(settings) as desk:
            draft = command(desk, server, **own)
            if not as_json:
                click.echo("\n".join(in_words(draft)))
            saved = None
            if not dry_run:
                _ask(yes=yes, can_ask=sys.stdin.isatty() and not as_json)
                saved = desk.save(draft, Author(author) if author else whoever_runs_this(), reason)
            _say(draft, saved, json=as_json)

    return update_wrapper(changing, command)


def whoever_runs_this() -> Author:
    """The user of this machine; in a container that may be a number without a name."""
    try:
        return Author(getpass.getuser())
    except (KeyError, OSError, ImportError):  # which of them depends on the system, and on the version of Python
        return NOBODY


def _ask(*, yes: bool, can_ask: bool) -> None:
    if yes:
        return
    if not can_ask:
        raise UsageError("nothing was saved: give --yes to save without being asked, or --dry-run to only look")
    click.confirm("Save this?", abort=True)


def _say(draft: Draft, saved: Saved | None, *, json: bool) -> None:
    number = saved.id if saved else None
    if json:
        click.echo(as_page({"saved": saved is not None, "change": number, **as_json(draft)}))
    elif saved:
        undo = f"; to take it back: faqbot entry undo {number}" if number else ""
        click.echo(f"Saved{undo}")


@click.group()
def entry() -> None:
    """Add, change, remove and restore entries, and see what was changed."""


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
@click.option("--topic", default="", help="The title of its topic, which is made if there is none.")
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
    if as_json:
        click.echo(as_page([_past_json(past) for past in found]))
    else:
        click.echo("\n\n".join(map(_past_words, found)) or "Nothing has been changed yet.")


@entry.command()
@click.argument("name", metavar="ENTRY")
@click.option("--server", metavar="ID", help="As it serves this server.")
@with_settings
def show(settings: Settings, name: str, server: str | None) -> None:
    """Print ENTRY as JSON."""
    click.echo(as_page(entry_data(composition.looking(settings).entry(server, name))))


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
@click.option("--topic", default="", help="The topic for entries of a table that name none.")
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


def _past_words(past: Past) -> str:
    more = f" and {len(past.entries) - MOST_NAMED} more" if len(past.entries) > MOST_NAMED else ""
    what = f"{past.action} {', '.join(past.entries[:MOST_NAMED])}{more}".strip()
    undoes = f" (takes back no. {past.undoes})" if past.undoes else ""
    reason = f": {past.reason}" if past.reason else ""
    return f"{past.id}  {past.at:%Y-%m-%d %H:%M}  {past.author.name}  {what}{undoes}{reason}\n{past.diff}"


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
