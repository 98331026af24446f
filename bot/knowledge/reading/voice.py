"""What has to hold for the bot's texts: which may have which `{braces}` to be filled in, and which have to differ."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.knowledge.reading.explaining import Wrong
from bot.knowledge.yaml_text.nodes import shown

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
        "name_short",
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
    ("name_entry", "name_topic", "name_next", "name_id", "name_more", "name_less", "name_text"),
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


def _may(*names: str) -> Braces:
    """A text that may hold these, and need hold none."""
    return Braces(optional=frozenset(names))


_NONE = Braces()
_BY_TEXT = {
    "read_as": Braces(required=frozenset({"read_as"}), optional=frozenset({"typed"})),
    "too_long": _may("limit"),
    "slow_down": _may("seconds"),
    "cannot_write": _may("channel"),
    "from_source": Braces(required=frozenset({"sources"})),
    "failed": Braces(required=frozenset({"reference"})),
    "questions_in": _may("count"),
    "page": _may("page", "pages"),
    "privacy": _may("minutes"),
    "privacy_all": _may("days"),
    "privacy_unanswered": _may("days"),
    "draft_goes": _may("question"),
    "cited_now": _may("section"),
    "remark_lost": _may("entry", "question", "verdict"),
    "remark_taken": _may("question", "other", "verdict"),
    "remark_turned": _may("question", "before", "verdict"),
    "remark_wanted": _may("question", "entry", "verdict"),
    "remark_unwanted": _may("question", "verdict"),
    "remark_no_source": _may("entry"),
    "remark_led_to_by_none": _may("entry"),
    "remark_few_phrasings": _may("entry", "count", "most"),
    "remark_all_few_phrasings": _may("count", "most"),
    "remark_no_words": _may("entry", "question"),
    "remark_not_written": _may("entry"),
    "remark_no_pair": _may("entry", "length", "most"),
    "remark_unmarked_end": _may("entry"),
    "remark_cited_twice": _may("entry", "number", "first"),
    "remark_no_signs": _may("entry", "name"),
    "remark_like_term": _may("entry", "typed", "term"),
    "remark_short_goes": _may("entry"),
    "remark_tests_go": _may("count"),
    "remark_harmless": _may("count"),
    "remark_more": _may("count"),
    "verdict_answer": _may("entry"),
    "hint_braces": _may("names"),
    "draft_saved": Braces(required=frozenset({"number"})),
    "cannot_change": Braces(required=frozenset({"why"})),
    "why_no_entry": _may("entry"),
    "why_shared_entry": _may("entry"),
    "why_entry_there": _may("entry"),
    "why_not_removed": _may("entry"),
    "why_same_topic": _may("topic"),
    "why_stays": _may("entry"),
    "why_no_phrasing": _may("entry"),
    "why_no_change": _may("number"),
    "why_not_leading": _may("question", "entry"),
    "why_not_refused": _may("question"),
    "why_no_text": _may("name"),
    "why_not_importable": _may("name"),
    "why_no_language": _may("language"),
    "why_too_large": _may("name", "size"),
    "why_full_zip": _may("name", "most", "size"),
    "why_no_zip": _may("name"),
    "why_two_files": _may("name"),
    "why_no_file_name": _may("name"),
    "why_leads_out": _may("name"),
    "why_file_gone": _may("file"),
    "why_other_encoding": _may("name"),
    "why_no_table": _may("name", "line"),
    "why_unknown_column": _may("name", "column", "columns"),
    "why_no_column": _may("name", "column", "columns"),
    "why_faulty_entry": _may("entry"),
    "why_faulty_file": _may("line"),
    "why_half_written": _may("file", "line"),
    "why_id_taken": _may("entry"),
    "why_copied_file": _may("file"),
    "why_invisible": _may("sign", "number"),
    "why_no_paragraph": _may("typed"),
    "why_same_file": _may("name", "other", "file"),
    "why_many_cells": _may("name", "line"),
    "why_column_twice": _may("name", "column"),
    "why_other": _may("what", "remedy"),
    "why_missing": _may("name"),
    "why_unknown_name": _may("name", "known"),
    "why_empty": _may("name"),
    "why_long": _may("name", "length", "most"),
    "why_one_line": _may("name"),
    "why_no_id": _may("name", "typed"),
    "why_no_url": _may("name"),
    "why_no_command_name": _may("name", "typed"),
    "why_no_kind": _may("name", "known"),
    "why_many": _may("name", "most"),
    "why_few": _may("name", "most"),
    "why_small": _may("name", "most"),
    "why_large": _may("name", "most"),
    "why_no_article": _may("article", "known"),
    "why_no_section": _may("article", "section", "known"),
    "why_beyond_section": _may("article", "section", "paragraph", "most"),
    "why_no_source": _may("number"),
    "why_unused_source": _may("number"),
    "why_twice": _may("question"),
    "why_shared": _may("question", "entry"),
    "why_two_groups": _may("word"),
    "why_word_twice": _may("word"),
    "why_to_itself": _may("entry"),
    "why_named_twice": _may("entry"),
    "why_to_none": _may("entry"),
    "why_long_answer": _may("length", "most"),
    "why_unknown_brace": _may("name", "brace", "known"),
    "why_no_brace": _may("name", "brace"),
    "why_open_brace": _may("name", "known"),
    "why_alike": _may("name", "other"),
    "history_line": Braces(required=frozenset({"number"}), optional=frozenset({"when", "action", "entries", "author"})),
    "review_lead": _may("count", "when", "place", "places"),
    "examples_line": Braces(required=frozenset({"question"}), optional=frozenset({"entry"})),
    "answered_askers": _may("count"),
    "askers_unreached": _may("count", "channels"),
    "stats_lead": _may("days"),
    "stats_helpful": _may("helpful", "rated"),
    "keep_all": _may("days"),
    "keep_unanswered": _may("days"),
    "privacy_held": _may("feedback", "questions", "replies"),
    "privacy_changes": _may("changes"),
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
