"""What an FAQ is: topics of entries, the articles they cite, words that mean the same, and the bot's voice.

These are plain frozen values. They promise that each field alone is well formed (pydantic refuses unknown keys,
wrong types, empty and over-long texts); what holds *between* values (unique ids, known follow-ups, markers that
agree with sources) is the business of `checking`.
"""

import datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=60)]
# A question becomes a heading, an autocomplete choice (100 characters) and, shortened, a button label.
Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Phrasing = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
# Two answers, their headings and their sources have to fit Discord's 4,000 characters a message.
Answer = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Phrasings = Annotated[tuple[Phrasing, ...], Field(min_length=1)]
# What the bot says besides answers has to leave room for them; a label has to fit a Discord button (80).
Saying = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
LongSaying = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
# What Discord shows of a command while someone picks it (100), and what commands and their parts may be called.
CommandText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
COMMAND_NAME_PATTERN = r"^[-_'\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+$"
# The length stands apart: counted in the pattern, it would make the compiled pattern ten megabytes larger.
CommandName = Annotated[str, StringConstraints(pattern=COMMAND_NAME_PATTERN, max_length=32)]
MenuName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)]


class _Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Kind(StrEnum):
    """What an entry is for."""

    ANSWER = "answer"  # a question the FAQ answers
    ADVICE = "advice"  # a person asks about their own body: said instead of an answer
    URGENT = "urgent"  # someone may be in danger: said before anything else
    OUTSIDE = "outside"  # a question near the subject that the sources do not answer: the honest "not in the FAQ"


class SourceRef(_Value):
    """Where a fact stands: a paragraph, counted from 1, of a section of an article."""

    article: Slug = Field(description="The id of an article in sources.yaml.")
    section: Slug = Field(description="The id of a section of that article.")
    paragraph: int = Field(ge=1, description="Which paragraph of the section, counted from 1.")


class Entry(_Value):
    """One question, the ways people put it, and the one answer to it."""

    id: Slug = Field(description="A short name, unique in the FAQ: small letters, digits and hyphens.")
    question: Question = Field(description="The question as it is shown to members.")
    also: tuple[Phrasing, ...] = Field(default=(), description="Other ways people put the question, one a line.")
    answer: Answer = Field(description="What is said. A fact ends with the number of its source in brackets: [1].")
    sources: tuple[SourceRef, ...] = Field(
        default=(),
        max_length=20,
        description="Where the facts stand; the first is [1] in the answer, the second [2], and so on.",
    )
    follow_ups: tuple[Slug, ...] = Field(
        default=(), max_length=5, description="The ids of up to five entries to offer next."
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
    review_by: datetime.date | None = Field(
        default=None, description="The day by which somebody should have looked at this entry again: 2027-01-31."
    )

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The question and everything in `also`, in order."""
        return (self.question, *self.also)


class Topic(_Value):
    """The entries of one file."""

    topic: Title = Field(description="The title of the topic as it is shown to members.")
    entries: tuple[Entry, ...] = Field(description="The questions of this topic with their answers.")
    terms: dict[Slug, Phrasings] = Field(
        default_factory=dict, description="Names for sets of words, to be used in `signs` and `unless`."
    )


class Section(_Value):
    """A titled part of an article and how many paragraphs it has."""

    id: Slug
    title: Title
    paragraphs: Annotated[int, Field(ge=1, le=1000)]


class Article(_Value):
    """A text that answers are drawn from."""

    id: Slug
    title: Title
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=512)] | None = None
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)


class Sources(_Value):
    """`sources.yaml`: the articles an FAQ may cite."""

    articles: tuple[Article, ...] = ()


class Words(_Value):
    """`words.yaml`: groups of words and short phrases that mean the same in this FAQ; the first names the group."""

    groups: tuple[Annotated[tuple[Phrasing, ...], Field(min_length=2)], ...] = ()


class Voice(_Value):
    """`voice.yaml`: every text a member can read that is not an answer. `{braces}` are filled in by the bot.

    What each text is for stands beside it in `builtin/voice.yaml`; which braces it may hold, in `voice`.
    """

    greeting: Saying
    thanks: Saying
    laughter: Saying
    help: LongSaying
    nothing: Saying
    nothing_near: Saying
    did_you_mean: Saying
    none_of_these: Label
    ask_next: Label
    sources: Label
    paragraph: Label
    disclaimer: Saying
    two_answers: Saying
    read_as: Saying
    empty_question: Saying
    too_long: Saying
    slow_down: Saying
    channel_busy: Saying
    busy: Saying
    cannot_write: Saying
    entry_gone: Saying
    failed: Saying

    helpful: Label
    not_helpful: Label
    rated_helpful: Saying
    rated_not_helpful: Saying
    tell_moderators: Label
    told_moderators: Saying
    not_kept: Saying
    not_saved: Saying

    post_here: Label
    posted: Saying
    cannot_post: Saying
    not_posted: Saying
    no_words: Saying
    unasked: Saying
    removed: Saying
    not_theirs: Saying
    not_mine: Saying
    cannot_remove: Saying

    browse: Saying
    choose_topic: Label
    choose_question: Label
    questions_in: Label
    page: Label
    previous: Label
    next: Label
    all_topics: Label

    privacy: Saying
    privacy_nothing: Saying
    privacy_all: Saying
    privacy_unanswered: Saying
    privacy_none: Saying
    privacy_linked: Saying
    privacy_held: Saying
    delete_mine: Label
    deleted_mine: Saying
    not_deleted: Saying

    not_a_moderator: Saying

    who_may_curate: Saying
    choose_roles: Label
    choose_people: Label

    form_new: Label
    form_change: Label
    field_question: Label
    field_answer: Label
    field_also: Label
    field_sources: Label
    hint_answer: CommandText
    hint_sources: CommandText

    draft_unsaved: Saying
    draft_goes: Saying
    draft_file: Label
    draft_effect: Label
    draft_faults: Saying

    draft_conflict: Saying
    draft_theirs: Label
    draft_mine: Label

    save: Label
    save_anyway: Label
    change: Label
    drop: Label
    take_back: Label

    draft_dropped: Saying
    draft_gone: Saying
    draft_saved: Saying
    draft_saved_later: Saying
    cannot_change: Saying

    history_lead: Label
    history_line: Saying
    history_none: Saying

    review_lead: Saying
    review_also: Label
    review_now: Label
    review_none: Saying
    teach_to: Label
    make_new: Label
    not_for_us: Label
    later: Label
    review_on: Label

    answer_askers: Label
    answered_askers: Saying
    answer_now: Saying

    settings_lead: Saying
    choose_channels: Label
    choose_boldness: Label
    choose_language: Label
    choose_moderators_channel: Label
    choose_keep: Label
    boldness_careful: Label
    boldness_balanced: Label
    boldness_eager: Label
    server_language: Label
    keep_host: Label
    keep_all: Label
    keep_unanswered: Label
    keep_none: Label

    stats_lead: Saying
    stats_none: Saying
    stats_questions: Label
    stats_answered: Label
    stats_suggested: Label
    stats_missed: Label
    stats_urgent: Label
    stats_other: Label
    stats_daily: Label
    stats_top: Label
    stats_helpful: Saying
    stats_misses: Label
    stats_removed: Label

    digest_review: Label
    digest_overdue: Label
    choose_digest: Label
    digest_never: Label
    digest_daily: Label
    digest_weekly: Label

    exported: Saying

    leave_sure: Saying
    leave_now: Label
    left_nothing: Saying

    faults_told: Saying

    name_ask: CommandName
    about_ask: CommandText
    name_question: CommandName
    about_question: CommandText
    name_private: CommandName
    about_private: CommandText
    name_faq: CommandName
    about_faq: CommandText
    name_browse: CommandName
    about_browse: CommandText
    name_show: CommandName
    about_show: CommandText
    name_help: CommandName
    about_help: CommandText
    name_privacy: CommandName
    about_privacy: CommandText
    menu_answer: MenuName
    menu_remove: MenuName

    name_curate: CommandName
    about_curate: CommandText
    name_add: CommandName
    about_add: CommandText
    name_edit: CommandName
    about_edit: CommandText
    name_phrasing: CommandName
    about_phrasing: CommandText
    name_remove: CommandName
    about_remove: CommandText
    name_undo: CommandName
    about_undo: CommandText
    name_history: CommandName
    about_history: CommandText
    name_review: CommandName
    about_review: CommandText
    name_stats: CommandName
    about_stats: CommandText
    name_period: CommandName
    about_period: CommandText
    period_week: Label
    period_month: Label
    period_quarter: Label
    name_export: CommandName
    about_export: CommandText
    name_import: CommandName
    about_import: CommandText
    name_settings: CommandName
    about_settings: CommandText
    name_access: CommandName
    about_access: CommandText
    name_leave: CommandName
    about_leave: CommandText
    name_entry: CommandName
    about_entry: CommandText
    name_topic: CommandName
    about_topic: CommandText
    name_more: CommandName
    about_more: CommandText
    name_less: CommandName
    about_less: CommandText
    name_file: CommandName
    about_file: CommandText
    name_number: CommandName
    about_number: CommandText
    menu_teach: MenuName


class Expected(_Value):
    """A question, and the entry that has to answer it; no entry if the FAQ must not answer it."""

    question: Phrasing
    entry: Slug | None


class Questions(_Value):
    """`questions.yaml`: questions that every change is tried on."""

    questions: tuple[Expected, ...] = ()


class Faq(_Value):
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
