"""Plain text tables, as they are read in a terminal and pasted into Markdown."""

from collections.abc import Iterator, Sequence


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table in Markdown: the first column to the left, all others to the right."""
    widths = [max(len(line[at]) for line in (heads, *rows)) for at in range(len(heads))]
    yield f"## {title}"
    yield ""
    yield _line(heads, widths)
    yield _line(["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])], widths)
    for row in rows:
        yield _line(row, widths)
    yield ""


def share(value: float | None) -> str:
    """A share of 1 as it is written in a table; a dash where there is none."""
    return "—" if value is None else f"{value:.3f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    others = (f"{cell:>{width}}" for cell, width in zip(cells[1:], widths[1:], strict=True))
    return f"| {' | '.join([f'{cells[0]:<{widths[0]}}', *others])} |"
