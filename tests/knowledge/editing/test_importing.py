"""What is brought along: zips as systems make them, and tables for FAQs with faults of their own."""

import io
import zipfile

import pytest

from bot.errors import EditError
from bot.knowledge import builtin
from bot.knowledge.editing.importing import by_name, imported, unzipped
from bot.knowledge.reading.reader import read_faq
from tests.knowledge.writing import entry, topic

TEA = topic(entry("green-tea", question="Which tea is green?")).encode()
WORDS = b"groups:\n  - [tea, brew]\n"


def zipped(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return buffer.getvalue()


def test_of_a_zip_from_a_mac_only_the_files_themselves_are_taken() -> None:
    """The Finder puts a hidden companion beside every file, with the same ending and no YAML in it."""
    packed = zipped(("faq/tea.yaml", TEA), ("__MACOSX/faq/._tea.yaml", b"\0\5\26\7"), ("faq/.hidden.csv", b"x"))
    assert unzipped("faq.zip", packed) == {"tea.yaml": TEA}


def test_a_file_with_the_short_ending_is_not_passed_over() -> None:
    files = unzipped("faq.zip", zipped(("tea.yml", TEA), ("words.yml", WORDS), ("NOTES.TXT", b"x")))
    assert imported({}, files, "") == {"tea.yaml": TEA, "words.yaml": WORDS}


def test_of_two_files_with_one_name_neither_is_lost_silently() -> None:
    with pytest.raises(EditError, match=r"two files called tea\.yaml"):
        unzipped("faq.zip", zipped(("old/tea.yaml", TEA), ("new/tea.yaml", TEA)))
    with pytest.raises(EditError, match=r"two files called more\.csv"):
        by_name([("a/more.csv", b""), ("b\\more.csv", b"")])


@pytest.mark.parametrize(
    "files",
    [
        {"tea.yaml": TEA, "tea.yml": b"topic: More tea\n"},  # the same name once it is spelt out
        {"tea.yaml": TEA, "more.yaml": TEA.replace(b"topic: Tea", b"topic: TEA")},  # the same topic
        {"words.yaml": WORDS, "words.yml": WORDS},
    ],
)
def test_of_two_files_for_one_place_neither_is_lost_silently(files: dict[str, bytes]) -> None:
    for there in ({}, {"tea.yaml": TEA}):
        with pytest.raises(EditError, match="both for"):
            imported(there, files, "")


def test_columns_without_a_name_behind_the_others_are_none_unless_something_stands_in_them() -> None:
    """Spreadsheets export as many cells as somebody once touched."""
    after = imported({}, {"mint.csv": b"question,answer,,\nIs there mint?,Yes.,,\n,,,\n"}, "Tea")
    assert b"Is there mint?" in (after["tea.yaml"] or b"")
    with pytest.raises(EditError, match=r"mint\.csv:2: there are more cells than columns"):
        imported({}, {"mint.csv": b"question,answer,,\nIs there mint?,Yes.,,No.\n"}, "Tea")


def test_what_a_table_adds_to_a_file_that_comes_with_it_is_not_lost() -> None:
    table = b"question,answer,topic\nIs there mint?,Yes.,Tea\n"
    after = imported({}, {"a.csv": table, "tea.yaml": TEA}, "")
    assert set(after) == {"tea.yaml"}
    assert b"Is there mint?" in (after["tea.yaml"] or b"")


@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=str
)
def test_a_damaged_zip_is_told_however_it_is_packed(packing: int) -> None:
    packed = bytearray(zipped(("tea.yaml", TEA * 50), packing=packing))
    packed[60:100] = bytes(40)
    with pytest.raises(EditError, match=r"^faq\.zip is no zip that can be read$"):
        unzipped("faq.zip", bytes(packed))
    with pytest.raises(EditError, match="no zip"):
        unzipped("faq.zip", b"no zip at all")


def test_the_rows_of_a_table_know_of_those_above_them() -> None:
    rows = [
        "id,question,answer,topic",
        "green-tea,Which tea is not black?,The green one.,",  # another question, so that the next row is a new entry
        ",Which tea is green?,Sencha.,Herbs",
        ",Is there mint?,No.,herbs",
        ",is there MINT,Yes.,Elsewhere",  # the same again: it stays where it is
    ]
    changed = imported({"tea.yaml": TEA}, {"new.csv": "\n".join(rows).encode()}, "Tea")
    read = read_faq({name: content or b"" for name, content in changed.items()}, builtin.voice()).draft
    assert [(topic.topic, [(one.id, one.answer) for one in topic.entries]) for topic in read.topics] == [
        ("Herbs", [("which-tea-is-green", "Sencha."), ("is-there-mint", "Yes.")]),
        ("Tea", [("green-tea", "The green one.")]),
    ]


def test_a_table_finds_its_entries_by_question_whatever_faults_other_entries_have() -> None:
    faulty = topic(entry("long-tea", answer="x" * 2000), entry("nameless", question="[]")).encode()
    table = b"question,answer\nwhich TEA is green,The leaves.\nWhat about long-tea,Short.\n"
    with pytest.raises(EditError, match="long-tea` has a fault"):  # the one it would have to change
        imported({"bad.yaml": faulty, "tea.yaml": TEA}, {"new.csv": table}, "")
    changed = imported({"bad.yaml": faulty, "tea.yaml": TEA}, {"new.csv": table.rsplit(b"\n", 2)[0]}, "")
    assert list(changed) == ["tea.yaml"]
    assert b"    answer: The leaves.\n" in (changed["tea.yaml"] or b"")
