"""How a text is written in YAML: plain where that is safe, quoted or as a block where it is not.

Whatever the text, what comes back is read as that text again, except that a text which YAML cannot hold at all (half a
surrogate pair) is refused by the reader. A text can never become a tag, an alias, a comment or a key.
"""

import re
import textwrap

from bot.knowledge.yaml_text import nodes

WIDTH = 120  # columns; longer texts are wrapped where their style allows it
STEP = 2  # columns by which what belongs to something is indented

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_MISREAD = re.compile(r":(?:\s|\Z)|\s#|\A\s|\s\Z|[\n\t]")
_IN_BRACKETS = re.compile(r"[,\[\]{}:?]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_MAY_BEGIN_A_LINE = re.compile(r"[^\W_]")


def in_brackets(text: str, like: str = "") -> str:
    """`text` as it may stand inside brackets, on one line; in quotes if `like` names some."""
    return _on_one_line(text, like, plain=is_plain(text) and not _IN_BRACKETS.search(text))


def in_block(text: str, indent: int, column: int, newline: str, like: str = "") -> str:
    """`text` as it may stand behind a key or a dash.

    `indent` is the column for further lines, `column` where the text begins, `like` the style to keep to if it can be
    kept: "" (plain), a quote, `|` or `>`. A text that does not fit the line is wrapped, unless it is in quotes.
    """
    quoted = like in {"'", '"'}
    if "\n" in text or like in {"|", ">"}:
        body = block_body(text, indent, newline, ">" if like == ">" else "|")
        if body is not None:
            return f"{block_style(text, like)}-{newline}{body}"
        return _on_one_line(text, like, plain=False)
    plain = is_plain(text)
    if len(text) + column <= WIDTH or quoted:
        return _on_one_line(text, like, plain=plain)
    if plain:
        return newline.join(_wrapped(text, indent, column))
    body = block_body(text, indent, newline, ">")
    return _on_one_line(text, like, plain=False) if body is None else f">-{newline}{body}"


def block_style(text: str, like: str) -> str:
    """`>` where that was asked for, or else `|` for what has lines of its own."""
    return like if like in {"|", ">"} else "|" if "\n" in text else ">"


def block_body(text: str, indent: int, newline: str, style: str) -> str | None:
    """The lines below `|-` or `>-`, or None if `text` cannot be written so."""
    lines = text.split("\n")
    if not text or text != text.strip() or _UNPRINTABLE.search(text) or any(line != line.strip() for line in lines):
        return None
    if style == ">":
        # One line break more than there is in the text: a single one is read as a space.
        folded = re.sub(r"\n+", lambda breaks: breaks[0] + "\n", text).split("\n")
        lines = [part for line in folded for part in (_filled(line, indent) if line else [""])]
    margin = " " * indent
    return newline.join(margin + line if line else "" for line in lines)


def is_plain(text: str) -> bool:
    """Whether `text` can stand without quotes behind a key or a dash."""
    if not text or text[0] in _INDICATORS or text.startswith("...") or _MISREAD.search(text):
        return False
    return not _UNPRINTABLE.search(text) and nodes.Scalar(0, text, plain=True).tag == "str"


def _on_one_line(text: str, like: str, *, plain: bool) -> str:
    if like == "'" and "\n" not in text and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    if plain and like not in {"'", '"'}:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _UNPRINTABLE.match(character):
        return character
    return f"\\x{ord(character):02X}" if ord(character) < 0x100 else f"\\u{ord(character):04X}"


def _wrapped(text: str, indent: int, column: int) -> list[str]:
    """The lines of a plain text that begins in `column`; a line begins with a letter or digit, never with a sign."""
    return _broken(text, WIDTH - column, WIDTH - indent, " " * indent, _MAY_BEGIN_A_LINE)


def _filled(line: str, indent: int) -> list[str]:
    """A line of a folded text, broken at single spaces."""
    width = max(WIDTH - indent, 40)
    if "  " in line or "\t" in line or not line.isprintable():
        return [line]
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [line]


def _broken(text: str, first: int, others: int, margin: str, may_begin: re.Pattern[str]) -> list[str]:
    lines, line, room = [], "", first
    for word in re.split(r"(?<! ) (?! )", text):
        if line and len(line) + 1 + len(word) > room and may_begin.match(word):
            lines.append(line)
            line, room = word, others
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return [lines[0], *(margin + rest for rest in lines[1:])]
