"""The file `.env`: the variables in it, and what is wrong with it.

What a fault says is never taken from the file: a slip of the pen may leave the token anywhere in it.
"""

import difflib
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from bot.errors import Fault

NO_EQUALS = "the line has no `=`"


@dataclass(frozen=True)
class Variable:
    """The value of a variable, and where it stands."""

    value: str
    file: str
    line: int = 1

    def fault(self, what: str, remedy: str) -> Fault:
        return Fault(self.file, self.line, what, remedy)


def read(path: Path, known: Collection[str], example: str) -> tuple[dict[str, Variable], list[Fault]]:
    """The variables in the file at `path`, by their names, and its faults. No file is neither.

    `known` are the names that mean something; `example` is a line as it should be, for the remedies.
    """
    if not path.is_file():
        return {}, []
    try:
        bindings = list(parse_stream(io.StringIO(path.read_text("utf-8-sig"))))
    except UnicodeDecodeError:
        return {}, [Fault(str(path), 1, "this is not UTF-8 text", "save the file with the encoding UTF-8")]
    except OSError as error:
        return {}, [Fault(str(path), 1, f"cannot be read ({error.strerror})", "check who may read it")]
    written = {one.key: Variable(one.value, str(path), _line(one)) for one in bindings if one.key and one.value}
    missing = [name for name in known if all(name != one.key for one in bindings)]
    wrong = ((one, what) for one in bindings for what in _wrong(one, missing))
    return written, [Fault(str(path), _line(one), what, f"write {example}, in one line") for one, what in wrong]


def _wrong(binding: Binding, missing: Collection[str]) -> Iterator[str]:
    """What is wrong with one line, if anything; `missing` are the names that stand in no line."""
    name, equals, value = binding.original.string.strip().partition("=")
    if binding.error and equals:
        quoted = value.strip()[:1] in {"'", '"'}
        yield "a quote is not closed at the end of the line" if quoted else "in front of `=` there is not just a name"
    elif binding.error or (binding.key and not equals):
        yield NO_EQUALS
    elif binding.key:
        yield from (f"this is not quite {one}" for one in difflib.get_close_matches(name.upper(), missing, 1, 0.8))


def _line(binding: Binding) -> int:
    """The line in which the text of a binding begins: the empty ones above it are counted to it."""
    text = binding.original.string
    return int(binding.original.line) + text[: len(text) - len(text.lstrip())].count("\n")
