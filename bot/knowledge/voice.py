"""What has to hold for the bot's texts: which may have which `{braces}` to be filled in, and which have to differ."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.knowledge.nodes import shown

_BRACES = re.compile(r"\{([^{}\s]*)\}")

# Names that stand beside each other on Discord and therefore have to differ.
_SIBLINGS = (
    ("name_ask", "name_faq", "name_privacy", "name_curate"),
    ("name_browse", "name_show", "name_help"),
    ("name_question", "name_private"),
    ("menu_answer", "menu_remove", "menu_teach"),
    (
        "name_add",
        "name_edit",
        "name_phrasing",
        "name_remove",
        "name_restore",
        "name_rename",
        "name_move",
        "name_words",
        "name_voice",
        "name_undo",
        "name_history",
        "name_review",
        "name_stats",
        "name_export",
        "name_import",
        "name_settings",
        "name_access",
        "name_leave",
    ),
    ("name_entry", "name_topic", "name_next", "name_id", "name_more", "name_less"),
    ("name_text", "name_language"),
)


@dataclass(frozen=True)
class Braces:
    """The placeholders of one text."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    @property
    def known(self) -> frozenset[str]:
        return self.required | self.optional


_NONE = Braces()
_BY_TEXT = {
    "read_as": Braces(required=frozenset({"read_as"}), optional=frozenset({"typed"})),
    "too_long": Braces(optional=frozenset({"limit"})),
    "slow_down": Braces(optional=frozenset({"seconds"})),
    "cannot_write": Braces(optional=frozenset({"channel"})),
    "failed": Braces(required=frozenset({"reference"})),
    "questions_in": Braces(optional=frozenset({"count"})),
    "page": Braces(optional=frozenset({"page", "pages"})),
    "privacy": Braces(optional=frozenset({"minutes"})),
    "privacy_all": Braces(optional=frozenset({"days"})),
    "privacy_unanswered": Braces(optional=frozenset({"days"})),
    "draft_goes": Braces(optional=frozenset({"question"})),
    "cited_now": Braces(optional=frozenset({"section"})),
    "remark_lost": Braces(optional=frozenset({"entry", "question", "verdict"})),
    "remark_taken": Braces(optional=frozenset({"question", "other", "verdict"})),
    "remark_turned": Braces(optional=frozenset({"question", "before", "verdict"})),
    "remark_wanted": Braces(optional=frozenset({"question", "entry", "verdict"})),
    "remark_unwanted": Braces(optional=frozenset({"question", "verdict"})),
    "remark_no_source": Braces(optional=frozenset({"entry"})),
    "remark_tests_go": Braces(optional=frozenset({"count"})),
    "remark_harmless": Braces(optional=frozenset({"count"})),
    "remark_more": Braces(optional=frozenset({"count"})),
    "verdict_answer": Braces(optional=frozenset({"entry"})),
    "hint_braces": Braces(optional=frozenset({"names"})),
    "draft_saved": Braces(required=frozenset({"number"})),
    "cannot_change": Braces(required=frozenset({"why"})),
    "why_no_entry": Braces(optional=frozenset({"entry"})),
    "why_shared_entry": Braces(optional=frozenset({"entry"})),
    "why_entry_there": Braces(optional=frozenset({"entry"})),
    "why_not_removed": Braces(optional=frozenset({"entry"})),
    "why_same_topic": Braces(optional=frozenset({"topic"})),
    "why_stays": Braces(optional=frozenset({"entry"})),
    "why_no_phrasing": Braces(optional=frozenset({"entry"})),
    "why_no_change": Braces(optional=frozenset({"number"})),
    "why_not_leading": Braces(optional=frozenset({"question", "entry"})),
    "why_not_refused": Braces(optional=frozenset({"question"})),
    "why_no_text": Braces(optional=frozenset({"name"})),
    "why_not_importable": Braces(optional=frozenset({"name"})),
    "why_no_language": Braces(optional=frozenset({"language"})),
    "why_too_large": Braces(optional=frozenset({"size"})),
    "history_line": Braces(required=frozenset({"number"}), optional=frozenset({"when", "action", "entries", "author"})),
    "review_lead": Braces(optional=frozenset({"count", "when", "place", "places"})),
    "examples_line": Braces(required=frozenset({"question"}), optional=frozenset({"entry"})),
    "answered_askers": Braces(optional=frozenset({"count"})),
    "stats_lead": Braces(optional=frozenset({"days"})),
    "stats_helpful": Braces(optional=frozenset({"helpful", "rated"})),
    "keep_all": Braces(optional=frozenset({"days"})),
    "keep_unanswered": Braces(optional=frozenset({"days"})),
    "privacy_held": Braces(optional=frozenset({"feedback", "questions", "replies"})),
}


def braces_of(name: str) -> Braces:
    """The placeholders that the text called `name` (a field of `Voice`) may and must hold."""
    return _BY_TEXT.get(name, _NONE)


def fill(text: str, **values: object) -> str:
    """`text` with each `{name}` in `values` replaced; what is put in is never read for braces itself.

    >>> fill("Wait {seconds} seconds.", seconds=3)
    'Wait 3 seconds.'
    """
    return _BRACES.sub(lambda braces: str(values.get(braces[1], braces[0])), text)


def misused(name: str, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the placeholders of a text, and what to do about it."""
    allowed = braces_of(name)
    held = set(_BRACES.findall(text))
    for unknown in sorted(held - allowed.known):
        yield f"`{name}` holds {{{shown(unknown)}}}, which the bot cannot fill in", _may_hold(allowed)
    for missing in sorted(allowed.required - held):
        yield f"`{name}` lacks {{{missing}}}", f"write {{{missing}}} where the bot is to fill it in"
    if re.search(r"[{}]", _BRACES.sub("", text)):
        yield f"`{name}` has a brace without its partner", _may_hold(allowed)


def _may_hold(allowed: Braces) -> str:
    if not allowed.known:
        return "leave braces out of this text"
    return "only " + " and ".join(f"{{{name}}}" for name in sorted(allowed.known)) + " may stand here"


def alike(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that would stand beside each other on Discord and are the same."""
    for siblings in _SIBLINGS:
        for name, other in combinations(siblings, 2):
            if texts[name] == texts[other]:
                yield name, other
