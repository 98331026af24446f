"""Mistyped text: slips of the finger on a QWERTY keyboard, at a given rate, the same for the same seed."""

from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Keys stand in rows, each shifted by half a key against the one above.
_KEYS = {letter: (row, column + row / 2) for row, keys in enumerate(_ROWS) for column, letter in enumerate(keys)}
NEIGHBOURS = {
    letter: "".join(
        other
        for other, (their_row, their_column) in _KEYS.items()
        if other != letter and abs(their_row - row) <= 1 and abs(their_column - column) <= 1
    )
    for letter, (row, column) in _KEYS.items()
}
SLIPS = ("neighbour", "dropped", "doubled", "swapped")


def mistyped(text: str, share: float, rng: Random) -> str:
    """`text` with `share` (0 to 1) of its letters mistyped: a neighbouring key, dropped, doubled or swapped, evenly.

    A swap is one slip for two letters. What is not a letter stays, and is never swapped with one.
    """
    typed: list[str] = []
    at = 0
    while at < len(text):
        slip = rng.choice(SLIPS) if text[at].isalpha() and rng.random() < share else ""
        following = text[at + 1 : at + 2]
        if slip == "swapped" and following.isalpha():
            typed += [following, text[at]]
            at += 2
            continue
        typed.append(_slipped(text[at], slip, rng))
        at += 1
    return "".join(typed)


def _slipped(letter: str, slip: str, rng: Random) -> str:
    if slip == "dropped":
        return ""
    if slip == "doubled":
        return letter * 2
    # The last letter of a word has nothing to be swapped with: a neighbouring key instead.
    if slip and (near := NEIGHBOURS.get(letter.lower())):
        chosen = rng.choice(near)
        return chosen.upper() if letter.isupper() else chosen
    return letter
