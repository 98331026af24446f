"""A message as a sentence: as it was typed, but for what was misspelt in it.

An encoder that was taught by sentences makes more of one that has its small words and its punctuation than of a list
of corrected words.
"""

import re
from collections.abc import Sequence

from bot.engine.spelling.spelling import Spelt
from bot.engine.wording.text import plain

_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,}(?!\w)")


def mended(text: str, spelt: Sequence[Spelt] = ()) -> str:
    """`text` without markup, with each word that was read as another in `spelt` replaced where it stands.

    What is written in capitals among small letters is an abbreviation, and stays: "PGP" was not meant as "pop".
    """
    whole = plain(text)
    abbreviations = {word.casefold() for word in _CAPITALS.findall(text)} if any(map(str.islower, text)) else ()
    found: list[str] = []
    at, before = 0, ""
    for one in spelt:
        if one.typed == one.read_as or one.typed in abbreviations:
            continue
        if place := _place_of(one.typed).search(whole, at):
            found += whole[at : place.start()], one.read_as
            at = place.end()
        elif one.typed == before:  # two words that were typed as one
            found.append(f" {one.read_as}")
        before = one.typed
    return "".join([*found, whole[at:]])


def _place_of(typed: str) -> re.Pattern[str]:
    """Where a word stands, or two that were read as one, whatever stands between them."""
    words = r"\W+".join(map(re.escape, typed.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")
