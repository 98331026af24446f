"""The list of topics and that of a topic's questions, as menus with pages. Pure: nothing is looked up or sent.

The questions also stand there as text, since a menu is read by few screen readers to its end and cuts them on a phone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from discord import SelectOption, ui

from bot.knowledge.model import Entry, Kind, Topic, Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.showing import buttons, custom_ids
from bot.on_discord.showing.limits import MAX_OPTION, MAX_TEXT
from bot.on_discord.showing.rendering import rows, view_of
from bot.on_discord.showing.text import length, plain, shorten, small

ON_A_PAGE = 20  # fewer than a menu takes: as text too, each shortened, they have to fit into one message
MAX_LINE = 150
MOST_TEXT = MAX_TEXT - 300  # the rest is for the place among the pages

AnyItem = ui.Item[Any]


@dataclass(frozen=True)
class BrowsedTopic:
    """A topic with the entries that answer questions."""

    key: str
    title: str
    entries: tuple[Entry, ...]


def topics_of(topics: Iterable[Topic]) -> list[BrowsedTopic]:
    """What can be browsed: topics of one title are one, and what is not there to be asked for is left out."""
    by_title: dict[str, list[Entry]] = {}
    for topic in topics:
        answers = [entry for entry in topic.entries if entry.kind is Kind.ANSWER]
        if answers:
            by_title.setdefault(topic.topic, []).extend(answers)
    return [BrowsedTopic(custom_ids.topic_key(title), title, tuple(entries)) for title, entries in by_title.items()]


def topics_view(topics: Sequence[BrowsedTopic], page: int, voice: Voice) -> ui.LayoutView:
    """A page of the topics."""
    here, page, pages = _page(topics, page)
    options = [
        SelectOption(
            label=shorten(topic.title, MAX_OPTION),
            value=topic.key,
            description=fill(voice.questions_in, count=len(topic.entries)),
        )
        for topic in here
    ]
    turns = _turns([custom_ids.topics(page - 1), custom_ids.topics(page + 1)], page, pages, voice)
    menu = _menu(custom_ids.PICK_TOPIC, voice.choose_topic, options)
    return view_of(ui.Container(ui.TextDisplay(voice.browse), *_place(page, pages, voice), *menu, *rows(turns)))


def topic_view(topic: BrowsedTopic, page: int, voice: Voice) -> ui.LayoutView:
    """A page of the questions of one topic."""
    here, page, pages = _page(topic.entries, page)
    options = [SelectOption(label=shorten(entry.question, MAX_OPTION), value=entry.id) for entry in here]
    lines = [f"- {plain(entry.question, MAX_LINE)}" for entry in here]
    text = "\n".join(_that_fit([f"### {plain(topic.title)}", *lines]))
    around = [custom_ids.topic(topic.key, page - 1), custom_ids.topic(topic.key, page + 1)]
    turns = [*_turns(around, page, pages, voice), buttons.button(voice.all_topics, custom_ids.topics(0))]
    menu = _menu(custom_ids.PICK_ENTRY, voice.choose_question, options)
    return view_of(ui.Container(ui.TextDisplay(text), *_place(page, pages, voice), *menu, *rows(turns)))


def _page(all_of_them: Sequence[Any], page: int) -> tuple[Sequence[Any], int, int]:
    """What is on that page, or on the last if there are fewer by now; its number from 0, and how many there are."""
    pages = max(1, ceil(len(all_of_them) / ON_A_PAGE))
    page = min(page, pages - 1)
    return all_of_them[page * ON_A_PAGE : (page + 1) * ON_A_PAGE], page, pages


def _that_fit(lines: Iterable[str]) -> Iterator[str]:
    """As many of the lines as fit; signs that had to be neutralised take two characters each."""
    left = MOST_TEXT
    for line in lines:
        left -= length(line) + 1
        if left >= 0:
            yield line


def _place(page: int, pages: int, voice: Voice) -> list[AnyItem]:
    if pages == 1:
        return []
    return [ui.TextDisplay(small(fill(voice.page, page=page + 1, pages=pages)))]


def _turns(around: Sequence[str], page: int, pages: int, voice: Voice) -> list[AnyItem]:
    before, after = around
    turns: list[AnyItem] = []
    if page > 0:
        turns.append(buttons.button(voice.previous, before))
    if page < pages - 1:
        turns.append(buttons.button(voice.next, after))
    return turns


def _menu(custom_id: str, placeholder: str, options: list[SelectOption]) -> list[AnyItem]:
    return rows([ui.Select(custom_id=custom_id, placeholder=placeholder, options=options)] if options else [])
