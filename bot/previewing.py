"""A drafted change, for people and for machines: what the file gains and loses, and what it does to matching."""

from collections.abc import Iterator

from bot.desk.drafts import Draft
from bot.engine.decision import Outcome
from bot.engine.trial import Broken, Lost, Turned, Verdict
from bot.knowledge.model import Faq
from bot.knowledge.nodes import shown
from bot.results import Json

MOST_NAMED = 10  # questions of one sort; the others are counted

_OUTCOMES = {
    Outcome.ANSWER: "answered by {entry}",
    Outcome.SUGGEST: "only suggested",
    Outcome.NONE: "not answered",
    Outcome.ADVICE: "taken for a personal question",
    Outcome.URGENT: "taken for an emergency",
    Outcome.CHATTER: "taken for small talk",
}


def in_words(draft: Draft) -> Iterator[str]:
    """The difference, then what there is to say of it, a line each."""
    yield draft.diff
    yield ""
    yield from remarks(draft)


def remarks(draft: Draft) -> Iterator[str]:
    """What a moderator should know before saving: what it takes from other entries, what does not work, what lacks."""
    before, after = draft.edition.faq, draft.proof.reading.draft
    effect = draft.effect
    yield from _cut([_lost(one, after) for one in effect.lost])
    yield from _cut([_turned(one, before, after) for one in effect.turned])
    yield from _cut([_broken(one, after) for one in effect.broken if one.was_right])
    for entry in draft.entries:
        found = after.by_id.get(entry)
        if found and not found.sources and found.kind == "answer":
            yield f"{entry}: no source"
    for fault in draft.warnings:
        yield f"{fault.what}; {fault.remedy}"
    if effect.is_harmless:
        yield f"tried {effect.tried} questions: none is answered otherwise than before"


def as_json(draft: Draft) -> Json:
    effect = draft.effect
    return {
        "action": draft.action,
        "entries": list(draft.entries),
        "files": sorted(draft.changed),
        "diff": draft.diff,
        "remarks": list(remarks(draft)),
        "lost": [{"entry": one.entry, "question": one.phrasing, "after": _json(one.after)} for one in effect.lost],
        "turned": [
            {"question": one.question, "before": _json(one.before), "after": _json(one.after), "entry": one.known_to}
            for one in effect.turned
        ],
        "broken": [one.expected.question for one in effect.broken],
    }


def _lost(one: Lost, faq: Faq) -> str:
    return f'{one.entry}: its phrasing "{shown(one.phrasing)}" would be {_verdict(one.after, faq)}'


def _turned(one: Turned, before: Faq, after: Faq) -> str:
    question = f'"{shown(one.question)}"'
    if one.before.outcome is Outcome.ANSWER and one.after.outcome is Outcome.ANSWER:
        return f"takes {question} from {_named(one.before, before)}; it would be {_verdict(one.after, after)}"
    return f"{question} was {_verdict(one.before, before)}, and would be {_verdict(one.after, after)}"


def _broken(one: Broken, faq: Faq) -> str:
    wanted = f"has to lead to {one.expected.entry}" if one.expected.entry else "must not be answered"
    return f'"{shown(one.expected.question)}" {wanted} (questions.yaml), and would be {_verdict(one.after, faq)}'


def _verdict(verdict: Verdict, faq: Faq) -> str:
    return _OUTCOMES[verdict.outcome].format(entry=_named(verdict, faq))


def _named(verdict: Verdict, faq: Faq) -> str:
    entry = faq.by_id.get(verdict.entry or "")
    return f'"{shown(entry.question)}"' if entry else "nothing"


def _cut(lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_NAMED]
    if len(lines) > MOST_NAMED:
        yield f"… and {len(lines) - MOST_NAMED} more like this"


def _json(verdict: Verdict) -> Json:
    return {"outcome": verdict.outcome.value, "entry": verdict.entry}
