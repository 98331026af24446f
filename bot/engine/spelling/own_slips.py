"""Misspellings among an FAQ's own words: phrasings are taught as members typed them.

Were "osteporosis" a word of the FAQ because it stands in one of its phrasings, nobody's would be corrected any more.
"""

from collections.abc import Iterator, Mapping

from bot.engine.reading.language import Language
from bot.engine.spelling.lexicon import Lexicon
from bot.engine.spelling.slips import edit_cost
from bot.engine.wording.text import stem

MOST_OFTEN = 2  # phrasings that have the same misspelling
TIMES_COMMONER = 20  # in the FAQ than the misspelling, and
OWN_FROM = 7.4  # times as common there as in the language, is a word of which it may be one
MIN_LETTERS, MIN_LETTERS_MEANT = 4, 5
MAX_COST = 4.0  # of the one slip


def without_slips(counts: Mapping[str, int], language: Language) -> dict[str, int]:
    """How often each word stands in an FAQ, without those that are one slip from a word which is much its own.

    A word that the language has is none, however rare, nor is another form of that word.
    """
    slipped = set(_slips(counts, language))
    return {word: count for word, count in counts.items() if word not in slipped}


def _slips(counts: Mapping[str, int], language: Language) -> Iterator[str]:
    total = sum(counts.values())
    own = Lexicon(
        word
        for word, count in counts.items()
        if count >= TIMES_COMMONER
        and len(word) >= MIN_LETTERS_MEANT
        and word.isalpha()
        and count >= OWN_FROM * total * language.share(word)
    )
    for word, count in counts.items():
        if count > MOST_OFTEN or len(word) < MIN_LETTERS or not word.isalpha() or language.knows(word):
            continue
        near = (meant for meant in own.within(word, 1) if counts[meant] >= TIMES_COMMONER * count)
        if any(stem(meant) != stem(word) and edit_cost(word, meant) <= MAX_COST for meant in near):
            yield word
