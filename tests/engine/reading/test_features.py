"""What of a text is compared."""

from collections.abc import Mapping

from bot.engine.reading.features import LETTERS, ORDER, WORDS, Reader
from bot.engine.reading.language import Language

LANGUAGE = Language(
    frequency={"the": 0.05, "bone": 1e-4, "bones": 1e-4, "brittle": 1e-6, "illness": 1e-5, "disease": 1e-5},
    near_synonyms=(("illness", "disease"), ("break down", "collapse")),
)
READER = Reader((("osteoporosis", "brittle bones"), ("fracture", "broken bone")), LANGUAGE)


def bag(text: str, block: int) -> Mapping[str, float]:
    return READER.features(READER.read(text.split()))[block]


def test_a_group_is_one_unit_with_the_words_it_was_typed_as() -> None:
    reading = READER.read(("why", "brittle", "bones"))
    assert [unit.name for unit in reading.units] == ["whi", "=osteoporosis"]
    assert reading.units[1].typed == ("brittle", "bones")


def test_phrases_of_one_group_share_a_feature_and_their_own_words_count_less() -> None:
    typed, named = bag("brittle bones", WORDS), bag("osteoporosis", WORDS)
    assert typed.keys() & named.keys() == {"=osteoporosis"}
    assert 0 < typed["brittl"] < typed["=osteoporosis"]


def test_near_synonyms_share_a_fainter_feature_than_the_word_itself() -> None:
    one, other = bag("illness", WORDS), bag("disease", WORDS)
    (shared,) = one.keys() & other.keys()
    assert 0 < one[shared] < one["ill"]


def test_near_synonyms_of_several_words_are_found() -> None:
    assert bag("it will break down", WORDS).keys() & bag("collapse", WORDS).keys()


def test_common_words_have_no_near_synonyms() -> None:
    language = Language(frequency={"get": 0.01}, near_synonyms=(("get", "fetch"),))
    assert READER.read(("get",)).units[0].senses == frozenset()
    assert Reader((), language).read(("get",)).units[0].senses == frozenset()


def test_rare_words_count_more_than_common_ones() -> None:
    found = bag("the bone zebra", WORDS)
    assert found["the"] < found["bone"] < found["zebra"]


def test_order_tells_who_comes_first() -> None:
    assert bag("rain makes floods", ORDER) != bag("floods makes rain", ORDER)
    assert bag("rain makes floods", WORDS) == bag("floods makes rain", WORDS)


def test_letters_are_what_misspelt_words_keep() -> None:
    right, wrong = bag("osteoclast", LETTERS), bag("osteoclsat", LETTERS)
    assert len(right.keys() & wrong.keys()) >= 5
    assert bag("osteoclast osteoclast", LETTERS)["oste"] == 2 * right["oste"]


def test_short_and_foreign_words_have_letters_too() -> None:
    assert bag("a", LETTERS)
    assert bag("骨", LETTERS)


def test_a_text_of_no_words_has_no_units() -> None:
    reading = READER.read(())
    assert (reading.tokens, reading.units, reading.names) == ((), (), frozenset())
