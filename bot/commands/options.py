"""The options every command shares: `--faq DIR` and `--config PATH`, before or after the command's name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TypeVar

import click

from bot import config
from bot.config import Settings

T = TypeVar("T")

faq_option = click.option(
    "--faq",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of the FAQ (default: ./faq, or else the FAQ that came with the bot).",
)
config_option = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PATH",
    help="File with the settings (default: ./config.yaml, if there is one).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")


@dataclass(frozen=True)
class Chosen:
    """What was chosen before the command's name."""

    faq: Path | None = None
    config: Path | None = None


def with_settings(command: Callable[..., T]) -> Callable[..., T]:
    """Give a command the two options, and the settings that follow from them as its first argument."""

    def configured(ctx: click.Context, /, faq: Path | None, config: Path | None, **others: object) -> T:
        return command(settings_for(ctx, faq, config), **others)

    return faq_option(config_option(update_wrapper(click.pass_context(configured), command)))


def settings_for(ctx: click.Context, faq: Path | None = None, config_file: Path | None = None) -> Settings:
    """The settings in force; what stands after the command's name goes before what stands in front of it."""
    chosen = ctx.find_object(Chosen) or Chosen()
    return config.load(config_file or chosen.config, faq or chosen.faq)
