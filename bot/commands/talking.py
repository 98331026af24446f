"""`faqbot run` and `faqbot chat`: the bot on Discord, the bot in the terminal."""

import logging
import sys
from itertools import chain
from typing import NoReturn

import click

from bot import composition
from bot.commands.options import with_settings
from bot.config import ENV_FILE, TOKEN_LINE, TOKEN_VARIABLE, Settings
from bot.desk.daily import done_daily
from bot.errors import TokenError
from bot.knowledge.reading.checking import lacks_help
from bot.on_discord.settings import PORTAL, DiscordSettings
from bot.terminal.chat import Chat, greet
from bot.terminal.keyboard import lines_from
from bot.terminal.screen import screen_for

MISNOMERS = (".env.txt", "env.txt", "env")  # what editors and file managers make of `.env`
LOG_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


@click.command()
@with_settings
def run(settings: Settings) -> None:
    """Connect to Discord. Needs DISCORD_TOKEN in the environment or in .env."""
    if settings.token is None:
        raise TokenError(f"{_no_token()}; get a token at {PORTAL} and write {TOKEN_LINE} into that file")
    on_discord(settings, settings.token.get_secret_value())


@click.command()
@with_settings
def chat(settings: Settings) -> None:
    """Talk to the bot in the terminal."""
    in_terminal(settings)


def start(settings: Settings) -> None:
    """What `faqbot` alone does: Discord if there is a token, else say where to get one, and chat."""
    if settings.token is not None:
        on_discord(settings, settings.token.get_secret_value())
    click.echo(f"As {_no_token()}, this is a chat in the terminal.", err=True)
    click.echo(f"For the bot on Discord get a token at {PORTAL} (New Application, Bot, Reset Token).", err=True)
    in_terminal(settings)


def _no_token() -> str:
    """That there is none, and where it was looked for: a file is easily in another folder, or called otherwise."""
    wanted = ENV_FILE.absolute()
    other = next((name for name in MISNOMERS if wanted.with_name(name).is_file()), None)
    there = f" (there is a file {other}, which has to be called {ENV_FILE})" if other else ""
    return f"there is no {TOKEN_VARIABLE} in the environment or in {wanted}{there}"


def in_terminal(settings: Settings) -> None:
    screen = screen_for(sys.stdout)
    # The prompt is there while the index is still being built; only the first answer may have to wait for it.
    with composition.chatting(settings) as (voice, desk):
        if sys.stdin.isatty() and sys.stdout.isatty():
            click.echo(err=True)
            greet(voice, screen)
        lines = lines_from(sys.stdin, sys.stdout)
        first = next(lines, None)
        if first is not None:
            Chat(desk(), screen).listen(chain([first], lines))


def on_discord(settings: Settings, token: str) -> NoReturn:
    # Loaded here, so that the terminal does not wait for a library it never uses.
    from bot.on_discord import running

    logging.basicConfig(level=settings.log.level.upper(), format=LOG_FORMAT)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # what it does is told in our words, by bot.records
    known = DiscordSettings(
        token=token,
        message_content=settings.discord.message_content,
        questions_per_minute=settings.discord.questions_per_minute,
        channel_answers_per_minute=settings.discord.channel_answers_per_minute,
        api_base=settings.discord_api,
        thinks_slowly=settings.meaning.library is not None and settings.meaning.library.slow,
    )
    with (
        composition.open_archive(settings) as archive,
        composition.serving(settings, archive) as desk,
        done_daily(desk.privacy.tidy),
    ):
        if lacks_help(desk.faq):
            logging.getLogger(__name__).warning("the FAQ has no word for somebody in danger; see `faqbot check`")
        code = running.run(desk, known)
    sys.exit(code)
