"""The forms of changes: filled with what is there, or was typed before; and what is drafted of them when they are sent.

Discord takes five fields a form, and 25 choices a menu. An entry has just those five; its sources, of which there are
more to choose from, are typed here and chosen below the preview (see `sections`).
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.drafts import Draft
from bot.errors import EditError
from bot.knowledge.editing.fields import lines_of
from bot.knowledge.model import MAX_PHRASING, Entry, Faq, Kind, Voice
from bot.knowledge.reading.phrasings import fold
from bot.knowledge.reading.voice import braces_of, fill
from bot.on_discord.bench import Said, SameWords, Work
from bot.on_discord.callers import Caller
from bot.on_discord.curating import forms, ids
from bot.on_discord.front import Front
from bot.on_discord.showing.limits import MAX_FIELD_HINT, MAX_OPTIONS
from bot.on_discord.showing.text import shorten

MAX_QUESTION, MAX_ANSWER = 300, 1_200
MAX_SAYING = 1_500
MOST_FOLLOW_UPS = 5
WRITTEN_IN = "en"  # the language of the texts that are in no file of a language

# Discord has one set of commands for all servers. What they and their options are called is for the host to change, in
# the file: a moderator would rename them under the fingers of people elsewhere, and a server of its own to no effect.
_OF_COMMANDS = ("name_", "about_", "menu_", "period_")
SAYINGS = tuple(name for name in Voice.model_fields if not name.startswith(_OF_COMMANDS))


def form_of(front: Front, caller: Caller, work: Work) -> forms.Opens:
    """The form of a change, filled with what was typed before, or with what is there now. Raises EditError."""
    match work.about:
        case SameWords():
            return _words_form(front, caller, work, work.about)
        case Said():
            return _said_form(front, caller, work, work.about)
    return _entry_form(front, caller, _begun_anew(front, caller, work))


def drafted(front: Front, caller: Caller, work: Work) -> Draft:
    """What comes of what was typed. Raises EditError."""
    curating, server = front.desk.curating, caller.place.server
    match work.about:
        case SameWords(old):
            return curating.word_group(server, old, lines_of(work.typed.get("words", ""), old))
        case Said(name, locale):
            said(front, caller, work.about)
            return curating.saying(server, name, work.typed.get("text", "").strip() or None, locale=locale)
    if work.entry:
        return curating.edit(server, work.entry, _with_more(curating.entry(server, work.entry), work.typed))
    return curating.add(server, work.typed, topic=work.topic, locale=front.answering.language_of_server(caller))


def texts_of(front: Front, caller: Caller, work: Work) -> dict[str, str]:
    """The fields of an entry's form as they would be typed. Raises EditError if it is gone and nothing was typed."""
    work = _begun_anew(front, caller, work)
    entry = front.desk.curating.entry(caller.place.server, work.entry) if work.entry else None
    return {**(_texts(entry) if entry else {}), **work.typed}


def said(front: Front, caller: Caller, about: Said) -> str:
    """A text as it is said now. Raises EditError if there is none of that name."""
    if about.name not in SAYINGS:
        raise EditError(f"there is no text `{about.name}`", "why_no_text", name=about.name)
    return said_in(front.desk.curating.edition(caller.place.server).faq, about)


def said_in(faq: Faq, about: Said) -> str:
    """A text as it is said in `faq`."""
    return str(getattr(faq.voice_in(about.locale or None), about.name))


def _begun_anew(front: Front, caller: Caller, work: Work) -> Work:
    """The work; on a new entry, where that for which something was typed is gone meanwhile: it is not to be lost."""
    if not (work.entry and work.typed) or work.entry in front.desk.curating.edition(caller.place.server).faq.by_id:
        return work
    further = {"also": work.typed["more"]} if "more" in work.typed else {}
    return replace(work, entry="", draft=None, typed={**work.typed, **further})


def _entry_form(front: Front, caller: Caller, work: Work) -> forms.Opens:
    voice, texts = front.answering.voice(caller), texts_of(front, caller, work)
    entry = front.desk.curating.entry(caller.place.server, work.entry) if work.entry else None
    fields: list[forms.Field | forms.Menu] = [
        forms.Field("question", voice.field_question, texts.get("question", ""), most=MAX_QUESTION, one_line=True),
        forms.Field("answer", voice.field_answer, texts.get("answer", ""), voice.hint_answer, MAX_ANSWER),
        _phrasings_field(voice, texts),
        forms.Field("sources", voice.field_sources, texts.get("sources", ""), voice.hint_sources, required=False),
    ]
    if choices := _follow_ups(front, caller, work, texts):
        label, hint = voice.field_follow_ups, voice.hint_follow_ups
        fields.append(forms.Menu("follow_ups", label, choices, hint, MOST_FOLLOW_UPS))
    key = front.bench.works.keep(caller, work)
    title, state = (voice.form_change, ids.state_of(entry)) if entry else (voice.form_new, "")
    return forms.form(title, ids.form(key, work.entry, state, work.topic), fields)


def _phrasings_field(voice: Voice, texts: Mapping[str, str]) -> forms.Field:
    """The field for all ways of asking, or, where they are more than a form takes, for further ones."""
    if forms.fits(also := texts.get("also", "")):
        return forms.Field("also", voice.field_also, also, required=False)
    return forms.Field("more", voice.field_more, texts.get("more", ""), voice.hint_more, required=False)


def _with_more(entry: Entry, typed: Mapping[str, str]) -> dict[str, object]:
    """What was typed, with what stands in the field for further ways of asking added to those that there are."""
    fields: dict[str, object] = {name: text for name, text in typed.items() if name != "more"}
    known = {fold(text) for text in entry.phrasings}
    if more := [line for line in lines_of(typed.get("more", "")) if fold(line) not in known]:
        fields["also"] = (*entry.also, *more)
    return fields


def _follow_ups(front: Front, caller: Caller, work: Work, texts: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    """The entries that can be offered below the answer: those that are, the one asked for, then the nearest."""
    by_id, now = front.desk.faq_of(caller.place).by_id, lines_of(texts.get("follow_ups", ""))
    if work.next and work.next not in by_id:
        raise EditError(f"there is no entry `{work.next}`", "why_no_entry", entry=work.next)
    wanted = tuple(dict.fromkeys([*now, *([work.next] if work.next else [])]))
    chosen = now if "follow_ups" in work.typed else wanted[:MOST_FOLLOW_UPS]
    others = [entry.id for entry in _nearest(front, caller, work, texts.get("question", ""))]
    offered = [one for one in dict.fromkeys([*wanted, *others]) if one in by_id and one != work.entry]
    return [(by_id[one].question, one, one in chosen) for one in offered[:MAX_OPTIONS]]


def _nearest(front: Front, caller: Caller, work: Work, question: str) -> list[Entry]:
    """Answers that come near to a question; where there is none yet, those of the topic, then the first of the FAQ."""
    topics = front.desk.topics(place=caller.place)
    beside = [] if question else [entry for one in topics if one.topic == work.topic for entry in one.entries]
    near = front.desk.complete(question, place=caller.place, limit=MAX_OPTIONS + MOST_FOLLOW_UPS)
    return [entry for entry in (*beside, *near) if entry.kind is Kind.ANSWER]


def _words_form(front: Front, caller: Caller, work: Work, about: SameWords) -> forms.Opens:
    voice, text = front.answering.voice(caller), work.typed.get("words", "\n".join(about.old))
    if not forms.fits(text):
        raise EditError("the group is longer than a form takes", "why_too_long")
    field = forms.Field("words", voice.field_words, text, voice.hint_words, required=not about.old)
    key = front.bench.works.keep(caller, work)
    return forms.form(voice.form_words, ids.words(key, group_state(about.old)), [field])


def _said_form(front: Front, caller: Caller, work: Work, about: Said) -> forms.Opens:
    voice, now = front.answering.voice(caller), said(front, caller, about)
    names = ", ".join(f"{{{name}}}" for name in sorted(braces_of(about.name).known))
    hint = fill(voice.hint_braces, names=names) if names else voice.hint_said
    label = f"{about.name} ({about.locale or WRITTEN_IN})"
    text = work.typed.get("text", now)
    field = forms.Field("text", label, text, shorten(hint, MAX_FIELD_HINT), MAX_SAYING, required=False)
    key = front.bench.works.keep(caller, work)
    return forms.form(voice.form_said, ids.said(key, about.name, about.locale, ids.short(now)), [field])


def phrasing_of(words: str) -> str:
    """What somebody asked, as a way of asking: on one line, and no longer than one may be."""
    return shorten(" ".join(words.split()), MAX_PHRASING)


def group_state(group: tuple[str, ...]) -> str:
    """What tells a group of words from others, as a form carries it; nothing for a new one."""
    return ids.short("\n".join(group)) if group else ""


def without_draft(work: Work, **typed: str) -> Work:
    """The work with other fields typed, of which nothing has been drafted yet."""
    return replace(work, typed={**work.typed, **typed}, draft=None)


def _texts(entry: Entry) -> dict[str, str]:
    """An entry as it is typed into a form."""
    sources = (f"{one.article}/{one.section}/{one.paragraph}" for one in entry.sources)
    return {
        "question": entry.question,
        "answer": entry.answer,
        "also": "\n".join(entry.also),
        "sources": "\n".join(sources),
        "follow_ups": "\n".join(entry.follow_ups),
    }
