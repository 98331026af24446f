"""A reply as text for a terminal: what is said, and what each part is.

Pure: a `Reply` in, passages out. What it consists of is decided by `desk.contents`; how a passage looks (bold, dim,
Markdown rendered, or nothing of the kind in a pipe) is the business of `screen`. All words come from the FAQ and its
voice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.desk import Block, Citation, Reply
from bot.desk.contents import OwnWords, ReadAs, Role, contents, offered
from bot.engine.decision import Correction
from bot.knowledge.model import Entry, Kind, Topic, Voice
from bot.knowledge.reading.voice import fill


class Tone(StrEnum):
    """What a passage is for, from which a screen decides how it looks."""

    HEADING = "heading"
    BODY = "body"  # Markdown, as curators write it
    NOTE = "note"  # beside the point: sources, the disclaimer, how the question was read
    CHOICES = "choices"  # numbered lines
    TABLE = "table"  # lines set in columns, to be left as they are


_TONES = {
    Role.REMARK: Tone.NOTE,
    Role.ANNOUNCEMENT: Tone.BODY,
    Role.INSTEAD: Tone.BODY,
    Role.DISCLAIMER: Tone.NOTE,
    Role.CHOICE: Tone.HEADING,
    Role.NEXT: Tone.HEADING,
}


@dataclass(frozen=True)
class Passage:
    """A piece of text that stands on its own, with an empty line after it unless it is a heading."""

    tone: Tone
    text: str


def passages(reply: Reply) -> tuple[Passage, ...]:
    """Everything a reply says, in reading order."""
    return tuple(_passages(reply))


def numbered(titles: Iterable[str]) -> Passage:
    """A list to choose from, by numbers of which the first is 1."""
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
    for part in contents(reply):
        match part:
            case ReadAs(corrections):
                yield Passage(Tone.NOTE, _read_as(reply.voice, corrections))
            case OwnWords(role, text):
                yield Passage(_TONES[role], text)
            case Block():
                yield from _block(part, reply.voice)
    if choices := offered(reply):
        yield numbered(entry.question for entry in choices)


def _block(block: Block, voice: Voice) -> Iterator[Passage]:
    if block.heading:
        yield Passage(Tone.HEADING, block.heading)
    yield Passage(Tone.BODY, block.text)
    if block.citations:
        lines = (source_line(citation, voice) for citation in block.citations)
        yield Passage(Tone.NOTE, "\n".join((voice.sources, *lines)))


def _read_as(voice: Voice, corrections: Iterable[Correction]) -> str:
    """What was read differently from how it was typed, a word a line."""
    return "\n".join(fill(voice.read_as, typed=one.typed, read_as=one.read_as) for one in corrections)
