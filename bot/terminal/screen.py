"""Where passages become visible: Markdown and colour in a terminal, plain text anywhere else.

`rich` is loaded only for a terminal, so that scripts and pipes do not wait for it.
"""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TextIO

from bot.terminal.presenting import Passage, Tone, as_text

if TYPE_CHECKING:
    from rich.console import RenderableType


class Screen(Protocol):
    """Shows passages at once, each call as one block of text."""

    def show(self, passages: Iterable[Passage]) -> None: ...

    def gap(self) -> None:
        """An empty line, between blocks."""


class PlainScreen:
    """Writes text as it is: no colours, no wrapping, so that what reads it gets whole lines."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def show(self, passages: Iterable[Passage]) -> None:
        self._write(as_text(passages))

    def gap(self) -> None:
        self._write("")

    def _write(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()


class TerminalScreen:
    """Renders Markdown and wraps lines at the width of the terminal; `NO_COLOR` leaves the layout only."""

    def __init__(self, out: TextIO) -> None:
        from rich.console import Console

        self._console = Console(
            file=out,
            color_system=None if os.environ.get("NO_COLOR") else "auto",
            highlight=False,  # numbers and quotes in an answer are no code
            markup=False,
            emoji=False,
        )

    def show(self, passages: Iterable[Passage]) -> None:
        gap = False
        for passage in passages:
            if gap:
                self._console.print()
            self._console.print(self._rendered(passage), soft_wrap=passage.tone is Tone.TABLE)
            gap = passage.tone is not Tone.HEADING

    def gap(self) -> None:
        self._console.print()

    def _rendered(self, passage: Passage) -> "RenderableType":
        from rich.markdown import Markdown
        from rich.text import Text

        match passage.tone:
            case Tone.BODY:
                return Markdown(passage.text, hyperlinks=False)
            case Tone.HEADING:
                return Text(passage.text, style="bold")
            case Tone.NOTE:
                return Text(passage.text, style="dim")
        return Text(passage.text)


def screen_for(out: TextIO) -> Screen:
    """The screen that suits a stream: a terminal, or a pipe or file."""
    return TerminalScreen(out) if out.isatty() else PlainScreen(out)
