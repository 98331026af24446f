"""What every command that changes the FAQ does alike.

A change is shown before it is made: what the file gains and loses, and what it does to matching. `--yes` skips the
question; in a pipe, and with `--json`, it has to be given. `--dry-run` only shows.
"""

import getpass
import sys
from collections.abc import Callable
from functools import update_wrapper

import click

from bot import composition
from bot.commands.options import json_option, with_settings
from bot.config import Settings
from bot.desk.drafts import Draft, Saved
from bot.desk.history import NOBODY, Author
from bot.errors import UsageError
from bot.reports.changes import as_json, in_words
from bot.reports.results import as_page

SERVER_HELP = "Change the FAQ of this server (its id) instead of the base."


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
                for line in in_words(draft):  # what it does to matching is known seconds after the difference
                    click.echo(line)
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
