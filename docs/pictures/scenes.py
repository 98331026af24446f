"""What is asked and pressed for each picture, on the small Discord of the tests, with the FAQ that comes along."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from docs.pictures.drawing import Said
from tests.discord_server import DiscordServer, Message, Person

NAME = "faqbot"

Plays = Callable[[DiscordServer], Awaitable[list[Said]]]


@dataclass(frozen=True)
class Shape:
    """How wide a picture is, in CSS pixels, and what the name of its file gets for it."""

    width: int
    suffix: str = ""


WIDE, PHONE = Shape(680), Shape(390, "-phone")


@dataclass(frozen=True)
class Scene:
    """A picture: the name of its file and what has to happen for it."""

    name: str
    plays: Plays
    shapes: tuple[Shape, ...] = (WIDE,)


def bot_said(message: Message, above: str = "") -> Said:
    """A message of the bot, as it went over the wire."""
    return Said(NAME, "", message.components, is_bot=True, above=above, only_for_you=message.is_private)


def _by(person: Person, text: str) -> Said:
    return Said(person.user.name, text)


async def _answer(discord: DiscordServer) -> list[Said]:
    ada = discord.person("Ada")
    answer = await ada.asks("wat do osteoclsts do?")
    return [bot_said(answer, "Ada used /ask")]


async def _two(discord: DiscordServer) -> list[Said]:
    ben = discord.person("Ben")
    question = "what is secondary osteoporosis and how many autoimmune diseases are there?"
    answer = await ben.mentions_bot(question)
    return [_by(ben, f"@{NAME} {question}"), bot_said(answer, f"Ben: @{NAME} {question}")]


async def _unsure(discord: DiscordServer) -> list[Said]:
    cleo = discord.person("Cleo")
    offer = await cleo.asks("does bone loss cause inflammation")
    nothing = await cleo.asks("does osteoporosis run in families?")
    return [bot_said(offer, "Cleo used /ask"), bot_said(nothing, "Cleo used /ask")]


async def _careful(discord: DiscordServer) -> list[Said]:
    dan = discord.person("Dan")
    danger, own = "my grandma fell and she can't get up", "should I stop taking my prednisone?"
    urgent = await dan.mentions_bot(danger)
    advice = await dan.asks(own)
    return [
        _by(dan, f"@{NAME} {danger}"),
        bot_said(urgent, f"Dan: @{NAME} {danger}"),
        bot_said(advice, "Dan used /ask"),
    ]


async def _browse(discord: DiscordServer) -> list[Said]:
    eve = discord.person("Eve")
    return [bot_said(await eve.runs("faq browse"), "Eve used /faq browse")]


async def _german(discord: DiscordServer) -> list[Said]:
    frida = discord.person("Frida", locale="de")
    return [bot_said(await frida.asks("what do osteoblasts do?"), "Frida used /frag")]


SCENES = (
    Scene("answer", _answer, (WIDE, PHONE)),
    Scene("two-answers", _two, (PHONE,)),
    Scene("unsure", _unsure),
    Scene("careful", _careful),
    Scene("browse", _browse, (PHONE,)),
    Scene("german", _german),
)
