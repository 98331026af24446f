"""What an FAQ is: topics of entries, the articles they cite, words that mean the same, and the bot's voice.

These are plain frozen values. They promise that each field alone is well formed (pydantic refuses unknown keys,
wrong types, empty and over-long texts); what holds *between* values (unique ids, known follow-ups, markers that
agree with sources) is the business of `checking`.
"""

import datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.knowledge.texts import Voice as Voice
from bot.knowledge.values import Value

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

MOST_ID_CHARACTERS = 60
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=MOST_ID_CHARACTERS)]
# A question becomes a heading, an autocomplete choice (100 characters) and, shortened, a button label.
QuestionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
MAX_PHRASING = 500
Phrasing = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_PHRASING)]
# Two answers, their headings and their sources have to fit Discord's 4,000 characters a message.
Answer = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Phrasings = Annotated[tuple[Phrasing, ...], Field(min_length=1)]


class Kind(StrEnum):
    """What an entry is for."""

    ANSWER = "answer"  # a question the FAQ answers
    ADVICE = "advice"  # a person asks about their own body: said instead of an answer
    URGENT = "urgent"  # someone may be in danger: said before anything else
    OUTSIDE = "outside"  # a question near the subject that the sources do not answer: the honest "not in the FAQ"

    @property
    def is_safety(self) -> bool:
        """Whether it is said to whoever is in danger, or speaks of their own health, instead of an answer."""
        return self in {Kind.ADVICE, Kind.URGENT}


class SourceRef(Value):
    """Where a fact stands: a paragraph, counted from 1, of a section of an article."""

    article: Slug = Field(description="The id of an article in sources.yaml.")
    section: Slug = Field(description="The id of a section of that article.")
    paragraph: int = Field(ge=1, description="Which paragraph of the section, counted from 1.")


class Entry(Value):
    """One question, the ways people put it, and the one answer to it."""

    id: Slug = Field(description="A short name, unique in the FAQ: small letters, digits and hyphens.")
    question: QuestionText = Field(description="The question as it is shown to members.")
    also: tuple[Phrasing, ...] = Field(default=(), description="Other ways people put the question, one a line.")
    answer: Answer = Field(description="What is said. A fact ends with the number of its source in brackets: [1].")
    in_short: Short | None = Field(
        default=None,
        description="The answer in a sentence or two of everyday words, for who asks for it shorter or simpler. Left "
        "out, its first sentences are shown.",
    )
    sources: tuple[SourceRef, ...] = Field(
        default=(),
        max_length=20,
        description="Where the facts stand; the first is [1] in the answer, the second [2], and so on.",
    )
    follow_ups: tuple[Slug, ...] = Field(
        default=(), max_length=5, description="The ids of up to five entries to offer next."
    )
    answers_too: tuple[Slug, ...] = Field(
        default=(),
        max_length=20,
        description="The ids of entries whose question this answer answers as well, if only in passing.",
    )
    # Not strict, so that the word in the YAML becomes the member of the enumeration.
    kind: Kind = Field(
        default=Kind.ANSWER,
        strict=False,
        description="answer (the default), advice (personal questions), urgent (someone may be in danger) or outside "
        "(near the subject, but not answered by the sources).",
    )
    signs: tuple[Phrasings, ...] = Field(
        default=(),
        description="For urgent and advice entries: sets of words or terms that, all met in one message, call for it.",
    )
    unless: tuple[Phrasing, ...] = Field(
        default=(), description="Words or terms that keep `signs` from counting when they stand in the message."
    )
    signs_suffice: bool = Field(
        default=False, description="One of the `signs` calls for this entry, whatever else the message says."
    )
    until: tuple[Phrasing, ...] = Field(
        default=(),
        description="For urgent entries: words or terms of which one has to stand in a message that says all is well.",
    )
    review_by: datetime.date | None = Field(
        default=None, description="The day by which somebody should have looked at this entry again: 2027-01-31."
    )

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The question and everything in `also`, in order."""
        return (self.question, *self.also)


class Topic(Value):
    """The entries of one file."""

    topic: Title = Field(description="The title of the topic as it is shown to members.")
    entries: tuple[Entry, ...] = Field(description="The questions of this topic with their answers.")
    terms: dict[Slug, Phrasings] = Field(
        default_factory=dict, description="Names for sets of words, to be used in `signs` and `unless`."
    )


class Section(Value):
    """A titled part of an article and how many paragraphs it has."""

    id: Slug
    title: Title
    paragraphs: Annotated[int, Field(ge=1, le=1000)]


class Article(Value):
    """A text that answers are drawn from."""

    id: Slug
    title: Title
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=512)] | None = None
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)


class Sources(Value):
    """`sources.yaml`: the articles an FAQ may cite."""

    articles: tuple[Article, ...] = ()


class Words(Value):
    """`words.yaml`: groups of words and short phrases that mean the same in this FAQ; the first names the group."""

    groups: tuple[Annotated[tuple[Phrasing, ...], Field(min_length=2)], ...] = ()


class Expected(Value):
    """A question, and the entry that has to answer it; no entry if the FAQ must not answer it."""

    question: Phrasing
    entry: Slug | None


class Questions(Value):
    """`questions.yaml`: questions that every change is tried on."""

    questions: tuple[Expected, ...] = ()


class Faq(Value):
    """One whole version of everything the bot knows and says."""

    topics: tuple[Topic, ...]
    sources: Sources = Sources()
    words: Words = Words()
    voice: Voice
    voices: dict[str, Voice] = Field(default_factory=dict)  # by language: "de", "pt-BR"
    questions: tuple[Expected, ...] = ()

    def voice_in(self, locale: str | None) -> Voice:
        """The texts in the language that Discord calls `locale`; where there are none, those of `voice`."""
        if locale is None:
            return self.voice
        return self.voices.get(locale) or self.voices.get(locale.partition("-")[0]) or self.voice

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for topic in self.topics for entry in topic.entries}

    @cached_property
    def by_question(self) -> dict[str, Entry]:
        """Entries by their own questions to the letter; of two alike the first."""
        return {entry.question: entry for entry in reversed(self.entries)}

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self.by_id.values())

    @cached_property
    def terms(self) -> dict[str, tuple[str, ...]]:
        return {name: phrases for topic in self.topics for name, phrases in topic.terms.items()}

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {article.id: article for article in self.sources.articles}

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)
