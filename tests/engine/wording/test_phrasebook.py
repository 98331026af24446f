"""Phrases of known groups, found by their stems."""

from bot.engine.wording.phrasebook import Found, Phrasebook, stems_of

BOOK = Phrasebook(
    [("brittle bones", "thin bones"), ("bones", "skeleton"), ("thin", "slim"), ("bank",), ("bank", "shore")]
)


def test_the_longest_phrase_is_taken() -> None:
    assert list(BOOK.longest(stems_of("my brittle bones hurt"))) == [Found(1, 3, 0)]


def test_phrases_do_not_overlap_and_come_from_left_to_right() -> None:
    found = list(BOOK.longest(stems_of("thin bones bones thin bone")))
    assert found == [Found(0, 2, 0), Found(2, 3, 1), Found(3, 5, 0)]


def test_other_forms_of_a_word_are_found() -> None:
    assert list(BOOK.longest(stems_of("a brittle bone"))) == [Found(1, 3, 0)]


def test_a_phrase_may_stand_in_several_groups() -> None:
    assert BOOK.of_one_word("bank") == (3, 4)
    assert BOOK.of_one_word("river") == ()


def test_phrases_of_several_words_are_found_in_every_group() -> None:
    assert list(BOOK.of_several_words(stems_of("thin bones and skeleton"))) == [Found(0, 2, 0)]


def test_the_first_of_a_group_names_it() -> None:
    assert BOOK.names[:3] == ["brittle bones", "bones", "thin"]


def test_an_empty_book_and_an_empty_text_find_nothing() -> None:
    assert list(Phrasebook([]).longest(("bone",))) == []
    assert list(BOOK.longest(())) == []
    assert list(Phrasebook([("?!", "…")]).longest(("bone",))) == []
