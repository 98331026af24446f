"""Three versions of a text -> one that has both changes, where they do not touch.

The classic three-way merge by lines (Khanna, Kunal & Pierce, "A Formal Investigation of Diff3", 2007): stretches that
neither side has changed are fixed points, and between two of them at most one side may differ from the base, or both
must have made the same of it.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher


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
