"""The linter: what holds between the values of an FAQ, over and above each being well formed.

`check` is pure and finds everything at once. Faults keep an FAQ from being used; warnings do not. Where `reading`
already found faults, what could be read is checked all the same, but only for faults that cannot come from the
missing rest, and warnings wait until the faults are mended.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.errors import Fault
from bot.knowledge.model import Entry, Faq, Kind
from bot.knowledge.reading import citing, phrasings, signs
from bot.knowledge.reading.explaining import Wrong, did_you_mean
from bot.knowledge.reading.reader import QUESTIONS, SHARED, Reading

ENOUGH_PHRASINGS = 12
MAX_OF_ONE_SORT = 200  # findings; beyond that something has gone wrong as a whole
MESSAGE_CHARACTERS = 4000  # what Discord shows in one message of components
FRAME_CHARACTERS = 60  # Markdown, numbers and line breaks around one source or heading

_NOT_WRITTEN = re.compile(r"\W*(?:todo|tbd|fixme|xxx|to be (?:written|done))?\W*\Z", re.IGNORECASE)


# Spaces, controls and what joins or marks other signs; and letters that are drawn as nothing.
_INKLESS, _BLANK = frozenset({"Cc", "Cf", "Mn", "Zs", "Zl", "Zp"}), "\u115f\u1160\u2800\u3164\uffa0"


@dataclass(frozen=True)
class Findings:
    """What `check` found, each part in the order of files and lines."""

    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()

    def with_warnings(self, more: Iterable[Fault]) -> "Findings":
        """These findings and warnings found elsewhere, such as those that need the engine."""
        return replace(self, warnings=tuple(sorted({*self.warnings, *more})))


def check(reading: Reading, *, enough_phrasings: int = ENOUGH_PHRASINGS) -> Findings:
    """Everything wrong with an FAQ, the faults of its reading included. Raises nothing."""
    found = {fault for check_faults in _FAULTS for fault in islice(check_faults(reading), MAX_OF_ONE_SORT)}
    faults = tuple(sorted({*reading.faults, *found}))
    if faults:
        return Findings(faults)
    warned = {fault for warn in _WARNINGS for fault in islice(warn(reading), MAX_OF_ONE_SORT)}
    poor = islice(phrasings.too_few(reading, enough_phrasings), MAX_OF_ONE_SORT)
    return Findings(warnings=tuple(sorted({*warned, *poor})))


def overdue(reading: Reading, today: datetime.date) -> Iterator[Fault]:
    """Entries that somebody was to look at again before `today`, those that have waited longest first."""
    late = [entry for entry in reading.draft.entries if entry.review_by and entry.review_by < today]
    for entry in sorted(late, key=lambda entry: entry.review_by or today):
        what = f"entry {entry.id} was to be reviewed by {entry.review_by}"
        yield reading.fault_in(entry, what, "see whether it still holds, and set another day", "review_by")


def helpless(reading: Reading) -> Iterator[Fault]:
    """That an FAQ has no text for emergencies: the bot has none of its own, whose numbers would be wrong somewhere."""
    entries = reading.draft.entries
    if entries and lacks_help(reading.draft):
        what = "no entry is `urgent`: who writes that somebody is in danger is not told where to find help"
        yield Fault(
            reading.origins[entries[0].id].file, 1, what, "add a safety.yaml; the one that comes along is a start"
        )


def lacks_help(faq: Faq) -> bool:
    """Whether an FAQ says nothing to somebody in danger."""
    return all(entry.kind is not Kind.URGENT for entry in faq.entries)


def _references(reading: Reading) -> Iterator[Fault]:
    """Ids of other entries that lead nowhere, back to their own entry, or twice to the same place."""
    all_known = reading.incomplete <= set(SHARED)
    for entry in reading.draft.entries:
        for field, named in (("follow_ups", "the follow-up"), ("answers_too", "`answers_too`:")):
            targets: tuple[str, ...] = getattr(entry, field)
            for number, target in enumerate(targets):
                if wrong := _wrong_reference(reading, entry, targets[:number], target, all_known):
                    what, about = f"entry {entry.id}: {named} `{target}` {wrong.what}", {"entry": target, **wrong.about}
                    yield reading.fault_in(entry, what, wrong.remedy, field, number, why=wrong.why, about=about)


def _wrong_reference(
    reading: Reading, entry: Entry, before: Sequence[str], target: str, all_known: bool
) -> Wrong | None:
    if target == entry.id:
        return Wrong("is the entry itself", "remove it", "why_to_itself")
    if target in before:
        return Wrong("is named twice", "keep one", "why_named_twice")
    if all_known and target not in reading.origins:
        remedy = did_you_mean(target, list(reading.origins)) or "remove it, or write the entry"
        return Wrong("is the id of no entry", remedy, "why_to_none")
    return None


def _too_long_to_show(reading: Reading) -> Iterator[Fault]:
    for entry, room, shown in _sizes(reading):
        if shown > room:
            what = f"entry {entry.id} with its sources takes {shown} characters, more than the {room} of a message"
            remedy, about = "shorten the answer, or name fewer sources", {"length": shown, "most": room}
            yield reading.fault_in(entry, what, remedy, why="why_long_answer", about=about)


def _too_long_to_pair(reading: Reading) -> Iterator[Fault]:
    """Entries that leave no room for a second answer of their size."""
    for entry, room, shown in _sizes(reading):
        if room // 2 < shown:
            what = f"entry {entry.id} with its sources takes {shown} characters, so that two do not fit a message"
            remedy, about = (
                f"{room // 2} at most would be better",
                {"entry": entry.id, "length": shown, "most": room // 2},
            )
            yield reading.fault_in(entry, what, remedy, why="remark_no_pair", about=about)


def _sizes(reading: Reading) -> Iterator[tuple[Entry, int, int]]:
    """Each entry, the characters a message has for entries, and those it takes, generously counted."""
    voice = reading.draft.voice
    frame = (voice.two_answers, voice.read_as, voice.said_before, voice.disclaimer, voice.ask_next)
    room = MESSAGE_CHARACTERS - sum(map(len, frame)) - FRAME_CHARACTERS * len(frame)
    for entry in reading.draft.entries:
        yield entry, room, size(reading.draft, entry)


def size(faq: Faq, entry: Entry) -> int:
    """About how many characters an entry takes when it is shown with its sources."""
    total = len(entry.question) + len(entry.answer) + 2 * FRAME_CHARACTERS
    for source in entry.sources:
        article = faq.article(source.article)
        section = article.section(source.section) if article else None
        titles = (article.title, article.url or "") if article else ()
        total += FRAME_CHARACTERS + sum(map(len, titles)) + (len(section.title) if section else 0)
    return total


def _unseen(reading: Reading) -> Iterator[Fault]:
    """Questions and answers, also in short, of nothing but signs that take no ink, which would be shown as nothing."""
    for entry in reading.draft.entries:
        shown = {"question": entry.question, "answer": entry.answer, "in_short": entry.in_short}
        for field, text in shown.items():
            if text is not None and all(sign in _BLANK or unicodedata.category(sign) in _INKLESS for sign in text):
                what, about = f"entry {entry.id}: `{field}` has nothing that could be seen", {"name": f"`{field}`"}
                yield reading.fault_in(entry, what, "write it", field, why="why_empty", about=about)


def _not_written(reading: Reading) -> Iterator[Fault]:
    for entry in reading.draft.entries:
        if _NOT_WRITTEN.match(entry.answer):
            what, remedy = f"entry {entry.id} has no answer yet", "write it, or remove the entry"
            yield reading.fault_in(entry, what, remedy, "answer", why="remark_not_written", about={"entry": entry.id})


def _same_titles(reading: Reading) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for file, topic in reading.topics:
        first = seen.setdefault(phrasings.fold(topic.topic), file)
        if first != file:
            line = reading.files[file].line_of("topic")
            yield Fault(file, line, f'the topic "{topic.topic}" has the title of {first}', "choose another title")


def _led_to_by_none(reading: Reading) -> Iterator[Fault]:
    """Answers that are never offered as a follow-up; one warning for all where nobody uses follow-ups."""
    entries = reading.draft.entries
    answers = [entry for entry in entries if entry.kind is Kind.ANSWER]
    targets = {target for entry in entries for target in entry.follow_ups}
    if not targets and len(answers) > 1:
        what = f"none of the {len(entries)} entries has `follow_ups`"
        remedy = "name the entries to offer after an answer, to lead people on"
        yield reading.fault_in(answers[0], what, remedy, why="remark_no_follow_ups")
        return
    for entry in answers:
        if entry.id not in targets and len(answers) > 1:
            what, remedy = f"nothing leads to entry {entry.id}", "name it in the `follow_ups` of another entry"
            yield reading.fault_in(entry, what, remedy, why="remark_led_to_by_none", about={"entry": entry.id})


def _unknown_expected(reading: Reading) -> Iterator[Fault]:
    """Questions that are to lead to an entry which there is not."""
    for number, expected in enumerate(reading.draft.questions):
        if expected.entry is not None and expected.entry not in reading.origins:
            file, line = reading.place_of(QUESTIONS, "questions", number, "entry")
            remedy = did_you_mean(expected.entry, list(reading.origins)) or "correct it, or remove the question"
            yield Fault(file, line, f"the FAQ has no entry `{expected.entry}`", remedy)


_FAULTS: tuple[Callable[[Reading], Iterator[Fault]], ...] = (
    _references,
    phrasings.repeated,
    phrasings.in_two_groups,
    citing.unknown_sources,
    citing.markers_and_sources,
    citing.repeated_ids,
    signs.misplaced,
    signs.unknown_references,
    signs.repeated_terms,
    _too_long_to_show,
    _unseen,
)
_WARNINGS: tuple[Callable[[Reading], Iterator[Fault]], ...] = (
    _led_to_by_none,
    _not_written,
    _same_titles,
    _too_long_to_pair,
    phrasings.wordless,
    citing.uncited,
    citing.unsourced,
    citing.unmarked_ends,
    citing.twice_cited,
    signs.unused_terms,
    signs.without_effect,
    _unknown_expected,
)
