"""What somebody brings along -> changed files: the YAML of an export, or a table of entries.

A table is CSV with a heading: `question` and `answer`, and as one likes `id`, `topic`, `also`, `sources`, `follow_ups`,
`answers_too`, `kind`, `review_by`. Several values in one cell stand on lines of their own, or have `|` between them. A
cell that is empty changes nothing. Whatever is there already is changed, not added again: bringing the same twice
changes nothing.
"""

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from bot.errors import EditError
from bot.knowledge import edits
from bot.knowledge.documents import Changed, Documents
from bot.knowledge.editing import read_entry
from bot.knowledge.fields import LISTS, NEEDED, FieldFault, FieldFaults, entry_from
from bot.knowledge.model import Entry
from bot.knowledge.nodes import Mapping as MappingNode
from bot.knowledge.nodes import Scalar
from bot.knowledge.parsing import MAX_BYTES, parse
from bot.knowledge.phrasings import fold

COLUMNS = ("id", "topic", "question", "also", "answer", "sources", "follow_ups", "answers_too", "kind", "review_by")
MOST_FILES = 500
MOST_BYTES = 50 * MAX_BYTES
# What `zipfile` raises for a zip that is damaged, encrypted, or packed in a way it does not know.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
)


def imported(documents: Documents, files: Mapping[str, bytes], topic: str) -> Changed:
    """The files that change; `topic` is for entries of a table that name none. Raises EditError or FieldFaults."""
    after = dict(documents)
    for name, content in sorted(files.items()):
        if len(content) > MAX_BYTES:
            raise EditError(f"{_plain(name)} is larger than 1 MiB; split it")
        if name.lower().endswith(".csv"):
            after = _with_table(after, _plain(name), content, topic)
        else:
            after[_file_for(after, name, content)] = content
    return {file: content for file, content in after.items() if content != documents.get(file)}


def unzipped(name: str, content: bytes) -> dict[str, bytes]:
    """The YAML files and tables in a zip, by their names without folders. Raises EditError.

    No more is unpacked than an FAQ may hold, however much the zip claims.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [info for info in archive.infolist() if _is_wanted(info.filename)]
            if len(found) > MOST_FILES or sum(info.file_size for info in found) > MOST_BYTES:
                raise EditError(f"{name} holds more than {MOST_FILES} files, or more than {MOST_BYTES >> 20} MiB")
            files = by_name((info.filename, _unpacked(archive, info)) for info in found)
    except _BROKEN:
        raise EditError(f"{name} is no zip that can be read") from None
    if not files:
        raise EditError(f"there is neither YAML nor a table in {name}")
    return files


def by_name(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Files by their names without folders. Raises EditError for two of one name, of which one would be lost."""
    found: dict[str, bytes] = {}
    for path, content in files:
        if (name := _plain(path)) in found:
            raise EditError(f"there are two files called {name}; rename one, or import one after the other")
        found[name] = content
    return found


def _is_wanted(path: str) -> bool:
    """Whether a file of a zip is for an FAQ; macOS puts hidden companions (`._tea.yaml`) into each."""
    return path.lower().endswith((".yaml", ".yml", ".csv")) and not _plain(path).startswith(".")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        return file.read(MAX_BYTES + 1)


def _plain(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def _file_for(documents: Documents, name: str, content: bytes) -> str:
    """The file whose place `content` takes: the one of that name, or else the one with the same topic."""
    plain = re.sub(r"\.yml\Z", ".yaml", _plain(name))
    if plain in documents or not edits.is_topic(plain):
        return plain
    root = parse(plain, content).root
    title = root.items.get("topic") if isinstance(root, MappingNode) else None
    same = edits.topic_file(documents, title.typed) if isinstance(title, Scalar) else None
    if same or edits.is_file_name(plain):
        return same or plain
    return edits.new_file(documents, title.typed if isinstance(title, Scalar) else "topic")


def _with_table(documents: Documents, name: str, content: bytes, topic: str) -> dict[str, bytes]:
    after, faults = dict(documents), []
    for number, row in _rows(name, content):
        try:
            changed = edits.applied(after, _edit(after, row, topic))
        except FieldFaults as error:
            faults += [FieldFault(one.field, f"{name}:{number}: {one.what}", one.remedy) for one in error.faults]
            continue
        after.update({file: text for file, text in changed.items() if text is not None})
    if faults:
        raise FieldFaults(faults)
    return after


def _rows(name: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table that are not empty, each with its line."""
    try:
        text = content.decode("utf-8-sig")
        dialect = csv.Sniffer().sniff(text.split("\n", 1)[0], ",;\t") if text.strip() else csv.excel
    except UnicodeDecodeError:
        raise EditError(f"{name} is not UTF-8 text; save it as “CSV UTF-8”") from None
    except csv.Error:
        dialect = csv.excel
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter)
    try:
        heading = [cell.strip().lower() for cell in next(reader, [])]
        _check_heading(name, heading)
        return [
            (reader.line_num, dict(zip(heading, row, strict=False)))
            for row in reader
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise EditError(f"{name}:{reader.line_num}: this is no table ({error})") from None


def _check_heading(name: str, heading: list[str]) -> None:
    unknown = [cell for cell in heading if cell not in COLUMNS]
    missing = [cell for cell in NEEDED if cell not in heading]
    if unknown or missing:
        what = f"the column `{unknown[0]}` is not known" if unknown else f"there is no column `{missing[0]}`"
        raise EditError(f"{name}:1: {what}; the first line has to name columns out of {', '.join(COLUMNS)}")


def _edit(documents: Documents, row: Mapping[str, str], topic: str) -> edits.Put:
    typed: dict[str, object] = {
        key: cell.replace("|", "\n") if key in LISTS else cell
        for key, cell in row.items()
        if key != "topic" and cell.strip()
    }
    old = _known(documents, row)
    if old is not None:
        return edits.Put(entry_from({**typed, "id": old.id}, old, ()), old=old.id)
    entry = entry_from(typed, None, edits.files_of(documents))
    return edits.Put(entry, topic=row.get("topic", "").strip() or topic)


def _known(documents: Documents, row: Mapping[str, str]) -> Entry | None:
    """The entry that a row is about: by its id, or else by its question."""
    files = edits.files_of(documents)
    name = row.get("id", "").strip() or edits.ids_by_question(documents).get(fold(row.get("question", "")), "")
    return read_entry(documents[files[name]], name) if name in files else None
