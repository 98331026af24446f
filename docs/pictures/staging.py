"""What a picture is made of: a scene that is played on the small Discord of the tests, and what was said in it."""

import re
import time
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.desk import Archive, FaqDesk
from docs.pictures.drawing import Form, Json, Said, Typing
from tests.discord_server import DiscordServer, Message, Person

NAME = "faqbot"

Drawn = list[Said | Typing | Form]

_TIME = re.compile(r"<t:(\d+):([RD])>")
_SPANS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


@dataclass(frozen=True)
class Stage:
    """Discord with the bot on it, the desk it answers from, and what it records in."""

    discord: DiscordServer
    desk: FaqDesk
    archive: Archive


Plays = Callable[[Stage], Awaitable[Drawn]]


@dataclass(frozen=True)
class Shape:
    """How wide a picture is, in CSS pixels, and what the name of its file gets for it."""

    width: int
    suffix: str = ""


WIDE, PHONE = Shape(680), Shape(390, "-phone")


@dataclass(frozen=True)
class Scene:
    """A picture: the name of its file and what has to happen for it; `moderated` if the FAQ is changed in it."""

    name: str
    plays: Plays
    shapes: tuple[Shape, ...] = (WIDE,)
    moderated: bool = False


def by(person: Person, text: str) -> Said:
    return Said(person.user.name, text)


def bot_said(message: Message, above: str = "", *, menus_open: bool = True) -> Said:
    """A message of the bot as it went over the wire, with its pictures, and with times as a reader sees them."""
    files = {file.filename: f"data:image/png;base64,{b64encode(file.content).decode()}" for file in message.attachments}
    components = [as_seen(component, files) for component in message.components]
    return Said(NAME, "", components, is_bot=True, above=above, only_for_you=message.is_private, menus_open=menus_open)


def as_seen(part: Any, files: Json) -> Any:
    """A payload with the contents of `files`, by their names, for their addresses, and with times in words."""
    match part:
        case dict():
            return {name: as_seen(value, files) for name, value in part.items()}
        case list():
            return [as_seen(value, files) for value in part]
        case str():
            shown = _TIME.sub(lambda found: _told(int(found[1]), found[2]), part)
            return next((content for name, content in files.items() if shown.endswith(f"/{name}")), shown)
    return part


def _told(at: int, style: str) -> str:
    """A time as Discord shows it, in English."""
    if style == "D":
        day = datetime.fromtimestamp(at, UTC)
        return f"{day.day} {day:%B %Y}"
    passed = int(time.time()) - at
    for seconds, name in _SPANS:
        if passed >= seconds:
            count = passed // seconds
            return f"{count} {name}{'' if count == 1 else 's'} ago"
    return "a few seconds ago"
