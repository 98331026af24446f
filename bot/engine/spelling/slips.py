"""How unlikely it is that one word comes out as another: each slip of the finger, or of memory, has its cost."""

from functools import lru_cache

DROPPED, ADDED, SWAPPED = 4.0, 4.5, 3.5  # letters
DOUBLED = 3.0  # a letter for two of the same, or two for one
NEIGHBOUR, OTHER = 4.0, 6.0  # one letter for another: beside it on the keyboard, or any
VOWEL = 3.5  # one vowel for another is the commonest misspelling that is not a slip of the finger
FIRST_LETTER = 1.5  # on top, where that is another
LEAST_COST = min(DROPPED, ADDED, SWAPPED, DOUBLED, NEIGHBOUR, VOWEL)

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACE = {letter: (row, column + row * 0.5) for row, line in enumerate(_ROWS) for column, letter in enumerate(line)}
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=8_192)
def edit_cost(typed: str, meant: str) -> float:
    """How unlikely it is (negative log, roughly) that `meant` comes out as `typed`."""
    return _alignment(meant, typed) + (0.0 if typed[0] == meant[0] else FIRST_LETTER)


def _alignment(meant: str, typed: str) -> float:
    """The cost of the cheapest way from `meant` to `typed` (optimal string alignment with weighted edits)."""
    adding = [DOUBLED if letter == before else ADDED for before, letter in zip(" " + typed, typed, strict=False)]
    before: list[float] = []
    above = [0.0]
    for letter, added in zip(typed, adding, strict=True):
        above.append(above[-1] + (DOUBLED if letter == meant[0] else added))
    last = ""
    for wanted in meant:
        dropped = DOUBLED if wanted == last else DROPPED
        replaced = _REPLACED.get(wanted, {})
        best = above[0] + dropped
        line = [best]
        for column, letter in enumerate(typed):  # the longest of all loops: `min` would take half as long again
            best += DOUBLED if letter == wanted else adding[column]
            cost = above[column] + (0.0 if letter == wanted else replaced.get(letter, OTHER))
            if cost < best:
                best = cost
            cost = above[column + 1] + dropped
            if cost < best:
                best = cost
            if column and letter == last != wanted == typed[column - 1] and before[column - 1] + SWAPPED < best:
                best = before[column - 1] + SWAPPED
            line.append(best)
        before, above, last = above, line, wanted
    return above[-1]


def _replaced(wanted: str, letter: str) -> float:
    if wanted in _VOWELS and letter in _VOWELS:
        return VOWEL
    (row, column), (other_row, other_column) = _PLACE[wanted], _PLACE[letter]
    return NEIGHBOUR if abs(row - other_row) <= 1 and abs(column - other_column) <= 1.1 else OTHER


# Of each letter of the alphabet, what it costs to come out as each other.
_REPLACED = {wanted: {letter: _replaced(wanted, letter) for letter in _PLACE if letter != wanted} for wanted in _PLACE}
