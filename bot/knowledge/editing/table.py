"""A table of entries -> changed files, each in one go however many rows are for it.

The table is CSV with a heading: `question` and `answer`, and as one likes `id`, `topic`, `also`, `in_short`, `sources`,
`follow_ups`, `answers_too`, `kind`, `review_by`. Several values in one cell stand on lines of their own, or have `|`
between them. A cell that is empty changes nothing. Whatever is there already, by its id or else by its question, is
changed, not added again: bringing the same twice changes nothing.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.errors import EditError
from bot.knowledge.documents import Documents
from bot.knowledge.editing import edits, in_place
from bot.knowledge.editing.fields import LISTS, NEEDED, FieldFaults, entry_from, tidy
from bot.knowledge.model import Entry
from bot.knowledge.reading.phrasings import fold

COLUMNS = (
    "id",
    "topic",
    "question",
    "also",
    "answer",
    "in_short",
    "sources",
    "follow_ups",
    "answers_too",
    "kind",
    "review_by",
)


def with_table(documents: Documents, name: str, content: bytes, topic: str) -> dict[str, bytes]:
    """All files, with the rows of the table called `name` in them; `topic` is for entries that name none.

    Raises EditError, or FieldFaults with all that is wrong, each with its line.
    """
    rows, faults = _Rows(documents, topic), []
    for number, row in _read(name, content):
        try:
            rows.take(row)
        except FieldFaults as error:
            faults += [replace(one, place=f"{name}:{number}") for one in error.faults]
    if faults:
        raise FieldFaults(faults)
    return rows.written()


class _Rows:
    """What the rows make of the entries of `documents`, and of each other."""

    def __init__(self, documents: Documents, topic: str) -> None:
        self._documents = documents
        self._topic = topic
        self._files = edits.files_of(documents)
        self._ids = edits.ids_by_question(documents)
        self._data = edits.data_by_id(documents)
        self._entries: dict[str, Entry] = {}  # those that rows are about
        self._topics: dict[str, tuple[str, list[str]]] = {}  # titles and new entries, by the title as `fold` makes it

    def take(self, row: Mapping[str, str]) -> None:
        """Raises FieldFaults, and EditError for an entry in the files that has a fault."""
        typed: dict[str, object] = {
            key: cell.replace("|", "\n") if key in LISTS else cell
            for key, cell in row.items()
            if key != "topic" and cell.strip()
        }
        old = self._known(row)
        if old is not None:
            self._ids.pop(fold(old.question), None)  # it may get another
            self._put(entry_from({**typed, "id": old.id}, old, ()))
            return
        entry = entry_from(typed, None, {*self._files, *self._entries})
        title = tidy(row.get("topic", "")) or self._topic
        self._topics.setdefault(fold(title), (title, []))[1].append(entry.id)
        self._put(entry)

    def written(self) -> dict[str, bytes]:
        after = dict(self._documents)
        for file in sorted({self._files[entry] for entry in self._entries if entry in self._files}):
            mine = {name: entry for name, entry in self._entries.items() if self._files.get(name) == file}
            after[file] = in_place.change_entries(after[file], mine)
        for title, names in self._topics.values():
            new = [self._entries[name] for name in names]
            there = edits.topic_file(after, title)
            file = there or edits.new_file(after, title)
            after[file] = in_place.add_entries(after[file], new) if there else in_place.new_topic(title, *new)
        return after

    def _put(self, entry: Entry) -> None:
        self._entries[entry.id] = entry
        self._ids.setdefault(fold(entry.question), entry.id)

    def _known(self, row: Mapping[str, str]) -> Entry | None:
        """The entry that a row is about: by its id, or else by its question."""
        name = row.get("id", "").strip() or self._ids.get(fold(row.get("question", "")), "")
        if name in self._entries or name not in self._files:
            return self._entries.get(name)
        return in_place.entry_of(name, self._data[name])


def _read(name: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table that are not empty, each with its line."""
    try:
        text = content.decode("utf-8-sig")
        dialect = csv.Sniffer().sniff(text.split("\n", 1)[0], ",;\t") if text.strip() else csv.excel
    except UnicodeDecodeError:
        raise EditError(f"{name} is not UTF-8 text; save it as “CSV UTF-8”", "why_other_encoding", name=name) from None
    except csv.Error:
        dialect = csv.excel
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter)
    try:
        heading = [cell.strip().lower() for cell in next(reader, [])]
        while heading and not heading[-1]:  # spreadsheets export as many cells as somebody once touched
            heading.pop()
        _check_heading(name, heading)
        return [
            (reader.line_num, _by_column(name, reader.line_num, heading, row))
            for row in reader
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        line = reader.line_num
        raise EditError(f"{name}:{line}: this is no table ({error})", "why_no_table", name=name, line=line) from None


def _by_column(name: str, line: int, heading: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """The cells of a row by their columns. Raises EditError where text would be lost, as behind a comma too many."""
    if any(cell.strip() for cell in row[len(heading) :]):
        message = f"{name}:{line}: there are more cells than columns; put quotes around a cell that holds a comma"
        raise EditError(message, "why_many_cells", name=name, line=line)
    return dict(zip(heading, row, strict=False))


def _check_heading(name: str, heading: list[str]) -> None:
    unknown = [cell for cell in heading if cell not in COLUMNS]
    missing = [cell for cell in NEEDED if cell not in heading]
    for column in [cell for number, cell in enumerate(heading) if cell in heading[:number]]:
        message = f"{name}:1: the column `{column}` stands there twice; keep one"
        raise EditError(message, "why_column_twice", name=name, column=column)
    columns = ", ".join(COLUMNS)
    then = f"the first line has to name columns out of {columns}"
    for column in unknown:
        message = f"{name}:1: the column `{column}` is not known; {then}"
        raise EditError(message, "why_unknown_column", name=name, column=column, columns=columns)
    for column in missing:
        message = f"{name}:1: there is no column `{column}`; {then}"
        raise EditError(message, "why_no_column", name=name, column=column, columns=columns)
