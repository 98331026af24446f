"""What moderators are offered while they type in the options of their commands; nothing is offered to anybody else."""

import asyncio
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import discord

from bot.errors import EditError
from bot.knowledge.model import Entry
from bot.knowledge.reading.phrasings import fold
from bot.on_discord import suggesting
from bot.on_discord.answering import BY_ID
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating.access import may_curate
from bot.on_discord.front import Front
from bot.on_discord.showing.limits import MAX_OPTION, MAX_OPTIONS
from bot.on_discord.showing.text import length, shorten
from bot.on_discord.suggesting import Completes

Interaction = discord.Interaction[Any]
Offered = Sequence[tuple[str, str]]  # what is read, and what is sent
Offers = Callable[[Front, Interaction, str], Offered]


def completes(front: Front, offer: Offers, *, reads: bool = False) -> Completes:
    """What offers that; beside the event loop if it `reads` from the disk."""

    async def offers(interaction: Interaction, typed: str) -> Offered:
        if not may_curate(front, interaction):
            return []
        if reads:
            offered = await asyncio.to_thread(offer, front, interaction, typed)
        else:
            offered = await front.answering.think(
                caller_of(interaction).place, lambda: offer(front, interaction, typed)
            )
        return [(shorten(name, MAX_OPTION), value) for name, value in offered]

    return suggesting.completes(front, offers, "suggesting what a moderator may mean")


def completes_entries(front: Front) -> Completes:
    """What offers the entries of a server: read by their questions, sent as their ids."""
    return completes(front, _entries)


def completes_topics(front: Front) -> Completes:
    return completes(front, _topics)


def completes_phrasings(front: Front) -> Completes:
    """What offers the phrasings of the entry chosen before."""
    return completes(front, _phrasings)


def completes_removed(front: Front) -> Completes:
    """What offers the entries that were removed."""
    return completes(front, _removed, reads=True)


def entry_id(front: Front, caller: Caller, typed: str) -> str:
    """The entry that is meant by what stands in an option: chosen, or typed as its id or its question."""
    entries = front.desk.faq_of(caller.place).entries
    meant = typed.strip().removeprefix(BY_ID)
    by_question = (entry.id for entry in entries if fold(entry.question) == fold(meant))
    return meant if any(entry.id == meant for entry in entries) else next(by_question, meant)


def phrasing_meant(entry: Entry, typed: str) -> str:
    """The phrasing of an entry that is meant by what was chosen or typed. Raises EditError if it has none such."""
    meant = next((text for text in entry.also if typed == _number(text) or fold(typed) == fold(text)), None)
    if meant is None:
        raise EditError(f"`{entry.id}` has no such phrasing", "why_no_phrasing", entry=entry.id)
    return meant


def removed_id(front: Front, caller: Caller, typed: str) -> str:
    """The removed entry that is meant: chosen, or typed as its id or its question. Raises RecordsError."""
    found = front.desk.curating.removed(caller.place.server)
    return next((entry for entry, question in found if fold(question) == fold(typed)), typed.strip())


def _entries(front: Front, interaction: Interaction, typed: str) -> Offered:
    found = front.desk.complete(typed, place=caller_of(interaction).place, limit=MAX_OPTIONS)
    return [(entry.question, entry.id) for entry in found]


def _topics(front: Front, interaction: Interaction, typed: str) -> Offered:
    titles = dict.fromkeys(topic.topic for topic in front.desk.topics(place=caller_of(interaction).place))
    return [(title, title) for title in titles if fold(typed) in fold(title) and length(title) <= MAX_OPTION]


def _phrasings(front: Front, interaction: Interaction, typed: str) -> Offered:
    """A long one goes by a number made from it."""
    caller = caller_of(interaction)
    chosen = getattr(interaction.namespace, front.desk.faq.voice.name_entry, "") or ""
    entry = front.desk.faq_of(caller.place).by_id.get(entry_id(front, caller, chosen))
    found = [text for text in entry.also if fold(typed) in fold(text)] if entry else []
    return [(text, text if length(text) <= MAX_OPTION else _number(text)) for text in found]


def _removed(front: Front, interaction: Interaction, typed: str) -> Offered:
    found = front.desk.curating.removed(caller_of(interaction).place.server)
    return [(question, entry) for entry, question in found if fold(typed) in fold(f"{question} {entry}")]


def _number(text: str) -> str:
    return f"{BY_ID}{zlib.crc32(text.encode()):08x}"
