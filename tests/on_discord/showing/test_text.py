"""Counting, cutting and neutralising text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.on_discord.showing.text import coded, length, plain, shorten


def test_an_emoji_counts_as_two_characters() -> None:
    assert length("bone 🦴") == 7


def test_text_that_fits_is_left_as_it_is() -> None:
    assert shorten("What is osteoporosis?", 80) == "What is osteoporosis?"


def test_text_is_cut_behind_a_word() -> None:
    assert shorten("How often should bone density be measured?", 24) == "How often should bone…"


def test_one_endless_word_is_cut_where_it_has_to_be() -> None:
    assert shorten("o" * 100, 80) == "o" * 79 + "…"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=150), st.integers(min_value=1, max_value=100))
def test_what_is_cut_always_fits(text: str, limit: int) -> None:
    assert length(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("[here](https://evil.example)", r"\[here\](https\://evil.example)"),
        ("@everyone", "\\@\u200beveryone"),
        ("<@123> <#4> <:x:5>", "\\<\\@\u200b123\\> \\<\\#4\\> \\<:x:5\\>"),
        ("one\n# two\n> three", r"one \# two \> three"),
        ("back\\slash", r"back\\slash"),
        ("\u202etxet \u2067\u05d0\u2069", "txet \u05d0"),
    ],
)
def test_what_a_member_typed_reads_as_it_was_typed(typed: str, shown: str) -> None:
    assert plain(typed) == shown


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="@*`\\: /a\U0001d505\u202e\n", max_size=300), st.integers(min_value=20, max_value=200))
def test_what_is_neutralised_fits_with_all_that_it_takes(text: str, limit: int) -> None:
    assert length(plain(text, limit)) <= limit
    assert length(coded(text, limit)) <= limit


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no entry `small-cups` here", "no entry `small-cups` here"),
        ("no entry `*small*_cups` *here*", r"no entry `*small*_cups` \*here\*"),
        ("no entry `a`b` here", r"no entry `a`b\` here"),
        ("no ``entry`` here", r"no \`\`entry\`\` here"),
        ("\\`a`", r"\\`a`"),
    ],
)
def test_code_stays_code_and_all_else_reads_as_it_is_written(said: str, shown: str) -> None:
    assert coded(said, 100) == shown
