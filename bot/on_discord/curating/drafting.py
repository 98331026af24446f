"""From a draft to a saved change: shown, then saved, changed or dropped, whatever it changes and wherever it began."""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.desk.drafts import Draft, conflict_of
from bot.desk.history import Author
from bot.errors import ConflictError, EditError, RecordsError
from bot.knowledge.model import Entry
from bot.on_discord import buttons
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating import forms, ids, keeping
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import Views, do, open_form
from bot.on_discord.curating.previewing import conflict_view, faults_view, preview_of, preview_view, saved_view
from bot.on_discord.front import Front
from bot.on_discord.held import Work

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

MAX_QUESTION, MAX_ANSWER = 300, 1_200


def form_of(front: Front, caller: Caller, work: Work) -> ui.Modal:
    """The form of a change, filled with what was typed before, or with the entry as it is. Raises EditError."""
    voice, curating, server = front.answering.voice(caller), front.desk.curating, caller.place.server
    entry = curating.entry(server, work.entry) if work.entry else None
    texts = {**(_texts(entry) if entry else {}), **work.typed}
    key = front.bench.works.keep(caller, work)
    hint_sources = voice.hint_sources
    fields = [
        forms.Field("question", voice.field_question, texts.get("question", ""), most=MAX_QUESTION, one_line=True),
        forms.Field("answer", voice.field_answer, texts.get("answer", ""), voice.hint_answer, MAX_ANSWER),
        forms.Field("also", voice.field_also, texts.get("also", ""), required=False),
        forms.Field("sources", voice.field_sources, texts.get("sources", ""), hint_sources, required=False),
    ]
    fitting = [one for one in fields if forms.fits(one.text)]  # of a longer list nothing may be lost: it stays as it is
    title = voice.form_change if entry else voice.form_new
    return forms.form(title, ids.form(key, work.entry, ids.state_of(entry) if entry else ""), fitting)


def _texts(entry: Entry) -> dict[str, str]:
    """An entry as it is typed into a form."""
    sources = (f"{one.article}/{one.section}/{one.paragraph}" for one in entry.sources)
    return {
        "question": entry.question,
        "answer": entry.answer,
        "also": "\n".join(entry.also),
        "sources": "\n".join(sources),
    }


async def form_sent(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """A form was filled in: show what would become of it."""
    if not await admits(front, interaction, "sending a form"):
        return
    caller = caller_of(interaction)
    held = front.bench.works.take(caller, match["key"])
    work = replace(held or Work(), entry=match["entry"], typed=forms.typed(interaction))

    def make() -> Views:
        try:
            draft = _drafted(front, caller, work)
        except EditError as error:
            return _shown_faults(front, caller, work, error)
        if match["state"] and _has_changed(front, caller, work.entry, match["state"]):
            return _shown_conflict(front, caller, replace(work, draft=draft), conflict_of(draft, draft.documents))
        return shown(front, caller, replace(work, draft=draft))

    await do(front, interaction, make, "previewing a change")


def _drafted(front: Front, caller: Caller, work: Work) -> Draft:
    curating, server = front.desk.curating, caller.place.server
    if work.entry:
        return curating.edit(server, work.entry, work.typed)
    return curating.add(server, work.typed, topic=work.topic)


def _has_changed(front: Front, caller: Caller, entry: str, state: str) -> bool:
    return ids.state_of(front.desk.curating.entry(caller.place.server, entry)) != state


def shown(front: Front, caller: Caller, work: Work) -> Views:
    """The preview of a change that can be saved; takes about a second."""
    if work.draft is None:
        raise ValueError("there is no draft to show")
    preview = preview_of(work.draft, has_form=bool(work.typed), has_tests=bool(work.tests))
    key = front.bench.works.keep(caller, work)
    return lambda: preview_view(preview, key, front.answering.voice(caller))


def _shown_faults(front: Front, caller: Caller, work: Work, error: EditError) -> Views:
    key = front.bench.works.keep(caller, work)
    return lambda: faults_view(error, key, front.answering.voice(caller))


def _shown_conflict(front: Front, caller: Caller, work: Work, error: ConflictError) -> Views:
    key = front.bench.works.keep(caller, work)
    return lambda: conflict_view(error, key, front.answering.voice(caller))


async def draft_shown(front: Front, interaction: Interaction, make: Callable[[Caller], Draft], doing: str) -> None:
    """Show the draft that `make` makes, for a change without a form."""
    if not await admits(front, interaction, doing):
        return
    caller = caller_of(interaction)
    await do(front, interaction, lambda: shown(front, caller, Work(draft=make(caller))), doing)


async def press(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """A button below a preview."""
    act, key = match["act"], match["key"]
    if not await admits(front, interaction, f"pressing {act} below a draft"):
        return
    caller = caller_of(interaction)
    if act == "change":
        await _change(front, interaction, key)
        return
    acts = {"save": _save, "drop": _drop, "again": _again, "keep": _keep}
    author = Author(interaction.user.display_name, str(interaction.user.id))

    def make() -> Views:
        work = front.bench.works.take(caller, key)
        if work is None:
            return lambda: front.answering.notice(caller, "draft_gone")
        try:
            return acts[act](front, caller, work, author)
        except Exception:
            front.bench.works.keep(caller, work, key)  # it was not done, and can be tried again
            raise

    await do(front, interaction, make, f"pressing {act} below a draft")


async def _change(front: Front, interaction: Interaction, key: str) -> None:
    caller = caller_of(interaction)
    work = front.bench.works.get(caller, key)

    def make() -> ui.Modal:
        if work is None:
            raise EditError(front.answering.voice(caller).draft_gone.rstrip("."))
        return form_of(front, caller, work)

    await open_form(front, interaction, make, "opening a form again")


def _save(front: Front, caller: Caller, work: Work, author: Author) -> Views:
    if work.draft is None:
        raise ValueError("there is no draft to save")
    try:
        saved = front.desk.curating.save(work.draft, author)
    except ConflictError as error:
        again = front.desk.curating.again(work.draft)
        return _shown_conflict(front, caller, replace(work, draft=again), error)
    _settle(front, caller, work)
    if work.misses:
        front.bench.go_on(caller, work.round)
    below = list(_after(front, caller, work))
    voice = front.answering.voice(caller)
    return lambda: saved_view(saved.id, voice, [buttons.button(*one) for one in below])


def _after(front: Front, caller: Caller, work: Work) -> Iterator[tuple[str, str]]:
    """The buttons for what follows a change that came of a review."""
    voice = front.answering.voice(caller)
    if work.waiting:
        key = front.bench.works.keep(caller, Work(misses=work.misses))
        yield voice.answer_askers, ids.askers(key)
    if work.round:
        yield voice.review_on, ids.review("on", work.round)


def _settle(front: Front, caller: Caller, work: Work) -> None:
    try:
        if work.misses:
            front.desk.review.settle(caller.place.server, work.misses, work.verdict)
        if work.examples:
            keeping.settle(front, caller, work)
    except RecordsError as error:  # what matters is saved; the questions will be shown once more
        _log.warning("reviewed questions could not be settled: %s", error)


def _drop(front: Front, caller: Caller, work: Work, _: Author) -> Views:
    voice = front.answering.voice(caller)
    below = [(voice.review_on, ids.review("on", work.round))] if work.round else []
    return lambda: front.answering.notice(caller, "draft_dropped", [buttons.button(*one) for one in below])


def _keep(front: Front, caller: Caller, work: Work, _: Author) -> Views:
    """The same change, with its questions kept to try later changes on; or without them, if they were."""
    if work.draft is None:
        raise ValueError("there is no draft to keep questions with")
    draft = work.draft.without or front.desk.curating.expecting(work.draft, work.tests)
    return shown(front, caller, replace(work, draft=draft))


def _again(front: Front, caller: Caller, work: Work, _: Author) -> Views:
    if work.draft is None:
        raise ValueError("there is no draft to make again")
    return shown(front, caller, replace(work, draft=front.desk.curating.again(work.draft)))
