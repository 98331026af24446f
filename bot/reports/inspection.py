"""What `faqbot check` found out about an FAQ, in words and for machines."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.desk.library import SERVERS, known_servers, misnamed_servers, prefix_of
from bot.engine.matcher import Matcher
from bot.errors import Fault, told
from bot.knowledge.model import Faq
from bot.knowledge.reading.checking import Findings, check, helpless, overdue
from bot.knowledge.reading.overlay import checked
from bot.knowledge.reading.reader import Reading
from bot.knowledge.shelf import Shelf
from bot.places import in_folder
from bot.reports.rehearsal import rehearse
from bot.reports.results import Json


@dataclass(frozen=True)
class Inspection:
    """The findings, with paths as the folders were called, and how much there is of everything in the base.

    `servers` is how many servers' own files were looked at, `unseen` how many could not be, as the base has faults.
    """

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    entries: int
    phrasings: int
    paragraphs: int
    cited: int
    servers: int = 0
    unseen: int = 0


def inspect(
    folder: Path, matcher_over: Callable[[Faq], Matcher], today: date, servers: Path | None = None
) -> Inspection:
    """Read and check the FAQ in `folder` as of `today`, whatever its faults, and over it that of each server.

    An FAQ without faults is also rehearsed, with the matcher that would answer from it; `servers` is the folder of the
    servers' folders. Raises FaqBotError if there is no FAQ.
    """
    reading = Shelf(folder).read()
    findings, own, matcher = check(reading), known_servers(servers), None
    if not findings.faults and reading.draft.entries:
        matcher = matcher_over(reading.draft)
        findings = findings.with_warnings(rehearse(reading, matcher))
        findings = findings.with_warnings(overdue(reading, today)).with_warnings(helpless(reading))
    base = _InFolders(folder, servers or folder, reading, findings, matcher, today)
    looked_at = [findings_of for server in own if (findings_of := base.of_server(server))] if matcher else []
    found = [base.told(findings), *looked_at, Findings(warnings=tuple(_misnamed(servers, folder)))]
    known = _paragraphs(reading.draft)
    return Inspection(
        faults=tuple(fault for one in found for fault in one.faults),
        warnings=tuple(fault for one in found for fault in one.warnings),
        entries=len(reading.draft.entries),
        phrasings=sum(len(entry.phrasings) for entry in reading.draft.entries),
        paragraphs=len(known),
        cited=len(known & _cited(reading.draft)),
        servers=len(looked_at),
        unseen=0 if matcher else len(own),
    )


def _misnamed(servers: Path | None, base: Path) -> Iterator[Fault]:
    """Folders among the servers' that are none of a server, but for the `base` if it stands there as well."""
    for folder in (one for one in misnamed_servers(servers) if one.resolve() != base.resolve()):
        what = "the folder is not called by the id of a server, so nothing in it is read"
        yield Fault(str(folder), 1, what, "call it by that: Copy Server ID, in Discord's developer mode")


@dataclass(frozen=True)
class _InFolders:
    """The base as it was found, and the folder of the servers' folders, to look at what they have over it."""

    folder: Path
    servers: Path
    reading: Reading
    findings: Findings
    matcher: Matcher | None
    today: date

    def of_server(self, server: str) -> Findings | None:
        """What is found on a server that is not found in the base by itself; None if it has no files of its own."""
        shelf, prefix = Shelf(self.servers / server), prefix_of(server)
        if not shelf.has_documents():
            return None
        reading, found = checked(self.reading, shelf.take(), prefix)
        if self.matcher and not found.faults:
            rehearsed = rehearse(reading, self.matcher.updated(reading.draft))
            found = found.with_warnings(rehearsed).with_warnings(overdue(reading, self.today))
        fresh = sorted({*found.warnings} - {*self.findings.warnings})
        told = [
            one if one.file.startswith(prefix) else replace(one, what=f"on server {server}, {one.what}")
            for one in fresh
        ]
        return self.told(Findings(found.faults, tuple(told)))

    def told(self, found: Findings) -> Findings:
        """The same with paths that lead to the files."""
        return Findings(tuple(map(self._with_path, found.faults)), tuple(map(self._with_path, found.warnings)))

    def _with_path(self, fault: Fault) -> Fault:
        of_server = fault.file.removeprefix(f"{SERVERS}/")
        if of_server == fault.file:
            return in_folder(self.folder, fault)
        return in_folder(self.servers, replace(fault, file=of_server))


def in_words(found: Inspection) -> Iterator[str]:
    """Every fault and warning on a line, as in `errors.told`, then all of it in one."""
    yield from told(found.faults)
    yield from (
        f"{warning.file}:{warning.line}: warning: {warning.what}; {warning.remedy}" for warning in found.warnings
    )
    if found.unseen:
        yield f"servers with files of their own: {found.unseen}, looked at once the faults above are mended"
    yield f"{_amounts(found)}: {_count(len(found.faults), 'fault')}, {_count(len(found.warnings), 'warning')}"


def as_json(found: Inspection) -> Json:
    told = {name: [_told(fault) for fault in getattr(found, name)] for name in ("faults", "warnings")}
    return {"ok": not found.faults, **dataclasses.asdict(found), **told}


def _told(fault: Fault) -> Json:
    return {"file": fault.file, "line": fault.line, "what": fault.what, "remedy": fault.remedy}


def _amounts(found: Inspection) -> str:
    entries = f"{found.entries:,} {'entry' if found.entries == 1 else 'entries'}"
    amounts = f"{entries}, {found.phrasings:,} phrasing{'' if found.phrasings == 1 else 's'}"
    if found.paragraphs:
        amounts += f", {found.cited} of {found.paragraphs} paragraphs cited"
    return f"{amounts}; servers with files of their own: {found.servers}" if found.servers else amounts


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
