"""What a front end is handed to show: a decision together with the entries, sources and texts of one version of an FAQ.

So a reload in the middle of rendering cannot mix two versions.
"""

from dataclasses import dataclass, replace

from bot.desk.gist import gist
from bot.engine.decision import Again, Chatter, Decision, Outcome
from bot.engine.wording.text import MAX_CHARACTERS
from bot.knowledge.model import Entry, Faq, Kind, Voice
from bot.knowledge.reading.citing import markers
from bot.knowledge.reading.voice import fill


@dataclass(frozen=True)
class Citation:
    """A source of an answer, with the titles a reader knows it by; `number` is the marker in the text."""

    number: int
    article: str
    section: str
    paragraph: int
    url: str | None


@dataclass(frozen=True)
class Block:
    """One answered entry with its sources."""

    entry: Entry
    citations: tuple[Citation, ...]
    in_short: bool = False

    @property
    def text(self) -> str:
        """Its answer, or what that comes to in short. Nobody but its author makes a safety text shorter."""
        if not self.in_short:
            return self.entry.answer
        if self.entry.in_short or self.entry.kind.is_safety:
            return self.entry.in_short or self.entry.answer
        return gist(self.entry.answer)

    @property
    def heading(self) -> str | None:
        """Its question. A safety text speaks for itself, and its "question" is for curators."""
        return self.entry.question if self.entry.kind is Kind.ANSWER else None


@dataclass(frozen=True)
class Reply:
    """A decision with all that is needed to show it."""

    decision: Decision
    voice: Voice
    blocks: tuple[Block, ...] = ()
    suggestions: tuple[Entry, ...] = ()
    outside: Entry | None = None  # says what the FAQ leaves out, where that is what was asked
    follow_ups: tuple[Entry, ...] = ()
    cited: tuple[Citation, ...] = ()  # what the last answer rests on, where that was asked
    asked: str = ""  # the id by which feedback refers to the question; empty where nothing is recorded
    too_long: bool = False  # the question was more than is read, and nothing was decided

    @property
    def in_passing(self) -> str | None:
        """What is said instead of anything from the FAQ: to small talk, and to more than is read at once."""
        if self.too_long:
            return fill(self.voice.too_long, limit=MAX_CHARACTERS)
        return self.small_talk if self.decision.outcome is Outcome.CHATTER else None

    @property
    def nothing(self) -> str:
        """What is said where there is no answer."""
        return self.outside.answer if self.outside else self.voice.nothing

    @property
    def small_talk(self) -> str:
        """What is said to chatter."""
        texts = {
            Chatter.GREETING: self.voice.greeting,
            Chatter.THANKS: self.voice.thanks,
            Chatter.FAREWELL: self.voice.farewell,
            Chatter.LAUGHTER: self.voice.laughter,
            Chatter.COMPLAINT: self.voice.complaint,
            Chatter.REACTION: self.voice.reaction,
            Chatter.SORROW: self.voice.sorrow,
            Chatter.RELIEF: self.voice.relief,
            Chatter.EMPTY: self.voice.empty_question,
            Chatter.GENERAL: self.voice.in_general,
            Chatter.SOURCE: fill(self.voice.from_source, sources=self._named_sources),
        }
        return texts.get(self.decision.chatter or Chatter.HELP, self.voice.help)

    @property
    def _named_sources(self) -> str:
        """Each article with the places that are cited of it."""
        places: dict[str, list[str]] = {}
        for one in self.cited:
            places.setdefault(one.article, []).append(f"{one.section}, {self.voice.paragraph} {one.paragraph}")
        return "; ".join(f"“{article}” ({'; '.join(cited)})" for article, cited in places.items())


def reply_for(faq: Faq, decision: Decision, locale: str | None = None, asked: str = "") -> Reply:
    """`decision` with the entries it names, as they stand in `faq`, and the texts of the language `locale`.

    `asked` is as in `Reply`.
    """
    return Reply(
        decision=decision,
        voice=faq.voice_in(locale),
        blocks=tuple(_block(faq, faq.by_id[entry_id], decision) for entry_id in decision.entries),
        suggestions=tuple(faq.by_id[entry_id] for entry_id in decision.suggestions),
        outside=faq.by_id[decision.outside] if decision.outside else None,
        follow_ups=tuple(faq.by_id[entry_id] for entry_id in decision.follow_ups),
        cited=_cited(faq, decision),
        asked=asked,
    )


def _block(faq: Faq, entry: Entry, decision: Decision) -> Block:
    """The entry with the sources of what is shown of it."""
    block = Block(entry, citations(faq, entry), in_short=decision.again not in (None, Again.WHOLE))
    if not block.in_short:
        return block
    numbers = markers(block.text)
    return replace(block, citations=tuple(one for one in block.citations if one.number in numbers or not numbers))


def _cited(faq: Faq, decision: Decision) -> tuple[Citation, ...]:
    """What the answer rests on whose source was asked for."""
    meant = faq.by_id.get(decision.ranking[0].entry) if decision.chatter is Chatter.SOURCE else None
    return citations(faq, meant) if meant else ()


def citations(faq: Faq, entry: Entry) -> tuple[Citation, ...]:
    """The sources of `entry`, numbered from 1 as its markers are; a source nobody described keeps its ids."""
    found = []
    for number, source in enumerate(entry.sources, start=1):
        article = faq.article(source.article)
        section = article.section(source.section) if article else None
        found.append(
            Citation(
                number=number,
                article=article.title if article else source.article,
                section=section.title if section else source.section,
                paragraph=source.paragraph,
                url=article.url if article else None,
            )
        )
    return tuple(found)
