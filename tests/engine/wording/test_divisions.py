"""Where a message may be two questions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.wording.divisions import MOST_DIVISIONS, Division, announces, division_signals, divisions
from bot.engine.wording.parts import take_apart
from bot.engine.wording.text import words

PIECES = ("what", "is", "it", "and", "lupus", "? ", ". ", ", ", "\n", "or", "1. ", "é", "/", "comma", "next question")


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("lupus hits what, and arthritis hits what", [("lupus hits what", "arthritis hits what")]),
        ("whats lupus whats menopause", [("whats lupus", "whats menopause")]),
        ("define lupus, menopause", [("define lupus", "menopause")]),
        ("what is lupus? and menopause", [("what is lupus", "menopause")]),
        ("does lupus attack skin and kidneys", [("does lupus attack skin", "kidneys")]),
        ("tell me what lupus is tell me how it hurts", [("tell me what lupus is", "tell me how it hurts")]),
        ("why does it hurt in lupus what even is menopause", [("why does it hurt in lupus", "what even is menopause")]),
        ("does lupus hurt / do joints swell", [("does lupus hurt", "do joints swell")]),
        ("lupus what is it menopause what is it", [("lupus what is it", "menopause what is it")]),
        ("does lupus hurt comma is it rare question mark", [("does lupus hurt", "is it rare?")]),
        ("does lupus hurt new question is menopause rare", [("does lupus hurt", "is menopause rare")]),
        ("does lupus hurt? My other query, if I may: is it rare", [("does lupus hurt", "is it rare")]),
        ("2 things 1) lupus hits what 2) is it rare", [("lupus hits what", "is it rare")]),
        ("does lupus hurt btw is menopause rare", [("does lupus hurt", "is menopause rare")]),
        ("does lupus hurt // is menopause rare", [("does lupus hurt", "is menopause rare")]),
        ("why does lupus hurt why isnt it rare", [("why does lupus hurt", "why isnt it rare")]),
        ("why does lupus hurt what organ does lupus hit", [("why does lupus hurt", "what organ does lupus hit")]),
        ("is lupus rare can it hurt", [("is lupus rare", "can it hurt")]),
        ("are the cells and the bones alike", []),
        ("do antibodies also shut the cells down", []),
        ("explain it like I'm five: why does lupus hurt", []),
        ("do you know what lupus is", []),
        ("can somebody tell me what is lupus", []),
        ("which of them is an error of the body", []),
        ("lupus attacks skin, is that true", []),
        ("why is lupus called what it is called", []),
        ("why", []),
    ],
)
def test_a_message_may_be_divided_wherever_a_second_question_may_begin(
    text: str, halves: list[tuple[str, str]]
) -> None:
    assert [(one.left, one.right) for one in divisions(text, take_apart(text))] == halves


@pytest.mark.parametrize(
    ("division", "signal", "value"),
    [
        (Division("what is lupus", "menopause", ","), "left_asks", 1.0),
        (Division("lupus attacks skin", "menopause", ","), "left_asks", 0.0),
        (Division("lupus", "arthritis hits what", ","), "right_asks", 1.0),
        (Division("is it lupus", "joint pain?", "and"), "right_asks", 0.0),  # the mark is that of the whole
        (Division("is it lupus", "joint pain?", "?"), "right_asks", 1.0),
        (Division("what is lupus", "what is menopause", ","), "comma", 1.0),
        (Division("what is lupus", "what is menopause", ", and"), "comma", 0.0),
        (Division("what is lupus", "what is menopause", "?"), "closed", 1.0),
        (Division("lupus attacks skin", "who treats that", "."), "stated", 1.0),
        (Division("what is lupus", "who treats that", "."), "stated", 0.0),
        (Division("what is lupus", "what is menopause", ", also"), "adds", 1.0),
        (Division("is it lupus or", "is it arthritis", ","), "or", 1.0),
        (Division("which one hurts", "lupus or arthritis", ","), "offers", 1.0),
        (Division("which one hurts", "is it rare or common", ","), "offers", 0.0),
        (Division("in lupus", "what hurts", ","), "setting", 1.0),
        (Division("when lupus attacks", "how come it hurts", ","), "subordinate", 1.0),
        (Division("when does lupus attack", "how come it hurts", ","), "subordinate", 0.0),
        (Division("when lupus attacks what does it hit", "how come it hurts", ","), "subordinate", 0.0),
        (Division("i heard that lupus hurts", "why is that", "."), "tells", 1.0),
        (Division("what is lupus", "what is menopause", apart=True), "apart", 1.0),
        (Division("which cell builds", "which cell breaks"), "alike", 1.0),
    ],
)
def test_each_signal_tells_one_thing_of_a_division(division: Division, signal: str, value: float) -> None:
    assert division_signals(division, f"{division.left} {division.right}")[signal] == value


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("Two things: what is lupus, and who gets it", True),
        ("First show me what lupus is. Then who gets it", True),
        ("1) what is lupus 2) who gets it", True),
        ("what is lupus, next question, who gets it", True),
        ("what comes first, lupus or arthritis", False),
        ("is type 1. what does it mean", False),
        ("are there two kinds of lupus", False),
    ],
)
def test_a_message_may_say_that_it_asks_more_than_one_thing(text: str, says_so: bool) -> None:
    assert announces(text) is says_so


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_message_has_a_few_divisions(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = divisions(text, take_apart(text))
    assert len(found) <= MOST_DIVISIONS
    assert all(words(one.left) and words(one.right) for one in found)
