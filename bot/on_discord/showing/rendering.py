"""A reply as Discord shows it: a view of components, within every limit, with all words from the FAQ and its voice.

Pure: nothing is looked up and nothing is sent; what a reply consists of is decided by `desk.contents`. What a member
typed is shown only with its markup taken away. Colour repeats what the words say and never says it alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from discord import Colour, ui

from bot.desk import Block, Citation, Reply
from bot.desk.contents import OwnWords, ReadAs, Role, contents, offered
from bot.engine.decision import Correction, Outcome
from bot.knowledge.model import Entry, Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.showing import buttons, custom_ids
from bot.on_discord.showing.fitting import Fragment, Use, fit
from bot.on_discord.showing.limits import MAX_TEXT
from bot.on_discord.showing.text import plain, small

BUTTONS = 3  # questions that can be asked next, below a reply
TYPED_WORD = 40  # of a word read differently; who types longer ones will still know which was meant
CORRECTIONS = 3
REMEMBERED = 2_000  # headings and lists of sources
SMALL_PRINT = (Role.REMARK, Role.DISCLAIMER, Role.NEXT)

ACCENTS = {
    Outcome.ANSWER: Colour(0x3B7DD8),
    Outcome.SUGGEST: Colour(0x80848E),
    Outcome.NONE: Colour(0x80848E),
    Outcome.ADVICE: Colour(0xD9822B),
    Outcome.URGENT: Colour(0xC62828),
}

AnyItem = ui.Item[Any]


def reply_view(
    reply: Reply,
    asker: int,
    *,
    keeper: int | None = None,
    on_server: bool = False,
    above: str = "",
    below: Sequence[AnyItem] = (),
    limit: int = MAX_TEXT,
) -> ui.LayoutView:
    """The whole reply to the member `asker`; who may take it away again is known by `keeper`, or else is the asker.

    `on_server` there are moderators who can be told of a question. `above` is small print at its head, `below` are
    further buttons at its foot. `limit` is how many characters it may have.
    """
    outcome = reply.decision.outcome
    if reply.in_passing is not None:
        return notice_view(reply.in_passing, offered(reply), asker)
    head = [Fragment(Use.NOTE, small(above))] if above else []
    fragments = fit([*head, *_fragments(reply, linked=True)], lambda: [*head, *_fragments(reply, linked=False)], limit)
    said = [fragment for fragment in fragments if fragment.use is not Use.LEAD]
    leads = [fragment for fragment in fragments if fragment.use is Use.LEAD]
    mark = custom_ids.member_mark(asker if keeper is None else keeper)
    return view_of(
        ui.Container(
            *(item for fragment in said for item in _items(fragment)),
            *rows(_rating(reply)),  # beside what it rates, and apart from what could be asked next
            *(item for fragment in leads for item in _items(fragment)),
            *_offers(reply, asker),
            *rows(_telling(reply, asker, on_server=on_server)),
            *rows(below),
            accent_colour=ACCENTS[outcome],
            id=mark,
        )
    )


def notice_view(
    text: str, entries: Sequence[Entry] = (), asker: int = 0, below: Sequence[AnyItem] = ()
) -> ui.LayoutView:
    """A short word of the bot to `asker`, with buttons for `entries` if there are any, and further ones `below`."""
    words = ui.TextDisplay[Any](text, id=custom_ids.member_mark(asker) if asker else None)
    return view_of(words, *rows([buttons.show(entry, asker) for entry in entries[:BUTTONS]]), *rows(below))


def view_of(*items: AnyItem) -> ui.LayoutView:
    """A message of these components."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    # discord.py keeps the views it sends unless they are finished; ours need no keeping, their buttons carry all.
    view.stop()
    return view


def _fragments(reply: Reply, *, linked: bool) -> list[Fragment]:
    """Everything there is to read, in order, however long."""
    found: list[Fragment] = []
    for part in contents(reply):
        match part:
            case ReadAs(corrections):
                found.append(Fragment(Use.NOTE, _read_as(reply.voice, corrections)))
            case OwnWords(role, text):
                found.append(_words(role, text, apart=bool(found)))
            case Block():
                later = any(fragment.use is Use.ANSWER for fragment in found)
                found += _block(part, reply.voice, linked=linked, apart=later)
    return found


def _words(role: Role, text: str, *, apart: bool) -> Fragment:
    """What the bot says itself; before what it offers stands a line, if `apart` from something."""
    offers = role in (Role.CHOICE, Role.NEXT)
    use = Use.LEAD if offers or role is Role.INSTEAD else Use.NOTE
    return Fragment(use, small(text) if role in SMALL_PRINT else text, apart=offers and apart)


def _block(block: Block, voice: Voice, *, linked: bool, apart: bool) -> Iterator[Fragment]:
    if block.heading:
        yield Fragment(Use.HEADING, _heading(block.heading), apart=apart)
        apart = False
    yield Fragment(Use.ANSWER, block.text, mark=custom_ids.mark(block.entry.id), apart=apart)
    if block.citations:
        yield Fragment(Use.SOURCES, _sources(block.citations, voice.sources, voice.paragraph, linked=linked))


# What is said of an entry again and again. Of what members type nothing is kept.
@lru_cache(REMEMBERED)
def _heading(question: str) -> str:
    return f"### {plain(question)}"


@lru_cache(REMEMBERED)
def _sources(citations: tuple[Citation, ...], above: str, paragraph: str, *, linked: bool) -> str:
    return small("\n".join([above, *(_source(citation, paragraph, linked=linked) for citation in citations)]))


def _source(citation: Citation, paragraph: str, *, linked: bool) -> str:
    title = f"*{plain(citation.article)}*"
    if linked and citation.url:
        title = f"[{title}]({citation.url.replace('(', '%28').replace(')', '%29')})"
    return f"[{citation.number}] {title}, {plain(citation.section)}, {paragraph} {citation.paragraph}"


def _read_as(voice: Voice, corrections: Iterable[Correction]) -> str:
    """What was read differently from how it was typed, a word a line."""
    lines = [fill(voice.read_as, typed=plain(one.typed, TYPED_WORD), read_as=plain(one.read_as)) for one in corrections]
    return small("\n".join(lines[:CORRECTIONS]))


def _offers(reply: Reply, asker: int) -> list[AnyItem]:
    """The row of buttons, if any: questions to choose from, and a way to say that none is meant."""
    row: list[AnyItem] = [buttons.show(entry, asker) for entry in offered(reply)[:BUTTONS]]
    if reply.decision.outcome is Outcome.SUGGEST:
        label = reply.voice.not_this_one if len(row) == 1 else reply.voice.none_of_these
        row.append(buttons.button(label, custom_ids.none(asker, reply.asked)))
    return rows(row)


def _rating(reply: Reply) -> list[AnyItem]:
    """The buttons by which members say what they think of an answer, where that is recorded."""
    if not reply.asked or reply.decision.outcome is not Outcome.ANSWER:
        return []
    return [
        buttons.button(reply.voice.helpful, custom_ids.rate(True, reply.asked)),
        buttons.button(reply.voice.not_helpful, custom_ids.rate(False, reply.asked)),
    ]


def _telling(reply: Reply, asker: int, *, on_server: bool) -> list[AnyItem]:
    wanted = on_server and reply.decision.outcome is Outcome.NONE
    return tell_button(reply.voice, asker, reply.asked) if wanted else []


def tell_button(voice: Voice, asker: int, question: str) -> list[AnyItem]:
    """The button that has moderators told of a question, where it is recorded."""
    return [buttons.button(voice.tell_moderators, custom_ids.tell(asker, question))] if question else []


def rows(row: Sequence[AnyItem]) -> list[AnyItem]:
    """One row of what may be pressed, or none."""
    return [ui.ActionRow(*row)] if row else []


def _items(fragment: Fragment) -> Iterator[AnyItem]:
    if fragment.apart:
        yield ui.Separator()
    yield ui.TextDisplay(fragment.text, id=fragment.mark)
