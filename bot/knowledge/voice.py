"""What has to hold for the bot's texts: which may have which `{braces}` to be filled in, and which have to differ."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.knowledge.explaining import Wrong
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
    "why_too_large": Braces(optional=frozenset({"name", "size"})),
    "why_full_zip": Braces(optional=frozenset({"name", "most", "size"})),
    "why_no_zip": Braces(optional=frozenset({"name"})),
    "why_two_files": Braces(optional=frozenset({"name"})),
    "why_no_file_name": Braces(optional=frozenset({"name"})),
    "why_leads_out": Braces(optional=frozenset({"name"})),
    "why_file_gone": Braces(optional=frozenset({"file"})),
    "why_other_encoding": Braces(optional=frozenset({"name"})),
    "why_no_table": Braces(optional=frozenset({"name", "line"})),
    "why_unknown_column": Braces(optional=frozenset({"name", "column", "columns"})),
    "why_no_column": Braces(optional=frozenset({"name", "column", "columns"})),
    "why_faulty_entry": Braces(optional=frozenset({"entry"})),
    "why_faulty_file": Braces(optional=frozenset({"line"})),
    "why_id_taken": Braces(optional=frozenset({"entry"})),
    "why_invisible": Braces(optional=frozenset({"sign", "number"})),
    "why_no_paragraph": Braces(optional=frozenset({"typed"})),
    "why_same_file": Braces(optional=frozenset({"name", "other", "file"})),
    "why_many_cells": Braces(optional=frozenset({"name", "line"})),
    "why_column_twice": Braces(optional=frozenset({"name", "column"})),
    "why_other": Braces(optional=frozenset({"what", "remedy"})),
    "why_missing": Braces(optional=frozenset({"name"})),
    "why_unknown_name": Braces(optional=frozenset({"name", "known"})),
    "why_empty": Braces(optional=frozenset({"name"})),
    "why_long": Braces(optional=frozenset({"name", "length", "most"})),
    "why_one_line": Braces(optional=frozenset({"name"})),
    "why_no_id": Braces(optional=frozenset({"name", "typed"})),
    "why_no_url": Braces(optional=frozenset({"name"})),
    "why_no_command_name": Braces(optional=frozenset({"name", "typed"})),
    "why_no_kind": Braces(optional=frozenset({"name", "known"})),
    "why_many": Braces(optional=frozenset({"name", "most"})),
    "why_few": Braces(optional=frozenset({"name", "most"})),
    "why_small": Braces(optional=frozenset({"name", "most"})),
    "why_large": Braces(optional=frozenset({"name", "most"})),
    "why_no_article": Braces(optional=frozenset({"article", "known"})),
    "why_no_section": Braces(optional=frozenset({"article", "section", "known"})),
    "why_beyond_section": Braces(optional=frozenset({"article", "section", "paragraph", "most"})),
    "why_no_source": Braces(optional=frozenset({"number"})),
    "why_unused_source": Braces(optional=frozenset({"number"})),
    "why_twice": Braces(optional=frozenset({"question"})),
    "why_shared": Braces(optional=frozenset({"question", "entry"})),
    "why_two_groups": Braces(optional=frozenset({"word"})),
    "why_word_twice": Braces(optional=frozenset({"word"})),
    "why_to_itself": Braces(optional=frozenset({"entry"})),
    "why_named_twice": Braces(optional=frozenset({"entry"})),
    "why_to_none": Braces(optional=frozenset({"entry"})),
    "why_long_answer": Braces(optional=frozenset({"length", "most"})),
    "why_unknown_brace": Braces(optional=frozenset({"name", "brace", "known"})),
    "why_no_brace": Braces(optional=frozenset({"name", "brace"})),
    "why_open_brace": Braces(optional=frozenset({"name", "known"})),
    "why_alike": Braces(optional=frozenset({"name", "other"})),
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


def misused(name: str, text: str) -> Iterator[Wrong]:
    """What is wrong with the placeholders of a text, and what to do about it."""
    allowed = braces_of(name)
    held, known = set(_BRACES.findall(text)), _in_braces(allowed.known) or "–"
    for unknown in sorted(held - allowed.known):
        about = {"name": name, "brace": f"{{{shown(unknown)}}}", "known": known}
        what = f"`{name}` holds {{{shown(unknown)}}}, which the bot cannot fill in"
        yield Wrong(what, _may_hold(allowed), "why_unknown_brace", about)
    for missing in sorted(allowed.required - held):
        about = {"name": name, "brace": f"{{{missing}}}"}
        what, remedy = f"`{name}` lacks {{{missing}}}", f"write {{{missing}}} where the bot is to fill it in"
        yield Wrong(what, remedy, "why_no_brace", about)
    if re.search(r"[{}]", _BRACES.sub("", text)):
        about = {"name": name, "known": known}
        yield Wrong(f"`{name}` has a brace without its partner", _may_hold(allowed), "why_open_brace", about)


def _may_hold(allowed: Braces) -> str:
    if not allowed.known:
        return "leave braces out of this text"
    return f"only {_in_braces(allowed.known, ' and ')} may stand here"


def _in_braces(names: Iterable[str], between: str = ", ") -> str:
    return between.join(f"{{{name}}}" for name in sorted(names))


def alike(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that would stand beside each other on Discord and are the same."""
    for siblings in _SIBLINGS:
        for name, other in combinations(siblings, 2):
            if texts[name] == texts[other]:
                yield name, other
