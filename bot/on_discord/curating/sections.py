"""Choosing the sources of an entry by what they are called: sections of articles, then paragraphs of a section.

Discord takes 25 choices a menu, so a longer section is offered in parts and a longer list of sections in pages. Sources
that stay keep their order, as the answer refers to them by it: [1].
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from discord import SelectOption, ui

from bot.knowledge.editing.fields import lines_of
from bot.knowledge.model import Article, Faq, Section, Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.curating import ids
from bot.on_discord.showing import buttons
from bot.on_discord.showing.limits import MAX_OPTION, MAX_OPTIONS
from bot.on_discord.showing.paging import paged_select
from bot.on_discord.showing.rendering import rows, view_of
from bot.on_discord.showing.text import plain, shorten

MAX_TITLE = 200

AnyItem = ui.Item[Any]


@dataclass(frozen=True)
class Stretch:
    """Paragraphs of a section, as many as fit into a menu. `part` counts the stretches of the section from 0."""

    article: Article
    section: Section
    part: int

    @property
    def key(self) -> str:
        return ids.short(f"{self.article.id}/{self.section.id}")

    @property
    def value(self) -> str:
        return f"{self.key}:{self.part}"

    @property
    def numbers(self) -> range:
        first = self.part * MAX_OPTIONS + 1
        return range(first, min(first + MAX_OPTIONS, self.section.paragraphs + 1))

    @property
    def title(self) -> str:
        numbers = f" ({self.numbers[0]}–{self.numbers[-1]})" if self.section.paragraphs > MAX_OPTIONS else ""
        return shorten(self.section.title, MAX_OPTION - len(numbers)) + numbers

    @property
    def sources(self) -> list[str]:
        """Its paragraphs as they are typed."""
        return [f"{self.article.id}/{self.section.id}/{number}" for number in self.numbers]


def stretches(faq: Faq) -> list[Stretch]:
    """Everything that can be cited."""
    return [
        Stretch(article, section, part)
        for article in faq.sources.articles
        for section in article.sections
        for part in range((section.paragraphs - 1) // MAX_OPTIONS + 1)
    ]


def section_menu(faq: Faq, sources: str, key: str, voice: Voice, page: int = 0) -> list[AnyItem]:
    """The menu of sections for the draft `key`, whose `sources` are typed so; nothing where there are no articles."""
    found, cited = stretches(faq), lines_of(sources)
    if not found:
        return []
    several = len(faq.sources.articles) > 1

    def option(one: Stretch) -> SelectOption:
        return SelectOption(label=one.title, value=one.value, description=_described(one, cited, named=several))

    menu = paged_select(
        found,
        page,
        option,
        custom_id=ids.cite(key, secrets.token_hex(2)),
        placeholder=voice.choose_section,
        more=voice.more_sections,
    )
    return rows([menu])


def paragraphs_view(one: Stretch, sources: str, key: str, voice: Voice) -> ui.LayoutView:
    """The paragraphs of a stretch, those that are cited chosen already."""
    cited = lines_of(sources)
    options = [
        SelectOption(
            label=shorten(f"{voice.paragraph} {number}", MAX_OPTION),
            value=str(number),
            default=source in cited,
            description=_marks([source], cited),
        )
        for number, source in zip(one.numbers, one.sources, strict=True)
    ]
    menu = ui.Select[Any](
        custom_id=ids.cited(key, one.key, one.part),
        placeholder=voice.choose_paragraphs,
        options=options,
        min_values=0,
        max_values=len(options),
    )
    lead = fill(voice.cited_now, section=plain(one.section.title, MAX_TITLE))
    return view_of(ui.TextDisplay(lead), *rows([menu]), *rows([buttons.button(voice.back, ids.draft("show", key))]))


def recited(sources: str, one: Stretch, numbers: Iterable[str]) -> str:
    """The sources once those `numbers` of the stretch are cited and no others of it."""
    chosen = {str(number): source for number, source in zip(one.numbers, one.sources, strict=True)}
    wanted = [chosen[number] for number in numbers if number in chosen]
    before = lines_of(sources)
    kept = [source for source in before if source in wanted or source not in one.sources]
    return "\n".join(dict.fromkeys([*kept, *wanted]))


def _described(one: Stretch, cited: Sequence[str], *, named: bool) -> str | None:
    """Which sources of the entry are of that stretch, and of which article it is where there are several."""
    parts = [_marks(one.sources, cited), one.article.title if named else None]
    return shorten(" · ".join(filter(None, parts)), MAX_OPTION) or None


def _marks(sources: Iterable[str], cited: Sequence[str]) -> str | None:
    return " ".join(f"[{cited.index(source) + 1}]" for source in sources if source in cited) or None
