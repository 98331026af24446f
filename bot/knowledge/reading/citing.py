"""Where the facts of an answer stand: sources, the markers [1] [2] in the text, and the articles behind them."""

import re
from collections.abc import Iterator

from bot.errors import Fault
from bot.knowledge.model import Kind, Section, SourceRef
from bot.knowledge.reading.explaining import Wrong, did_you_mean, meant
from bot.knowledge.reading.reader import SOURCES, Reading

# A number in brackets, but not the text of a link: [1](https://...).
_MARKER = re.compile(r"\[(\d{1,3})\](?!\()")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_ENDS_WITH_MARKER = re.compile(r"\[\d{1,3}\][\s.!?)\"'*_]*\Z")


def markers(answer: str) -> list[int]:
    """The numbers of the markers in an answer, in order; what looks like one inside `code` is none."""
    return [int(number) for number in _MARKER.findall(_CODE.sub("", answer))]


def unknown_sources(reading: Reading) -> Iterator[Fault]:
    """Sources that lead to no paragraph of any article."""
    if SOURCES in reading.incomplete:
        return
    for entry in reading.draft.entries:
        for number, source in enumerate(entry.sources):
            if SOURCES not in reading.files:
                what = f"entry {entry.id} cites an article, but there is no {SOURCES}"
                remedy = f"describe the articles in {SOURCES}, or remove the sources"
                yield reading.fault_in(entry, what, remedy, "sources", number, why="why_no_articles")
                return
            if wrong := _wrong_source(reading, source):
                what, about = f"entry {entry.id}: {wrong.what}", wrong.about
                yield reading.fault_in(entry, what, wrong.remedy, "sources", number, why=wrong.why, about=about)


def _wrong_source(reading: Reading, source: SourceRef) -> Wrong | None:
    """What is wrong with a source, and what to do about it; None if it leads to a paragraph."""
    otherwise = f"describe it in {SOURCES}"
    article = reading.draft.article(source.article)
    if article is None:
        known = [article.id for article in reading.draft.sources.articles]
        what, remedy = f"no article is called `{source.article}`", did_you_mean(source.article, known) or otherwise
        return Wrong(what, remedy, "why_no_article", {**source.model_dump(), "known": meant(source.article, known)})
    section = article.section(source.section)
    if section is None:
        known = [section.id for section in article.sections]
        what = f"`{article.id}` has no section called `{source.section}`"
        about = {**source.model_dump(), "known": meant(source.section, known)}
        return Wrong(what, did_you_mean(source.section, known) or otherwise, "why_no_section", about)
    if source.paragraph > section.paragraphs:
        what = f"section `{section.id}` of `{article.id}` has no paragraph {source.paragraph}"
        about = {**source.model_dump(), "most": section.paragraphs}
        return Wrong(what, f"the last one is {section.paragraphs}", "why_beyond_section", about)
    return None


def markers_and_sources(reading: Reading) -> Iterator[Fault]:
    """Markers without a source and sources without a marker."""
    for entry in reading.draft.entries:
        used, sources = set(markers(entry.answer)), set(range(1, len(entry.sources) + 1))
        for number in sorted(used - sources):
            what = f"entry {entry.id}: the answer has a marker [{number}], but there is no source no. {number}"
            remedy, about = "add the source, or correct the marker", {"number": number}
            yield reading.fault_in(entry, what, remedy, "answer", why="why_no_source", about=about)
        for number in sorted(sources - used):
            what = f"entry {entry.id}: source no. {number} is never used in the answer"
            remedy, about = f"write [{number}] behind what it states, or remove the source", {"number": number}
            yield reading.fault_in(entry, what, remedy, "sources", number - 1, why="why_unused_source", about=about)
        for number in sorted(set(markers(entry.in_short or "")) - sources):
            what = f"entry {entry.id}: `in_short` has a marker [{number}], but there is no source no. {number}"
            remedy, about = "add the source, or correct the marker", {"number": number}
            yield reading.fault_in(entry, what, remedy, "in_short", why="why_no_source", about=about)


def unmarked_ends(reading: Reading) -> Iterator[Fault]:
    """Sourced answers whose last sentence names no source."""
    for entry in reading.draft.entries:
        if entry.sources and not _ENDS_WITH_MARKER.search(entry.answer):
            what = f"entry {entry.id}: the last sentence of the answer has no marker"
            remedy, about = "say where it stands, for example [1]", {"entry": entry.id}
            yield reading.fault_in(entry, what, remedy, "answer", why="remark_unmarked_end", about=about)


def unsourced(reading: Reading) -> Iterator[Fault]:
    """Answers without sources, in an FAQ that has articles to draw from."""
    if not reading.draft.sources.articles:
        return
    for entry in reading.draft.entries:
        if entry.kind is Kind.ANSWER and not entry.sources:
            what, remedy = f"entry {entry.id} names no sources", "say where its facts stand"
            yield reading.fault_in(entry, what, remedy, why="remark_no_source", about={"entry": entry.id})


def twice_cited(reading: Reading) -> Iterator[Fault]:
    """The same paragraph twice among the sources of one entry."""
    for entry in reading.draft.entries:
        for number, source in enumerate(entry.sources):
            if source in entry.sources[:number]:
                first = entry.sources.index(source) + 1
                what = f"entry {entry.id}: source no. {number + 1} is the same as no. {first}"
                remedy, about = "use one number for both", {"entry": entry.id, "number": number + 1, "first": first}
                yield reading.fault_in(entry, what, remedy, "sources", number, why="remark_cited_twice", about=about)


def repeated_ids(reading: Reading) -> Iterator[Fault]:
    """Two articles, or two sections of one article, with one id."""
    articles = reading.draft.sources.articles
    for number in _repeats([article.id for article in articles]):
        file, line = reading.place_of(SOURCES, "articles", number, "id")
        yield Fault(file, line, f"the id `{articles[number].id}` is taken by another article", "choose another id")
    for at, article in enumerate(articles):
        for number in _repeats([section.id for section in article.sections]):
            file, line = reading.place_of(SOURCES, "articles", at, "sections", number, "id")
            what = f"the id `{article.sections[number].id}` is taken by another section of `{article.id}`"
            yield Fault(file, line, what, "choose another id")


def _repeats(ids: list[str]) -> Iterator[int]:
    seen: set[str] = set()
    for number, known in enumerate(ids):
        if known in seen:
            yield number
        seen.add(known)


def uncited(reading: Reading) -> Iterator[Fault]:
    """Paragraphs that no entry cites, one warning a section."""
    cited: dict[tuple[str, str], set[int]] = {}
    for entry in reading.draft.entries:
        for source in entry.sources:
            cited.setdefault((source.article, source.section), set()).add(source.paragraph)
    for at, article in enumerate(reading.draft.sources.articles):
        for number, section in enumerate(article.sections):
            missing = _missing(section, cited.get((article.id, section.id), set()))
            if missing:
                file, line = reading.place_of(SOURCES, "articles", at, "sections", number)
                what = f"no entry cites paragraph {missing} of section `{section.id}` of `{article.id}`"
                yield Fault(file, line, what, "see whether it holds something worth answering")


def _missing(section: Section, cited: set[int]) -> str:
    """The paragraphs of `section` that are not in `cited`, as "2, 4-6"."""
    runs: list[tuple[int, int]] = []
    for number in range(1, section.paragraphs + 1):
        if number in cited:
            continue
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
