"""What is asked and pressed for each picture of what members see, with the FAQ that comes along."""

from docs.pictures.drawing import Typing
from docs.pictures.staging import NAME, PHONE, WIDE, Drawn, Scene, Stage, bot_said, by


async def _typing(here: Stage) -> Drawn:
    text = "how does bone lo"
    choices = await here.discord.person("Gus").types_in_ask(text)
    return [Typing("ask", "question", text, [choice.name for choice in choices[:5]])]


async def _answer(here: Stage) -> Drawn:
    ada = here.discord.person("Ada")
    answer = await ada.asks("wat do osteoclsts do?")
    return [bot_said(answer, "Ada used /ask")]


async def _two(here: Stage) -> Drawn:
    ben = here.discord.person("Ben")
    question = "what is secondary osteoporosis and how many autoimmune diseases are there?"
    answer = await ben.mentions_bot(question)
    return [by(ben, f"@{NAME} {question}"), bot_said(answer, f"Ben: @{NAME} {question}")]


async def _unsure(here: Stage) -> Drawn:
    cleo = here.discord.person("Cleo")
    offer = await cleo.asks("is lupus a bone thing")
    nothing = await cleo.asks("does osteoporosis run in families?")
    return [bot_said(offer, "Cleo used /ask"), bot_said(nothing, "Cleo used /ask")]


async def _careful(here: Stage) -> Drawn:
    dan = here.discord.person("Dan")
    danger, own = "my grandma fell and she can't get up", "should I stop taking my prednisone?"
    urgent = await dan.mentions_bot(danger)
    advice = await dan.asks(own)
    return [
        by(dan, f"@{NAME} {danger}"),
        bot_said(urgent, f"Dan: @{NAME} {danger}"),
        bot_said(advice, "Dan used /ask"),
    ]


async def _browse(here: Stage) -> Drawn:
    eve = here.discord.person("Eve")
    return [bot_said(await eve.runs("faq browse"), "Eve used /faq browse")]


async def _german(here: Stage) -> Drawn:
    frida = here.discord.person("Frida", locale="de")
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
