"""YAML as many hands write it: one topic, in every layout that says the same.

`topics` draws the data of a topic and a text for it: quotes of all sorts or none, blocks, brackets over one line or
several, comments and blank lines wherever they may stand, any order of keys, any indentation, any line end.
"""

from dataclasses import dataclass

import yaml
from hypothesis import strategies as st

Data = dict[str, object]
Draw = st.DrawFn

WORDS = st.sampled_from(
    """
    bone yes no 1 #2 C# a: - it's "so" {x} [1] ü 骨 😀 * &a !t null ~ % @you `code` ? : what is lost, | > \\ 2027-01-31
    ... ---
    """.split()
)
SPOILT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
SENTENCES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=8).map(" ".join),
    st.lists(WORDS, min_size=5, max_size=8).map(lambda words: " ".join(words * 5)),
    SPOILT,
).filter(lambda text: bool(text.strip()) and not set(text) & set("\x85\u2028\u2029\ufeff\ufffe\uffff"))
TEXTS = st.one_of(SENTENCES, st.lists(SENTENCES, min_size=2, max_size=3).map("\n".join)).map(
    lambda text: text.strip()[:490].strip()
)
LINES = SENTENCES.map(lambda text: " ".join(text.split())[:290].strip()).filter(bool)
IDS = st.from_regex(r"[a-z]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
SOURCES = st.lists(
    st.builds(lambda a, n: {"article": a, "section": "s", "paragraph": n}, IDS, st.integers(1, 9)), max_size=2
)


@st.composite
def entries(draw: Draw, entry_id: str | None = None) -> Data:
    """The data of an entry, without what it does not say."""
    entry: Data = {"id": entry_id or draw(IDS), "question": draw(LINES), "answer": draw(TEXTS)}
    optional = {
        "also": draw(st.lists(TEXTS, max_size=4)),
        "sources": draw(SOURCES),
        "follow_ups": draw(st.lists(IDS, max_size=3)),
        "unless": draw(st.lists(LINES, max_size=2)),
        "review_by": draw(st.none() | st.dates()),
    }
    return entry | {key: value for key, value in optional.items() if value}


@dataclass
class Hand:
    """Writes data down as it comes to hand."""

    draw: Draw

    def chance(self, one_in: int = 2) -> bool:
        return self.draw(st.integers(1, one_in)) == 1

    def note(self, column: int) -> list[str]:
        """Blank lines and comments, which may stand above any line of a block."""
        return self.draw(
            st.lists(st.sampled_from(["", " " * column + "# note: [x", "# - id: no", "  "]), max_size=2)
            if self.chance(4)
            else st.just([])
        )

    def tail(self) -> str:
        return self.draw(st.sampled_from(["", "", "", " ", "  # tail: 'x"]))

    def flow_scalar(self, value: object) -> str:
        if not isinstance(value, str):
            return str(value)
        plain = value if _reads_as(f"[{value}]", [value]) else _double(value)
        return self.draw(st.sampled_from([plain, _double(value), _single(value)]))

    def flow(self, value: object, inside: int) -> str:
        """`value` on one line, or over several that are indented by at least `inside`."""
        if isinstance(value, dict):
            items = [f"{key}: {self.flow(one, inside)}" for key, one in value.items()]
            return self.brackets("{", items, "}", inside)
        if isinstance(value, list):
            return self.brackets("[", [self.flow(one, inside) for one in value], "]", inside)
        return self.flow_scalar(value)

    def brackets(self, first: str, items: list[str], last: str, inside: int) -> str:
        pad = " " * inside
        match self.draw(st.integers(0, 4)):
            case 0 if items:
                return f"{first}\n{pad}" + f", # why\n{pad}".join(items) + f"\n{pad}{last}"
            case 1 if items:
                return f"{first} # begins\n{pad}" + f"\n{pad}, ".join(items) + f" {last}"
            case 2 if items:
                return f"{first} {', '.join(items)}, {last}"
        return first + ", ".join(items) + last

    def scalar(self, value: object, indent: int) -> str:
        """`value` behind a key or a dash, its further lines indented by at least `indent`."""
        if not isinstance(value, str):
            return f"{value}{self.tail()}"
        written = [_double(value), _single(value)]
        if _reads_as(f"x: {value}", {"x": value}):
            written.append(value)
        pad = " " * indent
        lines = value.split("\n")
        if value.isprintable() or "\n" in value:
            if all(line == line.strip() for line in lines):
                written.append("|-\n" + "\n".join(pad + line if line else "" for line in lines))
                written.append("|2-  # kept\n" + "\n".join(" " * (indent) + line if line else "" for line in lines))
            if len(lines) == 1 and "  " not in value:
                written.append(">+\n" + pad + value.replace(" ", f"\n{pad}", 1) + "\n")
        chosen = self.draw(st.sampled_from(written))
        return chosen if chosen[:1] in "|>" else chosen + self.tail()

    def block(self, key: str, value: object, column: int) -> list[str]:
        """The lines of `key: value` in `column`."""
        pad = " " * column
        if isinstance(value, list) and value and self.chance():
            indent = column + self.draw(st.sampled_from([0, 2, 4]))
            lines = [f"{pad}{key}:{self.tail()}"]
            for one in value:
                text = self.flow(one, indent + 3) if isinstance(one, dict | list) else self.scalar(one, indent + 2)
                lines += [*self.note(indent), f"{' ' * indent}- {text}"]
            return lines
        if isinstance(value, dict | list):
            return [f"{pad}{key}: {self.flow(value, column + 2)}{self.tail()}"]
        return [f"{pad}{key}: {self.scalar(value, column + 2)}"]

    def entry(self, entry: Data, column: int) -> list[str]:
        """The lines of an entry whose dash stands in `column`."""
        if self.chance(5):
            return [f"{' ' * column}- {self.flow(entry, column + 3)}{self.tail()}"]
        inner = column + self.draw(st.integers(2, 4))
        lines: list[str] = []
        for key in self.draw(st.permutations(list(entry))):
            lines += [*(self.note(inner) if lines else []), *self.block(key, entry[key], inner)]
        lines[0] = " " * column + "-" + lines[0][column + 1 :]
        return lines

    def topic(self, title: str, held: list[Data]) -> str:
        if self.chance(8):
            return self.flow({"topic": title, "entries": held}, 1)
        column = self.draw(st.sampled_from([0, 2, 3]))
        body = [f"entries:{self.tail()}"]
        for entry in held:
            body += [*self.note(column), *self.entry(entry, column)]
        head = self.block("topic", title, 0)
        lines = [*head, *self.note(0), *body] if self.chance() else [*body, *self.note(0), *head]
        return "\n".join([*(["---"] if self.chance(6) else []), *self.note(0), *lines, *self.note(0)])


@st.composite
def topics(draw: Draw) -> tuple[bytes, list[Data]]:
    """A topic file, and its entries."""
    ids = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    held = [draw(entries(one)) for one in ids]
    text = Hand(draw).topic(draw(LINES), held)
    text += draw(st.sampled_from(["", "\n", "\n\n"]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    mark = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"]))
    return mark + text.replace("\n", newline).encode(), held


def _double(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _single(text: str) -> str:
    return _double(text) if "\n" in text else "'" + text.replace("'", "''") + "'"


def _reads_as(text: str, value: object) -> bool:
    try:
        return bool(yaml.safe_load(text) == value)
    except (yaml.YAMLError, ValueError):
        return False
