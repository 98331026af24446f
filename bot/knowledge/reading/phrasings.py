"""The ways people put their questions, compared as a reader would: letter case and punctuation do not count."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from bot.errors import Fault
from bot.knowledge.model import Entry, Kind
from bot.knowledge.reading.reader import WORDS, Reading
from bot.knowledge.yaml_text.nodes import Step, shown

# Not every sign: "C#" and "C++" are two languages.
_PUNCTUATION = re.compile(r"""[\s.,;:!?¿¡…"“”„«»()\[\]{}<>/\\|*_~`´–—-]+""")
_LETTER = re.compile(r"\w")
_APOSTROPHES = re.compile("['’‘]")


def fold(text: str) -> str:
    """`text` without letter case, punctuation and superfluous spaces.

    >>> fold("What's  osteoporosis?!")
    'whats osteoporosis'
    """
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return _PUNCTUATION.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def in_no_entry(questions: Iterable[str], entries: Iterable[Entry]) -> list[str]:
    """Those of `questions` that are a phrasing of none of `entries`."""
    known = {fold(phrasing) for entry in entries for phrasing in entry.phrasings}
    return [question for question in questions if fold(question) not in known]


def repeated(reading: Reading) -> Iterator[Fault]:
    """Phrasings that stand twice, in one entry or in two: the bot could not tell which is meant."""
    seen: dict[str, tuple[Entry, int]] = {}
    for entry in reading.draft.entries:
        for number, phrasing in enumerate(entry.phrasings):
            folded = fold(phrasing)
            if folded and folded in seen:
                yield _repetition(reading, entry, number, *seen[folded])
            seen.setdefault(folded, (entry, number))


def _repetition(reading: Reading, entry: Entry, number: int, first: Entry, first_number: int) -> Fault:
    origin, path = reading.origins[first.id], path_of(number)
    where = f"{origin.file}:{origin.line_of(*path_of(first_number))}"
    phrasing = shown(entry.phrasings[number])
    if first is entry:
        what, about = f'entry {entry.id} has "{phrasing}" twice ({where})', {"question": phrasing}
        return reading.fault_in(entry, what, "keep one", *path, why="why_twice", about=about)
    about = {"question": phrasing, "entry": first.id, "other": entry.id}
    what = f'entries {entry.id} and {first.id} share the phrasing "{phrasing}" ({where})'
    remedy = "keep it in the entry that answers it"
    return reading.fault_in(entry, what, remedy, *path, why="why_shared", about=about)


def path_of(number: int) -> tuple[Step, ...]:
    """Where the phrasing no. `number` of `Entry.phrasings` stands in the entry."""
    return ("also", number - 1) if number else ("question",)


def wordless(reading: Reading) -> Iterator[Fault]:
    """Phrasings of nothing but punctuation, which no question can be compared with."""
    for entry in reading.draft.entries:
        for number, phrasing in enumerate(entry.phrasings):
            if not _LETTER.search(phrasing) and not fold(phrasing):
                what = f'entry {entry.id}: the phrasing "{shown(phrasing)}" has no words'
                path, about = path_of(number), {"entry": entry.id, "question": shown(phrasing)}
                remedy = "write words, or remove it"
                yield reading.fault_in(entry, what, remedy, *path, why="remark_no_words", about=about)


def too_few(reading: Reading, enough: int) -> Iterator[Fault]:
    """Answers with fewer than `enough` phrasings; one warning for all where none has so many."""
    answers = [entry for entry in reading.draft.entries if entry.kind is Kind.ANSWER]
    poor = [entry for entry in answers if len(entry.also) < enough]
    remedy = f"add ways in which people might ask, up to {enough} or more"
    if len(poor) == len(answers) > 1:
        most = max(len(entry.also) for entry in poor)
        what = f"none of the {len(poor)} answers has {enough} phrasings in `also` (the most is {most})"
        counts = {"count": most, "most": enough}
        yield reading.fault_in(poor[0], what, remedy, why="remark_all_few_phrasings", about=counts)
        return
    for entry in poor:
        what = f"entry {entry.id} has only {_counted(len(entry.also))} in `also`"
        about = {"entry": entry.id, "count": len(entry.also), "most": enough}
        yield reading.fault_in(entry, what, remedy, "also", why="remark_few_phrasings", about=about)


def _counted(phrasings: int) -> str:
    return "1 phrasing" if phrasings == 1 else f"{phrasings} phrasings"


def in_two_groups(reading: Reading) -> Iterator[Fault]:
    """Words that stand twice in `words.yaml`, so that two groups would run into one."""
    seen: dict[str, tuple[int, int]] = {}
    for group, words in enumerate(reading.draft.words.groups):
        for item, word in enumerate(words):
            first = seen.setdefault(fold(word), (group, item))
            file, line = reading.place_of(WORDS, "groups", group, item)
            if first[0] != group:
                first_file, first_line = reading.place_of(WORDS, "groups", *first)
                where = f"in line {first_line}" if first_file == file else f"in {first_file}, line {first_line}"
                what = f'"{shown(word)}" stands in two groups (also {where})'
                remedy = "keep it in one, or join the groups"
                yield Fault(file, line, what, remedy, "why_two_groups", {"word": shown(word)})
            elif first[1] != item:
                what = f'"{shown(word)}" stands twice in its group'
                yield Fault(file, line, what, "keep one", "why_word_twice", {"word": shown(word)})
