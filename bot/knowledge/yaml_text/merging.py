"""Three versions of a text, or of what a file says -> one that has both changes, where they do not touch.

The classic three-way merge by lines (Khanna, Kunal & Pierce, "A Formal Investigation of Diff3", 2007): stretches that
neither side has changed are fixed points, and between two of them at most one side may differ from the base, or both
must have made the same of it. Lines side by side may belong together, and so touch; the items of a list do not.
"""

from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher

from bot.knowledge.yaml_text.writing import Data

_Hunk = tuple[int, int, Sequence[Data]]  # what stands in the place of the items from the one number to the other


def merged(base: str, ours: str, theirs: str) -> str | None:
    """`ours` with the changes that lead from `base` to `theirs`; None where both have changed the same lines.

    >>> merged("a\\nb\\nc\\n", "a\\nB\\nc\\n", "a\\nb\\nC\\n")
    'a\\nB\\nC\\n'
    """
    if ours == base:
        return theirs
    if theirs in (base, ours):
        return ours
    lines = [text.splitlines(keepends=True) for text in (base, ours, theirs)]
    parts: list[str] = []
    at = (0, 0, 0)
    for upto in _common(*lines):
        stretch = [line[first:last] for line, first, last in zip(lines, at, upto, strict=True)]
        chosen = _chosen(*stretch)
        if chosen is None:
            return None
        parts += chosen
        at = upto
    return "".join(parts)


def merged_values(
    base: Mapping[str, Data],
    ours: Mapping[str, Data],
    theirs: Mapping[str, Data],
    *,
    whole: Collection[str] = (),
    ordered: Collection[str] = (),
) -> dict[str, Data] | None:
    """The same by keys, and in lists by items, but for those lists that are one `whole`. No list is an empty one.

    In lists that are not `ordered`, both may have added something in the same place.
    """
    both: dict[str, Data] = {}
    for key in {**ours, **theirs}:
        old, mine, other = base.get(key), ours.get(key), theirs.get(key)
        if mine == old or other in (old, mine):
            value = other if mine == old else mine
        else:
            items = [() if one is None else one for one in (old, mine, other) if one is None or isinstance(one, tuple)]
            joined = _joined(*items, ordered=key in ordered) if len(items) == 3 and key not in whole else None
            if joined is None:
                return None
            value = joined or (None if other is None else ())
        if value is not None:
            both[key] = value
    return both


def _joined(
    base: Sequence[Data], ours: Sequence[Data], theirs: Sequence[Data], *, ordered: bool
) -> tuple[Data, ...] | None:
    """A list with both changes; None where both have made something else of the same items.

    What each has added in the same place stands there one behind the other, theirs first, and nothing twice.
    """
    mine = _hunks(base, ours)
    other = [(first, last, [one for one in items if one not in ours]) for first, last, items in _hunks(base, theirs)]
    if any(one != two and _touch(one, two, ordered=ordered) for one in mine for two in other):
        return None
    joined: list[Data] = []
    at = 0
    for first, last, items in sorted([*other, *(one for one in mine if one not in other)], key=lambda one: one[:2]):
        joined += [*base[at:first], *items]
        at = last
    return (*joined, *base[at:])


def _touch(one: _Hunk, two: _Hunk, *, ordered: bool) -> bool:
    if one[:2] == two[:2] and one[0] == one[1]:
        return ordered
    return one[0] < two[1] and two[0] < one[1]


def _hunks(base: Sequence[Data], other: Sequence[Data]) -> list[_Hunk]:
    matcher = SequenceMatcher(None, [*map(repr, base)], [*map(repr, other)], autojunk=False)
    changed = (codes for codes in matcher.get_opcodes() if codes[0] != "equal")
    return [(first, last, other[start:end]) for _, first, last, start, end in changed]


def _chosen(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Sequence[str] | None:
    if list(ours) == list(base):
        return theirs
    return ours if theirs in (base, ours) else None


def _common(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int]]:
    """The places, in each of the three, before and behind every line that all have in common; the ends last."""
    to_ours, to_theirs = _matches(base, ours), _matches(base, theirs)
    edges = []
    for number in range(len(base)):
        if number in to_ours and number in to_theirs:
            here = (number, to_ours[number], to_theirs[number])
            edges += [here, (here[0] + 1, here[1] + 1, here[2] + 1)]
    return [*edges, (len(base), len(ours), len(theirs))]


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        block.a + offset: block.b + offset for block in matcher.get_matching_blocks() for offset in range(block.size)
    }
