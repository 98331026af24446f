"""What moderators are told of a change before it is saved, in their language."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.knowledge.reading.voice import fill
from bot.previewing import remarks
from tests.curating.shelves import furnish
from tests.on_discord.sample import GERMAN

MANY = "also: [brewing black tea, " + ", ".join(f"black tea no. {number}" for number in range(12)) + "]"

SOURCE = "{article: leaflet, section: leaves, paragraph: 1}"


@pytest.mark.parametrize(
    ("entry", "typed", "remark", "about"),
    [
        ("green-tea", {"answer": "Hot.", "sources": ""}, "remark_no_source", {}),
        ("green-tea", {"answer": "Once. [1][2] And so on."}, "remark_unmarked_end", {}),
        ("green-tea", {"question": "How is green tea made?"}, "remark_cited_twice", {"number": 2, "first": 1}),
        ("green-tea", {"answer": "todo", "sources": ""}, "remark_not_written", {}),
        ("green-tea", {"also": "brewing green tea\n?!"}, "remark_no_words", {"question": "?!"}),
        ("green-tea", {"also": "green, but how"}, "remark_few_phrasings", {"count": 1, "most": 12}),
        ("small-cups", {"also": "small cups"}, "remark_led_to_by_none", {}),
    ],
)
def test_what_the_linter_says_of_a_change_is_said_in_the_language_of_who_makes_it(
    tmp_path: Path, entry: str, typed: Mapping[str, object], remark: str, about: Mapping[str, object]
) -> None:
    house = furnish(tmp_path)
    text = re.sub(r"also: \[brewing black.*", MANY, house.text())
    house.write(text.replace("boil. [1]", "boil. [1][2]").replace(f"[{SOURCE}]", f"[{SOURCE}, {SOURCE}]"))
    with house.opened() as here:
        draft = here.curating.edit(None, entry, typed)
        told = list(remarks(draft, GERMAN))
    assert fill(getattr(GERMAN, remark), entry=entry, **about) in told
    assert len(told) == len(set(told))
    assert not [fault.what for fault in draft.warnings if any(fault.what in line for line in told)]


def test_what_holds_for_all_entries_is_said_in_the_same_language(tmp_path: Path) -> None:
    with furnish(tmp_path).opened() as here:
        told = list(remarks(here.curating.edit(None, "small-cups", {"also": "small cups"}), GERMAN))
    assert fill(GERMAN.remark_all_few_phrasings, count=3, most=12) in told
