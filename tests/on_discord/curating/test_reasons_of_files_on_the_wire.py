"""Why files cannot be imported, or be changed as somebody has written them by hand; and what is wrong with what was
typed. Moderators are told in words, in the language of each, and nothing is changed by it.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.editing.table import COLUMNS
from bot.knowledge.reading.voice import fill
from bot.knowledge.yaml_text.parsing import MAX_BYTES
from bot.on_discord.showing.text import coded
from tests.curating.shelves import CUPS, SOURCES
from tests.discord_server import Permission
from tests.discord_server.people import Person
from tests.on_discord.curating.moderating import Stage, form, stage
from tests.on_discord.curating.test_reasons_on_the_wire import DE, V, told
from tests.on_discord.online import eventually

COLUMN_NAMES = ", ".join(COLUMNS)


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "topic: Spoons\n")
    return buffer.getvalue()


# A file that is imported, the name of the text that says why it is not taken over, and what is filled in there.
REFUSED: tuple[tuple[str, bytes, str, dict[str, Any]], ...] = (
    (
        "all.zip",
        zipped(*(f"{number}.yaml" for number in range(501))),
        "why_full_zip",
        {"name": "all.zip", "most": 500, "size": 50},
    ),
    ("torn.zip", zipped("tea.yaml")[:-30], "why_no_zip", {"name": "torn.zip"}),
    ("twice.zip", zipped("a/tea.yaml", "b/tea.yaml"), "why_two_files", {"name": "tea.yaml"}),
    (
        "both.zip",
        zipped("tea.yaml", "tea.yml"),
        "why_same_file",
        {"name": "tea.yaml", "other": "tea.yml", "file": "tea.yaml"},
    ),
    ("large.yaml", b"#" * (MAX_BYTES + 1), "why_too_large", {"name": "large.yaml", "size": 1}),
    (
        "old.csv",
        "question,answer\nWieviel Öl?,Ein Löffel.\n".encode("latin-1"),
        "why_other_encoding",
        {"name": "old.csv"},
    ),
    ("cell.csv", b"question,answer\nHow much?," + b"x" * 200_000, "why_no_table", {"name": "cell.csv", "line": 2}),
    (
        "comma.csv",
        b"question,answer\nAny mint?,Yes, but not at night.\n",
        "why_many_cells",
        {"name": "comma.csv", "line": 2},
    ),
    ("same.csv", b"question,answer,Answer\n", "why_column_twice", {"name": "same.csv", "column": "answer"}),
    (
        "more.csv",
        b"question,answer,colour\n",
        "why_unknown_column",
        {"name": "more.csv", "column": "colour", "columns": COLUMN_NAMES},
    ),
    (
        "less.csv",
        b"question,also\n",
        "why_no_column",
        {"name": "less.csv", "column": "answer", "columns": COLUMN_NAMES},
    ),
)

# The same of what stands in a table, with the field that is meant.
FAULTY: tuple[tuple[bytes, str, str, dict[str, Any]], ...] = (
    (b"question,answer,review_by\nAny mint?,Yes.,soon\n", "", "why_no_day", {}),
    (b"question,answer,sources\nAny mint?,Yes.,the leaflet\n", "sources", "why_no_paragraph", {"typed": "the leaflet"}),
    (b"question,answer\nAny mint?,Ye\x07s.\n", "answer", "why_invisible", {"sign": "U+0007", "number": 3}),
)


KNOWN = (
    "id, question, also, answer, in_short, sources, follow_ups, answers_too, kind, signs, unless, signs_suffice, "
    "until, review_by"
)
NO_TEXT, NO_TEXT_REMEDY = (
    "`answer` is a list where a text belongs",
    "write one text; one that begins with [ needs quotes",
)
ENTRY = "topic: Mint\nentries:\n- {{id: {id}, question: {question}, answer: {answer}{more}}}\n"


def entry(more: str = "", *, id: str = "mint", question: str = "Any mint?", answer: str = "Yes.") -> str:
    return ENTRY.format(id=id, question=question, answer=answer, more=f", {more}" if more else "")


def cites(article: str, section: str, paragraph: int) -> str:
    return entry(f"sources: [{{article: {article}, section: {section}, paragraph: {paragraph}}}]", answer='"Yes. [1]"')


def article(more: str = "") -> str:
    return SOURCES.replace("title: The leaflet", f"title: The leaflet\n    {more}")


# A file with one fault that is imported, and by which text it is told, with what is filled in there.
UNFIT: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("mint.yaml", "topic: Mint\nentries:\n- {id: mint, question: Any?}\n", "why_missing", {"name": "`answer`"}),
    ("mint.yaml", entry("reply: No."), "why_unknown_name", {"name": "`reply`", "known": KNOWN}),
    ("mint.yaml", entry('also: [""]'), "why_empty", {"name": "`also` › 1"}),
    ("mint.yaml", entry(question='"\u200b\u2800"'), "why_empty", {"name": "`question`"}),
    ("mint.yaml", entry(answer='"\u2060"'), "why_empty", {"name": "`answer`"}),
    ("mint.yaml", entry(question="M" * 301), "why_long", {"name": "`question`", "length": 301, "most": 300}),
    ("mint.yaml", entry(question='"Any\\nmint?"'), "why_one_line", {"name": "question"}),
    ("mint.yaml", entry(id="Mint!"), "why_no_id", {"name": "`id`", "typed": "Mint!"}),
    ("mint.yaml", entry("kind: odd"), "why_no_kind", {"name": "`kind`", "known": "answer, advice, urgent, outside"}),
    ("mint.yaml", entry("follow_ups: [a, b, c, d, e, f]"), "why_many", {"name": "`follow_ups`", "most": 5}),
    ("mint.yaml", entry("signs: [[]]"), "why_few", {"name": "`signs` › 1", "most": 1}),
    ("mint.yaml", cites("leaflet", "leaves", 0), "why_small", {"name": "`sources` › 1 › `paragraph`", "most": 1}),
    ("mint.yaml", entry("review_by: soon"), "why_no_day", {}),
    ("mint.yaml", cites("paper", "leaves", 1), "why_no_article", {"article": "paper", "known": "leaflet"}),
    (
        "mint.yaml",
        cites("leaflet", "roots", 1),
        "why_no_section",
        {"article": "leaflet", "section": "roots", "known": "leaves"},
    ),
    (
        "mint.yaml",
        cites("leaflet", "leaves", 4),
        "why_beyond_section",
        {"article": "leaflet", "section": "leaves", "paragraph": 4, "most": 3},
    ),
    ("mint.yaml", entry(answer='"Yes. [1]"'), "why_no_source", {"number": 1}),
    ("mint.yaml", cites("leaflet", "leaves", 1).replace(" [1]", ""), "why_unused_source", {"number": 1}),
    ("mint.yaml", entry("also: [any mint]"), "why_twice", {"question": "any mint"}),
    ("mint.yaml", entry("also: [small cups]"), "why_shared", {"question": "small cups", "entry": "small-cups"}),
    ("mint.yaml", entry("follow_ups: [mint]"), "why_to_itself", {"entry": "mint"}),
    ("mint.yaml", entry("follow_ups: [green-tea, green-tea]"), "why_named_twice", {"entry": "green-tea"}),
    ("mint.yaml", entry("follow_ups: [no-such-thing]"), "why_to_none", {"entry": "no-such-thing"}),
    ("mint.yaml", entry(answer="[]"), "why_other", {"what": NO_TEXT, "remedy": NO_TEXT_REMEDY}),
    ("words.yaml", "groups: [[tea, brew], [tea, leaf]]\n", "why_two_groups", {"word": "tea"}),
    ("words.yaml", "groups: [[tea, brew, tea]]\n", "why_word_twice", {"word": "tea"}),
    (
        "voice.yaml",
        "greeting: Hi {name}!\n",
        "why_unknown_brace",
        {"name": "greeting", "brace": "{name}", "known": "–"},
    ),
    ("voice.yaml", "failed: Oh.\n", "why_no_brace", {"name": "failed", "brace": "{reference}"}),
    ("voice.yaml", "slow_down: Wait {seconds!\n", "why_open_brace", {"name": "slow_down", "known": "{seconds}"}),
    ("voice.yaml", "name_ask: ASK\n", "why_no_command_name", {"name": "`name_ask`", "typed": "ASK"}),
    ("voice.yaml", "name_ask: faq\n", "why_alike", {"name": "name_ask", "other": "name_faq"}),
    ("sources.yaml", article("url: here"), "why_no_url", {"name": "`articles` › 1 › `url`"}),
    (
        "sources.yaml",
        article().replace("paragraphs: 3", "paragraphs: 1001"),
        "why_large",
        {"name": "`articles` › 1 › `sections` › 1 › `paragraphs`", "most": 1000},
    ),
)


def german_on(here: Stage) -> Person:
    return here.discord.person("Eda", may=Permission.MANAGE_GUILD, locale="de")


async def test_what_cannot_be_imported_is_told_with_its_reason_in_the_language_of_who_tried(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        before = here.house.text()
        for who, voice in ((here.mod, V), (german_on(here), DE)):
            for name, content, why, about in REFUSED:
                said = await who.runs("curate import", file=who.uploads(name, content))
                assert said.text == told(voice, why, **about)
        assert here.house.text() == before


async def test_what_is_wrong_in_a_table_is_told_with_its_line_in_the_language_of_who_tried(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for who, voice in ((here.mod, V), (german_on(here), DE)):
            for table, field, why, about in FAULTY:
                said = await who.runs("curate import", file=who.uploads("mint.csv", table))
                name = f"{getattr(voice, f'field_{field}')}: " if field else ""
                assert f"- {name}mint.csv:2: {fill(getattr(voice, why), **about)}" in said.text


async def test_what_is_wrong_in_a_file_is_told_in_the_language_of_who_imports_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        german = german_on(here)
        for name, content, why, about in UNFIT:
            for who, voice in ((here.mod, V), (german, DE)):
                said = await who.runs("curate import", file=who.uploads(name, content.encode()))
                assert coded(fill(getattr(voice, why), **about), 300) in said.text


async def test_what_is_wrong_in_a_file_is_told_with_its_line_and_its_entry(tmp_path: Path) -> None:
    mint = """topic: Mint
entries:
- id: mint
  question: Any mint?
  answr: Yes.
- id: leaves
  question: Any leaves?
  also: [small cups]
  answer: Plenty. [1]
  follow_ups: [no-such-thing]
"""
    async with stage(tmp_path) as here:
        said = await here.mod.runs("curate import", file=here.mod.uploads("mint.yaml", mint.encode()))
        wanted = (
            (5, "mint", fill(V.why_unknown_name, name="`answr`", known="answer")),
            (8, "leaves", fill(V.why_shared, question="small cups", entry="small-cups")),
            (9, "leaves", fill(V.why_no_source, number=1)),
            (10, "leaves", fill(V.why_to_none, entry="no-such-thing")),
        )
        lines = [f"- {coded(f'mint.yaml:{line}: `{entry}`: {why}', 300)}" for line, entry, why in wanted]
        assert said.text == "\n".join([V.draft_faults, *lines])


async def test_what_is_wrong_with_what_rows_of_a_table_come_to_is_told_with_the_entry(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        table = b"id,question,answer\nmint,Any mint?,Yes. [1]\n"
        said = await here.mod.runs("curate import", file=here.mod.uploads("mint.csv", table))
        assert f": `mint`: {coded(fill(V.why_no_source, number=1), 300)}" in said.text


async def test_an_answer_too_long_for_a_message_is_told_of(tmp_path: Path) -> None:
    long = article().replace("title: Leaves", f"title: {'L' * 200}").replace("The leaflet", "T" * 200)
    async with stage(tmp_path, files={"sources.yaml": long}) as here:
        sources = ", ".join(["{article: leaflet, section: leaves, paragraph: 1}"] * 12)
        marks = " ".join(f"[{number}]" for number in range(1, 13))
        mint = entry(f"sources: [{sources}]", answer=f'"{marks}"')
        said = await here.mod.runs("curate import", file=here.mod.uploads("mint.yaml", mint.encode()))
        assert V.why_long_answer.partition("{")[0] in said.text


async def test_sources_are_told_of_where_no_article_is_described(tmp_path: Path) -> None:
    async with stage(tmp_path, files={"sources.yaml": "", "tea.yaml": entry(id="tea", question="Any tea?")}) as here:
        said = await here.mod.runs("curate import", file=here.mod.uploads("mint.yaml", cites("a", "b", 1).encode()))
        assert V.why_no_articles in said.text


async def test_what_was_typed_wrongly_is_told_in_the_language_of_who_typed_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        for who, voice in ((here.mod, V), (german_on(here), DE)):
            taken = await who.runs("curate rename", entry="green-tea", id="black-tea")
            assert fill(voice.why_id_taken, entry="black-tea") in taken.text
            assert voice.why_empty_topic in (await who.runs("curate move", entry="green-tea", topic=" ")).text
            listed = await who.runs("curate words")
            modal = await who.is_shown_form(who.starts_pressing(voice.new_words, on=listed))
            assert voice.why_one_word in (await who.fills(modal, {voice.field_words: "tea"})).text


async def test_text_that_no_file_can_hold_is_told_of(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        listed = await here.mod.runs("curate words")
        modal = await here.mod.is_shown_form(here.mod.starts_pressing(V.new_words, on=listed))
        assert V.why_no_text_for_a_file in (await here.mod.fills(modal, {V.field_words: "tea\nbrew\x07"})).text
        assert not (here.house.faq / "words.yaml").exists()


async def test_a_file_that_is_full_takes_no_further_entry(tmp_path: Path) -> None:
    full = CUPS + "# " + "x" * (MAX_BYTES - len(CUPS) - 12) + "\n"
    async with stage(tmp_path, files={"cups.yaml": full}) as here:
        modal = await form(here.mod, "curate add", topic="Cups")
        said = await here.mod.fills(modal, {V.field_question: "Any mugs?", V.field_answer: "Three."})
        assert V.why_full_file in said.text
        assert here.house.text("cups.yaml") == full


async def test_a_file_that_was_spoilt_meanwhile_is_told_of_and_left_as_it_is(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        move = await here.mod.runs("curate move", entry="small-cups", topic="Tea")
        modal = await form(here.mod, "curate add", topic="Cups")
        add = await here.mod.fills(modal, {V.field_question: "Any mugs?", V.field_answer: "Three."})
        table = here.mod.uploads("cups.csv", b"id,question,answer\nsmall-cups,,In the attic.\n")
        imported = await here.mod.runs("curate import", file=table)
        words = await here.mod.runs("curate words")
        modal = await here.mod.is_shown_form(here.mod.starts_pressing(V.new_words, on=words))
        grouped = await here.mod.fills(modal, {V.field_words: "tea\nbrew"})
        for preview, file, text, why, about in (
            (move, "cups.yaml", CUPS + '- id: "\n', "why_faulty_file", {"line": 14}),
            (
                imported,
                "cups.yaml",
                CUPS.replace("On the top shelf.", "[]"),
                "why_faulty_entry",
                {"entry": "small-cups"},
            ),
            (add, "cups.yaml", "topic: Cups\nentries: none\n", "why_no_entries", {}),
            (grouped, "words.yaml", "- tea\n", "why_no_names", {}),
        ):
            here.house.write(text, file)
            assert (await here.mod.presses(V.save, on=preview)).text == told(V, why, **about)
            assert here.house.text(file) == text


async def test_a_link_that_leads_out_of_the_folder_is_not_written_to(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text("groups: []\n", "utf-8")
    async with stage(tmp_path) as here:
        (here.house.faq / "words.yaml").symlink_to(elsewhere)
        listed = await here.mod.runs("curate words")
        modal = await here.mod.is_shown_form(here.mod.starts_pressing(V.new_words, on=listed))
        preview = await here.mod.fills(modal, {V.field_words: "tea\nbrew"})
        said = await here.mod.presses(V.save, on=preview)
        assert said.text == told(V, "why_leads_out", name="words.yaml")
        assert elsewhere.read_text("utf-8") == "groups: []\n"


async def test_what_was_taken_out_by_hand_is_not_brought_back_where_its_file_is_gone(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        here.house.write(CUPS[: CUPS.index("- id: broken-cups")], "cups.yaml")
        await eventually(lambda: len(here.curating.history(here.server)) == 1)
        number = here.curating.history(here.server)[0].id
        (here.house.faq / "cups.yaml").unlink()
        await eventually(lambda: "cups.yaml" not in here.curating.export(here.server))
        said = await here.mod.runs("curate undo", number=number)
        assert said.text == told(V, "why_file_gone", file="cups.yaml")


@pytest.mark.parametrize("all_of_it", [True, False])
async def test_while_the_faqs_folder_is_gone_nothing_is_saved_made_or_recorded(tmp_path: Path, all_of_it: bool) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate phrasing", entry="green-tea", more="sencha")
        away = here.house.folder / "away"
        here.house.faq.rename(away)
        if not all_of_it:  # as where a disk is not mounted: the folder is there and empty
            here.house.faq.mkdir()
        there = sorted(here.house.folder.rglob("*"))
        assert (await here.mod.presses(V.save, on=preview)).text == told(V, "why_folder_gone")
        here.curating.settle()
        assert here.curating.history(here.server) == ()
        assert sorted(here.house.folder.rglob("*")) == there
        if not all_of_it:
            here.house.faq.rmdir()
        away.rename(here.house.faq)
        await here.mod.presses(V.save, on=preview)
        assert [past.action for past in here.curating.history(here.server)] == ["phrasing"]
