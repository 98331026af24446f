"""What broke the YAML, in words for someone who has never heard of a scalar.

The parser says where it stopped and what it would have liked to see; which slip of the pen lies behind that is
guessed from the line itself.
"""

import re

import yaml

from bot.errors import Fault

_ODD_SPACES = re.compile("[ ]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_JOINED = re.compile(r"\s*(?:- +)*(-|[A-Za-z_][\w-]*:(?!//))\S")
_QUOTE_ALL = 'put double quotes around the whole text: "..."'


def syntax_fault(text: str, error: yaml.MarkedYAMLError, quoted: tuple[int, int] = (0, 0)) -> Fault:
    """The fault behind `error`, with the line a curator should look at, in a file without a name.

    `quoted` are the first and the last line of the text in quotes that was read last.
    """
    first, last = quoted
    if first < last and error.problem_mark and error.problem_mark.line + 1 == last:
        what = f"a quote is opened here and closed only in line {last}, within another text"
        return Fault("", first, what, "close it at the end of its own text")
    mark = error.context_mark if _began_earlier(error) else error.problem_mark
    lines = text.splitlines()
    number = min(mark.line if mark else 0, max(len(lines) - 1, 0))
    odd = next((one for one in (number, number - 1) if 0 <= one < len(lines) and _ODD_SPACES.match(lines[one])), None)
    if odd is not None:
        what = "the line is indented with spaces of another kind, as web pages have them"
        return Fault("", odd + 1, what, "delete them, and type spaces")
    line = lines[number] if lines else ""
    what, remedy = _explain(error.problem or "", line)
    return Fault("", number + 1, what, remedy)


def _began_earlier(error: yaml.MarkedYAMLError) -> bool:
    """Whether the beginning of an unclosed quote or bracket, or of what was to be a name, says more than the place
    where the parser gave up.
    """
    problem, context = error.problem or "", error.context or ""
    return error.context_mark is not None and (
        "unexpected end of stream" in problem or "document" in problem or "flow" in context or "simple key" in context
    )


def _explain(problem: str, line: str) -> tuple[str, str]:
    value = _value(line)
    if "\t" in line[: len(line) - len(line.lstrip())] or value.startswith("\t"):
        return "the line is indented with a tab", "use spaces instead of tabs"
    if "could not find expected ':'" in problem and (joined := _JOINED.match(line)):
        return f"there is no space behind `{joined[1]}`", "write one"
    for applies, what, remedy in _SLIPS:
        if re.search(applies, problem):
            return what, remedy
    if value[:1] in {"@", "`", "%", "*", "&", "!", "|", ">"}:
        return f"the text begins with `{value[0]}`, which means something else in YAML", _QUOTE_ALL
    if value[:1] in {"'", '"'}:
        quote = "a single quote (or apostrophe)" if value[0] == "'" else "a double quote"
        remedy = "put the whole text in double quotes, and a backslash before each double quote inside it"
        return f"{quote} at the beginning of the text is closed before its end", remedy
    if value[:1] in {"[", "{", "]", "}"}:
        return "brackets are not closed, or not where they should be", "close them, or put quotes around the text"
    return "the line does not fit what stands above it", "indent it like its neighbours, and put `- ` before list items"


def _value(line: str) -> str:
    """What follows the `- ` or the `key: ` of a line."""
    return re.sub(r"^\s*(?:-[ \t]+)*(?:[\w-]+:[ ]+)?", "", line)


_SLIPS = (
    (
        "mapping values are not allowed",
        "a colon followed by a space stands inside the text, or the line is indented too far",
        'put quotes around the text ("Is it true: yes or no?"), or indent the line like its neighbours',
    ),
    (
        "sequence entries are not allowed",
        "a list begins behind a colon in the same line",
        "begin it in the next line, each item with `- `",
    ),
    (
        "unexpected end of stream|document indicator",
        "a quote is opened here and never closed",
        "close it, or put the whole text in double quotes",
    ),
    (
        "unknown escape|invalid Unicode",
        "a backslash in double quotes means something else in YAML",
        "write it twice: \\\\",
    ),
    ("expected comment or line break", "text stands behind `|` or `>`", "begin the text in the next line, indented"),
    (
        "could not find expected ':'",
        "this is neither `name: value` nor an item of a list",
        "put `- ` before an item; indent the line deeper if it goes on with the text above it",
    ),
    ("directive|incompatible YAML", "a line that begins with `%` is an instruction to YAML", "remove it or quote it"),
    ("indentation", "the text is not indented evenly", "indent all its lines alike, with spaces"),
)
