"""A reply as text for a terminal: what is said, in which order, and what each part is.

Pure: a `Reply` in, passages out. How a passage looks (bold, dim, Markdown rendered, or nothing of the kind in a
pipe) is the business of `screen`. All words come from the FAQ and its voice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.desk import Block, Citation, Reply
from bot.engine.decision import Correction, Outcome
from bot.knowledge.model import Entry, Kind, Topic, Voice
from bot.knowledge.voice import fill


class Tone(StrEnum):
    """What a passage is for, from which a screen decides how it looks."""

    HEADING = "heading"
    BODY = "body"  # Markdown, as curators write it
    NOTE = "note"  # beside the point: sources, the disclaimer, how the question was read
    CHOICES = "choices"  # numbered lines
    TABLE = "table"  # lines set in columns, to be left as they are


@dataclass(frozen=True)
class Passage:
    """A piece of text that stands on its own, with an empty line after it unless it is a heading."""

    tone: Tone
    text: str


def passages(reply: Reply) -> tuple[Passage, ...]:
    """Everything a reply says, in reading order."""
    return tuple(_passages(reply))


def choices(reply: Reply) -> tuple[Entry, ...]:
    """What the numbers in the reply stand for: the first is 1. Nothing is to distract from an urgent text."""
    if reply.suggestions:
        return tuple(dict.fromkeys(reply.suggestions))
    if reply.decision.outcome is Outcome.URGENT:
        return ()
    shown = {block.entry.id for block in reply.blocks}
    return tuple(entry for entry in dict.fromkeys(reply.follow_ups) if entry.id not in shown)


def numbered(titles: Iterable[str]) -> Passage:
    """A list to choose from."""
    return Passage(Tone.CHOICES, "\n".join(f"{number}. {title}" for number, title in enumerate(titles, start=1)))


def topic_titles(topics: Sequence[Topic]) -> list[str]:
    return [f"{topic.topic} ({len(answerable(topic))})" for topic in topics]


def answerable(topic: Topic) -> tuple[Entry, ...]:
    """The entries of a topic that answer a question; safety texts are not there to be browsed."""
    return tuple(entry for entry in topic.entries if entry.kind is Kind.ANSWER)


def as_text(parts: Iterable[Passage]) -> str:
    """Passages as plain text: a heading close to what it heads, everything else an empty line apart."""
    text = ""
    for part in parts:
        text += part.text + ("\n" if part.tone is Tone.HEADING else "\n\n")
    return text.rstrip("\n")


def source_line(citation: Citation, voice: Voice) -> str:
    where = f"{citation.article}, {citation.section}, {voice.paragraph} {citation.paragraph}"
    return f"[{citation.number}] {where} ({citation.url})" if citation.url else f"[{citation.number}] {where}"


def _passages(reply: Reply) -> Iterator[Passage]:
    voice, outcome = reply.voice, reply.decision.outcome
    if reply.in_passing is not None:
        yield Passage(Tone.BODY, reply.in_passing)
    yield from _notes(reply)
    for block in reply.blocks:
        yield from _block(block, voice)
    if outcome is Outcome.NONE and not reply.too_long and not reply.blocks and not reply.suggestions:
        yield Passage(Tone.BODY, reply.nothing)
    if outcome is Outcome.ANSWER:
        yield Passage(Tone.NOTE, voice.disclaimer)
    yield from _choices(reply)


def _notes(reply: Reply) -> Iterator[Passage]:
    """What is said above the answers."""
    voice, decision = reply.voice, reply.decision
    if decision.corrections and decision.outcome in (Outcome.ANSWER, Outcome.SUGGEST, Outcome.NONE):
        yield Passage(Tone.NOTE, _read_as(voice, decision.corrections))
    if decision.said_before:
        yield Passage(Tone.NOTE, voice.said_before)
    if len(reply.blocks) > 1 and decision.outcome is Outcome.ANSWER:
        yield Passage(Tone.BODY, voice.two_answers)


def _block(block: Block, voice: Voice) -> Iterator[Passage]:
    if block.entry.kind is Kind.ANSWER:  # a safety text speaks for itself; its "question" is for curators
        yield Passage(Tone.HEADING, block.entry.question)
    yield Passage(Tone.BODY, block.entry.answer)
    if block.citations:
        lines = (source_line(citation, voice) for citation in block.citations)
        yield Passage(Tone.NOTE, "\n".join((voice.sources, *lines)))


def _choices(reply: Reply) -> Iterator[Passage]:
    offered = choices(reply)
    if not offered:
        return
    if lead := _lead(reply):
        yield Passage(Tone.HEADING, lead)
    yield numbered(entry.question for entry in offered)


def _lead(reply: Reply) -> str | None:
    """The words before the numbered questions."""
    leads = {
        Outcome.SUGGEST: reply.voice.did_you_mean,
        Outcome.NONE: reply.voice.nothing_near if reply.suggestions else reply.voice.ask_next,
        Outcome.CHATTER: None,  # the small talk itself leads to them
    }
    return leads.get(reply.decision.outcome, reply.voice.ask_next)


def _read_as(voice: Voice, corrections: Iterable[Correction]) -> str:
    """What was read differently from how it was typed, a word a line."""
    return "\n".join(fill(voice.read_as, typed=one.typed, read_as=one.read_as) for one in corrections)
