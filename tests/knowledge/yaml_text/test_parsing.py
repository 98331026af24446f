"""Broken, odd and hostile files: each gives a fault at the right line, in bounded time."""

import time

import pytest

from bot.knowledge.yaml_text.parsing import MAX_BYTES, parse
from tests.knowledge.writing import ENTRY, read, told


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("topic: Tea: green", 1, "a colon followed by a space stands inside the text"),
        ("topic: Tea\nentries:\n\t- id: x", 3, "the line is indented with a tab"),
        ("also:\n  - @someone", 2, "the text begins with `@`"),
        ("also:\n  - `code`", 2, "the text begins with ```, which"),
        ("also:\n  - %d cups", 2, "the text begins with `%`"),
        (
            "also:\n  - 'I don't know'",
            2,
            "a single quote (or apostrophe) at the beginning of the text is closed",
        ),
        ('also:\n  - "green" tea', 2, "a double quote at the beginning of the text is closed before its end"),
        ('also:\n  - "green tea\n  - black tea', 2, "a quote is opened here and never closed"),
        ('question: "green?\nalso:\n  - so "green"\n', 1, "a quote is opened here and closed only in line 3"),
        ("also:\n  - it's\n  - 'green\n  - it's black\n", 3, "a quote is opened here and closed only in line 4"),
        ('also: ["green, black]\nanswer: "Yes"\n', 1, "a quote is opened here and closed only in line 2"),
        ("answer: >-\n  Yes.\n\tNo.\n", 3, "the line is indented with a tab"),
        ("- question: a\n  answer:Hot.\n  id: x\n", 2, "there is no space behind `answer:`"),
        ("also:\n  - green\n  -black\nid: x\n", 3, "there is no space behind `-`"),
        ("id: x\nanswer\nalso: [a]\n", 2, "this is neither `name: value` nor an item of a list"),
        ("answer: Hot.\nhttps://example.com\nid: x\n", 2, "this is neither `name: value` nor an item of a list"),
        ("answer: Hot.\n12:30 is late\nid: x\n", 2, "this is neither `name: value` nor an item of a list"),
        ("answer: Hot.\nAnd strong.\nid: x\n", 2, "this is neither `name: value` nor an item of a list"),
        ("- id: x\n  also:\n  - a\n\u00a0 answer: b\n  kind: c\n", 4, "the line is indented with spaces of another"),
        ("answer: Ask in #rules or here.\n", 1, "the text ends before `#rules`, which YAML takes for a remark"),
        ("answer: Ask\n  in #rules or here.\n", 2, "the text ends before `#rules`"),
        ("also: [green, black #tea, white]\n", 1, "the text ends before `#tea`"),
        ("also: [green, black\nid: x", 1, "brackets are not closed"),
        ("also: - green", 1, "a list begins behind a colon"),
        ('topic: "a\\qb"', 1, "a backslash in double quotes"),
        ("also:\n  - green\n - black", 3, "the line does not fit what stands above it"),
        ("answer: | text", 1, "text stands behind `|` or `>`"),
        ("also:\n  - green\n    - black", 3, "this line begins with `-` but belongs to the text above it"),
        ("also:\n  - *bold", 2, "a value begins with `*`"),
        ("also:\n  - &name x", 2, "a value begins with `&`"),
        ("also:\n  - !important x", 2, "a value begins with `!`"),
        ("topic: a\n---\ntopic: b", 2, "a second document begins here"),
        ("topic: a\nid: x\ntopic: b", 3, "`topic` stands here a second time (first in line 1)"),
        ("? [a, b]\n: c", 1, "a list or a group stands where a name was expected"),
        ("topic: a\nid: b\x07c", 2, "there is an invisible control character (U+0007, the character no. 6)"),
        ("topic: a\nid: b\x00c", 2, "there is an invisible control character (U+0000"),
        ('topic: "a\\0b"', 1, "the text holds a control character (U+0000"),
    ],
)
def test_a_slip_is_named_at_its_line(text: str, line: int, what: str) -> None:
    fault = parse("tea.yaml", text.encode()).faults[0]
    assert (fault.line, fault.file) == (line, "tea.yaml")
    assert what in fault.what
    assert fault.remedy


@pytest.mark.parametrize("text", ["a: b  # c\n", "a: 'b' #c\n", "a: >-\n  b #c\n", "a: b#c\n", "#a\nb: c\n", "a: #b\n"])
def test_a_number_sign_that_cuts_off_no_text_is_no_fault(text: str) -> None:
    assert parse("tea.yaml", text.encode()).faults == ()


def test_of_a_file_that_broke_off_nothing_is_missing() -> None:
    broken = ENTRY.replace("    answer:", "answer:") + "    kind: answer\n"
    (fault,) = read(broken).faults
    assert fault.line == 8


def test_a_file_that_is_not_utf8_is_told_with_the_line() -> None:
    fault = read("topic: Tea\n# Gr\xfcner Tee\n".encode("latin-1")).faults[0]
    assert str(fault) == "tea.yaml:2: this is not UTF-8 text; save the file with the encoding UTF-8"


def test_utf16_is_refused() -> None:
    assert parse("tea.yaml", ENTRY.encode("utf-16")).faults[0].what == "this is not UTF-8 text"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    reading = read(b"\xef\xbb\xbf" + ENTRY.replace("\n", "\r\n").encode())
    assert reading.faults == ()
    assert reading.origins["green-tea"].line_of("answer") == 7


def test_rare_line_separators_leave_the_line_numbers_right() -> None:
    reading = read(ENTRY.replace("green tea\n", "green\u2028tea\n"))
    assert reading.faults == ()
    assert reading.origins["green-tea"].line_of("answer") == 7


def test_a_file_over_one_mebibyte_is_refused_unread() -> None:
    document = parse("tea.yaml", b"x" * (MAX_BYTES + 1))
    assert "larger than 1 MiB" in document.faults[0].what


def test_a_bomb_of_aliases_stays_small() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert told(read(bomb).faults)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * MAX_BYTES,
        b"- " * (MAX_BYTES // 2),
        b"{a: " * (MAX_BYTES // 4),
        b"? " * (MAX_BYTES // 2),
        b"-\n" * (MAX_BYTES // 2),
        b"[" + b"a," * (MAX_BYTES // 2 - 1),
        b"&a " * (MAX_BYTES // 3),
        b'"' * MAX_BYTES,
        b"\x01\n" * (MAX_BYTES // 2),
        b"topic: x\nentries:\n" + b"- x\n" * 90_000,
        b"topic: x\nentries:\n- also:\n" + b"  - 1\n" * 90_000,
        b"topic: x\nentries:\n- id: x\n  also: " + b"x\n     - " * 90_000,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_hostile_file_is_refused_in_short_order(content: bytes) -> None:
    started = time.perf_counter()
    assert read(content[:MAX_BYTES]).faults
    assert time.perf_counter() - started < 10
