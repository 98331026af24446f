"""The file `.env`: the variables in it, and what is wrong with it.

What a fault says is never taken from the file: a slip of the pen may leave the token anywhere in it.
"""

import difflib
import io
from collections.abc import Collection, Iterator, Mapping
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


def read(path: Path, known: Mapping[str, str], elsewhere: Collection[str]) -> tuple[dict[str, Variable], list[Fault]]:
    """The variables in the file at `path`, by their names, and its faults. No file is neither.

    `known` has for each name that means something a line as it should be; those `elsewhere` are not looked for. Where
    the first of them has a value, lines of other programs may be as they like.
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
    keys = {one.key for one in bindings}
    missing = [name for name in known if name not in keys and name not in elsewhere]
    first = next(iter(known))
    needed = "" if first in written or first in elsewhere else first
    wrong = ((one, what, known[name]) for one in bindings for what, name in _wrong(one, missing, needed))
    return written, [Fault(str(path), _line(one), what, f"write {line}, in one line") for one, what, line in wrong]


def _wrong(binding: Binding, missing: Collection[str], needed: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one line, if anything, and the name that it was to have.

    `missing` are the names that stand nowhere; `needed` is what a broken line was to be, unless that is there.
    """
    name, equals, value = binding.original.string.strip().partition("=")
    broken = binding.error or (binding.key and not equals)
    if broken and not needed:
        return
    if binding.error and equals:
        quoted = value.strip()[:1] in {"'", '"'}
        what = "a quote is not closed at the end of the line" if quoted else "in front of `=` there is not just a name"
        yield what, needed
    elif broken:
        yield NO_EQUALS, needed
    elif binding.key:
        near = difflib.get_close_matches((binding.key or name).upper(), missing, 1, 0.8)
        yield from ((f"this is not quite {one}", one) for one in near)


def _line(binding: Binding) -> int:
    """The line in which the text of a binding begins: the empty ones above it are counted to it."""
    text = binding.original.string
    return int(binding.original.line) + text[: len(text) - len(text.lstrip())].count("\n")
