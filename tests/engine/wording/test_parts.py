"""A message taken apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.wording.parts import MOST_PARTS, claims, explained, take_apart


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
        ("tell me what lupus is, and whether it hurts", ["tell me what lupus is", "whether it hurts"]),
        ("define lupus for me, then say why it hurts", ["define lupus for me", "say why it hurts"]),
        ("two things: what is lupus, plus how it attacks", ["what is lupus", "how it attacks"]),
        (
            "I need two things. First the definition of lupus. Second the cause of osteoporosis.",
            ["first the definition of lupus", "second the cause of osteoporosis"],
        ),
        (
            "I'd like to know what lupus is. Also whether it hurts",
            ["i'd like to know what lupus is", "also whether it hurts"],
        ),
        ("Q1 what is lupus Q2 what is menopause", ["what is lupus", "what is menopause"]),
        ("two doubts: one, is lupus rare. two, is it normal", ["is lupus rare", "is it normal"]),
        ("(1) What is lupus? (2) What is menopause?", ["what is lupus?", "what is menopause?"]),
        ("is lupus rare, an is menopause normal", ["is lupus rare", "is menopause normal"]),
        (
            "does it hurt, and what if it stops or is that a myth",
            ["does it hurt", "what if it stops or is that a myth"],
        ),
        ("what is a cell... and the clasts, what do they do", ["what is a cell", "and the clasts what do they do?"]),
        (
            "what is lupus? and in a healthy man how does it start",
            ["what is lupus?", "and in a healthy man how does it start"],
        ),
        ("i want to know what lupus is, and sure does it matter", ["i want to know what lupus is", "does it matter"]),
        (
            "need a definition of lupus for my dad plus the reason it hurts",
            ["need a definition of lupus for my dad", "the reason it hurts"],
        ),
        ("lupus: targets. menopause: meaning.", ["lupus: targets", "menopause: meaning"]),
        ("Osteoarthritis. Autoimmune, yes or no?", ["osteoarthritis autoimmune, yes or no?"]),
        ("Thanks. Lupus? What does it attack?", ["lupus? what does it attack?"]),
        ("which bone thins out first, the spine or the hip?", ["which bone thins out first, the spine or the hip?"]),
        ("first, what is lupus? second, who has it?", ["what is lupus?", "who has it?"]),
        ("my dog is old.", []),
        (
            "first show me what lupus is, then show me why it hurts",
            ["first show me what lupus is", "show me why it hurts"],
        ),
        ("why", []),
        ("", []),
    ],
)
def test_the_questions_in_a_message_are_found(text: str, questions: list[str]) -> None:
    assert list(take_apart(text).questions) == questions


@pytest.mark.parametrize(
    "text",
    [
        "what is lupus, does anyone know",
        "what is lupus, have i got that right",
        "is it lupus? am i right",
        "is it lupus, was I wrong",
        "what is lupus, can someone explain",
        "lupus attacks skin, is that true",
        "lupus attacks skin, is that correct?",
        "what is lupus, i need it for school",
        "what fails, is it lupus or is it arthritis",
        "lupus or arthritis, which attacks skin",
        "is it lupus? he says arthritis. which of them is right?",
    ],
)
def test_what_only_rounds_off_a_question_is_no_second_one(text: str) -> None:
    assert len(take_apart(text).questions) <= 1


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("My teacher keeps saying lupus. What is that?", "my teacher keeps saying lupus"),
        ("somebody wrote lupus, whats that", "somebody wrote lupus"),
        ("what is that", ""),
        ("what is that lupus", ""),
        ("lupus, what does it do", ""),
    ],
)
def test_a_closing_what_is_that_asks_for_what_stands_before_it(text: str, before: str) -> None:
    assert explained(text) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She says lupus is an infection and I say it is not. Who is right?", ["lupus is an infection", "it is not"]),
        ("My aunt told me that menopause eats bone, which I doubt.", ["menopause eats bone, which i doubt"]),
        ("he said no", []),
        ("what does lupus attack", []),
    ],
)
def test_what_people_in_a_story_claim_is_found(text: str, said: list[str]) -> None:
    assert claims(text) == said


def test_the_story_around_a_question_is_kept_as_sentences() -> None:
    parts = take_apart("My aunt is seventy. She gardens a lot! What is menopause? Thank you all.")
    assert parts.sentences == ("my aunt is seventy", "she gardens a lot!", "what is menopause?", "thank you all")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["what", "is", "and", "lupus", "? ", ". ", ", ", "\n", "...", "or", "1. ", "é", ";"])))
def test_any_message_has_a_few_parts(pieces: list[str]) -> None:
    parts = take_apart(" ".join(pieces))
    assert len(parts.sentences) <= MOST_PARTS
    assert len(parts.questions) <= MOST_PARTS


@pytest.mark.parametrize(
    "text",
    [
        "please differentiate osteoclasts and osteoblasts + say what lupus attacks",
        "define menopause. also give two examples of autoimmune diseases",
        "distinguish the two kinds of cells, and give an example",
    ],
)
def test_what_is_to_be_told_apart_or_shown_by_examples_is_asked_for(text: str) -> None:
    assert len(take_apart(text).questions) == 2
