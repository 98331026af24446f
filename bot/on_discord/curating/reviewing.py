"""/curate review: the questions that were not answered well, the most frequent first, and what to make of them."""

import re
import secrets
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import SelectOption, app_commands, ui

from bot.desk import Reply
from bot.desk.drafts import Draft
from bot.desk.review import Group
from bot.errors import EditError, UnchangedError
from bot.knowledge.model import Entry, Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.bench import Round, Work
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating import forms, ids, keeping
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import Views, do, open_form
from bot.on_discord.curating.drafting import after_review, shown
from bot.on_discord.curating.filling import MAX_QUESTION, form_of, phrasing_of
from bot.on_discord.front import Front
from bot.on_discord.presses import chosen
from bot.on_discord.showing import buttons
from bot.on_discord.showing.limits import MAX_OPTION
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.paging import page_chosen, paged_select
from bot.on_discord.showing.rendering import reply_view, rows, view_of
from bot.on_discord.showing.text import plain, shorten, small
from bot.records.model import Resolution

Interaction = discord.Interaction[Any]

MOST_GROUPS = 25  # at once
MOST_TAUGHT = 3  # ways of putting a question that are taught at once, the most frequent ones
ALSO_SHOWN = 3
MAX_LINE = 120
REPLY = 1_300  # characters of what is said now
WORTH_TELLING = 0.005  # probability: what rounds to nothing is no evidence


@dataclass(frozen=True)
class Looked:
    """A group as it is looked at: what would be said now, and all entries, those first that come nearest.

    `page` is that of the menu of entries.
    """

    group: Group
    reply: Reply
    nearest: tuple[Entry, ...]
    page: int = 0


def add_to(group: app_commands.Group, front: Front) -> None:
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_review"), description=term(voice, "about_review"))
    async def review(interaction: Interaction) -> None:
        if await admits(front, interaction, "reviewing questions"):
            caller = caller_of(interaction)
            await do(front, interaction, lambda: _begun(front, caller), "reviewing questions")


async def press(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """A button below a question that is reviewed."""
    act = match["act"]
    if not await admits(front, interaction, f"pressing {act} in a review"):
        return
    caller = caller_of(interaction)
    if act == "new":
        await open_form(front, interaction, lambda: _new(front, caller, match), "opening a form in a review")
        return
    acts = {"refuse": _refused, "later": _put_off, "on": _going_on}
    await do(front, interaction, lambda: acts[act](front, caller, match), f"pressing {act} in a review")


async def teach(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """The entry was chosen that answers the question."""
    if not await admits(front, interaction, "teaching a question"):
        return
    caller, entry = caller_of(interaction), chosen(interaction)

    def make() -> Views:
        found = _looked_at(front, caller, match)
        if found is None:
            return _going_on(front, caller, match)
        page = page_chosen(entry)
        if page is not None:
            return _shown(front, caller, match["key"], page=page)
        try:
            draft = front.desk.curating.teach(caller.place.server, entry, _phrasings(found))
        except UnchangedError:
            return _settled(front, caller, match["key"], found, Resolution.TAUGHT, "taught_already")
        return _drafted(front, caller, match["key"], found, draft, Resolution.TAUGHT)

    await do(front, interaction, make, "teaching a question")


def _begun(front: Front, caller: Caller) -> Views:
    groups = front.desk.review.groups(caller.place.server)
    going_on = Round(groups[:MOST_GROUPS], more=len(groups[MOST_GROUPS:]))
    return _shown(front, caller, front.bench.rounds.keep(caller, going_on))


def _shown(front: Front, caller: Caller, key: str, *, page: int = 0) -> Views:
    """The group that the review has come to; a review that is no longer held begins again."""
    going_on = _review(front, caller, key)
    if going_on is None or (going_on.group is None and going_on.more):
        return _begun(front, caller)
    voice = front.answering.voice(caller)
    if going_on.group is None:
        more = keeping.offer(front, caller)
        return lambda: view_of(ui.TextDisplay(voice.review_none), *rows(more))
    looked = _looked(front, caller, going_on.group, page)
    return lambda: _view(looked, going_on, key, voice)


def _looked(front: Front, caller: Caller, group: Group, page: int) -> Looked:
    reply = front.desk.consider(group.text, place=caller.place, locale=caller.locale)
    by_id = front.desk.faq_of(caller.place).by_id
    likely = (one for one in reply.decision.ranking if one.confidence >= WORTH_TELLING)
    ranked = [by_id[one.entry] for one in likely if one.entry in by_id]
    others = front.desk.complete(group.text, place=caller.place, limit=len(by_id))
    nearest = {entry.id: entry for entry in (*ranked, *others)}
    return Looked(group, reply, tuple(nearest.values()), page)


def _review(front: Front, caller: Caller, key: str) -> Round | None:
    """A review, gone on past what has been dealt with, by whomever. None if it is not held any more."""
    going_on = front.bench.rounds.get(caller, key)
    while going_on and going_on.group and not front.desk.review.is_open(caller.place.server, going_on.group):
        going_on = replace(going_on, place=going_on.place + 1)
        front.bench.rounds.keep(caller, going_on, key)
    return going_on


def _looked_at(front: Front, caller: Caller, match: re.Match[str]) -> Group | None:
    """The group below which something was pressed, if it is still to be reviewed, and what the review is at: not for a
    second press by somebody on a slow line, who has not seen the next one yet.
    """
    return _at_place(_review(front, caller, match["key"]), match)


def _at_place(going_on: Round | None, match: re.Match[str]) -> Group | None:
    if going_on is None or (match["place"] is not None and int(match["place"]) != going_on.place):
        return None
    return going_on.group if going_on.group and going_on.group.misses else None


def _going_on(front: Front, caller: Caller, match: re.Match[str]) -> Views:
    return _shown(front, caller, match["key"])


def _put_off(front: Front, caller: Caller, match: re.Match[str]) -> Views:
    found = _looked_at(front, caller, match)
    if found is not None:
        front.desk.review.put_off(caller.place.server, found.ids)
    return _going_on(front, caller, match)


def _refused(front: Front, caller: Caller, match: re.Match[str]) -> Views:
    found = _looked_at(front, caller, match)
    if found is None:
        return _going_on(front, caller, match)
    locale = front.answering.language_of_server(caller)
    try:
        draft = front.desk.curating.not_for_us(caller.place.server, _phrasings(found), locale=locale)
    except UnchangedError:
        return _settled(front, caller, match["key"], found, Resolution.NOT_FOR_US, "refused_already")
    return _drafted(front, caller, match["key"], found, draft, Resolution.NOT_FOR_US)


def _drafted(front: Front, caller: Caller, key: str, group: Group, draft: Draft, resolution: Resolution) -> Views:
    return shown(front, caller, _work(group, key, resolution, draft=draft))


def _settled(front: Front, caller: Caller, key: str, group: Group, resolution: Resolution, notice: str) -> Views:
    """Nothing is to be changed, so the group is dealt with; `notice` is the name of the text that says so."""
    front.desk.review.settle(caller.place.server, group.ids, resolution)
    below = list(after_review(front, caller, _work(group, key, resolution)))
    return lambda: front.answering.notice(caller, notice, [buttons.button(*one) for one in below])


def _phrasings(group: Group) -> tuple[str, ...]:
    """The ways of putting a question that are taught."""
    return tuple(dict.fromkeys(map(phrasing_of, group.texts[:MOST_TAUGHT])))


def _work(group: Group, key: str, resolution: Resolution, **begun: Any) -> Work:
    waiting = group.waiting if resolution is Resolution.TAUGHT else ()
    return Work(misses=group.ids, resolution=resolution, waiting=waiting, tests=_phrasings(group), round=key, **begun)


def _new(front: Front, caller: Caller, match: re.Match[str]) -> forms.Opens:
    """The form of a new entry, filled with the question. Its words stay a way of asking, however it is put then."""
    found = _at_place(front.bench.rounds.get(caller, match["key"]), match)
    if found is None:
        raise EditError("the review is not held any more", "draft_gone")
    typed = {
        "question": shorten(" ".join(found.text.split()), MAX_QUESTION),
        "also": "\n".join(_phrasings(found)),
    }
    return form_of(front, caller, _work(found, match["key"], Resolution.TAUGHT, typed=typed))


def _view(looked: Looked, going_on: Round, key: str, voice: Voice) -> ui.LayoutView:
    group, place = looked.group, going_on.place
    lead = fill(
        voice.review_lead,
        count=group.count,
        when=f"<t:{int(group.latest.timestamp())}:R>",
        place=place + 1,
        places=len(going_on.groups) + going_on.more,
    )
    return view_of(
        ui.TextDisplay(f"{small(lead)}\n### {plain(group.text, 300)}\n{_also(group, voice)}".rstrip()),
        ui.TextDisplay(f"**{voice.review_now}**\n{_why(looked.reply)}".rstrip()),
        *reply_view(looked.reply, 0, limit=REPLY).children,
        *rows([_teach_menu(looked, ids.teach(key, place, secrets.token_hex(2)), voice)] if looked.nearest else []),
        *rows(
            [
                buttons.button(voice.make_new, ids.review("new", key, place)),
                buttons.button(voice.not_for_us, ids.review("refuse", key, place)),
                buttons.button(voice.later, ids.review("later", key, place)),
            ]
        ),
    )


def _also(group: Group, voice: Voice) -> str:
    others = [f"- {plain(text, MAX_LINE)}" for text in group.texts[1 : 1 + ALSO_SHOWN]]
    return "\n".join([f"**{voice.review_also}**", *others]) if others else ""


def _why(reply: Reply) -> str:
    """The likeliest entries with their probabilities, and the rule that decided."""
    decision = reply.decision
    likely = [one for one in decision.ranking[:3] if one.confidence >= WORTH_TELLING]
    ranked = " · ".join(f"{one.entry} {one.confidence:.0%}" for one in likely)
    reasons = " · ".join(dict.fromkeys(one.reason for one in decision.evidence))
    return small("\n".join(plain(line, MAX_LINE) for line in (ranked, reasons) if line))


def _teach_menu(looked: Looked, custom_id: str, voice: Voice) -> ui.Select[Any]:
    """The menu of all entries."""

    def option(entry: Entry) -> SelectOption:
        return SelectOption(label=shorten(entry.question, MAX_OPTION), value=entry.id)

    return paged_select(
        looked.nearest, looked.page, option, custom_id=custom_id, placeholder=voice.teach_to, more=voice.teach_more
    )
