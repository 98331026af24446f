"""What the desk answers from: the FAQ of every server, to be read at once, and the matcher over it."""

from typing import Protocol

from bot.engine.matcher import Matcher
from bot.knowledge.model import Faq


class Serving(Protocol):
    """What serves each server; None is the base, which direct messages have too."""

    def faq(self, server: str | None) -> Faq:
        """What is read of the FAQ there: whoever wants no more than that needs no matcher."""
        ...

    def matcher(self, server: str | None) -> Matcher:
        """What is asked there. It is built first where it is not awake."""
        ...

    def is_awake(self, server: str | None) -> bool:
        """Whether the matcher of a server is there at once."""
        ...


class Everywhere:
    """One matcher that answers on every server."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def faq(self, _server: str | None) -> Faq:
        return self._matcher.faq

    def matcher(self, _server: str | None) -> Matcher:
        return self._matcher

    def is_awake(self, _server: str | None) -> bool:
        return True
