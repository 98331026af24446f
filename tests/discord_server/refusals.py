"""How this Discord says no: an HTTP status, Discord's own error code, and the faults of a body by their place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

INVALID_FORM = 50035
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
EMPTY_MESSAGE = 50006
NOT_THE_AUTHOR = 50005
CLOSED_TO_BOTS = 50007
MISSING_ACCESS = 50001
MISSING_PERMISSIONS = 50013
THREAD_ARCHIVED = 50083
THREAD_LOCKED = 160005
THREAD_EXISTS = 160004
CANNOT_REPLY_WITHOUT_HISTORY = 160002


@dataclass(frozen=True)
class Flaw:
    """One thing wrong in a body: where (`components.0.label`), Discord's name for it, and its words."""

    place: str
    code: str
    message: str


class Refusal(Exception):  # noqa: N818 -- a word of the trade
    """An answer other than success, as the wire carries it."""

    def __init__(self, status: int, code: int, message: str, flaws: Iterable[Flaw] = ()) -> None:
        super().__init__(f"{status} ({code}): {message}")
        self.status = status
        self.code = code
        self.message = message
        self.flaws = tuple(flaws)

    def body(self) -> dict[str, Any]:
        said: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.flaws:
            said["errors"] = _tree(self.flaws)
        return said


def invalid_form(flaws: Iterable[Flaw]) -> Refusal:
    return Refusal(400, INVALID_FORM, "Invalid Form Body", flaws)


def not_found(code: int, what: str) -> Refusal:
    return Refusal(404, code, f"Unknown {what}")


def missing_permissions() -> Refusal:
    return Refusal(403, MISSING_PERMISSIONS, "Missing Permissions")


def unauthorized() -> Refusal:
    return Refusal(401, 0, "401: Unauthorized")


def _tree(flaws: Iterable[Flaw]) -> dict[str, Any]:
    """Flaws nested by the steps of their places, as Discord nests them."""
    root: dict[str, Any] = {}
    for flaw in flaws:
        branch = root
        for step in filter(None, flaw.place.split(".")):
            branch = branch.setdefault(step, {})
        branch.setdefault("_errors", []).append({"code": flaw.code, "message": flaw.message})
    return root
