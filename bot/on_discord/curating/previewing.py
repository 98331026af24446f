"""A change before and after it is saved, as Discord shows it. Pure, but for the work that a draft puts off."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.desk import Reply
from bot.desk.drafts import Draft
from bot.errors import ConflictError, EditError, FaqBotError, RecordsError, UnchangedError
from bot.knowledge.editing.fields import FieldFault, FieldFaults
from bot.knowledge.model import Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.curating import ids
from bot.on_discord.showing import buttons
from bot.on_discord.showing.rendering import reply_view, rows, view_of
from bot.on_discord.showing.text import coded, length, plain, shorten, unturned
from bot.previewing import remarks

# Of Discord's 4,000 characters: what is said above, the answer, the lines of the file, what there is to remark.
ANSWER, LINES, REMARKS, VERSION = 1_600, 900, 800, 1_400
REMARK = 300
FIELDS = {
    "question": "field_question",
    "answer": "field_answer",
    "in_short": "field_short",
    "also": "field_also",
    "sources": "field_sources",
    "follow_ups": "field_follow_ups",
    "words": "field_words",
}

AnyItem = ui.Item[Any]


@dataclass(frozen=True)
class Preview:
    """What there is to see of a draft. Taking it takes about a second: not for an event loop."""

    diff: str
    remarks: tuple[str, ...]
    replies: tuple[Reply, ...]
    goes: str  # the questions of the entries that leave the FAQ, if any do
    has_form: bool
    has_effect: bool = False  # on what members are told
    keeps: bool | None = None  # whether its questions are kept to try later changes on; None if it has none for that
    said: str = ""  # the text that members will read, where the change is one to such a text


def preview_of(draft: Draft, voice: Voice, *, has_form: bool, has_tests: bool = False, said: str = "") -> Preview:
    before, after = draft.edition.faq.by_id, draft.proof.reading.draft.by_id
    gone = [before[entry].question for entry in draft.entries if entry in before and entry not in after]
    return Preview(
        draft.diff,
        tuple(remarks(draft, voice)),
        draft.replies,
        goes="; ".join(gone),
        has_form=has_form,
        has_effect=not draft.effect.is_harmless or draft.changes_voice,
        keeps=draft.without is not None if has_tests else None,
        said=said,
    )


def preview_view(preview: Preview, key: str, voice: Voice, menus: Sequence[AnyItem] = ()) -> ui.LayoutView:
    """A draft: the answer as members will see it, the lines in the file, the effect; and what can be done with it.

    `menus` are rows that stand above its buttons.
    """
    shown = [item for reply in preview.replies[:1] for item in reply_view(reply, 0, limit=ANSWER).children]
    if preview.said:
        shown.append(ui.TextDisplay(shorten(preview.said, ANSWER)))
    save = buttons.button(voice.save, ids.draft("save", key))
    save.style = discord.ButtonStyle.success
    below = [
        save,
        buttons.button(voice.save_with_reason, ids.draft("reason", key)),
        *_form_button(preview.has_form, key, voice),
        buttons.button(voice.drop, ids.draft("drop", key)),
    ]
    keep = _keep_button(preview.keeps, key, voice)
    head = _head(preview, voice, has_answer=bool(shown))
    return view_of(ui.TextDisplay(head), *shown, *what_comes_of(preview, voice), *menus, *rows(below), *rows(keep))


def _head(preview: Preview, voice: Voice, *, has_answer: bool) -> str:
    if preview.goes:
        return fill(voice.draft_goes, question=plain(preview.goes, REMARK))
    if has_answer:
        return voice.draft_unsaved
    return voice.draft_below if preview.has_effect else voice.draft_no_answer


def what_comes_of(preview: Preview, voice: Voice) -> list[AnyItem]:
    """The lines in the file, and the effect."""
    file = f"### {voice.draft_file}\n{block(preview.diff, LINES)}"
    effect = f"### {voice.draft_effect}\n{_list(preview.remarks, REMARKS)}"
    return [ui.TextDisplay(file), ui.TextDisplay(effect)]


def faults_view(error: EditError, key: str, voice: Voice, menus: Sequence[AnyItem] = ()) -> ui.LayoutView:
    """What is wrong with what was typed, field by field; it can be taken up again, unless nothing was (no `key`)."""
    below = [] if not key else [*_form_button(True, key, voice), buttons.button(voice.drop, ids.draft("drop", key))]
    if isinstance(error, UnchangedError):
        return view_of(ui.TextDisplay(voice.draft_same), *menus, *rows(below))
    lines = _list(list(_faults(error, voice)), 3_000)
    return view_of(ui.TextDisplay(f"{voice.draft_faults}\n{lines}"), *menus, *rows(below))


def conflict_view(error: ConflictError, key: str, voice: Voice) -> ui.LayoutView:
    """Both versions, to choose from."""
    theirs = f"### {voice.draft_theirs}\n{block(_version(error.now), VERSION)}"
    mine = f"### {voice.draft_mine}\n{block(_version(error.wanted), VERSION)}"
    below = [
        buttons.button(voice.save_anyway, ids.draft("again", key)),
        buttons.button(voice.drop, ids.draft("drop", key)),
    ]
    return view_of(ui.TextDisplay(voice.draft_conflict), ui.TextDisplay(theirs), ui.TextDisplay(mine), *rows(below))


def saved_view(number: int | None, voice: Voice, below: Sequence[AnyItem] = ()) -> ui.LayoutView:
    """Word that a change was saved, and a way to take it back."""
    if number is None:
        return view_of(ui.TextDisplay(voice.draft_saved_later), *rows(below))
    text = fill(voice.draft_saved, number=number)
    return view_of(ui.TextDisplay(text), *rows([buttons.button(voice.take_back, ids.undo(number)), *below]))


def _form_button(has_form: bool, key: str, voice: Voice) -> list[AnyItem]:
    return [buttons.button(voice.change, ids.draft("change", key))] if has_form else []


def _keep_button(keeps: bool | None, key: str, voice: Voice) -> list[AnyItem]:
    if keeps is None:
        return []
    return [buttons.button(voice.keep_not if keeps else voice.keep_too, ids.draft("keep", key))]


def _faults(error: EditError, voice: Voice) -> Iterator[str]:
    if not isinstance(error, FieldFaults):
        yield reason_of(error, voice)
        return
    for fault in error.faults:
        name = getattr(voice, FIELDS[fault.field]) if fault.field in FIELDS else ""
        entry = f"`{fault.entry}`" if fault.entry else ""
        yield ": ".join(filter(None, (name, fault.place, entry, _told(fault, voice))))


def reason_of(error: FaqBotError, voice: Voice) -> str:
    """Why something cannot be done, in the words of `voice` where it has any for it."""
    if isinstance(error, RecordsError):
        return voice.why_records
    return _told(error, voice) if isinstance(error, EditError) else voice.why_unreadable


def _told(trouble: EditError | FieldFault, voice: Voice) -> str:
    """What `voice` says of it."""
    return fill(str(getattr(voice, trouble.why)), **trouble.about).rstrip(".")


def _version(texts: Mapping[str, str | None]) -> str:
    return "\n".join(text or "–" for text in texts.values())


def _list(lines: Sequence[str], limit: int) -> str:
    """The lines as a list, as many of them as fit."""
    return "\n".join(_that_fit((f"- {coded(line, REMARK)}" for line in lines), limit)) or "–"


def block(text: str, limit: int) -> str:
    """The lines of a file as they are, as many of them as fit; nothing in them ends the block."""
    lines = (shorten(line, limit // 2) for line in unturned(text).replace("```", "`\u200b`\u200b`").splitlines())
    return "\n".join(["```diff", *_that_fit(lines, limit), "```"])


def _that_fit(lines: Iterable[str], limit: int) -> Iterator[str]:
    left = limit
    for line in lines:
        left -= length(line) + 1
        if left < 0:
            yield "…"
            return
        yield line
