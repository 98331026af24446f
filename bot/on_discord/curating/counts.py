"""Figures in words: the same lines for what is asked for, for what comes by itself, and beside the picture."""

from datetime import UTC, date, datetime, time

from bot.engine.decision import Outcome
from bot.knowledge.model import Faq, Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.showing.text import plain
from bot.records.model import Figures, MissKind

TOP = 5
MAX_QUESTION = 150


def outcome_labels(voice: Voice) -> dict[Outcome, str]:
    """What each outcome is called, in the order in which they are told."""
    return {
        Outcome.ANSWER: voice.stats_answered,
        Outcome.SUGGEST: voice.stats_suggested,
        Outcome.NONE: voice.stats_missed,
        Outcome.ADVICE: voice.stats_other,
        Outcome.URGENT: voice.stats_urgent,
    }


def lead(figures: Figures, voice: Voice) -> str:
    """The heading, with days that everyone reads as they are used to."""
    days = " – ".join(dict.fromkeys(_day(day) for day in (figures.first, figures.last)))
    return f"### {fill(voice.stats_lead, days=days)}"


def totals(figures: Figures, voice: Voice, *, mark: str = "**") -> str:
    """How many questions there were, and what came of them; `mark` stands around each number."""
    counted = [(voice.stats_questions, figures.questions)]
    counted += [(label, figures.totals[outcome]) for outcome, label in outcome_labels(voice).items()]
    return " · ".join(f"{label}: {mark}{count}{mark}" for label, count in counted)


def helpful(figures: Figures, voice: Voice) -> str:
    """How many found their answer helpful; empty if nobody said."""
    rated = figures.helpful + figures.not_helpful
    if not rated:
        return ""
    return f"{fill(voice.stats_helpful, helpful=figures.helpful, rated=rated)} ({figures.helpful / rated:.0%})"


def misses(figures: Figures, voice: Voice) -> str:
    """How it was learned of questions that were not answered well; empty if there were none."""
    labels = {
        MissKind.NO_ANSWER: voice.stats_missed,
        MissKind.NONE_OF_THESE: voice.none_of_these,
        MissKind.NOT_HELPFUL: voice.not_helpful,
        MissKind.REMOVED: voice.stats_removed,
        MissKind.TOLD: voice.tell_moderators,
    }
    return " · ".join(f"{label}: {figures.misses[kind]}" for kind, label in labels.items() if figures.misses.get(kind))


def top(figures: Figures, faq: Faq) -> list[tuple[str, int]]:
    """The questions of the entries that were shown most, as far as they are still there."""
    there = [(faq.by_id[entry].question, count) for entry, count in figures.entries if entry in faq.by_id]
    return there[:TOP]


def listed(title: str, lines: list[str]) -> str:
    """A list below its title; empty if there is nothing in it."""
    return "\n".join([f"**{title}**", *(f"- {line}" for line in lines)]) if lines else ""


def quoted(text: str, count: int) -> str:
    """A question and how often it came."""
    return f"{plain(text, MAX_QUESTION)} ({count}×)"


def _day(day: date) -> str:
    """A day as Discord shows it to each reader: by its noon, which is the same day nearly everywhere."""
    return f"<t:{int(datetime.combine(day, time(12), UTC).timestamp())}:D>"
