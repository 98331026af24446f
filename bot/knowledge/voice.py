"""The `{braces}` in the bot's texts: which text may hold which, and filling them in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.nodes import shown

_BRACES = re.compile(r"\{([^{}\s]*)\}")


@dataclass(frozen=True)
class Braces:
    """The placeholders of one text."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    @property
    def known(self) -> frozenset[str]:
        return self.required | self.optional


_NONE = Braces()
_BY_TEXT = {
    "read_as": Braces(required=frozenset({"read_as"}), optional=frozenset({"typed"})),
    "too_long": Braces(optional=frozenset({"limit"})),
    "slow_down": Braces(optional=frozenset({"seconds"})),
    "failed": Braces(required=frozenset({"reference"})),
}


def braces_of(name: str) -> Braces:
    """The placeholders that the text called `name` (a field of `Voice`) may and must hold."""
    return _BY_TEXT.get(name, _NONE)


def fill(text: str, **values: object) -> str:
    """`text` with each `{name}` in `values` replaced; what is put in is never read for braces itself.

    >>> fill("Wait {seconds} seconds.", seconds=3)
    'Wait 3 seconds.'
    """
    return _BRACES.sub(lambda braces: str(values.get(braces[1], braces[0])), text)


def misused(name: str, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the placeholders of a text, and what to do about it."""
    allowed = braces_of(name)
    held = set(_BRACES.findall(text))
    for unknown in sorted(held - allowed.known):
        yield f"`{name}` holds {{{shown(unknown)}}}, which the bot cannot fill in", _may_hold(allowed)
    for missing in sorted(allowed.required - held):
        yield f"`{name}` lacks {{{missing}}}", f"write {{{missing}}} where the bot is to fill it in"
    if re.search(r"[{}]", _BRACES.sub("", text)):
        yield f"`{name}` has a brace without its partner", _may_hold(allowed)


def _may_hold(allowed: Braces) -> str:
    if not allowed.known:
        return "leave braces out of this text"
    return "only " + " and ".join(f"{{{name}}}" for name in sorted(allowed.known)) + " may stand here"
