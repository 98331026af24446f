"""The command line.

Exit codes: 0; 1 when faults were found; 2 when the command, a setting or the token is wrong. Errors go to standard
error. `faqbot` and `python -m bot` are the same.
"""

import os

# The index multiplies many small matrices, for which starting threads costs more than they save. Read by numpy when
# it is imported, hence before everything else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import io
import sys
from pathlib import Path
from typing import IO

import click

from bot.commands.asking import ask
from bot.commands.authoring import check, new, schema
from bot.commands.entries import entry
from bot.commands.evaluating import evaluate
from bot.commands.options import Chosen, config_option, faq_option, settings_for
from bot.commands.talking import chat, run, start
from bot.commands.transfer import export, import_
from bot.errors import EditError, FaqBotError, FaqFaults

FAULTS_FOUND, WRONG_USE = 1, 2
# What a shell reports for a program that a signal ended.
INTERRUPTED, PIPE_CLOSED = 128 + 2, 128 + 13


class _Failure(click.ClickException):
    """An error of ours, shown the way click shows its own."""

    exit_code = WRONG_USE

    def show(self, file: IO[str] | None = None) -> None:  # noqa: ARG002 -- click's signature
        click.echo(self.format_message(), err=True)


class _Faults(_Failure):
    """An FAQ that cannot be used as it is."""

    exit_code = FAULTS_FOUND


class _Commands(click.Group):
    """The commands, with one place where errors become exit codes."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (FaqFaults, EditError) as error:
            raise _Faults(str(error)) from error
        except FaqBotError as error:
            raise _Failure(str(error)) from error
        except KeyboardInterrupt:
            click.echo(err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:  # whoever was reading has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(PIPE_CLOSED)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@faq_option
@config_option
@click.version_option(package_name="faqbot", prog_name="faqbot")
@click.pass_context
def cli(ctx: click.Context, faq: Path | None, config: Path | None) -> None:
    """A Discord bot that answers questions from a curated, sourced FAQ.

    Without a command it starts: on Discord if there is a DISCORD_TOKEN, else as a chat in the terminal.
    """
    ctx.obj = Chosen(faq, config)
    if ctx.invoked_subcommand is None:
        start(settings_for(ctx))


for command in (run, chat, ask, check, evaluate, entry, export, import_, new, schema):
    cli.add_command(command)


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an arrow is no reason to fail where the locale has none
    cli(prog_name="faqbot")


if __name__ == "__main__":
    main()
