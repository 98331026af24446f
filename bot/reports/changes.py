"""A drafted change, as commands show it: what the file gains and loses, and what it does to matching."""

from collections.abc import Iterator

from bot.desk.drafts import Draft
from bot.engine.curation.trial import Destination
from bot.previewing import remarks
from bot.reports.results import Json


def in_words(draft: Draft) -> Iterator[str]:
    """The difference, then what there is to say of it, a line each."""
    yield draft.diff
    yield ""
    yield from remarks(draft, draft.edition.faq.voice)


def as_json(draft: Draft) -> Json:
    effect = draft.effect
    return {
        "action": draft.action,
        "entries": list(draft.entries),
        "files": sorted(draft.changed),
        "diff": draft.diff,
        "remarks": list(remarks(draft, draft.edition.faq.voice)),
        "lost": [{"entry": one.entry, "question": one.phrasing, "after": _json(one.after)} for one in effect.lost],
        "turned": [
            {"question": one.question, "before": _json(one.before), "after": _json(one.after), "entry": one.known_to}
            for one in effect.turned
        ],
        "broken": [one.expected.question for one in effect.broken],
    }


def _json(led_to: Destination) -> Json:
    return {"outcome": led_to.outcome.value, "entry": led_to.entry}
