"""`faqbot ask`: one question, or one a line."""

import sys

import click

from bot import composition
from bot.commands.options import json_option, with_settings
from bot.config import Settings
from bot.desk import Place
from bot.errors import UsageError
from bot.reports import batch
from bot.reports.results import as_line, as_page, evidence, full_result
from bot.terminal.explaining import explanation
from bot.terminal.presenting import passages
from bot.terminal.screen import screen_for

PLACE = Place(server=None, channel="command line")
MEMBER = "you"


@click.command()
@click.argument("question", nargs=-1)
@json_option
@click.option("--jsonl", is_flag=True, help='Answer every {"q": "…"} line of standard input with a line of JSON.')
@click.option("--explain", is_flag=True, help="Show the evidence: words, spelling, synonyms, signals, thresholds.")
@with_settings
def ask(settings: Settings, question: tuple[str, ...], as_json: bool, jsonl: bool, explain: bool) -> None:
    """Answer QUESTION."""
    if jsonl and question:
        raise UsageError("with --jsonl the questions come from standard input; leave out QUESTION")
    if jsonl:
        sys.exit(ask_many(settings, explain=explain))
    if not question:
        raise UsageError('there is no question; write it in quotes: faqbot ask "What do osteoclasts do?"')
    ask_one(settings, " ".join(question), as_json=as_json, explain=explain)


def ask_one(settings: Settings, question: str, *, as_json: bool, explain: bool) -> None:
    reply = composition.build_desk(settings).ask(_typed(question), place=PLACE, member=MEMBER)
    if as_json:
        added = evidence(reply.decision) if explain else {}
        click.echo(as_page(full_result(question, reply) | added))
        return
    shown = passages(reply) + (explanation(reply.decision) if explain else ())
    screen_for(sys.stdout).show(shown)


def ask_many(settings: Settings, *, explain: bool) -> int:
    """Answer standard input line by line. The exit code: 1 if a line was faulty."""
    new_desk = composition.build_batch_desks(settings)
    code = 0
    for answered in batch.answer(sys.stdin.buffer, new_desk, explain=explain):
        click.echo(as_line(answered.result))  # flushed line by line: the other end may be waiting
        if answered.fault:
            click.echo(answered.fault, err=True)
            code = 1
    return code


def _typed(question: str) -> str:
    """The question without the stand-ins Python uses for bytes that are no text."""
    return question.encode("utf-8", "replace").decode("utf-8")
