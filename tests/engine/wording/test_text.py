"""From what was typed to plain words."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.engine.wording.text import MAX_CHARACTERS, plain, stem, without_fillers, words

# What people and phones put between letters, and what Discord does.
MESSY = st.text(
    st.one_of(
        st.sampled_from("abcdeu tsn'’`*_~|<>@#:/.?!-\n"),
        st.sampled_from("éßİŉǅ２ﬁ𝐀한骨ж\u0301\u200b\u00ad\ufe0f😂"),
        st.characters(),
    ),
    max_size=100,
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ＷＨＡＴ is ｌｕｐｕｓ", "what is lupus"),
        ("lúpus crème", "lupus creme"),
        ("ﬁne ﬂoor", "fine floor"),
        ("𝐛𝐨𝐧𝐞", "bone"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
    ],
)
def test_letters_are_folded_whatever_way_they_are_written(typed: str, read: str) -> None:
    assert words(typed) == tuple(read.split())


@pytest.mark.parametrize(
    "typed",
    [
        "what is **lupus**",
        "what is __lupus__",
        "what is ~~lupus~~",
        "what is ||lupus||",
        "> what is lupus",
        "*what* _is_ `lupus`",
        "<@123> what is lupus",
        "<@!123> <@&456> what is <#789> lupus",
        "what is lupus <:bone:123456> <a:wave:99>",
        "<t:1700000000:R> what is lupus",
        "what is lupus https://example.org/what?is=this",
        "<https://example.org> what is lupus",
        "@everyone what is lupus @here",
        "```py\nwhat is lupus\n```",
    ],
)
def test_discord_markup_mentions_emoji_and_links_are_not_words(typed: str) -> None:
    assert words(typed) == ("what", "is", "lupus")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("what's lupus", "what is lupus"),
        ("What’s lupus", "what is lupus"),
        ("whats lupus", "what is lupus"),
        ("wats lupus", "what is lupus"),
        ("dont", "do not"),
        ("don`t", "do not"),
        ("can't", "can not"),
        ("cannot", "can not"),
        ("they're", "they are"),
        ("it'll", "it will"),
        ("I've", "i have"),
        ("mustn't", "must not"),
        ("it's", "it is"),
        ("lupus's", "lupus"),
        ("grandma's bones", "grandma bones"),
        ("can u tell me", "can you tell me"),
        ("vs", "versus"),
        ("teh", "the"),
        ("dey", "they"),
        ("becoz", "because"),
        ("tryna", "trying to"),
        ("y'all", "yall"),
    ],
)
def test_short_forms_are_written_out(typed: str, read: str) -> None:
    assert words(typed) == tuple(read.split())


def test_stretched_letters_are_shortened_to_two() -> None:
    assert words("whaaaat is luuuupus") == ("whaat", "is", "luupus")
    assert words("1000 bees") == ("1000", "bees")


@pytest.mark.parametrize(
    "invisible",
    ["\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2060", "\ufe0f", "\u2066", "\u2069", "\u034f"],
)
def test_no_invisible_character_breaks_words(invisible: str) -> None:
    assert words(f"osteo{invisible}clast") == ("osteoclast",)


@pytest.mark.parametrize(
    ("dictated", "read"),
    [
        ("is it catching question mark", "is it catching?"),
        ("Stop it exclamation point who does it question mark", "stop it! who does it?"),
        ("two question marks", "two question marks"),
        ("question mark", "question mark"),
    ],
)
def test_signs_that_were_dictated_are_signs(dictated: str, read: str) -> None:
    assert plain(dictated) == read


def test_what_is_beyond_discords_limit_is_cut() -> None:
    assert words("a " * 1_000 + "beyond") == ("a",) * 1_000
    assert len(plain("x y" * MAX_CHARACTERS)) <= MAX_CHARACTERS


@pytest.mark.parametrize("typed", ["", " \n\t", "?!…", "😂💀", "<@123>", "** **", "\u200b"])
def test_a_message_without_words_has_none(typed: str) -> None:
    assert words(typed) == ()


def test_punctuation_and_apostrophes_around_words_are_dropped() -> None:
    assert words("'lupus' (or, \"arthritis\")?") == ("lupus", "or", "arthritis")


def test_fillers_are_dropped_unless_nothing_else_is_left() -> None:
    assert without_fillers(("yo", "what", "is", "lupus", "lol")) == ("what", "is", "lupus")
    assert without_fillers(("yo", "lol")) == ("yo", "lol")
    assert without_fillers(("guys", "is", "it", "bad", "man")) == ("is", "it", "bad")
    assert without_fillers(("do", "guys", "get", "it", "more", "than", "dudes")) == tuple(
        "do guys get it more than dudes".split()
    )


def test_endings_are_stemmed() -> None:
    assert stem("fractures") == stem("fractured") == stem("fracture")
    assert stem("osteoclast") != stem("osteoblast")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(MESSY)
def test_plain_text_is_lower_case_and_free_of_edge_spaces_and_markup(text: str) -> None:
    read = plain(text)
    # casefold, not lower: a few scripts fold to their capitals.
    assert read == read.casefold().strip()
    assert not set(read) & set("*_~|\u200b\u00ad\ufe0f")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(MESSY)
def test_plain_text_reads_the_same_again(text: str) -> None:
    assert words(plain(text)) == words(text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(MESSY)
@example("u'll")
@example("n't")
@example("rock'n'roll")
def test_the_words_of_words_are_the_same_words(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found


def test_no_word_is_empty() -> None:
    assert "" not in words("bone n't")
