"""Questions for `questions.yaml`, which every change is tried on: those whose answers members found helpful.

They are shown as a draft that can be saved as it is; a menu takes single ones out of it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import SelectOption, ui

from bot.knowledge.model import Faq, Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.bench import Work
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating import ids
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import Views, do
from bot.on_discord.curating.previewing import Preview, preview_of, what_comes_of
from bot.on_discord.front import Front
from bot.on_discord.presses import chosen_all
from bot.on_discord.showing import buttons
from bot.on_discord.showing.limits import MAX_OPTION
from bot.on_discord.showing.rendering import rows, view_of
from bot.on_discord.showing.text import plain, shorten
from bot.records.model import Example, ExampleUse

Interaction = discord.Interaction[Any]
AnyItem = ui.Item[Any]

MOST = 10  # examples at once, so that the preview of all can be read
MAX_LINE = 120


def offer(front: Front, caller: Caller) -> list[AnyItem]:
    """The button that leads here, where there is something to be kept."""
    found = front.desk.review.examples(caller.place.server, 1)
    return [buttons.button(front.answering.voice(caller).examples_open, ids.EXAMPLES)] if found else []


async def begin(front: Front, interaction: Interaction, _: re.Match[str]) -> None:
    """Show what can be kept."""
    if await admits(front, interaction, "looking at helpful answers"):
        caller = caller_of(interaction)
        await do(front, interaction, lambda: _begun(front, caller), "looking at helpful answers")


async def choose(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """Other ones were chosen."""
    if not await admits(front, interaction, "choosing questions to keep"):
        return
    caller, wanted = caller_of(interaction), {int(one) for one in chosen_all(interaction) if one.isdecimal()}

    def make() -> Views:
        work = front.bench.works.get(caller, match["key"])
        if work is None:
            return _begun(front, caller)
        kept = tuple(one for number, one in enumerate(work.examples) if number in wanted)
        return _shown(front, caller, replace(work, kept=kept), match["key"])

    await do(front, interaction, make, "choosing questions to keep")


async def decline(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """None is to be kept, and none offered again."""
    if not await admits(front, interaction, "keeping no questions"):
        return
    caller = caller_of(interaction)

    def make() -> Views:
        work = front.bench.works.take(caller, match["key"])
        front.desk.review.use(caller.place.server, work.examples if work else (), ExampleUse.DECLINED)
        return _begun(front, caller)

    await do(front, interaction, make, "keeping no questions")


def settle(front: Front, caller: Caller, work: Work) -> None:
    """Those chosen are kept now; of the others no more is said. Raises RecordsError."""
    server = caller.place.server
    front.desk.review.use(server, work.kept, ExampleUse.ADDED)
    front.desk.review.use(server, [one for one in work.examples if one not in work.kept], ExampleUse.DECLINED)


def _begun(front: Front, caller: Caller) -> Views:
    found = front.desk.review.examples(caller.place.server, MOST)
    if not found:
        return lambda: front.answering.notice(caller, "examples_none")
    return _shown(front, caller, Work(examples=found, kept=found))


def _shown(front: Front, caller: Caller, work: Work, key: str = "") -> Views:
    server = caller.place.server
    draft = front.desk.curating.expect(server, {one.text: one.entry for one in work.kept})
    voice, faq = front.answering.voice(caller), front.desk.faq_of(caller.place)
    preview = preview_of(draft, voice, has_form=False)
    key = front.bench.works.keep(caller, replace(work, draft=draft), key)
    return lambda: _view(preview, work, faq, key, voice)


def _view(preview: Preview, work: Work, faq: Faq, key: str, voice: Voice) -> ui.LayoutView:
    save = buttons.button(voice.save, ids.draft("save", key))
    save.style = discord.ButtonStyle.success
    none, drop = (
        buttons.button(voice.examples_decline, ids.decline(key)),
        buttons.button(voice.later, ids.draft("drop", key)),
    )
    return view_of(
        ui.TextDisplay(f"{voice.examples_lead}\n{_listed(work.kept, faq, voice)}"),
        *rows([_menu(work, faq, key, voice)]),
        *what_comes_of(preview, voice),
        *rows([save, none, drop]),
    )


def _listed(examples: Sequence[Example], faq: Faq, voice: Voice) -> str:
    return "\n".join(f"- {plain(_line(one, faq, voice), MAX_LINE)}" for one in examples)


def _line(example: Example, faq: Faq, voice: Voice) -> str:
    entry = faq.by_id.get(example.entry)
    asked = " ".join(example.text.split())
    return fill(voice.examples_line, question=asked, entry=entry.question if entry else example.entry)


def _menu(work: Work, faq: Faq, key: str, voice: Voice) -> ui.Select[Any]:
    options = [
        SelectOption(
            label=shorten(" ".join(one.text.split()), MAX_OPTION),
            description=shorten(faq.by_id[one.entry].question if one.entry in faq.by_id else one.entry, MAX_OPTION),
            value=str(number),
            default=one in work.kept,
        )
        for number, one in enumerate(work.examples)
    ]
    return ui.Select(
        custom_id=ids.examples(key), placeholder=voice.examples_choose, options=options, max_values=len(options)
    )
