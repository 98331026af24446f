"""The bot's own texts and their placeholders."""

import unicodedata

import pytest
import yaml
from discord.app_commands.commands import validate_name
from pydantic import TypeAdapter, ValidationError

from bot.errors import FaqFaults
from bot.knowledge import builtin
from bot.knowledge.model import Voice
from bot.knowledge.reading.reader import read_faq
from bot.knowledge.reading.voice import braces_of, fill, misused
from bot.knowledge.texts import CommandName
from tests.knowledge.writing import read


def test_every_text_of_the_built_in_voice_is_well_formed() -> None:
    voice = read().draft.voice
    for name in Voice.model_fields:
        assert list(misused(name, getattr(voice, name))) == []


def test_the_german_texts_are_complete_and_well_formed() -> None:
    german = yaml.safe_load(builtin.voice()["voice.de.yaml"])
    assert list(german) == list(Voice.model_fields)
    for name, text in german.items():
        assert list(misused(name, text)) == []


def test_a_text_in_the_members_language_is_taken_from_the_faqs_own_voice_in_that_language() -> None:
    faq = read(**{"voice.de": "greeting: Moin!", "voice": "greeting: Ahoy!"}).draft
    assert faq.voice_in("de").greeting == "Moin!"
    assert faq.voice_in("en-US").greeting == faq.voice_in(None).greeting == "Ahoy!"


def test_what_curators_wrote_goes_before_a_translation_that_is_not_theirs() -> None:
    faq = read(voice="disclaimer: Not medical advice.").draft
    assert faq.voice_in("de").disclaimer == "Not medical advice."
    assert faq.voice_in("de").helpful == "Hilfreich"


def test_a_language_is_added_with_one_file_and_may_leave_texts_out() -> None:
    faq = read(**{"voice.pt-BR": "greeting: Olá!"}).draft
    assert faq.voice_in("pt-BR").greeting == "Olá!"
    assert faq.voice_in("pt-BR").thanks == faq.voice.thanks


def test_a_bare_language_serves_all_its_variants() -> None:
    faq = read(**{"voice.es": "greeting: ¡Hola!"}).draft
    assert faq.voice_in("es-ES").greeting == faq.voice_in("es-419").greeting == "¡Hola!"


def test_a_language_discord_does_not_know_is_told_with_the_nearest() -> None:
    (fault,) = read(**{"voice.pt-br": "greeting: Olá!"}).faults
    assert fault.file == "voice.pt-br.yaml"
    assert "pt-BR" in fault.remedy


def test_a_misused_placeholder_in_a_translation_is_told_where_it_stands() -> None:
    (fault,) = read(**{"voice.de": "greeting: Moin!\nfailed: Kaputt."}).faults
    assert (fault.file, fault.line) == ("voice.de.yaml", 2)


def test_a_command_cannot_have_capitals_or_spaces_in_its_name() -> None:
    faults = read(voice="name_ask: Ask me\nname_faq: FAQ").faults
    assert [fault.line for fault in faults] == [1, 2]
    assert all("small letters" in fault.remedy for fault in faults)


def test_whatever_may_be_the_name_of_a_command_is_taken_by_discord() -> None:
    """One sign at a time: of those that one server's files may hold, none keeps the bot from starting elsewhere."""
    known = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) != "Cn"]
    taken = [sign for sign in known if _may_be_a_name(sign)]
    assert {"a", "ß", "й", "あ", "ไ", "9", "-", "_"} <= set(taken)
    assert [hex(ord(sign)) for sign in taken if not _is_taken_by_the_library(f"a{sign}")] == []


_NAMES: TypeAdapter[str] = TypeAdapter(CommandName)


def _may_be_a_name(sign: str) -> bool:
    try:
        _NAMES.validate_python(sign)
    except ValidationError:
        return False
    return True


def _is_taken_by_the_library(name: str) -> bool:
    try:
        validate_name(name)
    except ValueError:
        return False
    return True


def test_commands_that_stand_side_by_side_have_different_names() -> None:
    (fault,) = read(**{"voice.de": "greeting: Moin!\nname_browse: hilfe"}).faults
    assert (fault.file, fault.line) == ("voice.de.yaml", 2)
    assert "name_help" in fault.what


def test_every_placeholder_is_explained_in_the_built_in_voice() -> None:
    text = builtin.voice()["voice.yaml"].decode()
    for name in Voice.model_fields:
        comment = text.split(f"\n{name}: ")[0].rpartition("\n\n")[2]
        assert all(f"{{{brace}}}" in comment for brace in braces_of(name).known)


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert fill("{typed} -> {read_as}", typed="{read_as}", read_as="x") == "{read_as} -> x"


def test_braces_nobody_fills_in_stay() -> None:
    assert fill("{seconds} {other}", seconds=3) == "3 {other}"


def test_a_faulty_built_in_voice_is_a_mistake_of_ours_and_raised() -> None:
    with pytest.raises(FaqFaults, match=r"builtin/voice\.yaml"):
        read_faq({}, {"voice.yaml": b"greeting: Hi"})
