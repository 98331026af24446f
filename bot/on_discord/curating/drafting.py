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
from bot.knowledge.model import Faq
from bot.on_discord import failures
from bot.on_discord.bench import Said, SameWords, Work
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating import forms, ids, keeping, sections
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import Views, do, open_form
from bot.on_discord.curating.filling import drafted, form_of, group_state, said, said_in, texts_of
from bot.on_discord.curating.previewing import conflict_view, faults_view, preview_of, preview_view, saved_view
from bot.on_discord.front import Front, Shown
from bot.on_discord.presses import custom_id_of
from bot.on_discord.showing import buttons
from bot.on_discord.showing.custom_ids import topic_key

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

MAX_REASON = 150
PREVIEWING = "previewing a change"


async def form_sent(front: Front, interaction: Interaction) -> None:
    """A form was filled in: show what would become of it, or save it for the reason that was given."""
    custom_id = custom_id_of(interaction)
    if match := re.fullmatch(ids.REASON_PATTERN, custom_id):
        await _reason_sent(front, interaction, match["key"])
        return
    if not any(re.fullmatch(pattern, custom_id) for pattern in _DRAFTED):
        return
    if not await admits(front, interaction, "sending a form"):
        return
    caller, typed = caller_of(interaction), forms.typed(interaction)

    def make() -> Views:
        work, seen = _sent(front, caller, custom_id, typed)
        try:
            return _previewed(front, caller, work, seen)
        except Exception as error:  # what was typed is not to be lost with it
            return _shown_failure(front, caller, work, error)

    await do(front, interaction, make, PREVIEWING)


Seen = Callable[[Work], bool]


def _previewed(front: Front, caller: Caller, work: Work, seen: Seen) -> Views:
    """The preview of what was typed; or what is wrong with it, or both versions where somebody was faster."""
    try:
        is_as_seen, draft = seen(work), drafted(front, caller, work)
    except EditError as error:
        return _shown_faults(front, caller, work, error)
    if not is_as_seen:
        return _shown_conflict(front, caller, replace(work, draft=draft), conflict_of(draft, draft.documents))
    return shown(front, caller, replace(work, draft=draft))


def _sent(front: Front, caller: Caller, custom_id: str, typed: dict[str, str]) -> tuple[Work, Seen]:
    """What a form is about, and whether that is still as it was when the form was filled with it."""
    curating, server = front.desk.curating, caller.place.server
    pattern, match = next((one, found) for one in _DRAFTED if (found := re.fullmatch(one, custom_id)))
    held = front.bench.works.take(caller, match["key"]) or Work()
    state = match["state"]
    if pattern == ids.FORM_PATTERN:
        is_new, topic = not match["entry"], held.topic or match["topic"] or ""
        if is_new and state and not topic:
            topic = _titled(curating.edition(server).faq, state)
        work = replace(held, entry=match["entry"], topic=topic, typed=typed, draft=None)
        return work, lambda work: is_new or not state or ids.state_of(curating.entry(server, work.entry)) == state
    if pattern == ids.SAID_PATTERN:
        about = Said(match["name"], match["locale"])
        work = replace(held, about=about, typed=typed, draft=None)
        return work, lambda _: ids.short(said(front, caller, about)) == state
    # What was typed for a group that is gone meanwhile can still be added, as a new one.
    old = next((one for one in curating.word_groups(server) if group_state(one) == state), ())
    return replace(held, about=SameWords(old), typed=typed, draft=None), lambda _: _is_there(old, state)


def _titled(faq: Faq, key: str) -> str:
    """The title of the topic with that key; empty if there is none any more."""
    return next((one.topic for one in faq.topics if topic_key(one.topic) == key), "")


def _is_there(group: tuple[str, ...], state: str | None) -> bool:
    if state and not group:
        raise EditError("that group of words is not as it was", "why_group_changed")
    return True


_DRAFTED = (ids.FORM_PATTERN, ids.SAID_PATTERN, ids.WORDS_PATTERN)
FORMS = (*_DRAFTED, ids.REASON_PATTERN)


def shown(front: Front, caller: Caller, work: Work, key: str = "", *, page: int = 0) -> Views:
    """The preview of a change that can be saved; takes about a second. `page` is that of the menu of sections."""
    if work.draft is None:
        raise ValueError("there is no draft to show")
    voice = front.answering.voice(caller)
    text = said_in(work.draft.proof.reading.draft, work.about) if isinstance(work.about, Said) else ""
    preview = preview_of(work.draft, voice, has_form=bool(work.typed), has_tests=bool(work.tests), said=text)
    key = front.bench.works.keep(caller, work, key)
    return lambda: preview_view(preview, key, voice, _sections(front, caller, work, key, page))


def shown_again(front: Front, caller: Caller, work: Work, key: str, *, page: int = 0) -> Views:
    """The preview of a change, drafted anew if it has become another; or what is wrong with it."""
    if work.draft is None:
        try:
            work = replace(work, draft=drafted(front, caller, work))
        except EditError as error:
            return _shown_faults(front, caller, work, error, key, page=page)
    return shown(front, caller, work, key, page=page)


def gone(front: Front, caller: Caller) -> Views:
    """Word that a draft is not held any more, and what to do."""
    return lambda: front.answering.notice(caller, "draft_gone")


def _shown_faults(front: Front, caller: Caller, work: Work, error: EditError, key: str = "", *, page: int = 0) -> Views:
    key = front.bench.works.keep(caller, work, key)
    return lambda: faults_view(error, key, front.answering.voice(caller), _sections(front, caller, work, key, page))


def _shown_failure(front: Front, caller: Caller, work: Work, error: Exception) -> Views:
    """Word that something broke, and the way back to what was typed."""
    key, reference = front.bench.works.keep(caller, work), failures.record(error, PREVIEWING)
    voice = front.answering.voice(caller)
    below = ((voice.change, ids.draft("change", key)), (voice.drop, ids.draft("drop", key)))
    return lambda: front.answering.notice(
        caller, "failed", [buttons.button(*one) for one in below], reference=reference
    )


def _shown_conflict(front: Front, caller: Caller, work: Work, error: ConflictError) -> Views:
    key = front.bench.works.keep(caller, work)
    return lambda: conflict_view(error, key, front.answering.voice(caller))


def _sections(front: Front, caller: Caller, work: Work, key: str, page: int) -> list[ui.Item[Any]]:
    """The menu of sections below an entry that has a form."""
    if not work.typed or work.about is not None:
        return []
    faq = front.desk.curating.edition(caller.place.server).faq
    try:
        sources = texts_of(front, caller, work).get("sources", "")
    except EditError:  # the entry is gone; that is told when the draft is saved
        return []
    return sections.section_menu(faq, sources, key, front.answering.voice(caller), page)


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
    if act in _OPENS:
        await _open(front, interaction, key, _OPENS[act])
        return
    author = _author(interaction)
    acts: dict[str, _Act] = {
        "save": lambda front, caller, work: _save(front, caller, work, author),
        "show": lambda front, caller, work: shown_again(front, caller, work, key),
        "drop": _drop,
        "again": _again,
        "keep": _keep,
    }
    await _act(front, interaction, key, acts[act], f"pressing {act} below a draft")


async def _reason_sent(front: Front, interaction: Interaction, key: str) -> None:
    """The reason for a change was given: save it."""
    if not await admits(front, interaction, "saving with a reason"):
        return
    author, reason = _author(interaction), forms.typed(interaction).get("reason", "").strip()[:MAX_REASON]

    def save(front: Front, caller: Caller, work: Work) -> Views:
        return _save(front, caller, work, author, reason or None)

    await _act(front, interaction, key, save, "saving with a reason")


_Act = Callable[[Front, Caller, Work], Views]


async def _act(front: Front, interaction: Interaction, key: str, act: _Act, doing: str) -> None:
    """Do `act`, once: whoever presses the same again, on a slow line, goes on seeing what came of it."""
    caller, message = caller_of(interaction), interaction.message
    is_impatient = message is not None and front.pressed.again((message.id, custom_id_of(interaction)))

    def make() -> Views | None:
        work = front.bench.works.take(caller, key)
        if work is None:
            return None if is_impatient else gone(front, caller)
        try:
            return act(front, caller, work)
        except Exception:
            front.bench.works.keep(caller, work, key)  # it was not done, and can be tried again
            raise

    await do(front, interaction, make, doing)


_Opens = Callable[[Front, Caller, Work, str], forms.Opens]


async def _open(front: Front, interaction: Interaction, key: str, form: _Opens) -> None:
    caller = caller_of(interaction)
    work = front.bench.works.get(caller, key)
    if work is None:
        await front.send(interaction, Shown(gone(front, caller)(), private=True), "telling of a draft that is gone")
        return
    await open_form(front, interaction, lambda: form(front, caller, work, key), "opening a form below a draft")


def _reason_form(front: Front, caller: Caller, _: Work, key: str) -> forms.Opens:
    voice = front.answering.voice(caller)
    return forms.form(
        voice.form_reason, ids.reason(key), [forms.Field("reason", voice.field_reason, most=MAX_REASON, one_line=True)]
    )


_OPENS: dict[str, _Opens] = {
    "change": lambda front, caller, work, _: form_of(front, caller, work),
    "reason": _reason_form,
}


def _author(interaction: Interaction) -> Author:
    return Author(interaction.user.display_name, str(interaction.user.id))


def _save(front: Front, caller: Caller, work: Work, author: Author, reason: str | None = None) -> Views:
    if work.draft is None:
        return _drafted_anew(front, caller, work)
    try:
        saved = front.desk.curating.save(work.draft, author, reason)
    except ConflictError as error:
        again = front.desk.curating.again(work.draft)
        return _shown_conflict(front, caller, replace(_of_what_is_there(work, error), draft=again), error)
    _settle(front, caller, work)
    below = list(after_review(front, caller, work))
    voice = front.answering.voice(caller)
    return lambda: saved_view(saved.id, voice, [buttons.button(*one) for one in below])


def _of_what_is_there(work: Work, error: ConflictError) -> Work:
    """The work on a new entry as one on that entry, where somebody has just added the same."""
    if work.entry or work.about is not None or not work.typed or work.draft is None:
        return work
    return replace(work, entry=next((entry for entry in work.draft.entries if error.now.get(entry)), ""))


def _drafted_anew(front: Front, caller: Caller, work: Work) -> Views:
    """Where too many others were begun since, what was typed is still held, but not what came of it."""
    return shown_again(front, caller, work, "") if work.typed else gone(front, caller)


def after_review(front: Front, caller: Caller, work: Work) -> Iterator[tuple[str, str]]:
    """The buttons for what follows a change that came of a review."""
    voice = front.answering.voice(caller)
    if work.waiting:
        key = front.bench.works.keep(caller, Work(waiting=work.waiting))
        yield voice.answer_askers, ids.askers(key, work.waiting)
    if work.round:
        yield voice.review_on, ids.review("on", work.round)


def _settle(front: Front, caller: Caller, work: Work) -> None:
    try:
        if work.misses:
            front.desk.review.settle(caller.place.server, work.misses, work.resolution)
        if work.examples:
            keeping.settle(front, caller, work)
        if work.draft and work.draft.undoes:
            front.desk.review.reopen(caller.place.server, work.draft.phrasings_gone)
    except RecordsError as error:  # what matters is saved; the questions will be shown once more
        _log.warning("reviewed questions could not be settled: %s", error)


def _drop(front: Front, caller: Caller, work: Work) -> Views:
    voice = front.answering.voice(caller)
    below = [(voice.review_on, ids.review("on", work.round))] if work.round else []
    return lambda: front.answering.notice(caller, "draft_dropped", [buttons.button(*one) for one in below])


def _keep(front: Front, caller: Caller, work: Work) -> Views:
    """The same change, with its questions kept to try later changes on; or without them, if they were."""
    if work.draft is None:
        return _drafted_anew(front, caller, work)
    draft = work.draft.without or front.desk.curating.expecting(work.draft, work.tests)
    return shown(front, caller, replace(work, draft=draft))


def _again(front: Front, caller: Caller, work: Work) -> Views:
    if work.draft is None:
        return _drafted_anew(front, caller, work)
    return shown(front, caller, replace(work, draft=front.desk.curating.again(work.draft)))
