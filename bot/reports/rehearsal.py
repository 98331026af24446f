"""What the engine found out about an FAQ by itself, as warnings with file and line for whoever writes it."""

from collections.abc import Iterator
from itertools import islice

from bot.engine.curation.selfcheck import Confusable, NotWinning, Tied, examine
from bot.engine.curation.trial import Broken, replayed
from bot.engine.decision import Outcome
from bot.engine.matcher import Matcher
from bot.errors import Fault
from bot.knowledge.reading.checking import MAX_OF_ONE_SORT
from bot.knowledge.reading.phrasings import path_of
from bot.knowledge.reading.reader import QUESTIONS, Reading
from bot.knowledge.yaml_text.nodes import shown

_MISSED = {
    Outcome.ANSWER: ("is answered with another entry", "say in it what it is about that the other is not"),
    Outcome.SUGGEST: ("is not sure to lead to it", "say more plainly what it is about, and add phrasings like it"),
    Outcome.NONE: (
        "is taken for something the FAQ does not answer",
        "add phrasings that put it in much the same words",
    ),
    Outcome.ADVICE: ("is taken for a personal question", "reword it, or narrow the signs and phrasings it meets there"),
    Outcome.URGENT: ("is taken for an emergency", "reword it, or narrow the signs and phrasings it meets there"),
    Outcome.CHATTER: ("is taken for small talk", "write it as a whole question"),
}

_LEADS = {
    Outcome.ANSWER: "is answered with {entry}",
    Outcome.SUGGEST: "is not sure to be answered",
    Outcome.NONE: "is not answered",
    Outcome.ADVICE: "is taken for a personal question ({entry})",
    Outcome.URGENT: "is taken for an emergency ({entry})",
    Outcome.CHATTER: "is taken for small talk",
}


def rehearse(reading: Reading, matcher: Matcher) -> Iterator[Fault]:
    """Warnings about the FAQ in `reading`, which has no faults and is the one `matcher` answers from."""
    found = examine(matcher)
    yield from (_confusable(reading, one) for one in islice(found.confusable, MAX_OF_ONE_SORT))
    yield from (_not_winning(reading, one) for one in islice(found.not_winning, MAX_OF_ONE_SORT))
    yield from (_tied(reading, one) for one in islice(found.tied, MAX_OF_ONE_SORT))
    known = [one for one in replayed(matcher) if one.expected.entry in {None, *reading.draft.by_id}]
    yield from (_broken(reading, one) for one in islice(known, MAX_OF_ONE_SORT))


def _confusable(reading: Reading, one: Confusable) -> Fault:
    entry, other = (reading.draft.by_id[name] for name in (one.entry, one.other))
    phrasing, twin = shown(entry.phrasings[one.number]), shown(other.phrasings[one.other_number])
    origin = reading.origins[one.other]
    where = f"{origin.file}:{origin.line_of(*path_of(one.other_number))}"
    what = f'entry {one.entry}: "{phrasing}" is nearly the same as "{twin}" of entry {one.other} ({where})'
    remedy = f"reword it, move it to entry {one.other}, or remove it"
    if one.number == 0:
        remedy = "reword one of the two, or make one entry of both"
    return reading.fault_in(entry, what, remedy, *path_of(one.number))


def _not_winning(reading: Reading, one: NotWinning) -> Fault:
    entry = reading.draft.by_id[one.entry]
    missed, remedy = _MISSED[one.outcome]
    other = f" (the nearest other entry is {one.instead})" if one.instead else ""
    what = f'entry {one.entry}: its own question "{shown(entry.question)}" {missed}{other}'
    return reading.fault_in(entry, what, remedy, "question")


def _tied(reading: Reading, one: Tied) -> Fault:
    entry = reading.draft.by_id[one.entry]
    what = (
        f'entry {one.entry}: its question "{shown(entry.question)}" fits entry {one.other} about as well '
        f"({one.confidence:.0%} and {one.other_confidence:.0%})"
    )
    remedy = f"reword it, or see whether phrasings of entry {one.other} belong here"
    return reading.fault_in(entry, what, remedy, "question")


def _broken(reading: Reading, one: Broken) -> Fault:
    number = reading.draft.questions.index(one.expected)
    file, line = reading.place_of(QUESTIONS, "questions", number)
    what = f'"{shown(one.expected.question)}" {_LEADS[one.after.outcome].format(entry=one.after.entry)}'
    if one.expected.entry is None:
        return Fault(file, line, f"{what}, and is not to be answered", "say so with an entry of the kind outside")
    remedy = "add it as a phrasing there"
    if one.after.entry:
        remedy += f", or see what phrasings of entry {one.after.entry} belong there"
    return Fault(file, line, f"{what} instead of {one.expected.entry}", remedy)
