"""What drafts do to questions that members asked: worked out when it is wanted, and let go with anybody's words."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from bot.engine.curation.trial import Effect

D = TypeVar("D")

Remembers = Callable[[str | None], Sequence[str]]


class Effects(Generic[D]):
    """What was found out of each draft, as long as that is held and no words of members are deleted.

    `remembers` gives the questions that were asked on a server; they are not kept here. Any thread may ask.
    """

    def __init__(self, remembers: Remembers) -> None:
        self._remembers = remembers
        self._found: WeakKeyDictionary[D, Effect] = WeakKeyDictionary()

    def of(self, draft: D, server: str | None, try_on: Callable[[Sequence[str]], Effect]) -> Effect:
        """What `try_on` finds out of `draft` with the questions of `server`; or has found out already."""
        found = self._found  # what is worked out with words that are deleted meanwhile is not held
        effect = found.get(draft)
        if effect is None:
            effect = found[draft] = try_on(self._remembers(server))
        return effect

    def forget(self) -> None:
        """Let go of all that was found out: it quotes members, perhaps those whose words were deleted."""
        self._found = WeakKeyDictionary()
