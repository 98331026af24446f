"""A message taken apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.parts import MOST_PARTS, take_apart


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("what is lupus? what is menopause?", ["what is lupus?", "what is menopause?"]),
        ("What is lupus and what is menopause", ["what is lupus", "what is menopause"]),
        ("what is lupus, how does it attack", ["what is lupus", "how does it attack"]),
        ("what is lupus also why does it hurt", ["what is lupus", "why does it hurt"]),
        ("what is lupus\nwhat is menopause", ["what is lupus", "what is menopause"]),
        ("1. what is lupus 2. what is menopause", ["what is lupus", "what is menopause"]),
        ("I have a dog. His name is Rex. what is lupus?", ["what is lupus?"]),
        ("so lupus attacks skin right?", ["so lupus attacks skin right?"]),
        ("is it lupus or is it arthritis", ["is it lupus or is it arthritis"]),
        ("does lupus attack skin and kidneys", ["does lupus attack skin and kidneys"]),
        ("who and what are osteoclasts", ["who and what are osteoclasts"]),
        ("what is v1.2?", ["what is v1.2?"]),
        ("1) define lupus 2) define menopause", ["define lupus", "define menopause"]),
        ("is it autoimmune and if not, what causes it", ["is it autoimmune", "what causes it"]),
        ("what does it attack in diabetes and in lupus", ["what does it attack in diabetes", "in lupus"]),
        ("osteoblasts: what are they and who names them", ["osteoblasts what are they?", "who names them"]),
        (
            "bone goes faster than it grows? is that what this is",
            ["bone goes faster than it grows? is that what this is"],
        ),
        ("what is lupus, explain like I'm 12", ["what is lupus explain like i'm 12"]),
        ("metabolic bone disorder?? is that right", ["metabolic bone disorder? is that right"]),
        ("my dog is old.", []),
        ("why", []),
        ("", []),
    ],
)
def test_the_questions_in_a_message_are_found(text: str, questions: list[str]) -> None:
    assert list(take_apart(text).questions) == questions


def test_the_story_around_a_question_is_kept_as_sentences() -> None:
    parts = take_apart("My aunt is seventy. She gardens a lot! What is menopause? Thank you all.")
    assert parts.sentences == ("my aunt is seventy", "she gardens a lot!", "what is menopause?", "thank you all")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["what", "is", "and", "lupus", "? ", ". ", ", ", "\n", "...", "or", "1. ", "é", ";"])))
def test_any_message_has_a_few_parts(pieces: list[str]) -> None:
    parts = take_apart(" ".join(pieces))
    assert len(parts.sentences) <= MOST_PARTS
    assert len(parts.questions) <= MOST_PARTS
