"""What `faqbot check` found out about an FAQ, in words and for machines."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.engine.matcher import Matcher
from bot.errors import Fault
from bot.knowledge.checking import check, overdue
from bot.knowledge.model import Faq
from bot.knowledge.shelf import Shelf
from bot.places import in_folder
from bot.rehearsal import rehearse
from bot.results import Json


@dataclass(frozen=True)
class Inspection:
    """The findings, with paths as the folder was called, and how much there is of everything."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    entries: int
    phrasings: int
    paragraphs: int
    cited: int


def inspect(folder: Path, matcher_over: Callable[[Faq], Matcher], today: date) -> Inspection:
    """Read and check the FAQ in `folder` as of `today`, whatever its faults. Raises FaqBotError if there is none.

    An FAQ without faults is also rehearsed, with the matcher that would answer from it.
    """
    reading = Shelf(folder).read()
    findings = check(reading)
    if not findings.faults and reading.draft.entries:
        findings = findings.with_warnings(rehearse(reading, matcher_over(reading.draft)))
        findings = findings.with_warnings(overdue(reading, today))
    known = _paragraphs(reading.draft)
    return Inspection(
        faults=in_folder(folder, findings.faults),
        warnings=in_folder(folder, findings.warnings),
        entries=len(reading.draft.entries),
        phrasings=sum(len(entry.phrasings) for entry in reading.draft.entries),
        paragraphs=len(known),
        cited=len(known & _cited(reading.draft)),
    )


def in_words(found: Inspection) -> Iterator[str]:
    """Every fault and warning on a line, then all of it in one."""
    yield from (str(fault) for fault in found.faults)
    yield from (
        f"{warning.file}:{warning.line}: warning: {warning.what}; {warning.remedy}" for warning in found.warnings
    )
    yield f"{_amounts(found)}: {_count(len(found.faults), 'fault')}, {_count(len(found.warnings), 'warning')}"


def as_json(found: Inspection) -> Json:
    return {"ok": not found.faults, **dataclasses.asdict(found)}


def _amounts(found: Inspection) -> str:
    entries = f"{found.entries:,} {'entry' if found.entries == 1 else 'entries'}"
    amounts = f"{entries}, {found.phrasings:,} phrasing{'' if found.phrasings == 1 else 's'}"
    return f"{amounts}, {found.cited} of {found.paragraphs} paragraphs cited" if found.paragraphs else amounts


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


_Paragraph = tuple[str, str, int]


def _paragraphs(faq: Faq) -> set[_Paragraph]:
    return {
        (article.id, section.id, number)
        for article in faq.sources.articles
        for section in article.sections
        for number in range(1, section.paragraphs + 1)
    }


def _cited(faq: Faq) -> set[_Paragraph]:
    return {(source.article, source.section, source.paragraph) for entry in faq.entries for source in entry.sources}
