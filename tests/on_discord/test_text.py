"""Counting, cutting and neutralising text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.on_discord.text import length, plain, shorten


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
    ],
)
def test_what_a_member_typed_reads_as_it_was_typed(typed: str, shown: str) -> None:
    assert plain(typed) == shown
