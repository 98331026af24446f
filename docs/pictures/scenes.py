"""What is asked and pressed for each picture, on the small Discord of the tests, with the FAQ that comes along."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from docs.pictures.drawing import Said, Typing
from tests.discord_server import DiscordServer, Message, Person

NAME = "faqbot"

Plays = Callable[[DiscordServer], Awaitable[list[Said | Typing]]]


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


async def _typing(discord: DiscordServer) -> list[Said | Typing]:
    text = "how does bone lo"
    choices = await discord.person("Gus").types_in_ask(text)
    return [Typing("ask", "question", text, [choice.name for choice in choices[:5]])]


async def _answer(discord: DiscordServer) -> list[Said | Typing]:
    ada = discord.person("Ada")
    answer = await ada.asks("wat do osteoclsts do?")
    return [bot_said(answer, "Ada used /ask")]


async def _two(discord: DiscordServer) -> list[Said | Typing]:
    ben = discord.person("Ben")
    question = "what is secondary osteoporosis and how many autoimmune diseases are there?"
    answer = await ben.mentions_bot(question)
    return [_by(ben, f"@{NAME} {question}"), bot_said(answer, f"Ben: @{NAME} {question}")]


async def _unsure(discord: DiscordServer) -> list[Said | Typing]:
    cleo = discord.person("Cleo")
    offer = await cleo.asks("does bone loss cause inflammation")
    nothing = await cleo.asks("does osteoporosis run in families?")
    return [bot_said(offer, "Cleo used /ask"), bot_said(nothing, "Cleo used /ask")]


async def _careful(discord: DiscordServer) -> list[Said | Typing]:
    dan = discord.person("Dan")
    danger, own = "my grandma fell and she can't get up", "should I stop taking my prednisone?"
    urgent = await dan.mentions_bot(danger)
    advice = await dan.asks(own)
    return [
        _by(dan, f"@{NAME} {danger}"),
        bot_said(urgent, f"Dan: @{NAME} {danger}"),
        bot_said(advice, "Dan used /ask"),
    ]


async def _browse(discord: DiscordServer) -> list[Said | Typing]:
    eve = discord.person("Eve")
    return [bot_said(await eve.runs("faq browse"), "Eve used /faq browse")]


async def _german(discord: DiscordServer) -> list[Said | Typing]:
    frida = discord.person("Frida", locale="de")
    return [bot_said(await frida.asks("what do osteoblasts do?"), "Frida used /frag")]


SCENES = (
    Scene("typing", _typing),
    Scene("answer", _answer, (WIDE, PHONE)),
    Scene("two-answers", _two, (PHONE,)),
    Scene("unsure", _unsure),
    Scene("careful", _careful),
    Scene("browse", _browse, (PHONE,)),
    Scene("german", _german),
)
