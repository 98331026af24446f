"""Packages that only the benchmarks need. None is imported before it is used, and each may be absent."""

from importlib import import_module
from types import ModuleType

from bot.errors import FaqBotError


class AbsentError(FaqBotError):
    """A package or a model is not there."""


def package(name: str) -> ModuleType:
    """The module `name`. Raises AbsentError if its package is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise AbsentError(f"{name.split('.')[0]} is not installed; pip install '.[bench]'") from error
