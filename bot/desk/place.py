"""Where things happen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a question is asked: a server (None in a direct message) and a channel or thread in it."""

    server: str | None
    channel: str
