"""The files of an FAQ as they stand: bytes by their names, and their text.

Text made of bytes by `text_of` becomes the same bytes again, whatever they were.
"""

from collections.abc import Mapping
from typing import overload

Documents = Mapping[str, bytes]
Changed = dict[str, bytes | None]  # what becomes of some of them; None for one that goes


@overload
def text_of(content: bytes) -> str: ...
@overload
def text_of(content: bytes | None) -> str | None: ...
def text_of(content: bytes | None) -> str | None:
    """The text of a file; None where there is no file."""
    return None if content is None else content.decode("utf-8", "surrogateescape")


@overload
def bytes_of(text: str) -> bytes: ...
@overload
def bytes_of(text: str | None) -> bytes | None: ...
def bytes_of(text: str | None) -> bytes | None:
    """The bytes that `text_of` made the text of."""
    return None if text is None else text.encode("utf-8", "surrogateescape")


def readable(content: bytes | None) -> str | None:
    """The text of a file for somebody to read."""
    return None if content is None else content.decode("utf-8", "replace")
