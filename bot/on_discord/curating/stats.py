"""/curate stats: what was asked in a time and how it was answered, in words and in a picture."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import discord
from discord import app_commands, ui

from bot.engine.decision import Outcome
from bot.knowledge.model import Faq, Voice
from bot.on_discord import failures
from bot.on_discord.callers import caller_of
from bot.on_discord.curating import counts
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import Views, do
from bot.on_discord.curating.picture import Chart, Series, draw
from bot.on_discord.front import Front
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.rendering import view_of
from bot.on_discord.showing.text import shorten
from bot.records.model import Figures

Interaction = discord.Interaction[Any]

PERIODS = {"period_week": 7, "period_month": 30, "period_quarter": 90}  # days
USUAL = 30
FILE = "statistics.png"
MAX_ALT = 1_000  # characters; Discord takes 1,024
IN_PICTURE = 42  # characters of a question
COLOURS = {
    Outcome.ANSWER: "#0072b2",
    Outcome.SUGGEST: "#56b4e9",
    Outcome.NONE: "#e69f00",
    Outcome.ADVICE: "#8a8f98",
    Outcome.URGENT: "#c23b00",
}


@dataclass(frozen=True)
class Picture:
    """A PNG, and what it shows in words for whoever cannot see it."""

    png: bytes
    alt: str

    def file(self) -> discord.File:
        return discord.File(BytesIO(self.png), FILE, description=self.alt)


def add_to(group: app_commands.Group, front: Front) -> None:
    voice = front.desk.faq.voice
    choices = [app_commands.Choice(name=term(voice, name), value=days) for name, days in PERIODS.items()]

    @group.command(name=term(voice, "name_stats"), description=term(voice, "about_stats"))
    @app_commands.rename(period=term(voice, "name_period"))
    @app_commands.describe(period=term(voice, "about_period"))
    @app_commands.choices(period=choices)
    async def stats(interaction: Interaction, period: int = USUAL) -> None:
        await _show(front, interaction, period)


async def _show(front: Front, interaction: Interaction, days: int) -> None:
    if not await admits(front, interaction, "looking at statistics"):
        return
    caller = caller_of(interaction)
    drawn: list[Picture] = []

    def make() -> Views:
        figures = front.desk.statistics.lately(caller.place.server, days)
        voice, faq = front.answering.voice(caller), front.desk.faq_of(caller.place)
        drawn.extend(_drawn(figures, voice, faq))
        return lambda: _view(figures, voice, faq, drawn)

    await do(front, interaction, make, "showing statistics", lambda: [one.file() for one in drawn])


def _view(figures: Figures, voice: Voice, faq: Faq, drawn: list[Picture]) -> ui.LayoutView:
    if not _says_something(figures):
        return view_of(ui.TextDisplay(f"{counts.lead(figures, voice)}\n{voice.stats_none}"))
    most = counts.listed(voice.stats_top, [counts.quoted(*one) for one in counts.top(figures, faq)])
    missed = counts.misses(figures, voice)
    parts = [
        counts.lead(figures, voice),
        counts.totals(figures, voice),
        counts.helpful(figures, voice),
        f"**{voice.stats_misses}**\n{missed}" if missed else "",
        most,
    ]
    galleries = [
        ui.MediaGallery[Any](discord.MediaGalleryItem(f"attachment://{FILE}", description=one.alt)) for one in drawn
    ]
    return view_of(ui.TextDisplay("\n".join(part for part in parts if part)), *galleries)


def _says_something(figures: Figures) -> bool:
    return bool(figures.questions or figures.misses or figures.helpful or figures.not_helpful)


def _drawn(figures: Figures, voice: Voice, faq: Faq) -> list[Picture]:
    """The picture, if there is anything to be seen in it. The words do without one that could not be drawn."""
    if not figures.questions:
        return []
    try:
        return [Picture(draw(_chart(figures, voice, faq)), _alt(figures, voice, faq))]
    except Exception as error:
        failures.record(error, "drawing statistics")
        return []


def _chart(figures: Figures, voice: Voice, faq: Faq) -> Chart:
    days = [figures.first + timedelta(days=day) for day in range((figures.last - figures.first).days + 1)]
    series = [
        Series(label, COLOURS[outcome], tuple(figures.outcomes.get(day, {}).get(outcome, 0) for day in days))
        for outcome, label in counts.outcome_labels(voice).items()
        if figures.totals[outcome]
    ]
    most = [(shorten(question, IN_PICTURE), count) for question, count in counts.top(figures, faq)]
    rated = figures.helpful + figures.not_helpful
    share = (counts.helpful(figures, voice), figures.helpful / rated) if rated else None
    return Chart(voice.stats_daily, figures.first, series, voice.stats_top, most, share)


def _alt(figures: Figures, voice: Voice, faq: Faq) -> str:
    """The same in words: the sums, what was found of the answers, the busiest day, and the entries shown most."""
    sums = f"{figures.first} – {figures.last}. {counts.totals(figures, voice, mark='')}"
    missed = counts.misses(figures, voice)
    busiest = max(figures.outcomes, key=lambda day: sum(figures.outcomes[day].values()))
    peak = f"{voice.stats_daily}: ≤ {sum(figures.outcomes[busiest].values())} ({busiest})"
    most = "; ".join(f"{shorten(question, IN_PICTURE)}: {count}" for question, count in counts.top(figures, faq))
    parts = [
        sums,
        counts.helpful(figures, voice),
        f"{voice.stats_misses}: {missed}" if missed else "",
        peak,
        f"{voice.stats_top}: {most}" if most else "",
    ]
    return shorten(". ".join(part for part in parts if part), MAX_ALT)
