"""The bot's own texts and their placeholders."""

import pytest

from bot.errors import FaqFaults
from bot.knowledge import builtin
from bot.knowledge.model import Voice
from bot.knowledge.reading import read_faq
from bot.knowledge.voice import braces_of, fill, misused
from tests.knowledge.writing import read


def test_every_text_of_the_built_in_voice_is_well_formed() -> None:
    voice = read().draft.voice
    for name in Voice.model_fields:
        assert list(misused(name, getattr(voice, name))) == []


def test_every_placeholder_is_explained_in_the_built_in_voice() -> None:
    text = builtin.voice().decode()
    for name in Voice.model_fields:
        comment = text.split(f"\n{name}: ")[0].rpartition("\n\n")[2]
        assert all(f"{{{brace}}}" in comment for brace in braces_of(name).known)


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert fill("{typed} -> {read_as}", typed="{read_as}", read_as="x") == "{read_as} -> x"


def test_braces_nobody_fills_in_stay() -> None:
    assert fill("{seconds} {other}", seconds=3) == "3 {other}"


def test_a_faulty_built_in_voice_is_a_mistake_of_ours_and_raised() -> None:
    with pytest.raises(FaqFaults, match=r"builtin/voice\.yaml"):
        read_faq({}, b"greeting: Hi")
